import { plainText } from '../plainText';
import type { Names } from './nodes';

/** The best name of a tenant: its own, its brand, its domain, its id. */
export function tenantTitle(tenantId: string, names: Names): string {
  const candidates = [names?.displayName, names?.federationBrandName, names?.defaultDomainName, tenantId];
  return plainText(candidates.find((name) => (name ?? '').trim() !== '') ?? tenantId);
}
