import { mix } from '../world/mix';

/** Where a list goes on: bound to the tenant, the path and the query it began with. */
export interface PageTokens {
  write(position: number, list: string): string;
  /** Undefined when the token is not one of ours or belongs to another list. */
  read(token: string, list: string): number | undefined;
}

function hashOf(seed: number, text: string): number {
  return [...Buffer.from(text, 'utf8')].reduce((hash, byte) => mix(seed, hash, byte), text.length);
}

/** Opaque tokens: four bytes of position, scrambled, and four that check it. */
export function createPageTokens(seed: number): PageTokens {
  const lists = new Map<string, number>();
  const keyOf = (list: string): number => {
    const known = lists.get(list) ?? hashOf(seed, list);
    if (lists.size < 10_000) {
      lists.set(list, known);
    }
    return known;
  };
  return {
    write: (position, list) => {
      const bytes = Buffer.alloc(8);
      const key = keyOf(list);
      bytes.writeUInt32BE((position ^ key) >>> 0, 0);
      bytes.writeUInt32BE(mix(seed, key, position), 4);
      return `RFNwdAoAAQ${bytes.toString('base64url')}`;
    },
    read: (token, list) => {
      const bytes = Buffer.from(token.slice(10), 'base64url');
      if (!token.startsWith('RFNwdAoAAQ') || bytes.length !== 8) {
        return undefined;
      }
      const key = keyOf(list);
      const position = (bytes.readUInt32BE(0) ^ key) >>> 0;
      return bytes.readUInt32BE(4) === mix(seed, key, position) ? position : undefined;
    },
  };
}
