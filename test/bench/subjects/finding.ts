import { loadInboundProfiles } from '../../../src/profiles/loadInboundProfiles';
import { InboundSearch } from '../../../src/profiles/inboundSearch';
import type { InboundProfiles } from '../../../src/profiles/inboundProfiles';
import { timed, type Subject, type SubjectInput } from '../subject';
import { firstUrl, ourClient } from './listing';

/** What somebody types, letter by letter: names, accents, two words, a domain, an address, a part of an id, nothing that is there. */
const typed = ['adele vance', 'müller', 'oona jensen', 'northwind', 'carla.moreau@', 'o 7', '4e7c-47', 'zzzz', 'вера', 'a e'] as const;
const firstScreen = 200;

function keystrokes(): readonly (readonly string[])[] {
  return typed.map((text) => Array.from({ length: text.length }, (_, index) => text.slice(0, index + 1)));
}

function summary(times: readonly number[], found: number): Readonly<Record<string, number>> {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { keystrokes: times.length, medianMs: at(0.5), p95Ms: at(0.95), longestMs: sorted.at(-1) ?? 0, found };
}

const stores = new Map<string, Promise<InboundProfiles>>();
const arrays = new Map<string, Promise<readonly Lowered[]>>();

/** InboundSearch: every keystroke finds, counts, and reads the first 200 people. */
export const findOurs: Subject = async (input) => {
  const loading = stores.get(input.graphEndpoint) ?? loadInboundProfiles(ourClient(input)).then(({ profiles }) => profiles);
  stores.set(input.graphEndpoint, loading);
  const profiles = await loading;
  return timed(async () => {
    const times: number[] = [];
    let found = 0;
    for (const queries of keystrokes()) {
      const search = new InboundSearch(profiles);
      for (const query of queries) {
        const begun = performance.now();
        const { rows } = await search.find(query);
        found += Array.from(rows.window(0, firstScreen), (row) => profiles.row(row)).length;
        times.push(performance.now() - begun);
      }
    }
    return summary(times, found);
  });
};

interface Lowered {
  readonly name: string;
  readonly principal: string;
  readonly userId: string;
}

async function lowered(input: SubjectInput): Promise<readonly Lowered[]> {
  const people: Lowered[] = [];
  for (let url: string | undefined = firstUrl(input); url !== undefined;) {
    const response = await fetch(url, { headers: { Authorization: `Bearer ${input.token}` } });
    const page = (await response.json()) as {
      readonly value: readonly { readonly displayName: string; readonly userPrincipalName: string; readonly userId: string }[];
      readonly '@odata.nextLink'?: string;
    };
    for (const { displayName, userPrincipalName, userId } of page.value) {
      people.push({ name: displayName.toLowerCase(), principal: userPrincipalName.toLowerCase(), userId });
    }
    url = page['@odata.nextLink'];
  }
  return people;
}

/** Array.filter with includes on objects whose texts were lower-cased before; every keystroke filters, counts, and takes the first 200. */
export const findFilter: Subject = async (input) => {
  const loading = arrays.get(input.graphEndpoint) ?? lowered(input);
  arrays.set(input.graphEndpoint, loading);
  const people = await loading;
  return timed(() => {
    const times: number[] = [];
    let found = 0;
    for (const queries of keystrokes()) {
      for (const query of queries) {
        const begun = performance.now();
        const words = query
          .toLowerCase()
          .split(' ')
          .filter((word) => word !== '');
        const hits = people.filter(({ name, principal, userId }) =>
          words.every((word) => name.includes(word) || principal.includes(word) || userId.includes(word)),
        );
        found += hits.slice(0, firstScreen).length;
        times.push(performance.now() - begun);
      }
    }
    return Promise.resolve(summary(times, found));
  });
};
