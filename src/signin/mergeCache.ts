type Section = Readonly<Record<string, unknown>>;
type Cache = Readonly<Record<string, Section>>;

function parsed(text: string | undefined): Cache {
  return text === undefined || text === '' ? {} : (JSON.parse(text) as Cache);
}

function mergedSection(base: Section, ours: Section, theirs: Section): Section {
  const same = (name: string): boolean => JSON.stringify(base[name]) === JSON.stringify(ours[name]);
  const changed = [...new Set([...Object.keys(base), ...Object.keys(ours)])].filter((name) => !same(name));
  const kept = Object.entries(theirs).filter(([name]) => !changed.includes(name));
  return Object.fromEntries([...kept, ...changed.filter((name) => name in ours).map((name) => [name, ours[name]] as const)]);
}

/**
 * Brings what a client changed in its cache, since it read `base`, into what lies there now: nothing another window added is lost, and
 * nothing it removed comes back. All three are caches as MSAL writes them (JSON: sections of entries by key).
 */
export function mergeCache(base: string, ours: string, theirs: string): string {
  if (base === theirs) {
    return ours;
  }
  const [from, own, there] = [parsed(base), parsed(ours), parsed(theirs)];
  const names = [...new Set([...Object.keys(own), ...Object.keys(there)])];
  return JSON.stringify(
    Object.fromEntries(names.map((name) => [name, mergedSection(from[name] ?? {}, own[name] ?? {}, there[name] ?? {})])),
  );
}
