import { foldText } from '../profiles/foldText';
import { marksOfText } from '../profiles/lookAlike';
import type { TextMark } from '../profiles/lookAlike';
import type { PlanItem } from './plan';

/** People of one plan who are easily taken for one another, or one whose name is not what it looks like. */
export interface LookAlikes {
  readonly why: 'sameName' | 'marked';
  readonly people: readonly { readonly item: PlanItem; readonly marks: readonly TextMark[] }[];
}

/** Finds, among planned people, names that look the same on screen and names with deceptive letters. */
export function lookAlikesAmong(items: readonly PlanItem[]): readonly LookAlikes[] {
  const byName = new Map<string, PlanItem[]>();
  for (const item of items) {
    const name = looksLike(item.displayName ?? item.userPrincipalName ?? item.userId);
    byName.set(name, [...(byName.get(name) ?? []), item]);
  }
  const groups = [...byName.values()].map((people) => people.map((item) => ({ item, marks: marksOf(item) })));
  return groups.flatMap((people): readonly LookAlikes[] => {
    if (distinctUsers(people.map(({ item }) => item)) > 1) {
      return [{ why: 'sameName', people }];
    }
    const marked = people.filter(({ marks }) => marks.length > 0);
    return marked.length > 0 ? [{ why: 'marked', people: marked }] : [];
  });
}

/** One of our users stands in a plan once for each tenant: that is one person. */
function distinctUsers(items: readonly PlanItem[]): number {
  return new Set(items.map((item) => (item.direction === 'inbound' ? item.key : item.userId.toLowerCase()))).size;
}

function marksOf(item: PlanItem): readonly TextMark[] {
  return [...new Set([...marksOfText(item.displayName ?? ''), ...marksOfText(item.userPrincipalName ?? '')])];
}

function looksLike(name: string): string {
  return foldText(name.replace(/[\p{Cf}\p{Cc}\s]+/gu, ''));
}
