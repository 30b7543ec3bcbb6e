import { randomInt } from 'node:crypto';
import { beginDeviceVisit, checkPlace } from './authorize';
import { deviceCodePage } from './pages';
import { sendBody, showPage, type Reply } from './reply';
import type { Scene } from './scene';
import { checkScope } from './scopes';
import type { SignIns } from './signIns';

/** No vowels and nothing that looks like something else. */
const userCodeLetters = 'BCDFGHJKLMNPQRSTVWXZ';
const userCodeLength = 9;

const newUserCode = (): string => Array.from({ length: userCodeLength }, () => userCodeLetters[randomInt(userCodeLetters.length)]).join('');
const pagePath = ({ loginEndpoint }: SignIns): string => `${new URL(loginEndpoint).pathname}/device`;

/** Hands out a device code. Throws OAuthError. Source: RFC 8628, and the device code flow of the Microsoft identity platform. */
export function deviceAuthorization(signIns: SignIns, tenantName: string, form: URLSearchParams): Reply {
  const clientId = checkPlace({ signIns }, tenantName, form.get('client_id'));
  const scope = form.get('scope') ?? '';
  checkScope(scope);
  const userCode = newUserCode();
  const claims = form.get('claims') ?? undefined;
  const device_code = signIns.devices.issue({ userCode, clientId, tenantName, scope, claims, state: { kind: 'pending' } });
  const page = `${signIns.loginEndpoint}/device`;
  const { deviceCodeSeconds, deviceCodeIntervalSeconds } = signIns.settings();
  return sendBody({
    user_code: userCode,
    device_code,
    verification_uri: page,
    expires_in: deviceCodeSeconds,
    interval: deviceCodeIntervalSeconds,
    message: `To sign in, use a web browser to open the page ${page} and enter the code ${userCode} to authenticate.`,
  });
}

export const devicePage = (signIns: SignIns): Reply => showPage(deviceCodePage(pagePath(signIns)));

/** Takes the code a person typed and lets the person pick an account for it. */
export function useDeviceCode(scene: Scene, form: URLSearchParams): Reply {
  const { signIns } = scene;
  const typed = (form.get('user_code') ?? '').replaceAll(/[\s-]/g, '').toUpperCase();
  const found = [...signIns.devices.all].find(([, each]) => each.userCode === typed && each.state.kind === 'pending');
  const device = found && signIns.devices.find(found[0]);
  return found === undefined || device === undefined
    ? showPage(deviceCodePage(pagePath(signIns), 'That code did not work. Check the code and try again.'), 400)
    : beginDeviceVisit(scene, found[0], device);
}
