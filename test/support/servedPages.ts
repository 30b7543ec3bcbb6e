import { createHash } from 'node:crypto';
import http from 'node:http';
import type { InboundProfiles } from '../../src/profiles/inboundProfiles';

interface ServedPages {
  /** The pages as their bytes came over the wire, in order. */
  readonly pages: readonly Uint8Array[];
  stop(): void;
}

/** Keeps a copy of every page of a list that the platform's HTTP client brings, until told to stop. */
export function keepServedPages(): ServedPages {
  const plain = http.request;
  const pages: Uint8Array[] = [];
  const listen = (sent: http.ClientRequest): http.ClientRequest =>
    sent.once('response', (response: http.IncomingMessage) => {
      const pieces: Uint8Array[] = [];
      response.on('data', (piece: Uint8Array) => pieces.push(Uint8Array.from(piece)));
      response.once('end', () => response.statusCode === 200 && pages.push(Buffer.concat(pieces)));
    });
  http.request = ((...args: Parameters<typeof plain>) => listen(plain(...args))) as typeof http.request;
  return {
    pages,
    stop: () => {
      http.request = plain;
    },
  };
}

export interface Comparison {
  readonly served: number;
  readonly unreadable: number;
  /** Rows whose JSON is another than what was served in their place. */
  readonly different: number;
  /** SHA-256 over the JSON of every row, as served and as the store gives it back. */
  readonly servedSha256: string;
  readonly keptSha256: string;
  /** How many rows were served with an empty text, and with a character beyond the basic plane. */
  readonly emptyTexts: number;
  readonly astral: number;
}

const emptyText = /"(?:userId|userPrincipalName|displayName|homeTenantId)":""/;
const astral = /[\u{10000}-\u{10ffff}]/u;

/** Compares what a store gives back with what was served, row by row in the order of the service, unreadable rows in their places. */
export function comparedWithServed(profiles: InboundProfiles, pages: readonly Uint8Array[]): Comparison {
  const [servedHash, keptHash] = [createHash('sha256'), createHash('sha256')];
  const unreadable = new Map(profiles.unreadable.map(({ position, raw }) => [position, raw]));
  const counts = { served: 0, readable: 0, different: 0, emptyTexts: 0, astral: 0 };
  for (const page of pages) {
    const { value } = JSON.parse(Buffer.from(page).toString('utf8')) as { readonly value: readonly unknown[] };
    for (const row of value) {
      const isReadable = !unreadable.has(counts.served);
      const kept = isReadable ? rawOf(profiles, counts.readable) : unreadable.get(counts.served);
      const [one, other] = [JSON.stringify(row), JSON.stringify(kept)];
      servedHash.update(one);
      keptHash.update(other);
      counts.different += one === other ? 0 : 1;
      counts.emptyTexts += emptyText.test(one) ? 1 : 0;
      counts.astral += astral.test(one) ? 1 : 0;
      counts.readable += isReadable ? 1 : 0;
      counts.served += 1;
    }
  }
  const { served, different, emptyTexts } = counts;
  const hashes = { servedSha256: servedHash.digest('hex'), keptSha256: keptHash.digest('hex') };
  return { served, unreadable: served - counts.readable, different, emptyTexts, astral: counts.astral, ...hashes };
}

function rawOf(profiles: InboundProfiles, row: number): unknown {
  return row < profiles.size ? profiles.raw(row) : 'no such row';
}
