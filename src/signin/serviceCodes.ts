import type { SignInCondition, SignInReason } from '../graph/errors';

export interface Meaning {
  readonly reason: SignInReason;
  readonly condition?: SignInCondition;
}

const expired = (condition: SignInCondition): Meaning => ({ reason: 'expired', condition });
const refused = (condition: SignInCondition): Meaning => ({ reason: 'refused', condition });
const consent = (condition: SignInCondition): Meaning => ({ reason: 'consentRequired', condition });
const interaction = (condition?: SignInCondition): Meaning =>
  condition === undefined ? { reason: 'interactionRequired' } : { reason: 'interactionRequired', condition };

/** What the numbers of the sign-in service mean to us. Source: Entra authentication and authorization error codes page. */
const meanings: ReadonlyMap<number, Meaning> = new Map([
  [16000, interaction()],
  [50011, refused('redirectNotRegistered')],
  [50020, refused('accountNotInTenant')],
  [50034, refused('accountNotInTenant')],
  [50053, refused('accountLocked')],
  [50055, expired('passwordExpired')],
  [50057, refused('accountDisabled')],
  [50058, interaction()],
  [50059, refused('tenantNotFound')],
  [50076, interaction('conditionalAccess')],
  [50078, interaction('conditionalAccess')],
  [50079, interaction('conditionalAccess')],
  [50089, expired('signInEnded')],
  [50105, refused('notAssigned')],
  [50133, expired('passwordChanged')],
  [50144, expired('passwordExpired')],
  [50158, interaction('conditionalAccess')],
  [50173, expired('passwordChanged')],
  [50196, { reason: 'throttled' }],
  [51004, refused('accountNotInTenant')],
  [53000, refused('conditionalAccess')],
  [53001, refused('conditionalAccess')],
  [53002, refused('conditionalAccess')],
  [53003, refused('conditionalAccess')],
  [65001, consent('consentMissing')],
  [65004, consent('consentDeclined')],
  [70008, expired('signInEnded')],
  [70043, expired('signInEnded')],
  [90002, refused('tenantNotFound')],
  [90008, consent('consentMissing')],
  [90033, { reason: 'unreachable', condition: 'serviceDown' }],
  [90055, { reason: 'throttled' }],
  [90072, refused('accountNotInTenant')],
  [90094, consent('adminConsentNeeded')],
  [90095, consent('adminConsentNeeded')],
  [500014, refused('appNotFound')],
  [530032, refused('conditionalAccess')],
  [530034, refused('conditionalAccess')],
  [530035, refused('conditionalAccess')],
  [700003, expired('signInEnded')],
  [700016, refused('appNotFound')],
  [700024, refused('clockSkew')],
  [700027, refused('certificateRefused')],
  [700081, expired('signInEnded')],
  [700082, expired('signInEnded')],
  [700084, expired('signInEnded')],
  [900021, refused('tenantNotFound')],
  [900023, refused('tenantNotFound')],
  [7000112, refused('appNotFound')],
  [7000215, refused('secretWrong')],
  [7000218, refused('appNotPublic')],
  [7000222, refused('secretExpired')],
]);

/** The same for the error words of OAuth 2.0, OpenID Connect and the device grant (RFC 6749, RFC 8628), where there is no number. */
const words: ReadonlyMap<string, Meaning> = new Map([
  ['access_denied', consent('consentDeclined')],
  ['authorization_declined', { reason: 'cancelled', condition: 'codeDeclined' }],
  ['bad_verification_code', refused('codeExpired')],
  ['consent_required', consent('consentMissing')],
  ['expired_token', { reason: 'timedOut', condition: 'codeExpired' }],
  ['interaction_required', interaction()],
  ['invalid_client', refused('secretWrong')],
  ['invalid_grant', expired('signInEnded')],
  ['login_required', interaction()],
  ['unauthorized_client', refused('appNotFound')],
]);

/** Gives the meaning of an answer of the sign-in service: by its number, else by its error word. */
export function meaningOf(code: number | undefined, word: string | undefined): Meaning | undefined {
  return (code === undefined ? undefined : meanings.get(code)) ?? (word === undefined ? undefined : words.get(word));
}
