import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock';
import type { Directory } from '../directory';
import { createAccessTokens } from './accessTokens';
import type { Caller, Refusal } from './caller';
import { createKeyring } from './keyring';
import { answerCall, strikeOf } from './loginCalls';
import { readLoginCall, type LoginCall } from './loginRoute';
import { signInIds } from './oauthError';
import type { Scene } from './scene';
import { sendReply } from './sendReply';
import { createSignIns, type SignIns } from './signIns';

export interface LoginOptions {
  /** Where this sign-in service stands, without a slash at the end. */
  readonly loginEndpoint: string;
  readonly clock: Clock;
  readonly tokenLifetimeSeconds: number;
}

export interface Login {
  readonly signIns: SignIns;
  /** Answers a sign-in request. False, and nothing answered, when the path is none of sign-in's. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>;
  authenticate(authorization: string | undefined): Promise<Caller | Refusal>;
}

function sceneOf(signIns: SignIns, request: IncomingMessage, url: URL, { form }: LoginCall): Scene {
  const given = request.headers['client-request-id'];
  const id = typeof given === 'string' ? given : (url.searchParams.get('client-request-id') ?? form.get('client-request-id'));
  return { signIns, browser: signIns.browsers.of(request.headers.cookie, url.port), ids: signInIds(id) };
}

/**
 * What became of the sign-in since the token was made, as continuous access evaluation tells Graph at once. A client that did not say that
 * it answers challenges keeps its token until it ends. Source: continuous access evaluation page, critical event evaluation.
 */
function stillGood({ accounts, clock }: SignIns, caller: Caller | Refusal): Caller | Refusal {
  if (caller.kind !== 'user' || !caller.capabilities.some((each) => each.toLowerCase() === 'cp1')) {
    return caller;
  }
  const { enabled, voidUntil } = accounts.of(caller.userPrincipalName ?? '');
  if (enabled && (voidUntil?.code !== 50173 || caller.signIn > voidUntil.signIn)) {
    return caller;
  }
  const claims = JSON.stringify({ access_token: { nbf: { essential: true, value: String(Math.floor(clock.now() / 1000)) } } });
  return {
    kind: 'refusal',
    reason: 'revoked',
    message: 'Continuous access evaluation resulted in challenge with result: InteractionRequired.',
    claims,
  };
}

/**
 * The sign-in service: pages for people, tokens for people and apps of the directory, signed with a key of this run.
 */
export async function createLogin(directory: Directory, options: LoginOptions): Promise<Login> {
  const { clock, loginEndpoint } = options;
  const keyring = await createKeyring();
  const tokens = createAccessTokens({ keyring, clock, issuerOf: (tenantId) => `${loginEndpoint}/${tenantId}/v2.0` });
  const signIns = createSignIns({ ...options, directory, keyring, tokens });
  return {
    signIns,
    authenticate: async (authorization) => stillGood(signIns, await tokens.verify(authorization)),
    handle: async (request, response, url) => {
      const call = await readLoginCall(request, url);
      if (call === undefined) {
        return false;
      }
      const scene = sceneOf(signIns, request, url, call);
      const fault = strikeOf(signIns, call);
      const reply = await answerCall(scene, call, fault);
      if (reply === undefined) {
        request.socket.destroy();
      } else {
        const delivery = fault?.fault === 'truncatedJson' ? 'truncated' : 'whole';
        sendReply(response, reply, { ids: scene.ids, now: clock.now(), setCookie: scene.browser.setCookie(), delivery });
      }
      return true;
    },
  };
}
