import { CancelledError } from '../graph/errors';
import type { InboundProfiles } from './inboundProfiles';
import type { InboundColumns } from './inboundColumns';
import { InboundStore } from './inboundStore';
import { createBreather } from './loading';
import { mergeSort } from './mergeSort';
import { RadixSort } from './radixSort';
import { listedRows, type RowNumbers } from './rowNumbers';
import { domainKeys, idKeys, keysOf, localPartKeys, nameKeys } from './sortKeys';
import { noTenantNames, type TenantNames } from './tenantNames';

export type SortColumn = 'displayName' | 'userPrincipalName' | 'domain' | 'homeTenant' | 'userId';

export interface SortOptions {
  readonly by: SortColumn;
  readonly descending?: boolean;
  /** As people of this locale sort, for example `de`; without it by code point, which is faster and the same everywhere. */
  readonly locale?: string;
  /** Home tenants are sorted by their first name, and by id where that is not known. */
  readonly tenantNames?: TenantNames;
  readonly signal?: AbortSignal;
}

/**
 * Rows in another order; rows that are equal stay in theirs. User principal names sort by local part, then domain; ids that are no GUIDs in no
 * order. In slices: other events run in between. Throws CancelledError.
 */
export async function sortRows(profiles: InboundProfiles, rows: RowNumbers, options: SortOptions): Promise<RowNumbers> {
  const store = InboundStore.from(profiles);
  const sorted = await copied(rows, options.signal);
  const sort = new RadixSort(sorted, store.size, options.descending === true, options.signal);
  await sortByColumn(store.columns, sort, options);
  if (options.locale !== undefined && (options.by === 'displayName' || options.by === 'userPrincipalName')) {
    await collate(sorted, textOf(store, options.by), options);
  }
  return listedRows(sorted);
}

const rowsCopiedAtOnce = 0x4000;

async function copied(rows: RowNumbers, signal: AbortSignal | undefined): Promise<Uint32Array> {
  const copy = new Uint32Array(rows.length);
  const breathe = createBreather();
  for (let at = 0; at < copy.length; at += rowsCopiedAtOnce) {
    copy.set(rows.window(at, rowsCopiedAtOnce), at);
    await breathe();
    if (signal?.aborted === true) {
      throw new CancelledError();
    }
  }
  return copy;
}

async function sortByColumn(columns: InboundColumns, sort: RadixSort, options: SortOptions): Promise<void> {
  const folded = options.locale !== undefined;
  switch (options.by) {
    case 'homeTenant': {
      const ranks = rankOfTexts(tenantTexts(columns, options.tenantNames ?? noTenantNames), options.locale);
      return sort.by(keysOf((row) => ranks[columns.homeTenant(row)] ?? 0));
    }
    case 'domain':
      return sort.by(domainKeys(columns, domainRanks(columns, options.locale)));
    case 'userId':
      return sort.by(idKeys(columns));
    case 'userPrincipalName':
      await sort.by(domainKeys(columns, domainRanks(columns, options.locale)));
      return sort.by(localPartKeys(columns, folded));
    case 'displayName':
      return sort.by(nameKeys(columns, folded));
  }
}

/** The rows are nearly in the order of any locale: what is left to the collator is to put neighbours right. */
async function collate(rows: Uint32Array, textOfRow: (row: number) => string, { locale, descending, signal }: SortOptions): Promise<void> {
  const { compare } = new Intl.Collator(locale);
  const sign = descending === true ? -1 : 1;
  const text = remembering(textOfRow);
  await mergeSort(rows, (one, other) => sign * compare(text(one), text(other)), signal);
}

const remembered = 256;

/** Remembers a few texts: neighbours are compared again and again, and a text for every row would be a million objects to collect. */
function remembering(textOfRow: (row: number) => string): (row: number) => string {
  const rows = new Int32Array(remembered).fill(-1);
  const texts = new Array<string>(remembered).fill('');
  return (row) => {
    const place = row % remembered;
    if (rows[place] !== row) {
      rows[place] = row;
      texts[place] = textOfRow(row);
    }
    return texts[place] ?? '';
  };
}

function textOf(store: InboundStore, by: 'displayName' | 'userPrincipalName'): (row: number) => string {
  return by === 'displayName' ? (row) => store.displayName(row) : (row) => store.userPrincipalName(row);
}

function tenantTexts(columns: InboundColumns, names: TenantNames): readonly string[] {
  return Array.from({ length: columns.homeTenants.size }, (_, number) => {
    const id = columns.homeTenants.text(number);
    return names.names(id)[0] ?? id;
  });
}

function domainRanks(columns: InboundColumns, locale: string | undefined): Uint32Array {
  return rankOfTexts(
    Array.from({ length: columns.domains.size }, (_, number) => columns.domains.text(number)),
    locale,
  );
}

/** The place of each text among all, the same for equal texts. */
function rankOfTexts(texts: readonly string[], locale: string | undefined): Uint32Array {
  const compare = locale === undefined ? compareTexts : new Intl.Collator(locale).compare;
  const order = texts.map((_, number) => number).sort((one, other) => compare(texts[one] ?? '', texts[other] ?? ''));
  const ranks = new Uint32Array(texts.length);
  order.forEach((number, place) => {
    const before = order[place - 1];
    const same = before !== undefined && compare(texts[before] ?? '', texts[number] ?? '') === 0;
    ranks[number] = same ? (ranks[before] ?? 0) : place;
  });
  return ranks;
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
