import { foldText } from './foldText';
import { isInId, type SearchWord } from './searchWord';
import type { TenantNames } from './tenantNames';

/** Whether a word is in the id of a tenant or in one of its names. */
export function isInTenant(tenantId: string, word: SearchWord, tenantNames: TenantNames): boolean {
  return isInId(tenantId, word) || tenantNames.names(tenantId).some((name) => foldText(name).includes(word.text));
}

/**
 * Which tenants of one of our users a query is about, by their places: all when the user's id has every word; else those with every word that
 * the id does not have; and where only several tenants together have them, each with one of them. `has`: for every tenant, which words it has.
 */
export function askedTenants(userId: string, words: readonly SearchWord[], has: readonly (readonly boolean[])[]): readonly number[] {
  const missing = [...words.keys()].filter((word) => !words.slice(word, word + 1).every((each) => isInId(userId, each)));
  const places = [...has.keys()];
  const hasAll = places.filter((place) => missing.every((word) => has[place]?.[word] === true));
  if (hasAll.length > 0 || missing.some((word) => places.every((place) => has[place]?.[word] !== true))) {
    return hasAll;
  }
  return places.filter((place) => missing.some((word) => has[place]?.[word] === true));
}
