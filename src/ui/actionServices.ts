import type { ActingContext } from '../actions/actingContext';
import type { Plan } from '../actions/plan';
import { PolicyError, readPolicyFile } from '../actions/policyFile';
import { bothProtected, type ProtectedPeople } from '../actions/protectedPeople';
import { defaultPolicy, type ActionServices } from '../actions/services';
import { tenantFolder } from '../actions/tenantFolder';
import type { Names } from '../present/tree/nodes';
import type { Context } from '../signin/context';
import { endpointsOf } from '../signin/environment';
import type { SecretVault } from './plans/secretVault';
import type { TenantSession } from './tenantSession';

/** What every action needs beside the tenant it acts in. */
export interface ActingFiles {
  /** Where journals and plans are kept. */
  readonly directory: string;
  readonly vault: SecretVault;
  /** Throws when nothing may be done in the tenant of a context: a case that is open is about others. */
  readonly mayAct: (context: Context) => void;
  /** Whom the legal hold of a case that is open protects. Throws EvidenceError when it cannot be read. */
  readonly heldByCase: () => Promise<ProtectedPeople>;
  /** Keeps a plan with the case that is open, when there is one; tells what cannot be kept. */
  readonly keepPlan: (plan: Plan, context: Context) => Promise<void>;
  /** Keeps what the journal of a tenant says since the case began with that case, when there is one; tells what cannot be kept. */
  readonly keepJournal: (session: TenantSession, directory: string) => Promise<void>;
}

/** The context of a session as plans and journals are bound to it. */
export function actingContext(session: TenantSession): ActingContext {
  const { context } = session;
  const { identity, environment } = context;
  const names: Names = session.namesOf(context.tenantId);
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

/**
 * The services of the actions room for one signed-in tenant, as it is now. Throws EvidenceError when an open case is about other tenants or its
 * legal hold cannot be read, PolicyError when the policy of the tenant cannot be read.
 */
export async function actionServices(session: TenantSession, files: ActingFiles): Promise<ActionServices> {
  files.mayAct(session.context);
  const services = readingServices(session, files);
  const read = await readPolicyFile(tenantFolder(services.place, services.context));
  if (read.kind === 'unreadable') {
    throw new PolicyError(read.file, read.why);
  }
  const protectedPeople = bothProtected(read.policy.protectedPeople, await files.heldByCase());
  return { ...services, policy: { ...read.policy, protectedPeople } };
}

/** The services for looking, following and reading journals, which no policy forbids. */
export function readingServices(session: TenantSession, { directory, vault }: Pick<ActingFiles, 'directory' | 'vault'>): ActionServices {
  return {
    context: actingContext(session),
    client: session.client,
    place: { directory },
    policy: defaultPolicy,
    granted: () => session.circumstances.granted,
    unlocked: () => session.unlocked,
    vault,
  };
}
