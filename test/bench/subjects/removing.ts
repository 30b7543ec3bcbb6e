import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActingContext } from '../../../src/actions/actingContext';
import type { InboundPerson } from '../../../src/actions/planItems';
import type { ActionServices } from '../../../src/actions/services';
import { startRun } from '../../../src/actions/startRun';
import { createMemoryVault } from '../../../src/actions/storageVault';
import { createGraphClient } from '../../../src/graph/createGraphClient';
import { createThrottleGate } from '../../../src/graph/throttleGate';
import { publishedLimits } from '../../../src/graph/throttleLimits';
import { confirmed, everyone, firstPeople, planOf, tokensOf } from '../../support/actionDesk';
import { timed, type Subject, type SubjectInput } from '../subject';
import { graphSdk, ourClient } from './listing';

/** As many under way at the same time as our runner has. */
const lanes = 24;
const someone = '00000000-0000-4000-8000-000000000001';

function contextOf(graphEndpoint: string): ActingContext {
  return {
    contextId: 'bench',
    cloud: 'Sandbox',
    graphEndpoint,
    tenantId: someone,
    tenantDisplayName: 'Bench',
    defaultDomainName: null,
    actor: { kind: 'app', displayName: null },
    clientId: someone,
  };
}

function servicesOf({ graphEndpoint, token, writes }: SubjectInput, directory: string): ActionServices {
  const gate = createThrottleGate({ ...publishedLimits.S, ...(writes && { writes }) });
  return {
    context: contextOf(graphEndpoint),
    client: createGraphClient({ graphEndpoint, tokens: tokensOf(token), gate }),
    place: { directory },
    policy: everyone,
    granted: () => undefined,
    unlocked: () => true,
    vault: createMemoryVault(),
  };
}

/**
 * A plan of everybody, checked and confirmed, then run: each person is read once more, the intent and the answer are on disk in the journal.
 * Timed is the run.
 */
export const removeOurs: Subject = async (input) => {
  const directory = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const services = servicesOf(input, directory);
    const people = await firstPeople(services.client, input.size);
    const yes = await confirmed(planOf(services.context, { verb: 'remove', direction: 'inbound', people }), services);
    return await timed(async () => {
      const started = await startRun(yes, services);
      if (started.kind !== 'started') {
        throw new Error(`The run was not started: ${started.kind}.`);
      }
      const { counts } = await started.run.finished;
      return { removed: counts.requested };
    });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

async function removing(input: SubjectInput, width: number, remove: (person: InboundPerson) => Promise<boolean>): ReturnType<typeof timed> {
  const people = [...(await firstPeople(ourClient(input), input.size))];
  return timed(async () => {
    let removed = 0;
    const lane = async (): Promise<void> => {
      for (let person = people.pop(); person !== undefined; person = people.pop()) {
        const done = await remove(person);
        removed += done ? 1 : 0;
      }
    };
    await Promise.all(Array.from({ length: width }, lane));
    return { removed };
  });
}

/** The loop of a script: one call after the other, waiting as long as it is told to. Reads nobody first, writes nothing down. */
export const removeLoop: Subject = (input) =>
  removing(input, 1, async ({ userId }) => {
    const url = `${input.graphEndpoint}/beta/directory/inboundSharedUserProfiles/${userId}/removePersonalData`;
    for (;;) {
      const response = await fetch(url, { method: 'POST', headers: { Authorization: `Bearer ${input.token}` } });
      await response.arrayBuffer();
      if (response.status !== 429) {
        return response.ok;
      }
      await sleep(Number(response.headers.get('Retry-After') ?? '1') * 1000);
    }
  });

interface Postable {
  post(body: object): Promise<unknown>;
}

/** The Graph client with its own retry handler, with as many tries as it allows, and as many calls at once as ours. */
export const removeGraphSdk: Subject = async (input) => {
  const { client } = await graphSdk(input, 10);
  return removing(input, lanes, async ({ userId }) => {
    const call = client.api(`/directory/inboundSharedUserProfiles/${userId}/removePersonalData`) as unknown as Postable;
    return call.post({}).then(
      () => true,
      () => false,
    );
  });
};
