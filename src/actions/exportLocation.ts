import type { Plan, PlanItem } from './plan';
import { checkStorageLocation } from './storageLocation';
import type { StorageRefusal } from './storageLocation';
import { locationOf } from './storageVault';
import type { StorageVault } from './storageVault';

/** Where the data of an item goes, as it is now: signatures end, and what was usable when the plan was made need not be so any more. */
export type ExportLocation =
  | { readonly kind: 'usable'; readonly location: string }
  | { readonly kind: 'noStorage' }
  | { readonly kind: 'storageRefused'; readonly why: StorageRefusal };

/** Takes the location of an item out of the vault and checks it again. */
export async function exportLocation(vault: StorageVault, { context }: Plan, item: PlanItem): Promise<ExportLocation> {
  const location = await locationOf(vault, item);
  if (location === undefined) {
    return { kind: 'noStorage' };
  }
  const checked = checkStorageLocation(location, { sandbox: context.cloud === 'Sandbox', now: new Date() });
  return checked.kind === 'usable' ? { kind: 'usable', location } : { kind: 'storageRefused', why: checked.why };
}
