import { setTimeout as pause } from 'node:timers/promises';
import { adminConsent, authorize } from './authorize';
import { answersChallenge } from './claimsParameter';
import { deviceAuthorization, devicePage, useDeviceCode } from './deviceCode';
import { instanceDiscovery, openIdConfiguration } from './discovery';
import { faultReply, refusalOf } from './faultReply';
import { loginEndpoints, transportFaults, type LoginFaultRule } from './loginFault';
import type { Occasion } from './loginFaults';
import type { LoginCall } from './loginRoute';
import { logout } from './logout';
import { errorBody, OAuthError } from './oauthError';
import { findTenant } from './people';
import { sendBody, type Reply } from './reply';
import type { Scene } from './scene';
import type { SignIns } from './signIns';
import { answerToken, tokenOccasion } from './tokenEndpoint';
import { answerVisit } from './visitSteps';

interface Answered {
  /** Undefined: the connection is dropped. */
  readonly reply: Reply | undefined;
  readonly code?: number;
  readonly userPrincipalName?: string | undefined;
}

const slowMs = 5000;

function occasionOf(signIns: SignIns, { endpoint, tenantName, form }: LoginCall): Occasion | undefined {
  if (endpoint === 'token') {
    return tokenOccasion(signIns, tenantName, form);
  }
  const known = loginEndpoints.find((each) => each === endpoint);
  return (
    known && {
      endpoint: known,
      tenantId: findTenant(signIns.directory, tenantName)?.tenantId,
      clientId: form.get('client_id') ?? undefined,
      withClaims: answersChallenge(form.get('claims')),
      claims: [form.get('claims') ?? undefined],
    }
  );
}

/** The rule that strikes a call. A refusal on the authorize page comes when the account is known. */
export function strikeOf(signIns: SignIns, call: LoginCall): LoginFaultRule | undefined {
  const occasion = occasionOf(signIns, call);
  const late = call.endpoint === 'authorize' ? [] : (['refused'] as const);
  const wrong = call.endpoint === 'token' ? (['wrongToken'] as const) : [];
  return occasion && signIns.faults.strike(occasion, [...transportFaults, ...late, ...wrong]);
}

async function plainAnswer(scene: Scene, call: LoginCall, fault: LoginFaultRule | undefined): Promise<Answered> {
  const { signIns } = scene;
  const { tenantName, root, form } = call;
  switch (call.endpoint) {
    case 'token': {
      const { body, userPrincipalName } = await answerToken(signIns, tenantName, form, fault);
      return { reply: sendBody(body), userPrincipalName };
    }
    case 'authorize':
      return { reply: authorize(scene, tenantName, form) };
    case 'visit':
      return { reply: answerVisit(scene, form) };
    case 'devicecode':
      return { reply: deviceAuthorization(signIns, tenantName, form) };
    case 'device':
      return { reply: call.method === 'POST' ? useDeviceCode(scene, form) : devicePage(signIns) };
    case 'adminconsent':
      return { reply: adminConsent(scene, tenantName, form) };
    case 'logout':
      return { reply: logout(scene, form) };
    case 'configuration':
      return { reply: openIdConfiguration(signIns, root, tenantName) };
    case 'instance':
      return { reply: instanceDiscovery(signIns, root, form) };
    case 'keys':
      return { reply: sendBody(signIns.keyring.published()) };
  }
}

async function answer(scene: Scene, call: LoginCall, fault: LoginFaultRule | undefined): Promise<Answered> {
  const instead = fault && faultReply(fault, scene.ids, scene.signIns.clock.now());
  if (instead !== undefined || fault?.fault === 'droppedBefore') {
    return { reply: instead };
  }
  if (fault?.fault === 'slow') {
    await pause(fault.durationMs ?? slowMs, undefined, { ref: false });
  }
  if (fault?.fault === 'refused') {
    throw refusalOf(fault);
  }
  const answered = await plainAnswer(scene, call, fault);
  return fault?.fault === 'droppedAfter' ? { ...answered, reply: undefined } : answered;
}

function statusOf(reply: Reply | undefined): number {
  return reply === undefined ? 0 : reply.kind === 'redirect' ? 302 : reply.status;
}

async function told(scene: Scene, call: LoginCall, fault: LoginFaultRule | undefined): Promise<Answered> {
  try {
    return await answer(scene, call, fault);
  } catch (error) {
    if (!(error instanceof OAuthError)) {
      throw error;
    }
    const body = errorBody(error, scene.ids, scene.signIns.clock.now(), `${call.root}/error`);
    return { reply: sendBody(body, error.status), code: error.code };
  }
}

/** Answers a call of the sign-in service and writes it down. Undefined: drop the connection. */
export async function answerCall(scene: Scene, call: LoginCall, fault: LoginFaultRule | undefined): Promise<Reply | undefined> {
  const { signIns, ids } = scene;
  const occasion = occasionOf(signIns, call);
  const answered = await told(scene, call, fault);
  signIns.ledger.call({
    endpoint: call.endpoint,
    grant: occasion?.grant,
    tenantName: call.tenantName,
    clientId: call.form.get('client_id') ?? undefined,
    userPrincipalName: answered.userPrincipalName ?? occasion?.userPrincipalName,
    scope: call.form.get('scope') ?? undefined,
    withClaims: occasion?.withClaims ?? false,
    status: statusOf(answered.reply),
    code: answered.code,
    fault: fault?.fault,
    correlationId: ids.correlationId,
  });
  return answered.reply;
}
