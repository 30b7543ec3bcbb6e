import { contextDifferences } from './actingContext';
import type { ContextDifference } from './actingContext';
import { forEachConcurrently } from './concurrently';
import { isJournalError } from './errorKinds';
import type { JournalEvent, LookUpState, Outcome } from './journalEntry';
import { lookUp } from './lookUp';
import type { LookUp } from './lookUp';
import type { Plan, PlanItem } from './plan';
import { callsAtOnce } from './runPace';
import type { ActionServices } from './services';
import { withDesk } from './tenantDesk';
import type { TenantDesk } from './tenantDesk';

export interface VerifiedItem {
  readonly item: PlanItem;
  readonly state: LookUpState;
  /** Why nobody can say; undefined unless `unknown`. */
  readonly error: Error | undefined;
}

/** What a look at the removed people showed. `recorded` is false when the journal could not be written just now. */
export interface Verified {
  readonly items: readonly VerifiedItem[];
  readonly counts: Readonly<Record<LookUpState, number>>;
  readonly recorded: boolean;
  readonly at: string;
}

export type VerifyAnswer =
  | { readonly kind: 'verified'; readonly verified: Verified }
  | { readonly kind: 'otherContext'; readonly differences: readonly ContextDifference[] };

export interface VerifyOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

const looked: readonly Outcome[] = ['requested', 'unknown', 'goneAfterUnknown', 'alreadyGone'];

/**
 * Looks up every removed person of a run: gone, still there, or unknown. Sends reads only. A removal whose answer was lost and whose person
 * is gone is settled in the journal. Throws CancelledError.
 */
export async function verifyRemoved(
  run: string,
  plan: Plan,
  outcomes: ReadonlyMap<string, Outcome>,
  services: ActionServices,
  options: VerifyOptions = {},
): Promise<VerifyAnswer> {
  const differences = contextDifferences(plan.context, services.context);
  if (differences.length > 0) {
    return { kind: 'otherContext', differences };
  }
  const wanted = plan.items.filter((item) => looked.includes(outcomes.get(item.key) ?? 'failed'));
  const items: VerifiedItem[] = [];
  const found = new Map<string, LookUp>();
  let done = 0;
  await forEachConcurrently([...wanted.entries()], callsAtOnce, async ([index, item]) => {
    const look = await lookUp(services.client, item, options.signal === undefined ? {} : { signal: options.signal });
    found.set(item.key, look);
    items[index] = { item, state: stateOf(look), error: look.kind === 'unread' ? look.error : undefined };
    options.onProgress?.((done += 1), wanted.length);
  });
  const count = (state: LookUpState): number => items.filter((item) => item.state === state).length;
  const counts = { gone: count('gone'), stillThere: count('stillThere'), unknown: count('unknown') };
  const recorded = await record(run, plan, found, outcomes, services);
  return { kind: 'verified', verified: { items, counts, recorded, at: new Date().toISOString() } };
}

/** What a look says of somebody whose data was to be removed. */
export function stateOf(found: LookUp): LookUpState {
  switch (found.kind) {
    case 'gone':
      return 'gone';
    case 'asPlanned':
    case 'changed':
      return 'stillThere';
    case 'unread':
      return 'unknown';
  }
}

async function record(
  run: string,
  plan: Plan,
  found: ReadonlyMap<string, LookUp>,
  outcomes: ReadonlyMap<string, Outcome>,
  services: ActionServices,
): Promise<boolean> {
  const events = [...found].flatMap(([key, look]) => eventsOf(run, plan, key, look, outcomes.get(key)));
  const write = async ({ journal }: TenantDesk): Promise<void> => {
    await Promise.all(events.map(async (event) => journal.append(event)));
  };
  try {
    return (await withDesk(services, `verify ${plan.sha256}`, write)).kind === 'done';
  } catch (error) {
    if (isJournalError(error)) {
      return false;
    }
    throw error;
  }
}

function eventsOf(run: string, plan: Plan, item: string, look: LookUp, outcome: Outcome | undefined): readonly JournalEvent[] {
  const of = { run, plan: plan.sha256, item };
  const ids = look.kind === 'unread' ? undefined : look.ids;
  const requestId = ids?.requestId ?? null;
  const event: JournalEvent = { kind: 'lookedUp', ...of, state: stateOf(look), requestId };
  if (outcome !== 'unknown' || look.kind !== 'gone') {
    return [event];
  }
  const clientRequestId = ids?.clientRequestId ?? null;
  const settled = { outcome: 'goneAfterUnknown', clientRequestId, requestId, status: null, why: 'lookedUp', operation: null } as const;
  return [event, { kind: 'result', ...of, ...settled }];
}
