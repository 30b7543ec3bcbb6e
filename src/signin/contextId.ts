import type { Context, Environment } from './context';

type Identified = Pick<Context, 'environment' | 'tenantId' | 'clientId' | 'identity'>;

function environmentId(environment: Environment): string {
  return environment.kind === 'cloud' ? environment.cloud : `sandbox-${new URL(environment.origin).host.replaceAll(/[^\w.]/g, '-')}`;
}

/** Gives the id of a context: environment, tenant, account or app, client. The same parts give the same id, in every window and session. */
export function contextIdOf(context: Identified): string {
  const who = context.identity.kind === 'user' ? context.identity.objectId : 'app';
  return [environmentId(context.environment), context.tenantId, who, context.clientId].join('~').toLowerCase();
}
