import { contextTitle } from '../../present/places';
import { readingRemarks } from '../../present/table/sourceWords';
import { inboundReading, outboundReading, shownProfiles } from '../../present/tree/reading';
import type { TenantSession } from '../tenantSession';
import type { TenantSessions } from '../tenantSessions';
import type { TriageSource } from './triageSource';

/** A signed-in tenant as a source, as long as it is signed in. */
export function sessionSource(session: TenantSession, sessions: TenantSessions): TriageSource {
  const { context, profiles } = session;
  return {
    id: context.id,
    title: contextTitle(context, session.namesOf(context.tenantId)),
    tenantId: context.tenantId,
    session,
    tenants: profiles.tenants,
    inbound: () => shownProfiles(session.inbound),
    outbound: () => shownProfiles(session.outbound),
    namesOf: (tenantId) => session.namesOf(tenantId),
    isReading: (direction) => session[direction].kind === 'loading',
    remarks: (direction) =>
      direction === 'inbound'
        ? readingRemarks(inboundReading(session.inbound, session.circumstances), shownProfiles(session.inbound)?.unreadable.length ?? 0)
        : readingRemarks(outboundReading(session.outbound, session.circumstances), shownProfiles(session.outbound)?.unreadable.length ?? 0),
    load: (direction) => {
      void profiles.load(direction).then(() => session.askNames(tenantIdsOf(session)));
    },
    changed: (listener) =>
      sessions.changed(({ contextId }) => {
        if (contextId === context.id) {
          listener();
        }
      }),
  };
}

function tenantIdsOf(session: TenantSession): readonly string[] {
  const inbound = shownProfiles(session.inbound)?.homeTenants() ?? [];
  const outbound = shownProfiles(session.outbound)?.tenants() ?? [];
  return [...inbound, ...outbound].map(({ tenantId }) => tenantId);
}
