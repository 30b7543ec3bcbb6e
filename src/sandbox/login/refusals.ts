import { graphResourceAppId } from '../../graph/permissions';
import { OAuthError } from './oauthError';

interface Wording {
  readonly word: string;
  readonly message: string;
  readonly suberror?: string;
  readonly claims?: string;
}

const policyClaims = JSON.stringify({
  access_token: { capolids: { essential: true, values: ['5a1d0000-0000-4000-8000-00000000ca01'] } },
});

/**
 * What the service says with each of its numbers.
 * Source: Entra authentication and authorization error codes page; `suberror` and `claims` as the pages on claims challenges and on
 * handling errors in MSAL show them.
 */
const wordings = {
  50011: { word: 'invalid_request', message: 'The redirect URI does not match the redirect URIs configured for the application.' },
  50020: {
    word: 'invalid_grant',
    message: 'User account from identity provider does not exist in the tenant and cannot access the application in that tenant.',
  },
  50034: { word: 'invalid_grant', message: 'The user account does not exist in the directory. The account must be added first.' },
  50053: { word: 'invalid_grant', message: 'The account is locked, there were too many attempts with a wrong user name or password.' },
  50055: { word: 'invalid_grant', message: 'The password is expired.', suberror: 'user_password_expired' },
  50057: { word: 'invalid_grant', message: 'The user account is disabled.' },
  50058: { word: 'login_required', message: 'A silent sign-in request was sent but no user is signed in.' },
  50059: {
    word: 'invalid_request',
    message: 'No tenant-identifying information found in either the request or implied by any provided credentials.',
  },
  50076: {
    word: 'interaction_required',
    message: `Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '${graphResourceAppId}'.`,
    suberror: 'basic_action',
  },
  50079: {
    word: 'interaction_required',
    message: `Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '${graphResourceAppId}'.`,
    suberror: 'basic_action',
  },
  50105: {
    word: 'invalid_grant',
    message:
      'Your administrator has configured the application to block users unless they are specifically granted (assigned) access to the application.',
  },
  50126: { word: 'invalid_grant', message: 'Error validating credentials due to invalid username or password.' },
  50173: {
    word: 'invalid_grant',
    message:
      'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
    suberror: 'bad_token',
  },
  50194: {
    word: 'invalid_request',
    message: 'The application is not configured as a multi-tenant application. Use a tenant-specific endpoint.',
  },
  53000: {
    word: 'interaction_required',
    message:
      'Device is not in required device state. Conditional Access policy requires a compliant device, and the device is not compliant.',
    suberror: 'additional_action',
  },
  53003: {
    word: 'invalid_grant',
    message: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    suberror: 'message_only',
    claims: policyClaims,
  },
  54005: { word: 'invalid_grant', message: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code.' },
  65001: {
    word: 'invalid_grant',
    message: 'The user or administrator has not consented to use the application. Send an interactive authorization request.',
    suberror: 'consent_required',
  },
  65004: { word: 'access_denied', message: 'User declined to consent to access the app.' },
  70000: { word: 'invalid_grant', message: 'Provided grant is invalid or malformed.' },
  70003: { word: 'unsupported_grant_type', message: 'The app requested an unsupported grant type.' },
  70008: { word: 'invalid_grant', message: 'The provided authorization code or refresh token has expired due to inactivity.' },
  70011: { word: 'invalid_scope', message: 'The provided value for the input parameter scope is not valid.' },
  70016: {
    word: 'authorization_pending',
    message: 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  },
  70018: { word: 'authorization_declined', message: 'The end user denied the authorization request.' },
  70020: { word: 'expired_token', message: 'The provided value for the input parameter device_code is not valid: the code has expired.' },
  70043: {
    word: 'invalid_grant',
    message: 'The refresh token has expired or is invalid due to sign-in frequency checks by Conditional Access.',
    suberror: 'bad_token',
  },
  90002: {
    word: 'invalid_tenant',
    message:
      'Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. This may happen if there are no active subscriptions for the tenant.',
  },
  90033: { word: 'temporarily_unavailable', message: 'A transient error has occurred. Please try again.' },
  90094: { word: 'access_denied', message: 'The grant requires admin permission.', suberror: 'consent_required' },
  500011: { word: 'invalid_resource', message: 'The resource principal was not found in the tenant.' },
  501481: {
    word: 'invalid_grant',
    message: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  700016: { word: 'unauthorized_client', message: 'Application was not found in the directory.' },
  700024: { word: 'invalid_client', message: 'Client assertion is not within its valid time range.' },
  700025: { word: 'invalid_client', message: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented." },
  700027: { word: 'invalid_client', message: 'Client assertion failed signature validation.' },
  700082: { word: 'invalid_grant', message: 'The refresh token has expired due to inactivity.', suberror: 'bad_token' },
  900144: { word: 'invalid_request', message: 'The request body must contain a parameter that is missing.' },
  1002012: {
    word: 'invalid_scope',
    message: 'The provided value for scope is not valid. Client credential flows must have a scope value with /.default.',
  },
  7000215: {
    word: 'invalid_client',
    message:
      'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.',
  },
  7000218: {
    word: 'invalid_client',
    message: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  7000222: { word: 'invalid_client', message: 'The provided client secret keys are expired.' },
  9002325: { word: 'invalid_request', message: 'Proof Key for Code Exchange is required for the authorization code flow.' },
} as const satisfies Readonly<Record<number, Wording>>;

export type RefusalCode = keyof typeof wordings;

export const refusalCodes = Object.keys(wordings).map(Number) as readonly RefusalCode[];

/** A refusal by its number; `message` says more than the usual words, `more` overrides what goes with them. */
export function refusal(code: RefusalCode, message?: string, more: Partial<Wording> = {}): OAuthError {
  const usual: Wording = wordings[code];
  const { suberror, claims } = { ...usual, ...more };
  return new OAuthError(more.word ?? usual.word, code, message ?? more.message ?? usual.message, {
    ...(suberror === undefined ? {} : { suberror }),
    ...(claims === undefined ? {} : { claims }),
  });
}

export const tenantNotFound = (name: string): OAuthError =>
  refusal(90002, `Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`);
export const appNotFound = (clientId: string, tenantName: string): OAuthError =>
  refusal(
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${tenantName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
  );
export const consentMissing = (clientId: string, appDisplayName: string): OAuthError =>
  refusal(
    65001,
    `The user or administrator has not consented to use the application with ID '${clientId}' named '${appDisplayName}'. Send an interactive authorization request for this user and resource.`,
  );
