import { shownProfiles } from '../../present/tree/reading';
import { directionOf, numberOf, optionalTextOf, textOf } from '../../present/tools/toolInput';
import type { DirectoryRow, ToolAnswer } from '../../present/tools/toolAnswer';
import { findInboundProfiles, findOutboundProfiles } from '../../profiles/findProfiles';
import { everyRow, type RowNumbers } from '../../profiles/rowNumbers';
import type { Direction } from '../../profiles/sharedProfiles';
import type { TenantSession } from '../tenantSession';
import { completenessOf, sessionOf, whereOf, type ToolRun } from './toolParts';

const usualRows = 25;
const mostRows = 100;
const mostSkipped = 10_000_000;
const mostTenants = 20;

function inboundRow(session: TenantSession, row: number): DirectoryRow {
  const profile = shownProfiles(session.inbound)?.row(row);
  const { userId = null, displayName = null, userPrincipalName = null, homeTenantId = null } = profile ?? {};
  const homeTenant = homeTenantId === null ? null : (session.namesOf(homeTenantId)?.displayName ?? null);
  return { userId, displayName, userPrincipalName, homeTenantId, homeTenant };
}

function outboundRow(session: TenantSession, row: number): DirectoryRow {
  const user = shownProfiles(session.outbound)?.row(row);
  if (user === undefined) {
    return {};
  }
  const { userId, tenants } = user;
  return tenants.kind === 'pending'
    ? { userId, tenants: 'not known yet' }
    : {
        userId,
        tenants: `${tenants.tenantIds.slice(0, mostTenants).join(', ')}${tenants.kind === 'failed' ? ' and perhaps others: not readable' : ''}`,
        tenantCount: tenants.tenantIds.length,
      };
}

function answer(session: TenantSession, direction: Direction, rows: RowNumbers, skip: number, take: number): ToolAnswer {
  const window = [...rows.window(skip, Math.min(skip + take, rows.length))];
  return {
    facts: { ...whereOf(session), direction, total: rows.length, skipped: skip, list: completenessOf(session, direction) },
    rows: window.map((row) => (direction === 'inbound' ? inboundRow(session, row) : outboundRow(session, row))),
  };
}

async function found(session: TenantSession, direction: Direction, query: string, signal: AbortSignal): Promise<RowNumbers> {
  await session.profiles.load(direction);
  const options = { tenantNames: session.profiles.tenants, signal };
  if (direction === 'inbound') {
    const inbound = shownProfiles(session.inbound);
    return inbound === undefined
      ? everyRow(0)
      : query === ''
        ? everyRow(inbound.size)
        : (await findInboundProfiles(inbound, query, options)).rows;
  }
  const outbound = shownProfiles(session.outbound);
  return outbound === undefined
    ? everyRow(0)
    : query === ''
      ? everyRow(outbound.size)
      : (await findOutboundProfiles(outbound, query, options)).rows;
}

/** A part of a list: people of other organisations here, or our users elsewhere. */
export const listProfiles: ToolRun = async (input, parts, signal) => {
  const session = sessionOf(input, parts);
  const direction = directionOf(input);
  const [skip, take] = [numberOf(input, 'skip', 0, mostSkipped), numberOf(input, 'take', usualRows, mostRows)];
  const homeTenantId = optionalTextOf(input, 'tenantId');
  if (homeTenantId === undefined) {
    return answer(session, direction, await found(session, direction, '', signal), skip, take);
  }
  await session.profiles.load(direction);
  const rows =
    direction === 'inbound'
      ? shownProfiles(session.inbound)?.rowsOfHomeTenant(homeTenantId)
      : shownProfiles(session.outbound)?.rowsOfTenant(homeTenantId);
  return answer(session, direction, rows ?? everyRow(0), skip, take);
};

/** Who has every word of the query in a name, an id or a tenant. */
export const findProfiles: ToolRun = async (input, parts, signal) => {
  const session = sessionOf(input, parts);
  const direction = directionOf(input);
  const take = numberOf(input, 'take', usualRows, mostRows);
  return answer(session, direction, await found(session, direction, textOf(input, 'query'), signal), 0, take);
};
