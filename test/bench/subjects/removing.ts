import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActingContext } from '../../../src/actions/actingContext';
import type { Confirmed } from '../../../src/actions/confirmation';
import type { InboundPerson } from '../../../src/actions/planItems';
import { resumeRun } from '../../../src/actions/resumeRun';
import type { RunReport, StartedRun } from '../../../src/actions/run';
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
/** Going on with a run is given up after so many times. */
const mostRounds = 10;
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

async function ended(started: StartedRun): Promise<RunReport> {
  if (started.kind !== 'started') {
    throw new Error(`The run was not started: ${started.kind}.`);
  }
  return started.run.finished;
}

type Removal = (yes: Confirmed, services: ActionServices) => Promise<Readonly<Record<string, number>>>;

/** A plan of everybody, checked and confirmed, then carried out: each person is read once more, the intent and the answer are on disk in the journal. */
async function removeAsConfirmed(input: SubjectInput, removal: Removal): ReturnType<Subject> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const services = servicesOf(input, directory);
    const people = await firstPeople(services.client, input.size);
    const yes = await confirmed(planOf(services.context, { verb: 'remove', direction: 'inbound', people }), services);
    return await timed(async () => removal(yes, services));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Timed is the run. */
export const removeOurs: Subject = (input) =>
  removeAsConfirmed(input, async (yes, services) => {
    const { counts } = await ended(await startRun(yes, services));
    return { removed: counts.requested };
  });

/** Timed is the run and going on with it until nobody is unknown or failed, as somebody does who has every lost call sent again at once. */
export const removeOnARoughDay: Subject = (input) =>
  removeAsConfirmed(input, async (yes, services) => {
    const options = input.settleAfterMs === undefined ? {} : { settleAfterMs: input.settleAfterMs };
    let latest = await ended(await startRun(yes, services, options));
    let sentAgain = 0;
    for (let rounds = 0; !isSettled(latest) && rounds < mostRounds; rounds += 1) {
      const decisions = againFor(latest);
      sentAgain += decisions.size;
      latest = await ended(await resumeRun(latest.run, latest.plan.sha256, services, { ...options, decisions }));
    }
    const { unknown, failed } = latest.counts;
    return { sentAgain, left: unknown + failed + latest.pending };
  });

function isSettled({ counts: { unknown, failed }, pending }: RunReport): boolean {
  return unknown + failed + pending === 0;
}

function againFor({ outcomes }: RunReport): ReadonlyMap<string, 'sendAgain'> {
  const lost = [...outcomes].filter(([, outcome]) => outcome === 'unknown' || outcome === 'failed');
  return new Map(lost.map(([key]) => [key, 'sendAgain']));
}

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
