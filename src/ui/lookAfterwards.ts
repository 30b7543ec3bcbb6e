import { setTimeout as delay } from 'node:timers/promises';
import { t } from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { LookUpState, Outcome } from '../actions/journalEntry';
import type { Plan, PlanItem } from '../actions/plan';
import type { RunReport } from '../actions/run';
import type { ActionServices } from '../actions/services';
import { verifyRemoved, type Verified, type VerifyOptions } from '../actions/verifyRemoved';
import type { Removable } from '../present/tree/facts';
import type { Fate } from '../present/tree/nodes';
import type { TenantSession } from './tenantSession';

const looksAfterMs: readonly number[] = [0, 1000, 3000, 6000];

function removableOf(item: PlanItem): Removable {
  return item.direction === 'inbound'
    ? { direction: 'inbound', homeTenantId: item.homeTenantId, userId: item.userId }
    : { direction: 'outbound', userId: item.userId, tenantId: item.tenantId };
}

function fateOfOutcome(outcome: Outcome): Fate | undefined {
  switch (outcome) {
    case 'requested':
      return 'requested';
    case 'alreadyGone':
    case 'goneAfterUnknown':
      return 'removed';
    case 'unknown':
      return 'unknown';
    case 'accepted':
    case 'failed':
    case 'setAside':
      return undefined;
  }
}

const fates = { gone: 'removed', stillThere: 'stillThere', unknown: 'unknown' } as const satisfies Record<LookUpState, Fate>;

function showOutcomes(report: RunReport, session: TenantSession): void {
  for (const item of report.plan.items) {
    const outcome = report.outcomes.get(item.key);
    const fate = outcome && fateOfOutcome(outcome);
    if (fate !== undefined) {
      session.setFate(removableOf(item), fate);
    }
  }
}

function showVerified({ items }: Verified, session: TenantSession): void {
  items.forEach(({ item, state }) => session.setFate(removableOf(item), fates[state]));
}

type Counts = Readonly<Record<LookUpState, number>>;

/** Looks people of a removal up once and marks them in the tree. Gives undefined when the plan belongs to another context. */
export async function lookOnce(
  run: string,
  plan: Plan,
  outcomes: ReadonlyMap<string, Outcome>,
  session: TenantSession,
  services: ActionServices,
  options: VerifyOptions = {},
): Promise<Verified | undefined> {
  const answer = await verifyRemoved(run, plan, outcomes, services, options);
  if (answer.kind === 'otherContext') {
    return undefined;
  }
  showVerified(answer.verified, session);
  return answer.verified;
}

/**
 * Looks the removed people up until they are gone or some seconds have passed: a request that was taken is not yet done. Marks them in the
 * tree. Gives how many were found in which state, undefined when nobody had to be looked up.
 */
export function lookAfterwards(report: RunReport, session: TenantSession, services: ActionServices): Thenable<Counts | undefined> {
  showOutcomes(report, session);
  const title = t('Looking up whether they are gone');
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    const onProgress = (done: number, total: number): void => progress.report({ message: t('{0} of {1}', done, total) });
    return looks(report, session, services, { signal: stop.signal, onProgress });
  });
}

async function looks(
  report: RunReport,
  session: TenantSession,
  services: ActionServices,
  options: VerifyOptions,
): Promise<Counts | undefined> {
  const left = new Map(report.outcomes);
  let counts: Counts | undefined;
  for (const afterMs of looksAfterMs) {
    const verified = await lookAfter(afterMs, async () => lookOnce(report.run, report.plan, left, session, services, options), options);
    if (verified === undefined || verified.items.length === 0) {
      return counts;
    }
    counts = { ...verified.counts, gone: (counts?.gone ?? 0) + verified.counts.gone };
    verified.items.filter(({ state }) => state === 'gone').forEach(({ item }) => left.delete(item.key));
    if (counts.stillThere + counts.unknown === 0) {
      return counts;
    }
  }
  return counts;
}

/** Looks after a while. Gives undefined when the person does not want to wait for it any longer. */
async function lookAfter(
  afterMs: number,
  look: () => Promise<Verified | undefined>,
  { signal }: VerifyOptions,
): Promise<Verified | undefined> {
  try {
    await delay(afterMs, undefined, signal === undefined ? {} : { signal });
    return await look();
  } catch (error) {
    if (signal?.aborted === true) {
      return undefined;
    }
    throw error;
  }
}
