import type { Completeness } from '../graph/client';
import { CancelledError } from '../graph/errors';
import type { InboundProfiles, UnreadableRow } from '../profiles/inboundProfiles';
import { InboundProfilesBuilder } from '../profiles/inboundProfilesBuilder';
import { createBreather } from '../profiles/loading';
import type { OutboundProfiles, TenantsOfUser } from '../profiles/outboundProfiles';
import { OutboundProfilesBuilder } from '../profiles/outboundProfilesBuilder';
import type { Failure } from './failure';
import { failureOf, RecordedError } from './failure';
import type { Pseudonyms } from './pseudonyms';
import type { ListRecord, Snapshot, SnapshotContext, SnapshotRecord } from './snapshot';
import { tenantsMet } from './snapshot';
import { notFoundError, SnapshotTenants } from './snapshotTenants';

const leftOut = '(left out of this copy)';

function isErrorCode(code: string): boolean {
  return /^[A-Za-z][\w.]{0,63}$/.test(code);
}

/** Messages of services may hold names and ids: what kind of failure it was is enough. */
export function sharedFailure({ kind, operation, status, code, requestId, date }: Failure): Failure {
  return {
    kind,
    message: leftOut,
    ...(operation !== undefined && { operation }),
    ...(status !== undefined && { status }),
    ...(code !== undefined && isErrorCode(code) && { code }),
    ...(requestId !== undefined && { requestId }),
    ...(date !== undefined && { date }),
  };
}

function sharedError(error: Error): Error {
  return new RecordedError(sharedFailure(failureOf(error)));
}

function sharedCompleteness(completeness: Completeness): Completeness {
  return completeness.kind === 'partial' ? { ...completeness, why: sharedError(completeness.why) } : completeness;
}

const neverRead: Completeness = {
  kind: 'partial',
  pages: 0,
  items: 0,
  unreadable: 0,
  retries: 0,
  why: new RecordedError({ kind: 'unknown', message: leftOut }),
};

/** Goes over the rows of a store in the order in which they were served, without holding the thread. */
async function inOrder(
  store: { readonly size: number; readonly unreadable: readonly UnreadableRow[] },
  take: (index: number) => void,
  skip: () => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const breathe = createBreather();
  const positions = new Set(store.unreadable.map(({ position }) => position));
  let index = 0;
  for (let position = 0; position < store.size + store.unreadable.length; position += 1) {
    if (positions.has(position)) {
      skip();
    } else {
      take(index);
      index += 1;
    }
    if (position % 256 === 0) {
      await breathe();
      if (signal?.aborted === true) {
        throw new CancelledError();
      }
    }
  }
}

const unreadable = { kind: 'unreadable', reason: leftOut, raw: null } as const;

/** The same people under pseudonyms. Fields we do not know, and rows that could not be read, are left out: nobody can say what is in them. */
export async function sharedInbound(store: InboundProfiles, pseudonyms: Pseudonyms, signal?: AbortSignal): Promise<InboundProfiles> {
  const builder = new InboundProfilesBuilder();
  const take = (index: number): void => {
    const { userId, userPrincipalName, displayName, homeTenantId } = store.row(index);
    const value = {
      userId: pseudonyms.userId(userId),
      userPrincipalName: pseudonyms.userPrincipalName(userPrincipalName),
      displayName: pseudonyms.displayName(displayName),
      homeTenantId,
    };
    builder.append([{ kind: 'readable', value, raw: value }]);
  };
  await inOrder(store, take, () => builder.append([unreadable]), signal);
  builder.finish(sharedCompleteness(store.completeness ?? neverRead));
  return builder.profiles;
}

function sharedTenantsOfUser(tenants: TenantsOfUser): TenantsOfUser {
  return tenants.kind === 'failed' ? { ...tenants, error: sharedError(tenants.error) } : tenants;
}

async function sharedOutbound(store: OutboundProfiles, pseudonyms: Pseudonyms, signal?: AbortSignal): Promise<OutboundProfiles> {
  const builder = new OutboundProfilesBuilder();
  const take = (index: number): void => {
    const { userId, tenants } = store.row(index);
    const value = { userId: pseudonyms.userId(userId) };
    builder.append([{ kind: 'readable', value, raw: value }]);
    builder.setTenants(builder.size - 1, sharedTenantsOfUser(tenants));
  };
  await inOrder(store, take, () => builder.append([unreadable]), signal);
  builder.finish(sharedCompleteness(store.completeness?.users ?? neverRead));
  return builder.profiles;
}

function sharedContext(context: SnapshotContext, pseudonyms: Pseudonyms): SnapshotContext {
  return { ...context, contextId: context.tenantId, readAs: pseudonyms.actor(context.readAs) };
}

function sharedList(list: ListRecord): ListRecord {
  return { ...list, why: list.why === null ? null : sharedFailure(list.why) };
}

function sharedRecord(record: SnapshotRecord, pseudonyms: Pseudonyms): SnapshotRecord {
  return {
    ...record,
    context: sharedContext(record.context, pseudonyms),
    inbound: sharedList(record.inbound),
    outbound: { ...record.outbound, users: sharedList(record.outbound.users) },
  };
}

function sharedTenants(snapshot: Snapshot): SnapshotTenants {
  return SnapshotTenants.from(tenantsMet(snapshot), (tenantId) => {
    const state = snapshot.tenants.known(tenantId) ?? snapshot.tenants.state(tenantId);
    switch (state.kind) {
      case 'known':
        return { ...state, raw: { ...state.information } };
      case 'notFound':
        return { ...state, error: notFoundError(sharedFailure(failureOf(state.error))) };
      case 'failed':
        return { ...state, error: sharedError(state.error), before: undefined };
      case 'loading':
      case 'notAsked':
        return { kind: 'notAsked' };
    }
  });
}

/** The same snapshot with every person under a pseudonym; organisations keep their names. Throws CancelledError. */
export async function sharedSnapshot(snapshot: Snapshot, pseudonyms: Pseudonyms, signal?: AbortSignal): Promise<Snapshot> {
  return {
    record: sharedRecord(snapshot.record, pseudonyms),
    inbound: await sharedInbound(snapshot.inbound, pseudonyms, signal),
    outbound: await sharedOutbound(snapshot.outbound, pseudonyms, signal),
    tenants: sharedTenants(snapshot),
  };
}
