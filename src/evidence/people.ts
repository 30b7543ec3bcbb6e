import { CancelledError } from '../graph/errors';
import type { InboundSharedUserProfile, TenantInformation } from '../graph/resources';
import type { InboundProfiles } from '../profiles/inboundProfiles';
import { InboundProfilesBuilder } from '../profiles/inboundProfilesBuilder';
import { createBreather } from '../profiles/loading';
import type { RowNumbers } from '../profiles/rowNumbers';
import { everyRow } from '../profiles/rowNumbers';
import type { CsvColumn } from './csv';
import type { TenantLookup } from './snapshot';

/** The rows of a store, one after the other, made as they are asked for. */
export function* profilesOf(store: InboundProfiles, rows: Iterable<number>): Generator<InboundSharedUserProfile> {
  for (const row of rows) {
    yield store.row(row);
  }
}

/** Gathers people, each once, without holding the thread. */
class Gathering {
  readonly people = new InboundProfilesBuilder();
  readonly #breathe = createBreather();

  constructor(private readonly signal: AbortSignal | undefined) {}

  async take(from: InboundProfiles, rows: Iterable<number>): Promise<void> {
    for (const index of rows) {
      const value = from.row(index);
      if (this.people.profiles.rowNumbersByKey(value.homeTenantId, value.userId).length === 0) {
        this.people.append([{ kind: 'readable', value, raw: from.raw(index) }]);
      }
      await this.#breathe();
      if (this.signal?.aborted === true) {
        throw new CancelledError();
      }
    }
  }
}

/**
 * The people of `chosen` rows of a store, each once, and those that an earlier choice had and this one has not: who was affected once stays
 * affected, also when the person is gone from a later list. Does not hold the thread. Throws CancelledError.
 */
export async function unitedPeople(
  store: InboundProfiles,
  chosen: RowNumbers,
  earlier: InboundProfiles | undefined,
  signal?: AbortSignal,
): Promise<InboundProfiles> {
  const gathering = new Gathering(signal);
  await gathering.take(store, chosen);
  if (earlier !== undefined) {
    await gathering.take(earlier, everyRow(earlier.size));
  }
  return gathering.people.profiles;
}

/** The columns of a table of people; names of their organisations as far as known. */
export function peopleColumns(tenants: TenantLookup | undefined): readonly CsvColumn<InboundSharedUserProfile>[] {
  const information = (tenantId: string): TenantInformation | undefined => tenants?.known(tenantId)?.information;
  return [
    { name: 'homeTenantId', isShared: true, text: ({ homeTenantId }) => homeTenantId },
    { name: 'homeTenantDisplayName', isShared: true, text: ({ homeTenantId }) => information(homeTenantId)?.displayName ?? '' },
    { name: 'homeTenantDefaultDomainName', isShared: true, text: ({ homeTenantId }) => information(homeTenantId)?.defaultDomainName ?? '' },
    { name: 'userId', text: ({ userId }) => userId },
    { name: 'userPrincipalName', text: ({ userPrincipalName }) => userPrincipalName },
    { name: 'displayName', text: ({ displayName }) => displayName },
  ];
}
