import { t } from '@vscode/l10n';
import { comparePlans, type PlanDifferences, type PlanFact } from '../../actions/comparePlans';
import { externalTenantId, type Plan, type PlanItem } from '../../actions/plan';
import { columns } from '../columns';
import { titleOf } from './planText';
import { numberText } from '../numberText';

/** Two plans side by side, as Markdown: what differs, and how much is the same. Everything from the directory stands in blocks of code. */
export function planComparisonText(left: Plan, right: Plan): string {
  const differences = comparePlans(left, right);
  return [
    `# ${t('Two plans compared')}`,
    columns([
      [t('First'), titleOf(left), left.sha256],
      [t('Second'), titleOf(right), right.sha256],
    ]),
    summaryOf(differences),
    ...factsOf(differences),
    ...section(t('Only in the first'), differences.onlyLeft),
    ...section(t('Only in the second'), differences.onlyRight),
    ...changedOf(differences),
    '',
  ].join('\n\n');
}

function summaryOf({ same, changed, onlyLeft, onlyRight }: PlanDifferences): string {
  return t(
    'The same in both: {0}. In both, but not the same: {1}. Only in the first: {2}. Only in the second: {3}.',
    numberText(same),
    numberText(changed.length),
    numberText(onlyLeft.length),
    numberText(onlyRight.length),
  );
}

function factWord(what: PlanFact['what']): string {
  switch (what) {
    case 'tenant':
      return t('Acted in');
    case 'cloud':
      return t('Cloud');
    case 'actor':
      return t('Signed in as');
    case 'app':
      return t('App');
    case 'verb':
      return t('What is done');
    case 'reason':
      return t('Reason');
    case 'made':
      return t('Made');
  }
}

function factsOf({ facts }: PlanDifferences): readonly string[] {
  const rows = facts.map(({ what, left, right }) => [factWord(what), left, right]);
  return rows.length === 0 ? [] : [columns([['', t('First'), t('Second')], ...rows])];
}

function section(title: string, items: readonly PlanItem[]): readonly string[] {
  return items.length === 0 ? [] : [`## ${title}`, columns([head(), ...items.map((item) => rowOf('', item))])];
}

function changedOf({ changed }: PlanDifferences): readonly string[] {
  const rows = changed.flatMap(({ left, right }) => [rowOf(t('first'), left), rowOf(t('second'), right)]);
  return rows.length === 0 ? [] : [`## ${t('In both, but not the same')}`, columns([head(), ...rows])];
}

function head(): readonly string[] {
  return ['', t('Name'), t('User principal name'), t('User id'), t('Organisation'), t('Storage location')];
}

function rowOf(which: string, item: PlanItem): readonly string[] {
  const storage = item.direction === 'inbound' ? (item.storage?.masked ?? '') : '';
  return [which, item.displayName ?? '', item.userPrincipalName ?? '', item.userId, externalTenantId(item), storage];
}
