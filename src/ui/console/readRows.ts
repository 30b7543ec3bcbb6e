import type { CollectionRows, Completeness, GraphClient, PathValues } from '../../graph/client';
import type { ConsoleRow, ReadOperationId } from '../../present/console/rowFields';

/** One page of rows; `unreadable` ones are counted, never passed over in silence. */
export interface RowsPage {
  readonly rows: readonly ConsoleRow[];
  readonly unreadable: number;
}

/** How the rows ended: all there are, the first page only, or broken off. */
export type RowsEnd = { readonly kind: 'complete' } | { readonly kind: 'more' } | { readonly kind: 'partial'; readonly why: Error };

type CollectionId = keyof CollectionRows;

const collections: readonly string[] = [
  'listInboundSharedUserProfiles',
  'listOutboundSharedUserProfiles',
  'listOutboundTenants',
  'listOrganization',
] satisfies readonly CollectionId[];

const isCollection = (id: ReadOperationId): id is CollectionId => collections.includes(id);

/**
 * Reads with the client of a session, page by page as they arrive: one page unless `all`. Gives each page to `take`, and how it ended.
 * Throws GraphError, SignInError, CancelledError.
 */
export async function readRows(
  client: GraphClient,
  id: ReadOperationId,
  path: PathValues,
  all: boolean,
  take: (page: RowsPage) => Promise<void>,
  signal: AbortSignal,
): Promise<RowsEnd> {
  if (!isCollection(id)) {
    const { raw } = await client.get(id, path, { signal });
    await take({ rows: [raw], unreadable: 0 });
    return { kind: 'complete' };
  }
  const pages = client.list(id, path, { signal });
  for await (const { rows } of pages) {
    const readable = rows.flatMap((row) => (row.kind === 'readable' ? [row.raw] : []));
    await take({ rows: readable, unreadable: rows.length - readable.length });
    if (!all && !isAtItsEnd(pages.completeness())) {
      return { kind: 'more' };
    }
  }
  return endOf(pages.completeness());
}

function isAtItsEnd(completeness: Completeness): boolean {
  return completeness.kind === 'complete';
}

function endOf(completeness: Completeness): RowsEnd {
  return completeness.kind === 'complete' ? { kind: 'complete' } : { kind: 'partial', why: completeness.why };
}
