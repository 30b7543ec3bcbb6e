import { narrowedRowsOf } from '../../profiles/narrowedProfiles';
import { kqlFor, type KqlSelection } from '../kql';
import type { CallNode } from './callsOf';

/** Whom a row of the tree stands for in the logs; of an organisation of which only some are shown, those. */
function askedOf(node: CallNode): KqlSelection | undefined {
  switch (node.kind) {
    case 'inboundProfile': {
      const { userId, homeTenantId } = node.profile;
      return { direction: 'inbound', tenants: [], people: [{ userId, tenantId: homeTenantId }] };
    }
    case 'homeTenant': {
      const { tenantId, seen } = node;
      const rows = seen === undefined ? [] : [...narrowedRowsOf(seen.of, tenantId)];
      const people = rows.flatMap((row) => (seen === undefined ? [] : [{ userId: seen.of.store.row(row).userId, tenantId }]));
      return { direction: 'inbound', tenants: seen === undefined ? [tenantId] : [], people };
    }
    case 'externalTenant': {
      const { tenantId, seen } = node;
      const people = (seen?.userIds ?? []).map((userId) => ({ userId, tenantId }));
      return { direction: 'outbound', tenants: seen === undefined ? [tenantId] : [], people };
    }
    case 'tenantReference':
      return { direction: 'outbound', tenants: [], people: [{ userId: node.userId, tenantId: node.tenantId }] };
    case 'context':
    case 'inbound':
    case 'outbound':
    case 'outboundUser':
      return undefined;
  }
}

/**
 * What to ask the logs about the chosen rows: people by tenant and user, organisations as a whole. Nothing when a row stands for nobody in
 * them.
 */
export function askedInLogs(nodes: readonly CallNode[]): readonly KqlSelection[] {
  const asked = nodes.map(askedOf);
  const all = asked.filter((each) => each !== undefined);
  if (all.length < asked.length) {
    return [];
  }
  return (['inbound', 'outbound'] as const).flatMap((direction) => {
    const own = all.filter((each) => each.direction === direction);
    const [tenants, people] = [own.flatMap((each) => each.tenants), own.flatMap((each) => each.people)];
    const ofTenants = tenants.length === 0 ? [] : [{ direction, tenants, people: [] }];
    return [...ofTenants, ...(people.length === 0 ? [] : [{ direction, tenants: [], people }])];
  });
}

/** Queries for all of these, a blank line between them. */
export function kqlForAll(selections: readonly KqlSelection[]): string {
  return selections.map(kqlFor).join('\n');
}
