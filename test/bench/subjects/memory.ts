import process from 'node:process';
import { loadInboundProfiles } from '../../../src/profiles/loadInboundProfiles';
import { timed, type Subject } from '../subject';
import { firstUrl, listFetch, listOurs, ourClient } from './listing';

function collected(): NodeJS.MemoryUsage {
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc?.();
  }
  return process.memoryUsage();
}

function kept(before: NodeJS.MemoryUsage): number {
  const after = collected();
  return after.heapUsed - before.heapUsed + Math.max(0, after.external - before.external);
}

/** What the store holds after collection, on the heap and beside it: WebAssembly memory counts as a whole, its spare room too. */
export const keepOurs: Subject = async (input) => {
  const before = collected();
  return timed(async () => {
    const { profiles } = await loadInboundProfiles(ourClient(input));
    const keptBytes = kept(before);
    return { items: profiles.size, keptBytes };
  });
};

/** The same people as the array of objects that JSON.parse makes, without any search text. */
export const keepObjects: Subject = async (input) => {
  const before = collected();
  return timed(async () => {
    const people: unknown[] = [];
    for (let url: string | undefined = firstUrl(input); url !== undefined;) {
      const response = await fetch(url, { headers: { Authorization: `Bearer ${input.token}` } });
      const page = (await response.json()) as { readonly value: readonly unknown[]; readonly '@odata.nextLink'?: string };
      people.push(...page.value);
      url = page['@odata.nextLink'];
    }
    const keptBytes = kept(before);
    return { items: people.length, keptBytes };
  });
};

/** The most memory the process had while it listed, above what it had before. */
function peakOf(list: Subject): Subject {
  return async (input) => {
    const before = collected().rss;
    let most = before;
    const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
    const { ms, numbers } = await list(input);
    clearInterval(timer);
    return { ms, numbers: { ...numbers, peakBytes: Math.max(most, process.memoryUsage.rss()) - before, beforeBytes: before } };
  };
}

export const peakOurs = peakOf(listOurs);
export const peakFetch = peakOf(listFetch);
