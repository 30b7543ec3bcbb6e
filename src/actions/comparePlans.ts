import type { Plan, PlanItem } from './plan';

/** What differs between two plans, beside when they were made: `left` and `right` as texts, absent where one has nothing. */
export interface PlanDifferences {
  readonly facts: readonly PlanFact[];
  readonly onlyLeft: readonly PlanItem[];
  readonly onlyRight: readonly PlanItem[];
  /** In both, with other names, storage or call. */
  readonly changed: readonly { readonly left: PlanItem; readonly right: PlanItem }[];
  readonly same: number;
}

export interface PlanFact {
  readonly what: 'tenant' | 'cloud' | 'actor' | 'app' | 'verb' | 'reason' | 'made';
  readonly left: string;
  readonly right: string;
}

/** Compares two plans item by item; the same person is the one with the same key. */
export function comparePlans(left: Plan, right: Plan): PlanDifferences {
  const there = new Map(right.items.map((item) => [item.key, item]));
  const here = new Set(left.items.map(({ key }) => key));
  const both = left.items.flatMap((item) => {
    const other = there.get(item.key);
    return other === undefined ? [] : [{ left: item, right: other }];
  });
  const changed = both.filter((pair) => JSON.stringify(pair.left) !== JSON.stringify(pair.right));
  return {
    facts: factsOf(left, right),
    onlyLeft: left.items.filter(({ key }) => !there.has(key)),
    onlyRight: right.items.filter(({ key }) => !here.has(key)),
    changed,
    same: both.length - changed.length,
  };
}

function factsOf(left: Plan, right: Plan): readonly PlanFact[] {
  const there = valuesOf(right);
  return valuesOf(left).flatMap(([what, value], index) => {
    const other = there[index]?.[1] ?? '';
    return value === other ? [] : [{ what, left: value, right: other }];
  });
}

function valuesOf({ context, verb, direction, reason, createdAt, createdBy }: Plan): readonly (readonly [PlanFact['what'], string])[] {
  const { cloud, graphEndpoint, tenantId, actor, clientId } = context;
  return [
    ['tenant', tenantId],
    ['cloud', `${cloud} ${graphEndpoint}`],
    ['actor', actor.kind === 'user' ? `${actor.username} ${actor.objectId}` : (actor.displayName ?? clientId)],
    ['app', clientId],
    ['verb', `${verb} ${direction}`],
    ['reason', reason],
    ['made', `${createdAt} ${createdBy}`],
  ];
}
