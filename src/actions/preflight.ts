import { exportLimits } from '../graph/throttleLimits';
import { forEachConcurrently } from './concurrently';
import { exportLocation } from './exportLocation';
import { findingsOf } from './findings';
import type { Finding } from './findings';
import { lookUp } from './lookUp';
import type { Change, LookUp } from './lookUp';
import type { Plan, PlanItem } from './plan';
import { protectionBy } from './protectedPeople';
import type { Protection } from './protectedPeople';
import { callsAtOnce, estimatedSeconds } from './runPace';
import type { ActionServices } from './services';
import type { StorageRefusal } from './storageLocation';
import { readTenantRecord } from './tenantRecord';
import type { TenantRecord } from './tenantRecord';
import { tenantFolder } from './tenantFolder';

export type SetAside =
  | { readonly kind: 'changed'; readonly changes: readonly Change[] }
  | { readonly kind: 'unread'; readonly error: Error }
  | { readonly kind: 'protected'; readonly by: Protection }
  | { readonly kind: 'notExported' }
  | { readonly kind: 'earlierUnknown' }
  | { readonly kind: 'noStorage' }
  | { readonly kind: 'storageRefused'; readonly why: StorageRefusal }
  | { readonly kind: 'personLimit' };

export type Readiness =
  | { readonly kind: 'ready'; readonly displayNameNow: string | null }
  | { readonly kind: 'alreadyGone' }
  | { readonly kind: 'setAside'; readonly why: SetAside };

export interface CheckedItem {
  readonly item: PlanItem;
  readonly readiness: Readiness;
}

/** What was found right before acting. `blocked` findings forbid the run; items that are not `ready` are left out of it. */
export interface Preflight {
  readonly plan: Plan;
  readonly items: readonly CheckedItem[];
  readonly ready: readonly PlanItem[];
  readonly findings: readonly Finding[];
  readonly blocked: boolean;
  readonly estimatedSeconds: number;
  readonly at: string;
}

export interface PreflightOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** People, by key, whom an earlier run left unknown and for whom the person decided to act anyway. */
  readonly despiteUnknown?: ReadonlySet<string>;
}

/**
 * Checks everything that can be checked without acting: context, cloud, permissions, lock, storage, limits, protected people, and every
 * person as they are now. Sends reads only. Throws CancelledError; JournalError when the journal of the tenant cannot be trusted.
 */
export async function runPreflight(plan: Plan, services: ActionServices, options: PreflightOptions = {}): Promise<Preflight> {
  const startedAt = Date.now();
  const record = await readTenantRecord(tenantFolder(services.place, services.context).journalFile);
  const before = findingsOf(plan, services, record);
  const items = before.some(({ kind }) => kind === 'otherContext') ? [] : await checkItems(plan, services, record, options);
  const ready = items.filter(({ readiness }) => readiness.kind === 'ready').map(({ item }) => item);
  const findings: readonly Finding[] =
    ready.length === 0 && items.length > 0 ? [...before, { severity: 'block', kind: 'nothingToDo' }] : before;
  return {
    plan,
    items,
    ready,
    findings,
    blocked: findings.some(({ severity }) => severity === 'block'),
    estimatedSeconds: estimatedSeconds(ready.length, Date.now() - startedAt),
    at: new Date().toISOString(),
  };
}

async function checkItems(
  plan: Plan,
  services: ActionServices,
  record: TenantRecord,
  options: PreflightOptions,
): Promise<readonly CheckedItem[]> {
  const withoutReading = objections(plan, services, record, options.despiteUnknown ?? new Set());
  const checked: CheckedItem[] = [];
  let done = 0;
  await forEachConcurrently([...plan.items.entries()], callsAtOnce, async ([index, item]) => {
    const objection = await withoutReading(item);
    checked[index] = {
      item,
      readiness: objection ?? readinessOf(await lookUp(services.client, item, options.signal ? { signal: options.signal } : {})),
    };
    done += 1;
    options.onProgress?.(done, plan.items.length);
  });
  return checked;
}

type Objection = Extract<Readiness, { kind: 'setAside' }> | undefined;

/** What stands against an item whatever the service says about it. */
function objections(
  plan: Plan,
  services: ActionServices,
  record: TenantRecord,
  despiteUnknown: ReadonlySet<string>,
): (item: PlanItem) => Promise<Objection> {
  const { policy, vault } = services;
  const protection = protectionBy(policy.protectedPeople);
  const exported = record.exportedPeople();
  const unknown = record.unknownItems(plan.verb);
  const own = record.runOfPlan(plan.sha256);
  return async (item) => {
    if (plan.verb === 'remove') {
      const by = protection(item);
      if (by !== undefined) {
        return setAside({ kind: 'protected', by });
      }
      if (policy.exportBeforeRemove && item.direction === 'inbound' && !exported.has(item.key)) {
        return setAside({ kind: 'notExported' });
      }
    } else {
      const storage = await exportLocation(vault, plan, item);
      if (storage.kind !== 'usable') {
        return setAside(storage);
      }
    }
    if (plan.verb === 'export' && record.exportCount.ofPerson(item.key, new Date()) >= exportLimits.perSubjectPerDay) {
      return setAside({ kind: 'personLimit' });
    }
    return own === undefined && unknown.has(item.key) && !despiteUnknown.has(item.key) ? setAside({ kind: 'earlierUnknown' }) : undefined;
  };
}

/** Turns a look at a person into what may be done: act, nothing left to do, or leave alone. */
export function readinessOf(found: LookUp): Readiness {
  switch (found.kind) {
    case 'asPlanned':
      return { kind: 'ready', displayNameNow: found.displayNameNow };
    case 'gone':
      return { kind: 'alreadyGone' };
    case 'changed':
      return setAside({ kind: 'changed', changes: found.changes });
    case 'unread':
      return setAside({ kind: 'unread', error: found.error });
  }
}

function setAside(why: SetAside): Extract<Readiness, { kind: 'setAside' }> {
  return { kind: 'setAside', why };
}
