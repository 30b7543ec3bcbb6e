import type { PathValues } from './client';
import type { Operation } from './operation';

/**
 * What the path of an address was filled with: the reverse of requestUrl. Takes the address of a call of this operation, with or without its
 * host; gives an empty object for an address of anything else.
 */
export function pathValuesOf(operation: Operation, address: string): PathValues {
  const slots = [...operation.path.matchAll(/('?)\{(\w+)\}/g)].map(([, quote = '', name = '']) => ({ name, quoted: quote !== '' }));
  const pattern = operation.path
    .split(/\{\w+\}/)
    .map(escaped)
    .join('([^/?]*)');
  const found = new RegExp(`${pattern}(?:\\?|$)`).exec(address);
  return found === null ? {} : Object.fromEntries(slots.map(({ name, quoted }, index) => [name, valueOf(found[index + 1] ?? '', quoted)]));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function valueOf(text: string, quoted: boolean): string {
  const value = decoded(text);
  return quoted ? value.replaceAll("''", "'") : value;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
