import { randomUUID } from 'node:crypto';
import type { Confirmed } from './confirmation';
import { setAsideReason } from './itemResult';
import type { JournalEvent, Outcome } from './journalEntry';
import type { CheckedItem, Preflight } from './preflight';
import type { RunOptions, StartedRun } from './run';
import { setGoing } from './runUnderWay';
import type { ActionServices } from './services';
import { atDesk, refusalToRun } from './runDesk';
import { keepPlan } from './tenantFolder';

/**
 * Starts a confirmed plan. At most one run per tenant, one run per plan: a second start of either is told so and sends nothing.
 * Throws JournalError when the journal cannot be written or trusted; nothing was sent then.
 */
export async function startRun(confirmed: Confirmed, services: ActionServices, options: RunOptions = {}): Promise<StartedRun> {
  const { preflight } = confirmed;
  const { plan } = preflight;
  const refused = refusalToRun(plan, services);
  if (refused !== undefined) {
    return refused;
  }
  return atDesk(services, `${plan.verb} ${plan.sha256}`, async (desk) => {
    const earlier = desk.record.runOfPlan(plan.sha256);
    if (earlier !== undefined) {
      return { kind: 'alreadyRun', run: earlier.run, at: earlier.startedAt };
    }
    await keepPlan(desk.folder, plan);
    const run = randomUUID();
    await desk.journal.append(startEvent(run, preflight));
    const known = new Map(preflight.items.flatMap(excluded).map(({ item, outcome }) => [item, outcome]));
    return { kind: 'started', run: setGoing(desk, { run, plan, queue: preflight.ready, unknown: [], known }, services, options) };
  });
}

interface Excluded {
  readonly item: string;
  readonly outcome: Outcome;
  readonly why: string;
}

function startEvent(run: string, { plan, items }: Preflight): JournalEvent {
  const { sha256, verb, direction, reason } = plan;
  return { kind: 'runStarted', run, plan: sha256, verb, direction, items: plan.items.length, reason, excluded: items.flatMap(excluded) };
}

function excluded({ item, readiness }: CheckedItem): readonly Excluded[] {
  switch (readiness.kind) {
    case 'ready':
      return [];
    case 'alreadyGone':
      return [{ item: item.key, outcome: 'alreadyGone', why: 'lookedUp' }];
    case 'setAside':
      return [{ item: item.key, outcome: 'setAside', why: setAsideReason(readiness.why) }];
  }
}
