import type { LoginFaultRule } from './loginFault';
import { claimsOfRule } from './loginFaults';
import { errorBody, type OAuthError, type SignInIds } from './oauthError';
import { pageOf } from './pageShell';
import { refusal } from './refusals';
import { showPage, type Reply } from './reply';

/** The refusal that a rule asks for. */
export function refusalOf(rule: LoginFaultRule): OAuthError {
  const { error, suberror } = rule;
  const claims = claimsOfRule(rule);
  return refusal(rule.code ?? 90033, undefined, {
    ...(error === undefined ? {} : { word: error }),
    ...(suberror === undefined ? {} : { suberror }),
    ...(claims === undefined ? {} : { claims }),
  });
}

function busy(status: number, retryAfterSeconds: number | undefined, ids: SignInIds, now: number): Reply {
  const headers: Readonly<Record<string, string>> = retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) };
  return { kind: 'json', status, body: errorBody(refusal(90033), ids, now, ''), headers };
}

/** What is answered instead, where the rule is of that kind. */
export function faultReply(rule: LoginFaultRule, ids: SignInIds, now: number): Reply | undefined {
  switch (rule.fault) {
    case 'throttled':
      return busy(429, rule.retryAfterSeconds ?? 1, ids, now);
    case 'throttledWithoutRetryAfter':
      return busy(429, undefined, ids, now);
    case 'unavailable':
      return busy(503, rule.retryAfterSeconds, ids, now);
    case 'htmlErrorPage':
      return showPage(
        pageOf('Not available right now', 'Something between', '<p>This is not the answer that was asked for.</p>'),
        rule.status ?? 503,
      );
    default:
      return undefined;
  }
}
