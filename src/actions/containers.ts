import { sha256 } from './canonicalJson';
import { itemKey } from './plan';
import type { PlannedStorage } from './plan';
import type { InboundPerson } from './planItems';
import { checkStorageLocation, makingRefusal, maskedLocation } from './storageLocation';
import type { StorageRefusal, StorageRules, StorageWarning } from './storageLocation';
import type { StorageVault } from './storageVault';

/** Where the containers of an export come from: one each from a list, a template with `{userId}` and such, or to be made in an account. */
export type StorageSource =
  | { readonly kind: 'list'; readonly locations: readonly string[] }
  | { readonly kind: 'template'; readonly template: string }
  | { readonly kind: 'account'; readonly location: string };

export type AssignedStorage =
  | {
      readonly kind: 'assigned';
      readonly storage: ReadonlyMap<string, PlannedStorage>;
      readonly warnings: readonly StorageWarning[];
    }
  | { readonly kind: 'tooFew'; readonly wanted: number; readonly given: number }
  | { readonly kind: 'notDistinct'; readonly masked: string }
  | { readonly kind: 'refused'; readonly why: StorageRefusal; readonly masked: string };

/**
 * Gives every person a container of their own and keeps the locations in the vault. An export container is good for one export
 * (exportPersonalData fails on one that was used), thus two people never share one.
 */
export async function assignStorage(
  source: StorageSource,
  people: readonly InboundPerson[],
  rules: StorageRules,
  vault: StorageVault,
): Promise<AssignedStorage> {
  const make = source.kind === 'account';
  const cannotMake = make ? makingRefusal(source.location) : undefined;
  if (make && cannotMake !== undefined) {
    return { kind: 'refused', why: cannotMake, masked: maskedLocation(source.location) };
  }
  const locations = locationsOf(source, people);
  if (locations.length < people.length) {
    return { kind: 'tooFew', wanted: people.length, given: locations.length };
  }
  const warnings = new Set<StorageWarning>();
  const storage = new Map<string, PlannedStorage>();
  const used = new Set<string>();
  for (const [index, person] of people.entries()) {
    const checked = checkStorageLocation(locations[index] ?? '', rules);
    if (checked.kind === 'refused') {
      return checked;
    }
    if (used.size === used.add(checked.planned.masked.toLowerCase()).size) {
      return { kind: 'notDistinct', masked: checked.planned.masked };
    }
    checked.warnings.forEach((warning) => warnings.add(warning));
    storage.set(itemKey(person.homeTenantId, person.userId), { ...checked.planned, make });
  }
  await keep(storage, locations, vault);
  return { kind: 'assigned', storage, warnings: [...warnings] };
}

async function keep(storage: ReadonlyMap<string, PlannedStorage>, locations: readonly string[], vault: StorageVault): Promise<void> {
  for (const [index, planned] of [...storage.values()].entries()) {
    await vault.put(planned.fingerprint, (locations[index] ?? '').trim());
  }
}

function locationsOf(source: StorageSource, people: readonly InboundPerson[]): readonly string[] {
  switch (source.kind) {
    case 'list':
      return source.locations.map((location) => location.trim()).filter((location) => location !== '');
    case 'template':
      return people.map((person, index) => filled(source.template, person, index));
    case 'account':
      return people.map((person) => inAccount(source.location, person));
  }
}

function filled(template: string, person: InboundPerson, index: number): string {
  const values: Readonly<Record<string, string>> = {
    userId: person.userId,
    homeTenantId: person.homeTenantId,
    number: String(index + 1),
  };
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (values[name] === undefined ? whole : encodeURIComponent(values[name])));
}

/** Container names: 3 to 63 lower-case letters, digits and hyphens. Source: storage services REST reference, naming containers. */
function inAccount(location: string, person: InboundPerson): string {
  if (!URL.canParse(location.trim())) {
    return location;
  }
  const url = new URL(location.trim());
  const who = /^[0-9a-f-]{36}$/i.test(person.userId) ? person.userId.toLowerCase() : sha256(person.userId).slice(0, 36);
  const salt = sha256(`${person.homeTenantId} ${Date.now()} ${Math.random()}`).slice(0, 8);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/export-${who}-${salt}`;
  return url.href;
}
