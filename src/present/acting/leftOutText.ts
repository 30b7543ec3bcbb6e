import { t } from '@vscode/l10n';
import type { CheckedItem } from '../../actions/preflight';
import type { PlanItem } from '../../actions/plan';
import type { Circumstances } from '../explanation';
import { messageText } from '../plainText';
import { setAsideText } from './objections';
import { numberText } from '../numberText';

const namedPerReason = 3;

/** Who of a plan will not be touched, by reason, with the first few by name. */
export function leftOutLines(
  leftOut: readonly CheckedItem[],
  circumstances: Circumstances,
  rowOf: (item: PlanItem) => string,
): readonly string[] {
  const byReason = new Map<string, PlanItem[]>();
  for (const { item, readiness } of leftOut) {
    const reason = reasonOf(readiness, circumstances);
    const items = byReason.get(reason) ?? [];
    byReason.set(reason, items);
    items.push(item);
  }
  return [...byReason].flatMap(([reason, items]) => {
    const named = items.slice(0, namedPerReason).map((item) => `   • ${rowOf(item)}`);
    const rest = items.length - named.length;
    return [
      t('Left out: {0} — {1}', numberText(items.length), messageText(reason)),
      ...named,
      ...(rest > 0 ? [`   ${t('and {0} more', numberText(rest))}`] : []),
    ];
  });
}

function reasonOf(readiness: CheckedItem['readiness'], circumstances: Circumstances): string {
  switch (readiness.kind) {
    case 'ready':
      return '';
    case 'alreadyGone':
      return t('already gone');
    case 'setAside':
      return setAsideText(readiness.why, circumstances);
  }
}
