import type { RowNumbers } from '../profiles/rowNumbers';
import { explain } from '../present/explain';
import { contextTitle, identityTitle } from '../present/places';
import type { Count, TenantLookup, TenantPage, TenantRelation } from '../present/tenantPage';
import type { Reading } from '../present/tree/nodes';
import { inboundReading, outboundReading, shownProfiles } from '../present/tree/reading';
import { sameId } from '../profiles/sameId';
import type { TenantState } from '../profiles/tenantDirectory';
import type { TenantSession } from './tenantSession';

const userIdsShown = 200;

function count(reading: Reading, rows: RowNumbers | undefined): Count {
  const value = rows?.length ?? 0;
  switch (reading.kind) {
    case 'idle':
    case 'reading':
      return { kind: 'counting', value };
    case 'complete':
      return { kind: 'known', value };
    case 'partial':
      return { kind: 'atLeast', value, why: reading.explanation.whatHappened };
    case 'failed':
      return rows === undefined
        ? { kind: 'failed', why: reading.explanation.whatHappened }
        : { kind: 'before', value, why: reading.explanation.whatHappened };
  }
}

function relationOf(session: TenantSession, tenantId: string): TenantRelation {
  const { context, circumstances } = session;
  const outbound = shownProfiles(session.outbound);
  const there = outbound?.rowsOfTenant(tenantId);
  return {
    contextId: context.id,
    title: contextTitle(context, session.namesOf(context.tenantId)),
    identity: identityTitle(context),
    colour: context.colour,
    same: sameId(context.tenantId, tenantId),
    theirPeopleHere: count(inboundReading(session.inbound, circumstances), shownProfiles(session.inbound)?.rowsOfHomeTenant(tenantId)),
    ourUsersThere: count(outboundReading(session.outbound, circumstances), there),
    userIds: outbound === undefined ? [] : [...(there?.window(0, userIdsShown) ?? [])].map((row) => outbound.row(row).userId),
  };
}

function lookupOf(state: TenantState, session: TenantSession): TenantLookup {
  switch (state.kind) {
    case 'known':
      return { kind: 'found', information: state.information, readAt: new Date(state.readAt) };
    case 'notFound':
    case 'failed':
      return { kind: 'failed', explanation: explain(state.error, session.circumstances) };
    case 'notAsked':
    case 'loading':
      return { kind: 'loading' };
  }
}

/** The page of a tenant from what is known now in every signed-in tenant. */
export function tenantPageOf(tenantId: string, sessions: readonly TenantSession[]): TenantPage {
  const [first] = sessions;
  const lookup: TenantLookup =
    first === undefined ? { kind: 'disconnected' } : lookupOf(bestState(tenantId, sessions) ?? { kind: 'notAsked' }, first);
  return { tenantId, lookup, relations: sessions.map((session) => relationOf(session, tenantId)) };
}

function bestState(tenantId: string, sessions: readonly TenantSession[]): TenantState | undefined {
  const states = sessions.map(({ profiles }) => profiles.tenants.state(tenantId));
  return states.find(({ kind }) => kind === 'known') ?? states.find(({ kind }) => kind === 'loading') ?? states[0];
}

/** Asks for what the page shows; the answers arrive as changes of the sessions. */
export function readTenantPage(tenantId: string, sessions: readonly TenantSession[], maxAgeMs: number | undefined): void {
  for (const { profiles } of sessions) {
    void profiles.load('inbound');
    void profiles.load('outbound');
    void profiles.tenants.find(tenantId, maxAgeMs === undefined ? {} : { maxAgeMs }).catch(() => undefined);
  }
}
