import { t } from '@vscode/l10n';
import type { Comparison, OutboundReference } from '../evidence/compareSnapshots';
import type { InboundProfiles } from '../profiles/inboundProfiles';
import { codeSpan, markdownTable } from './markdown';
import { utcText } from './utcText';

const mostRows = 200;

function certainty(isCertain: boolean, otherwise: string): string {
  return isCertain ? t('certain') : otherwise;
}

function numbers(comparison: Comparison): string {
  const { appeared, gone, changed, outboundAppeared, outboundGone, certain } = comparison;
  const beforePartial = t('not certain: the earlier snapshot is not complete');
  const afterPartial = t('not certain: the later snapshot is not complete');
  return markdownTable(
    [t('Difference'), t('How many'), t('How certain')],
    [
      [t('Their people who appeared here'), String(appeared.length), certainty(certain.appeared, beforePartial)],
      [t('Their people who are gone from here'), String(gone.length), certainty(certain.gone, afterPartial)],
      [t('Their people who changed'), String(changed.length), t('certain')],
      [t('Our users who appeared in an organisation'), String(outboundAppeared.length), certainty(certain.outboundAppeared, beforePartial)],
      [t('Our users who are gone from an organisation'), String(outboundGone.length), certainty(certain.outboundGone, afterPartial)],
    ],
  );
}

function more(length: number, file: string): readonly string[] {
  return length > mostRows ? [t('{0} more are in {1}.', length - mostRows, codeSpan(file))] : [];
}

function peopleTable(store: InboundProfiles, rows: Iterable<number>): string {
  const people = [...rows].map((row) => store.row(row));
  return markdownTable(
    [t('Name'), t('User principal name'), t('User id'), t('Home tenant')],
    people.map(({ displayName, userPrincipalName, userId, homeTenantId }) =>
      [displayName, userPrincipalName, userId, homeTenantId].map(codeSpan),
    ),
  );
}

function peopleSection(title: string, store: InboundProfiles, rows: Comparison['appeared'], file: string): readonly string[] {
  return rows.length === 0 ? [] : [`## ${title}`, peopleTable(store, rows.window(0, mostRows)), ...more(rows.length, file)];
}

function changedSection({ before, after, changed }: Comparison): readonly string[] {
  if (changed.length === 0) {
    return [];
  }
  const rows = changed.slice(0, mostRows).map((row) => {
    const was = before.inbound.row(row.before);
    const is = after.inbound.row(row.after);
    return [is.userId, was.displayName, is.displayName, was.userPrincipalName, is.userPrincipalName].map(codeSpan);
  });
  const head = [t('User id'), t('Name before'), t('Name after'), t('User principal name before'), t('User principal name after')];
  return [`## ${t('Changed')}`, markdownTable(head, rows), ...more(changed.length, 'changed.jsonl')];
}

function outboundSection(title: string, references: readonly OutboundReference[], file: string): readonly string[] {
  if (references.length === 0) {
    return [];
  }
  const rows = references.slice(0, mostRows).map(({ userId, tenantId }) => [codeSpan(userId), codeSpan(tenantId)]);
  return [`## ${title}`, markdownTable([t('Our user'), t('Organisation')], rows), ...more(references.length, file)];
}

function tenantsSection({ tenants }: Comparison): readonly string[] {
  if (tenants.length === 0) {
    return [t('Nothing differs.')];
  }
  const head = [t('Organisation'), t('Tenant id'), t('Appeared'), t('Gone'), t('Changed'), t('Our users appeared'), t('Our users gone')];
  const rows = tenants
    .slice(0, mostRows)
    .map(({ tenantId, displayName, appeared, gone, changed, outboundAppeared, outboundGone }) => [
      codeSpan(displayName ?? ''),
      codeSpan(tenantId),
      ...[appeared, gone, changed, outboundAppeared, outboundGone].map(String),
    ]);
  return [`## ${t('By organisation')}`, markdownTable(head, rows), ...more(tenants.length, 'comparison.json')];
}

/** What two snapshots differ in, as Markdown; everything from the directory in code spans. */
export function comparisonText(comparison: Comparison): string {
  const { before, after, outboundUnknown } = comparison;
  const { displayName, tenantId } = after.record.context;
  const sections = [
    `# ${t('What changed in {0}', codeSpan(displayName ?? tenantId))}`,
    t('Between {0} and {1}.', utcText(before.record.startedAt), utcText(after.record.startedAt)),
    numbers(comparison),
    ...(outboundUnknown > 0
      ? [t('Of {0} of our users the organisations are not known in both: nothing is said of them.', outboundUnknown)]
      : []),
    ...tenantsSection(comparison),
    ...peopleSection(t('Appeared'), after.inbound, comparison.appeared, 'appeared.jsonl'),
    ...peopleSection(t('Gone'), before.inbound, comparison.gone, 'gone.jsonl'),
    ...changedSection(comparison),
    ...outboundSection(t('Our users who appeared'), comparison.outboundAppeared, 'outboundAppeared.jsonl'),
    ...outboundSection(t('Our users who are gone'), comparison.outboundGone, 'outboundGone.jsonl'),
  ];
  return `${sections.join('\n\n')}\n`;
}
