import type { InboundProfiles, UnreadableRow } from '../profiles/inboundProfiles';
import type { OutboundProfiles, TenantsOfUser } from '../profiles/outboundProfiles';
import type { TenantState } from '../profiles/tenantDirectory';
import { failureOf } from './failure';
import type { TenantLookup } from './snapshot';

/** Prefix of what we say about a row beside what the service sent, as an OData instance annotation. */
export const annotation = {
  failed: 'tenants@sharedProfiles.failed',
  pending: 'tenants@sharedProfiles.pending',
  unreadable: 'tenants@sharedProfiles.unreadable',
  asked: '@sharedProfiles.asked',
  readAt: '@sharedProfiles.readAt',
  notFound: '@sharedProfiles.notFound',
  why: '@sharedProfiles.why',
} as const;

interface Rows {
  readonly size: number;
  readonly unreadable: readonly UnreadableRow[];
}

/**
 * The rows of a store in the order in which the service sent them, unreadable ones included as they came: ranges of readable rows, and in
 * between the lines of those that could not be read.
 */
function* inServedOrder<T>(store: Rows, rowsOf: (from: number, to: number) => Iterable<T>, textOf: (line: string) => T): Generator<T> {
  const unreadable = [...store.unreadable].sort((one, other) => one.position - other.position);
  let from = 0;
  for (const [passed, { position, raw }] of unreadable.entries()) {
    const to = Math.min(position - passed, store.size);
    yield* rowsOf(from, to);
    yield textOf(`${JSON.stringify(raw)}\n`);
    from = to;
  }
  yield* rowsOf(from, store.size);
}

/** Inbound rows as they were served, unknown fields included, a line each, in pieces of whole lines. */
export function inboundLines(profiles: InboundProfiles): Generator<Uint8Array> {
  return inServedOrder<Uint8Array>(
    profiles,
    (from, to) => profiles.jsonLines(from, to),
    (line) => Buffer.from(line),
  );
}

function tenantsPart(tenants: TenantsOfUser): Readonly<Record<string, unknown>> {
  switch (tenants.kind) {
    case 'pending':
      return { tenants: [], [annotation.pending]: true };
    case 'failed':
      return { tenants: tenants.tenantIds.map((tenantId) => ({ tenantId })), [annotation.failed]: failureOf(tenants.error) };
    case 'known':
      return {
        tenants: tenants.tenantIds.map((tenantId) => ({ tenantId })),
        ...(tenants.unreadable > 0 && { [annotation.unreadable]: tenants.unreadable }),
      };
  }
}

/** Our users as they were served, each with the tenants that hold their data, as `$expand=tenants` writes it; what is not known is marked. */
export function outboundLines(profiles: OutboundProfiles): Generator<string> {
  return inServedOrder<string>(
    profiles,
    (from, to) => outboundRange(profiles, from, to),
    (line) => line,
  );
}

function* outboundRange(profiles: OutboundProfiles, from: number, to: number): Generator<string> {
  for (let index = from; index < to; index += 1) {
    yield `${JSON.stringify({ ...profiles.raw(index), ...tenantsPart(profiles.row(index).tenants) })}\n`;
  }
}

function isoTime(readAt: number): string {
  return new Date(readAt).toISOString();
}

function tenantLine(tenantId: string, state: TenantState): Readonly<Record<string, unknown>> {
  switch (state.kind) {
    case 'known':
      return { ...state.raw, [annotation.asked]: tenantId, [annotation.readAt]: isoTime(state.readAt) };
    case 'notFound':
      return {
        tenantId,
        [annotation.notFound]: true,
        [annotation.readAt]: isoTime(state.readAt),
        [annotation.why]: failureOf(state.error),
      };
    case 'failed':
      return state.before === undefined
        ? { tenantId, [annotation.readAt]: isoTime(state.readAt), [annotation.why]: failureOf(state.error) }
        : tenantLine(tenantId, state.before);
    case 'loading':
      return state.before === undefined ? { tenantId } : tenantLine(tenantId, state.before);
    case 'notAsked':
      return { tenantId };
  }
}

/** Tenant information as it was served, with when it was read; tenants without one say why. */
export function* tenantLines(tenantIds: readonly string[], tenants: TenantLookup): Generator<string> {
  for (const tenantId of tenantIds) {
    yield `${JSON.stringify(tenantLine(tenantId, tenants.state(tenantId)))}\n`;
  }
}
