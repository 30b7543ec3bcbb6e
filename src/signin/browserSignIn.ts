import { randomBytes } from 'node:crypto';
import { refusalError, signInError } from './failure';
import type { Presenter } from './host';
import { openLoopback, type LoopbackAnswer } from './loopback';
import { refusalOf } from './network';
import type { Grant, PersonAsk, PersonClient } from './tokenClient';
import { within, type Patience } from './within';

/**
 * Editors decode and encode an address anew when they open it, and lose what is escaped in its values. What cannot be lost is written
 * without such characters: claims as JSON escapes; a hint that has them, such as the name of a guest with its #EXT#, is left out.
 */
function safeInAddress({ loginHint, claims, ...ask }: PersonAsk): PersonAsk {
  return {
    ...ask,
    claims: claims?.replaceAll(/[&#+%=?]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`),
    loginHint: loginHint !== undefined && /^[\w.@-]+$/.test(loginHint) ? loginHint : undefined,
  };
}

function codeOf({ parameters }: LoopbackAnswer): string {
  const refusal = refusalOf(Object.fromEntries(parameters));
  if (refusal !== undefined) {
    throw refusalError(refusal);
  }
  return parameters.get('code') ?? '';
}

/**
 * Signs a person in through a browser on this machine, by authorization code with PKCE. The port is free again however it ends.
 * Throws SignInError (`timedOut`, `notSupported` when no browser opened, the service's refusal) and CancelledError.
 */
export async function signInByBrowser(client: PersonClient, ask: PersonAsk, presenter: Presenter, patience: Patience): Promise<Grant> {
  const state = randomBytes(24).toString('base64url');
  const loopback = await openLoopback(state);
  try {
    const visit = await client.visit(safeInAddress(ask), loopback.redirectUri, state);
    if (!(await within(Promise.resolve(presenter.openExternal(visit.url)), patience))) {
      throw signInError({ reason: 'notSupported', condition: 'browserNotOpened' });
    }
    const answer = await within(loopback.answer, patience);
    try {
      const grant = await visit.redeem(codeOf(answer), answer.parameters.get('client_info') ?? undefined);
      await answer.finish(presenter.landingPage('signedIn'));
      return grant;
    } catch (error) {
      await answer.finish(presenter.landingPage('failed'));
      throw error;
    }
  } finally {
    loopback.close();
  }
}
