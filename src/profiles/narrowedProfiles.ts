import { CancelledError } from '../graph/errors';
import { askedTenants, isInTenant } from './askedTenants';
import { facetsOf } from './facets';
import type { HomeTenant, InboundProfiles } from './inboundProfiles';
import { createBreather } from './loading';
import type { OutboundProfiles, OutboundUser } from './outboundProfiles';
import { listedRows, noRows, type RowNumbers } from './rowNumbers';
import { RowSet } from './rowSet';
import type { FoundIn } from './searchEverywhere';
import { wordsOf, type SearchWord } from './searchWord';
import type { TenantNames } from './tenantNames';

/** The people of one store whom a query has found. Row numbers are those of the store. */
export interface NarrowedInbound {
  readonly store: InboundProfiles;
  readonly rows: RowSet;
  /** With how many of their people were found, most first. */
  readonly homeTenants: readonly HomeTenant[];
}

/** The found rows of one home tenant. Letters of a GUID match in either case. */
export function narrowedRowsOf({ store, rows }: NarrowedInbound, tenantId: string): RowNumbers {
  const all = store.rowsOfHomeTenant(tenantId);
  return listedRows(all.window(0, all.length).filter((row) => rows.has(row)));
}

/** Counts what was found by home tenant. In slices. Throws CancelledError. */
export async function narrowInbound({ store, rows }: FoundIn<InboundProfiles>, signal?: AbortSignal): Promise<NarrowedInbound> {
  const { homeTenants } = await facetsOf(store, rows, signal);
  return { store, rows: rows instanceof RowSet ? rows : RowSet.of(rows, store.size), homeTenants };
}

/** One of our users, with those tenants that the query is about. `all`: how many there are, as far as known. */
export interface NarrowedUser extends OutboundUser {
  readonly all: number;
}

export interface NarrowedTenant {
  readonly tenantId: string;
  readonly count: number;
  readonly userIds: readonly string[];
}

/** Our users whom a query has found, in the order of the store, and the tenants that it is about, in order of appearance. */
export interface NarrowedOutbound {
  readonly store: OutboundProfiles;
  readonly users: readonly NarrowedUser[];
  readonly tenants: ReadonlyMap<string, NarrowedTenant>;
}

const usersBetweenBreaths = 256;

/** The key of a tenant in a NarrowedOutbound. */
export function narrowedKey(tenantId: string): string {
  return tenantId.toLowerCase();
}

/** Picks out what a query is about of the users that it has found. In slices. Throws CancelledError. */
export async function narrowOutbound(
  { store, rows }: FoundIn<OutboundProfiles>,
  query: string,
  tenantNames: TenantNames,
  signal?: AbortSignal,
): Promise<NarrowedOutbound> {
  const words = wordsOf(query);
  const has = wordsOfTenants(words, tenantNames);
  const users: NarrowedUser[] = [];
  const tenants = new Map<string, { tenantId: string; count: number; userIds: string[] }>();
  const breathe = createBreather();
  for (const row of rows) {
    if (users.length % usersBetweenBreaths === 0) {
      await breathe();
      if (signal?.aborted === true) {
        throw new CancelledError();
      }
    }
    const user = narrowedUser(store.row(row), words, has);
    users.push(user);
    for (const tenantId of user.tenants.kind === 'pending' ? [] : user.tenants.tenantIds) {
      const tenant = tenants.get(narrowedKey(tenantId)) ?? { tenantId, count: 0, userIds: [] };
      tenant.count += 1;
      tenant.userIds.push(user.userId);
      tenants.set(narrowedKey(tenantId), tenant);
    }
  }
  return { store, users, tenants };
}

function wordsOfTenants(words: readonly SearchWord[], tenantNames: TenantNames): (tenantId: string) => readonly boolean[] {
  const known = new Map<string, readonly boolean[]>();
  return (tenantId) => {
    const has = known.get(tenantId) ?? words.map((word) => isInTenant(tenantId, word, tenantNames));
    known.set(tenantId, has);
    return has;
  };
}

function narrowedUser(
  { userId, tenants }: OutboundUser,
  words: readonly SearchWord[],
  has: (tenantId: string) => readonly boolean[],
): NarrowedUser {
  if (tenants.kind === 'pending') {
    return { userId, tenants, all: 0 };
  }
  const { tenantIds } = tenants;
  const asked = askedTenants(userId, words, tenantIds.map(has));
  return { userId, tenants: { ...tenants, tenantIds: asked.map((place) => tenantIds[place] ?? '') }, all: tenantIds.length };
}

/** The places among the found users of those whose data a tenant holds. */
export function narrowedUsersOf({ users, tenants }: NarrowedOutbound, tenantId: string): RowNumbers {
  const userIds = new Set(tenants.get(narrowedKey(tenantId))?.userIds);
  return userIds.size === 0
    ? noRows
    : listedRows(Uint32Array.from(users.keys()).filter((place) => userIds.has(users[place]?.userId ?? '')));
}
