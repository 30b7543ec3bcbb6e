import { describeError, OAuthError } from './oauthError';
import { errorPage } from './pages';
import { findApp, findTenant, isAnyTenant } from './people';
import { refusal, tenantNotFound } from './refusals';
import { returnTo, showPage, type Reply, type ResponseMode } from './reply';
import type { Scene } from './scene';
import { checkScope } from './scopes';
import { checkClaims } from './claimsParameter';
import { prompts, type Prompt, type Visit } from './visit';
import { beginVisit } from './visitSteps';

const optional = (form: URLSearchParams, name: string): string | undefined => form.get(name) ?? undefined;

/** A native app gets its answer on this machine only, at any port. */
function isOwnMachine(redirectUri: string): boolean {
  const url = URL.canParse(redirectUri) ? new URL(redirectUri) : undefined;
  return url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

/** Throws OAuthError for a tenant or an app that is not there. */
export function checkPlace({ signIns }: Pick<Scene, 'signIns'>, tenantName: string, clientId: string | null): string {
  if (!isAnyTenant(tenantName) && findTenant(signIns.directory, tenantName) === undefined) {
    throw tenantNotFound(tenantName);
  }
  return findApp(signIns.directory, clientId, tenantName).clientId;
}

/** A request that cannot be trusted with an answer at its redirect address is told off on a page. */
function onPage({ signIns, ids }: Scene, deed: () => Reply): Reply {
  try {
    return deed();
  } catch (error) {
    if (error instanceof OAuthError) {
      const text = describeError(error, ids, signIns.clock.now());
      return showPage(errorPage('Sorry, but we are having trouble signing you in', text), error.status);
    }
    throw error;
  }
}

function responseModeOf(form: URLSearchParams): ResponseMode {
  const mode = form.get('response_mode');
  return mode === 'form_post' || mode === 'fragment' ? mode : 'query';
}

function promptOf(form: URLSearchParams): Prompt | undefined {
  return prompts.find((prompt) => prompt === form.get('prompt'));
}

function checkRequest(form: URLSearchParams): void {
  if (form.get('response_type') !== 'code') {
    throw refusal(900144, "The response_type has to be 'code'.", { word: 'unsupported_response_type' });
  }
  if (form.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(form.get('code_challenge') ?? '')) {
    throw refusal(9002325);
  }
  if (form.has('prompt') && promptOf(form) === undefined) {
    throw refusal(900144, `The prompt '${form.get('prompt') ?? ''}' is not known.`);
  }
  checkScope(form.get('scope') ?? '');
  checkClaims(form.get('claims'));
}

function visitOf(tenantName: string, form: URLSearchParams, purpose: Visit['purpose'], clientId: string): Visit {
  return {
    purpose,
    tenantName,
    clientId,
    scope: form.get('scope') ?? '',
    claims: optional(form, 'claims'),
    prompt: promptOf(form),
    loginHint: optional(form, 'login_hint'),
    account: undefined,
    refusal: undefined,
  };
}

/** Begins signing in. What is wrong with a request goes to its redirect address once that is trusted. Source: OAuth 2.0 authorization code flow page. */
export function authorize(scene: Scene, tenantName: string, form: URLSearchParams): Reply {
  return onPage(scene, () => {
    const redirectUri = form.get('redirect_uri') ?? '';
    const clientId = checkPlace(scene, tenantName, form.get('client_id'));
    if (!isOwnMachine(redirectUri)) {
      throw refusal(
        50011,
        `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${clientId}'.`,
      );
    }
    const [state, responseMode] = [optional(form, 'state'), responseModeOf(form)];
    try {
      checkRequest(form);
    } catch (error) {
      if (!(error instanceof OAuthError)) {
        throw error;
      }
      const told = { error: error.word, error_description: describeError(error, scene.ids, scene.signIns.clock.now()) };
      return returnTo(redirectUri, responseMode, { ...told, ...(state === undefined ? {} : { state }) });
    }
    const [codeChallenge, nonce] = [optional(form, 'code_challenge'), optional(form, 'nonce')];
    const clientInfo = form.get('client_info') === '1';
    return beginVisit(
      scene,
      visitOf(tenantName, form, { kind: 'code', redirectUri, responseMode, state, codeChallenge, nonce, clientInfo }, clientId),
    );
  });
}

/** Lets an administrator grant permissions for everyone. Source: admin consent endpoint of the Microsoft identity platform. */
export function adminConsent(scene: Scene, tenantName: string, form: URLSearchParams): Reply {
  return onPage(scene, () => {
    const clientId = checkPlace(scene, tenantName, form.get('client_id'));
    checkScope(form.get('scope') ?? '');
    const redirectUri = optional(form, 'redirect_uri');
    const answers = redirectUri !== undefined && isOwnMachine(redirectUri) && new URL(redirectUri).port !== '';
    const purpose = { kind: 'adminConsent', redirectUri: answers ? redirectUri : undefined, state: optional(form, 'state') } as const;
    return beginVisit(scene, visitOf(tenantName, form, purpose, clientId));
  });
}

/** Begins signing in for a device whose code was typed. */
export function beginDeviceVisit(
  scene: Scene,
  deviceCode: string,
  device: { readonly tenantName: string; readonly clientId: string; readonly scope: string; readonly claims: string | undefined },
): Reply {
  const asked = new URLSearchParams({ scope: device.scope, ...(device.claims === undefined ? {} : { claims: device.claims }) });
  return beginVisit(scene, visitOf(device.tenantName, asked, { kind: 'device', deviceCode }, device.clientId));
}
