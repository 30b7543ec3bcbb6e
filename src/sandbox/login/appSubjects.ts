import type { DirectoryApp, DirectoryTenant } from '../directory';
import { askedClaims } from './claimsParameter';
import { assertionType, checkAssertion } from './clientAssertion';
import { findApp } from './people';
import { appNotFound, refusal } from './refusals';
import { askedScopes } from './scopes';
import type { SignIns } from './signIns';
import type { Subject } from './tokenClaims';

/** Where a request may be meant for: both addresses of the token endpoint, and the issuer, by id and by domain of the tenant. */
function audiencesOf({ loginEndpoint, directory }: SignIns, tenantId: string): readonly string[] {
  const places = [loginEndpoint, new URL(loginEndpoint).origin];
  const domains = directory.tenants.filter((each) => each.tenantId === tenantId).map((each) => each.defaultDomainName);
  const bases = places.flatMap((place) => [tenantId, ...domains].map((name) => `${place}/${name}`));
  return bases.flatMap((base) => [`${base}/oauth2/v2.0/token`, `${base}/v2.0`]);
}

/** Checks how an app proves itself: a confidential one by secret or certificate, a public one not at all. Throws OAuthError. */
export async function proveApp(signIns: SignIns, app: DirectoryApp, tenantId: string, form: URLSearchParams): Promise<void> {
  const [secret, assertion] = [form.get('client_secret'), form.get('client_assertion')];
  if (app.kind === 'public') {
    if (secret !== null || assertion !== null) {
      throw refusal(700025);
    }
    return;
  }
  if (assertion !== null) {
    if (form.get('client_assertion_type') !== assertionType) {
      throw refusal(900144, "The request body must contain the following parameter: 'client_assertion_type'.");
    }
    const audiences = audiencesOf(signIns, tenantId);
    await checkAssertion({ assertion, clientId: app.clientId, audiences }, signIns.certificates.get(app.clientId) ?? [], signIns.clock);
  } else if (secret === null) {
    throw refusal(7000218);
  } else if (secret !== app.clientSecret) {
    throw refusal(7000215);
  }
}

/** An app that acts for itself, as a token tells. Throws OAuthError. */
export async function appSubject(signIns: SignIns, tenant: DirectoryTenant, form: URLSearchParams): Promise<Subject> {
  const app = findApp(signIns.directory, form.get('client_id'), tenant.tenantId);
  if (app.kind === 'public') {
    throw form.has('client_secret') || form.has('client_assertion') ? refusal(700025) : refusal(7000218);
  }
  const principal = app.servicePrincipals.find((each) => each.tenantId === tenant.tenantId);
  if (principal === undefined) {
    throw appNotFound(app.clientId, tenant.displayName);
  }
  await proveApp(signIns, app, tenant.tenantId, form);
  const scope = form.get('scope') ?? '';
  if (!askedScopes(scope).everythingConsented) {
    throw refusal(
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default.`,
    );
  }
  const { capabilities, answered } = askedClaims(form.get('claims'));
  return {
    kind: 'app',
    tenantId: tenant.tenantId,
    objectId: principal.objectId,
    clientId: app.clientId,
    appDisplayName: app.displayName,
    permissions: principal.roles,
    directoryRoles: [],
    capabilities,
    answeredClaims: answered,
  };
}
