import type { Completeness } from '../graph/client';
import { CancelledError } from '../graph/errors';
import { InboundProfilesBuilder } from '../profiles/inboundProfilesBuilder';
import type { LoadProgress } from '../profiles/loading';
import type { LoadedInbound } from '../profiles/loadInboundProfiles';
import type { LoadedOutbound } from '../profiles/loadOutboundProfiles';
import { OutboundProfilesBuilder } from '../profiles/outboundProfilesBuilder';
import type { Collection, InboundCollection, OutboundCollection, SharedProfiles } from '../profiles/sharedProfiles';
import type { Context } from '../signin/context';
import type { Snapshot } from './snapshot';
import { listRecord, outboundRecord, snapshotContext, tenantsMet, tenantsRecord } from './snapshot';
import { SnapshotTenants } from './snapshotTenants';
import type { WrittenSnapshot } from './writeSnapshot';
import { writeSnapshot } from './writeSnapshot';

export type SnapshotProgress =
  | { readonly kind: 'reading'; readonly inbound: LoadProgress | undefined; readonly outbound: LoadProgress | undefined }
  | { readonly kind: 'naming'; readonly tenants: number }
  | { readonly kind: 'writing' };

export interface SnapshotRequest {
  readonly context: Context;
  readonly profiles: SharedProfiles;
  readonly application: { readonly name: string; readonly version: string };
  /** The evidence folder to write into, when there is one. */
  readonly folder?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SnapshotProgress) => void;
  readonly now?: () => number;
}

export interface TakenSnapshot {
  readonly snapshot: Snapshot;
  /** Undefined when there was no folder to write into. */
  readonly written: WrittenSnapshot | undefined;
}

/** Names do not change within an hour often enough to ask for all of them again; each line says when it was read. */
const tenantMaxAgeMs = 3_600_000;

const noCounts = { pages: 0, items: 0, unreadable: 0, retries: 0 };

function notRead(state: Collection<unknown, unknown>): Completeness {
  const why = state.kind === 'failed' ? state.error : new CancelledError();
  return { kind: 'partial', ...noCounts, why };
}

function inboundOf(state: InboundCollection): LoadedInbound {
  if (state.kind === 'loaded') {
    return state;
  }
  const completeness = notRead(state);
  const builder = new InboundProfilesBuilder();
  builder.finish(completeness);
  return { profiles: builder.profiles, completeness };
}

function outboundOf(state: OutboundCollection): LoadedOutbound {
  if (state.kind === 'loaded') {
    return state;
  }
  const builder = new OutboundProfilesBuilder();
  const completeness = builder.finish(notRead(state));
  return { profiles: builder.profiles, completeness };
}

function progressOf(state: Collection<unknown, unknown>): LoadProgress | undefined {
  return state.kind === 'loading' ? state.progress : undefined;
}

function homeTenantsOf({ inbound }: SharedProfiles): readonly string[] {
  return inboundOf(inbound)
    .profiles.homeTenants()
    .map(({ tenantId }) => tenantId);
}

function findNames(profiles: SharedProfiles, tenantIds: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  return profiles.tenants.findAll(tenantIds, { maxAgeMs: tenantMaxAgeMs, ...(signal && { signal }) });
}

/** Reads both sides anew, and names of home tenants while the other side is still being read; when it is cancelled, stops them and throws. */
async function readBoth({ profiles, signal, onProgress }: SnapshotRequest): Promise<void> {
  const tell = (): void =>
    onProgress?.({ kind: 'reading', inbound: progressOf(profiles.inbound), outbound: progressOf(profiles.outbound) });
  const cancel = (): void => {
    profiles.cancel('inbound');
    profiles.cancel('outbound');
  };
  const listening = profiles.changed(tell);
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const named = profiles.refresh('inbound').then(() => findNames(profiles, homeTenantsOf(profiles), signal));
    await Promise.all([named, profiles.refresh('outbound')]);
  } finally {
    signal?.removeEventListener('abort', cancel);
    listening.dispose();
  }
  throwIfCancelled(signal);
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new CancelledError();
  }
}

/** What is loaded now as a snapshot, without asking anybody: what is not loaded is recorded as not read. Times in milliseconds since the epoch. */
export function snapshotOfNow(
  { context, profiles, application }: Pick<SnapshotRequest, 'context' | 'profiles' | 'application'>,
  startedAt: number,
  endedAt: number,
): Snapshot {
  const inbound = inboundOf(profiles.inbound);
  const outbound = outboundOf(profiles.outbound);
  const tenantIds = tenantsMet({ inbound: inbound.profiles, outbound: outbound.profiles });
  const tenants = SnapshotTenants.of(tenantIds, profiles.tenants);
  const record = {
    application,
    context: snapshotContext(context, profiles.tenants.known(context.tenantId)?.information),
    startedAt: new Date(startedAt).toISOString(),
    endedAt: new Date(endedAt).toISOString(),
    inbound: listRecord(inbound.completeness, inbound.profiles),
    outbound: outboundRecord(outbound.completeness, outbound.profiles),
    tenants: tenantsRecord(tenantIds, tenants),
  };
  return { record, inbound: inbound.profiles, outbound: outbound.profiles, tenants };
}

/** Asks for the names of every tenant met in what is loaded, where they are not known. Throws CancelledError. */
export async function findNamesMet({
  context,
  profiles,
  signal,
  onProgress,
}: Pick<SnapshotRequest, 'context' | 'profiles' | 'signal' | 'onProgress'>): Promise<void> {
  const met = tenantsMet({ inbound: inboundOf(profiles.inbound).profiles, outbound: outboundOf(profiles.outbound).profiles });
  onProgress?.({ kind: 'naming', tenants: met.length });
  await findNames(profiles, [...met, context.tenantId], signal);
}

async function readAll(request: SnapshotRequest): Promise<Snapshot> {
  const now = request.now ?? Date.now;
  const startedAt = now();
  throwIfCancelled(request.signal);
  await readBoth(request);
  await findNamesMet(request);
  return snapshotOfNow(request, startedAt, now());
}

/**
 * Reads everything of a context: inbound, outbound with the tenants of every user, and the information of every tenant met. What could not
 * be read is recorded with why, never left out in silence. With a folder, it is written there as well. Throws CancelledError, and
 * EvidenceError when it cannot be written.
 */
export async function takeSnapshot(request: SnapshotRequest): Promise<TakenSnapshot> {
  const snapshot = await readAll(request);
  if (request.folder === undefined) {
    return { snapshot, written: undefined };
  }
  request.onProgress?.({ kind: 'writing' });
  return { snapshot, written: await writeSnapshot(request.folder, snapshot, request.signal) };
}
