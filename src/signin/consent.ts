import { SignInError } from '../graph/errors';
import type { Permission } from '../graph/permissions';
import { adminConsentUrl } from './scopes';
import type { Place } from './service';

/** Where consent is missing, says for what, and where an administrator can give it. */
export function withConsent(error: unknown, place: Place, permissions: readonly Permission[]): unknown {
  if (!(error instanceof SignInError) || error.reason !== 'consentRequired' || error.facts.adminConsentUrl !== undefined) {
    return error;
  }
  const { environment, tenant: tenantId, clientId } = place;
  const facts = { ...error.facts, permissions, adminConsentUrl: adminConsentUrl({ environment, tenantId, clientId, permissions }) };
  return new SignInError(error.message, error.reason, { ...facts, cause: error.cause });
}
