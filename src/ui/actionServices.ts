import type { ActingContext } from '../actions/actingContext';
import { defaultPolicy, type ActionServices } from '../actions/services';
import type { StorageVault } from '../actions/storageVault';
import type { Names } from '../present/tree/nodes';
import { endpointsOf } from '../signin/environment';
import type { TenantSession } from './tenantSession';

/** What every action needs beside the tenant it acts in. */
export interface ActingFiles {
  /** Where journals and plans are kept. */
  readonly directory: string;
  readonly vault: StorageVault;
}

function actingContext({ context }: TenantSession, names: Names): ActingContext {
  const { identity, environment } = context;
  return {
    contextId: context.id,
    cloud: environment.kind === 'cloud' ? environment.cloud : 'Sandbox',
    graphEndpoint: endpointsOf(environment).graphEndpoint,
    tenantId: context.tenantId,
    tenantDisplayName: context.tenantDisplayName ?? names?.displayName ?? null,
    defaultDomainName: context.defaultDomainName ?? names?.defaultDomainName ?? null,
    actor:
      identity.kind === 'user'
        ? { kind: 'user', objectId: identity.objectId, username: identity.username }
        : { kind: 'app', displayName: identity.displayName ?? null },
    clientId: context.clientId,
  };
}

/** The services of the actions room for one signed-in tenant, as it is now. */
export function actionServices(session: TenantSession, { directory, vault }: ActingFiles): ActionServices {
  return {
    context: actingContext(session, session.namesOf(session.context.tenantId)),
    client: session.client,
    place: { directory },
    policy: defaultPolicy,
    granted: () => session.circumstances.granted,
    unlocked: () => session.unlocked,
    vault,
  };
}
