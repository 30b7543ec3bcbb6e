import { marksOfText } from '../profiles/lookAlike';
import type { TextMark } from '../profiles/lookAlike';
import { skeletonOf } from '../profiles/skeleton';
import type { PlanItem } from './plan';

/** People of one plan who are easily taken for one another, or one whose name is not what it looks like. */
export interface LookAlikes {
  readonly why: 'sameName' | 'marked';
  readonly people: readonly { readonly item: PlanItem; readonly marks: readonly TextMark[] }[];
}

/** Finds, among planned people, names that look the same on screen and names with deceptive letters. */
export function lookAlikesAmong(items: readonly PlanItem[]): readonly LookAlikes[] {
  return [...byLooks(items).values()].flatMap((group): readonly LookAlikes[] => {
    const people = group.map((item) => ({ item, marks: marksOf(item) }));
    if (distinctUsers(group) > 1) {
      return [{ why: 'sameName', people }];
    }
    const marked = people.filter(({ marks }) => marks.length > 0);
    return marked.length > 0 ? [{ why: 'marked', people: marked }] : [];
  });
}

function byLooks(items: readonly PlanItem[]): ReadonlyMap<string, readonly PlanItem[]> {
  const groups = new Map<string, PlanItem[]>();
  for (const item of items) {
    const looks = skeletonOf(nameOf(item));
    const group = groups.get(looks) ?? [];
    groups.set(looks, group);
    group.push(item);
  }
  return groups;
}

function nameOf({ displayName, userPrincipalName, userId }: PlanItem): string {
  return [displayName, userPrincipalName].find((name) => (name ?? '').trim() !== '') ?? userId;
}

/** One of our users stands in a plan once for each tenant: that is one person. */
function distinctUsers(items: readonly PlanItem[]): number {
  return new Set(items.map((item) => (item.direction === 'inbound' ? item.key : item.userId.toLowerCase()))).size;
}

function marksOf(item: PlanItem): readonly TextMark[] {
  return [...new Set([...marksOfText(item.displayName ?? ''), ...marksOfText(item.userPrincipalName ?? '')])];
}
