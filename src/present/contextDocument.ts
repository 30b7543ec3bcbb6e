import { t } from '@vscode/l10n';
import { clouds } from '../graph/clouds';
import { missingFor } from '../graph/missing';
import type { Operation } from '../graph/operation';
import { operation, operationIds } from '../graph/operations';
import type { Context, Granted } from '../signin/context';
import { cloudOf, endpointsOf } from '../signin/environment';
import { contextMark, contextTitle, environmentTitle, identityTitle } from './places';
import type { ProfileDocument } from './profileDocument';
import type { Names } from './tree/nodes';

/** What is known of a context besides itself. */
export interface ContextFacts {
  readonly context: Context;
  readonly granted: Granted | undefined;
  readonly names: Names;
  /** Milliseconds since the epoch; undefined when locked. */
  readonly unlockedUntil: number | undefined;
}

type Verdict = { readonly allowed: true } | { readonly allowed: false | 'unknown'; readonly why: string };

function verdictOf(row: Operation, { context, granted }: ContextFacts): Verdict {
  if (!row.clouds.includes(cloudOf(context.environment))) {
    return { allowed: false, why: t('this cloud does not have it') };
  }
  const kind = context.identity.kind === 'app' ? 'application' : 'delegated';
  const { permissions, role } = missingFor(row, { kind, permissions: granted?.permissions, roles: granted?.roles });
  switch (permissions.kind) {
    case 'impossible':
      return { allowed: false, why: t('no permission allows it to an application') };
    case 'unknown':
      return { allowed: 'unknown', why: t('no token was needed yet; it takes {0}', permissions.anyOf[0]) };
    case 'missing':
      return { allowed: false, why: t('the permission {0} was not granted', permissions.anyOf.join(t(' or '))) };
    case 'none':
      return role.kind === 'none'
        ? { allowed: true }
        : { allowed: role.kind === 'missing' ? false : 'unknown', why: t('it takes the role {0}, or a custom role', role.role) };
  }
}

function verdictText(verdict: Verdict): string {
  if (verdict.allowed === true) {
    return t('yes');
  }
  return verdict.allowed === false ? t('no: {0}', verdict.why) : t('perhaps: {0}', verdict.why);
}

const ownOperations = operationIds.filter((id) => id !== 'batch').map(operation);

function authTypeText({ authType, tokenCredentialType }: Context): string {
  return `${authType} (${tokenCredentialType})`;
}

function scopesText(granted: Granted | undefined): string {
  const scopes = [...(granted?.permissions ?? []), ...(granted?.otherScopes ?? [])];
  return granted === undefined ? t('not known yet') : scopes.join(', ') || t('none');
}

/** The context as `Get-MgContext` gives it, with what it may do. No token, no secret. */
function rawContext(facts: ContextFacts): unknown {
  const { context, granted } = facts;
  const { graphEndpoint, loginEndpoint } = endpointsOf(context.environment);
  return {
    Environment: context.environment.kind === 'cloud' ? clouds[context.environment.cloud].name : 'Sandbox',
    GraphEndpoint: graphEndpoint,
    AzureADEndpoint: loginEndpoint,
    TenantId: context.tenantId,
    Account: context.identity.kind === 'user' ? context.identity.username : null,
    ObjectId: context.identity.kind === 'user' ? context.identity.objectId : null,
    HomeTenantId: context.identity.kind === 'user' ? context.identity.homeTenantId : null,
    ClientId: context.clientId,
    AppName: granted?.appDisplayName ?? null,
    AuthType: context.authType,
    TokenCredentialType: context.tokenCredentialType,
    Scopes: granted === undefined ? null : [...granted.permissions, ...granted.otherScopes],
    DirectoryRoles: granted?.roles ?? null,
    ExpiresOn: granted?.expiresOn?.toISOString() ?? null,
    UnlockedUntil: facts.unlockedUntil === undefined ? null : new Date(facts.unlockedUntil).toISOString(),
    Operations: ownOperations.map((row) => ({ Operation: row.id, ...verdictOf(row, facts) })),
  };
}

/** The page of a context: who acts where, with what, and what that allows. */
export function contextDocument(facts: ContextFacts): ProfileDocument {
  const { context, granted, names, unlockedUntil } = facts;
  return {
    title: contextTitle(context, names),
    meaning: t('Who acts in this tenant, what was granted, and which operations that allows. It holds no token and no secret.'),
    facts: [
      [t('Cloud'), environmentTitle(context)],
      [t('Tenant'), names?.displayName ?? context.tenantDisplayName ?? t('not known yet')],
      [t('Tenant id'), context.tenantId],
      [t('Label and Colour'), contextMark(context)],
      [t('Account'), identityTitle(context)],
      [t('Client id'), context.clientId],
      [t('App name'), granted?.appDisplayName ?? t('not known yet')],
      [t('Authentication'), authTypeText(context)],
      [t('Granted scopes'), scopesText(granted)],
      [
        t('Directory roles'),
        granted?.roles === undefined ? t('the token does not tell') : granted.roles.join(', ') || t('none that matters here'),
      ],
      [t('Token ends'), granted?.expiresOn?.toISOString() ?? t('not known yet')],
      [t('Export and removal'), unlockedUntil === undefined ? t('locked') : t('unlocked until {0}', new Date(unlockedUntil).toISOString())],
      ...ownOperations.map((row) => [row.title, verdictText(verdictOf(row, facts))] as const),
    ],
    raw: rawContext(facts),
    rawTitle: t('As JSON'),
    remarks: [],
  };
}
