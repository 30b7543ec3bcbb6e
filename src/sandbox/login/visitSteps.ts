import { permissionIds } from '../../graph/permissions';
import type { DirectoryUser, Membership } from '../directory';
import type { OAuthError } from './oauthError';
import { accountPage, confirmPage, consentPage, errorPage, refusalPage, type Everyone } from './pages';
import { findUser, membershipOf } from './people';
import { refusal } from './refusals';
import { showPage, type Reply } from './reply';
import { accountLine, accountLines, placeOf, signedInAccount, tenantIdFor, type Scene } from './scene';
import type { Visit } from './visit';
import { notYetGranted, refusalAtSignIn, toConsent } from './visitGates';
import { finish, leave } from './visitEnd';

const trouble = 'Sorry, but we are having trouble signing you in';

function pickAccount(scene: Scene, visit: Visit, ticket: string, problem?: string): Reply {
  return showPage(accountPage(placeOf(scene, visit, ticket), accountLines(scene, visit), problem));
}

function confirmAccount(scene: Scene, visit: Visit, ticket: string, user: DirectoryUser): Reply {
  const line = accountLine(scene, visit, user) ?? { ...user, remark: '' };
  return showPage(confirmPage(placeOf(scene, visit, ticket), line));
}

/** Without a page the app is told at once; with one the person reads it first. */
function refuse(scene: Scene, visit: Visit, ticket: string, title: string, error: OAuthError): Reply {
  if (visit.prompt === 'none') {
    return leave(scene, visit, ticket, error);
  }
  scene.signIns.visits.replace(ticket, { ...visit, refusal: error });
  return showPage(refusalPage(placeOf(scene, visit, ticket), title, error.description));
}

function everyoneOf(visit: Visit, administrator: boolean): Everyone {
  return visit.purpose.kind === 'adminConsent' ? 'only' : administrator ? 'offered' : 'no';
}

function askConsent(scene: Scene, visit: Visit, ticket: string, membership: Membership): Reply {
  const ask = toConsent(scene.signIns, visit, membership);
  if (ask.length === 0) {
    return finish(scene, visit, ticket);
  }
  const administrator = membership.roles.includes('Global Administrator');
  const needsOne = notYetGranted(scene.signIns, visit, membership).some((permission) => permissionIds[permission].adminConsent);
  if (visit.prompt === 'none') {
    return leave(scene, visit, ticket, refusal(65001, undefined, { word: 'consent_required' }));
  }
  if (!administrator && (needsOne || visit.purpose.kind === 'adminConsent')) {
    return refuse(scene, visit, ticket, 'Need admin approval', refusal(90094));
  }
  const place = placeOf(scene, visit, ticket);
  return showPage(consentPage(place, visit.account?.userPrincipalName ?? '', ask, everyoneOf(visit, administrator)));
}

/** Goes on with an account: refused, asked for consent, or done. */
function useAccount(scene: Scene, visit: Visit, ticket: string, user: DirectoryUser): Reply {
  const { signIns } = scene;
  const error = refusalAtSignIn(signIns, visit, user);
  const tenantId = tenantIdFor(signIns, visit, user);
  const membership = membershipOf(user, tenantId);
  if (error !== undefined || membership === undefined) {
    return refuse(scene, visit, ticket, trouble, error ?? refusal(50020));
  }
  const next = { ...visit, account: { userPrincipalName: user.userPrincipalName, tenantId }, refusal: undefined };
  signIns.visits.replace(ticket, next);
  return askConsent(scene, next, ticket, membership);
}

/**
 * Begins a visit as `prompt` and `login_hint` say: without a page where the browser is signed in and no doubt is left, with the named
 * account, or with the choice of all. Source: request parameters of the OAuth 2.0 authorization code flow page.
 */
export function beginVisit(scene: Scene, visit: Visit): Reply {
  const { signIns } = scene;
  const ticket = signIns.visits.issue(visit);
  const known = signedInAccount(scene, visit);
  const hinted = findUser(signIns.directory, visit.loginHint);
  switch (visit.prompt) {
    case 'none':
      return known === undefined ? leave(scene, visit, ticket, refusal(50058)) : useAccount(scene, visit, ticket, known);
    case 'select_account':
      return pickAccount(scene, visit, ticket);
    case 'login':
      return hinted === undefined ? pickAccount(scene, visit, ticket) : confirmAccount(scene, visit, ticket, hinted);
    case 'consent':
    case undefined:
      if (known !== undefined) {
        return useAccount(scene, visit, ticket, known);
      }
      return hinted === undefined ? pickAccount(scene, visit, ticket) : confirmAccount(scene, visit, ticket, hinted);
  }
}

function accept(scene: Scene, visit: Visit, ticket: string, everyone: boolean): Reply {
  const { signIns } = scene;
  const { account, clientId } = visit;
  const membership = membershipOf(findUser(signIns.directory, account?.userPrincipalName), account?.tenantId ?? '');
  if (account === undefined || membership === undefined || visit.refusal !== undefined) {
    return leave(scene, visit, ticket, refusal(65004));
  }
  const whom = everyone || visit.purpose.kind === 'adminConsent' ? 'everyone' : membership.objectId;
  signIns.consents.grant(account.tenantId, clientId, whom, toConsent(signIns, visit, membership));
  return finish(scene, visit, ticket);
}

function answerAccount(scene: Scene, visit: Visit, ticket: string, name: string): Reply {
  const user = findUser(scene.signIns.directory, name);
  return user === undefined
    ? pickAccount(
        scene,
        visit,
        ticket,
        name.trim() === '' ? undefined : `There is no account ${name}. Check the user name, or pick another account.`,
      )
    : useAccount(scene, visit, ticket, user);
}

/** Answers what a person did on a page. */
export function answerVisit(scene: Scene, form: URLSearchParams): Reply {
  const ticket = form.get('ticket') ?? '';
  const visit = scene.signIns.visits.find(ticket);
  if (visit === undefined) {
    return showPage(errorPage('This page has ended', 'Go back to the app and start again.'), 400);
  }
  switch (form.get('choice')) {
    case 'cancel':
      return leave(scene, visit, ticket, refusal(65004), { error_subcode: 'cancel' });
    case 'refuse':
      return leave(scene, visit, ticket, refusal(65004));
    case 'back':
      return leave(scene, visit, ticket, visit.refusal ?? refusal(65004));
    case 'accept':
      return accept(scene, visit, ticket, form.get('everyone') === 'yes');
    default:
      return answerAccount(scene, visit, ticket, form.get('account') ?? '');
  }
}
