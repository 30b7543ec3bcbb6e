import type { ActingContext } from '../../src/actions/actingContext';
import { confirm, confirmationOf } from '../../src/actions/confirmation';
import type { Confirmed } from '../../src/actions/confirmation';
import { createPlan } from '../../src/actions/createPlan';
import type { Wanted } from '../../src/actions/createPlan';
import type { Plan } from '../../src/actions/plan';
import type { InboundPerson } from '../../src/actions/planItems';
import { runPreflight } from '../../src/actions/preflight';
import { defaultPolicy } from '../../src/actions/services';
import type { ActionServices } from '../../src/actions/services';
import { createMemoryVault } from '../../src/actions/storageVault';
import { createGraphClient } from '../../src/graph/createGraphClient';
import type { GraphClient } from '../../src/graph/client';
import type { TokenSource } from '../../src/graph/tokenSource';
import type { TestSandbox } from './sandbox';

export const everyone = { ...defaultPolicy, capPerRun: 1_000_000 };

/** Hands out one token for as long as it lives. */
export function tokensOf(value: string): TokenSource {
  return { getAccessToken: async () => ({ value, expiresOn: new Date(Date.now() + 3_600_000) }) };
}

export function contextIn(sandbox: Pick<TestSandbox, 'descriptor'>): ActingContext {
  const [tenant] = sandbox.descriptor.tenants;
  const [client] = sandbox.descriptor.clients;
  if (tenant === undefined || client === undefined) {
    throw new Error('The sandbox has no tenant.');
  }
  return {
    contextId: `${sandbox.descriptor.graphEndpoint} ${tenant.tenantId} ${client.clientId}`,
    cloud: 'Sandbox',
    graphEndpoint: sandbox.descriptor.graphEndpoint,
    tenantId: tenant.tenantId,
    tenantDisplayName: tenant.displayName,
    defaultDomainName: tenant.defaultDomainName,
    actor: { kind: 'app', displayName: client.displayName },
    clientId: client.clientId,
  };
}

/** Everything an action needs, with the app of the sandbox that may do everything. */
export async function servicesIn(sandbox: TestSandbox, directory: string, given: Partial<ActionServices> = {}): Promise<ActionServices> {
  const tokens = tokensOf(await sandbox.appToken('every'));
  return {
    context: contextIn(sandbox),
    client: createGraphClient({ graphEndpoint: sandbox.graphEndpoint, tokens }),
    place: { directory },
    policy: everyone,
    granted: () => undefined,
    unlocked: () => true,
    vault: createMemoryVault(),
    ...given,
  };
}

/** The first people that the sandbox lists, each user id once. */
export async function firstPeople(client: GraphClient, count: number): Promise<readonly InboundPerson[]> {
  const found = new Map<string, InboundPerson>();
  const signal = new AbortController().signal;
  for await (const page of client.list('listInboundSharedUserProfiles', {}, { signal })) {
    for (const row of page.rows) {
      if (row.kind === 'readable' && found.size < count) {
        found.set(row.value.userId.toLowerCase(), row.value);
      }
    }
    if (found.size === count) {
      break;
    }
  }
  return [...found.values()];
}

export function planOf(context: ActingContext, wanted: Wanted): Plan {
  const created = createPlan({ context, wanted, reason: 'a test', organisations: [], homeTenantsOf: () => [] });
  if (created.kind === 'refused') {
    throw new Error(JSON.stringify(created.refusals.slice(0, 3)));
  }
  return created.plan;
}

/** Preflight and confirmation, with everything typed as it must be. */
export async function confirmed(plan: Plan, services: ActionServices): Promise<Confirmed> {
  const preflight = await runPreflight(plan, services);
  const question = confirmationOf(preflight, services);
  const answers = question.typed.map(({ expected }) => expected);
  const answer = confirm(preflight, question, answers);
  if (answer.kind !== 'confirmed') {
    throw new Error(JSON.stringify([answer, preflight.findings]));
  }
  return answer.confirmed;
}
