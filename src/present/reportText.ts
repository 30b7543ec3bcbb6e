import { t } from '@vscode/l10n';
import type { Report, ReportPart, TenantCount, Unknown } from '../evidence/report';
import type { ListRecord } from '../evidence/snapshot';
import { actionsSection } from './actionsText';
import { failureText } from './failureText';
import { codeSpan, markdownTable } from './markdown';
import { utcText } from './utcText';
import { numberText } from './numberText';

const mostRows = 500;

function completenessText({ completeness, why }: Pick<ListRecord, 'completeness' | 'why'>): string {
  if (completeness === 'complete') {
    return t('complete');
  }
  return why === null ? `**${t('partial')}**` : `**${t('partial')}**: ${codeSpan(failureText(why))}`;
}

function lookedSection({ record }: ReportPart): string {
  const { context, inbound, outbound, tenants } = record;
  const listRow = (name: string, list: ListRecord): readonly string[] => [
    name,
    numberText(list.readable),
    numberText(list.unreadable),
    numberText(list.pages),
    numberText(list.retries),
    completenessText(list),
  ];
  return [
    `- ${t('Tenant')}: ${codeSpan(context.displayName ?? context.defaultDomainName ?? context.tenantId)} (${codeSpan(context.tenantId)})`,
    `- ${t('Read as')}: ${codeSpan(context.readAs)}`,
    `- ${t('Read from {0} to {1}', utcText(record.startedAt), utcText(record.endedAt))}`,
    '',
    markdownTable(
      [t('List'), t('Read'), t('Unreadable'), t('Pages'), t('Repeated calls'), t('Completeness')],
      [listRow(t('Inbound: people of other organisations, here'), inbound), listRow(t('Outbound: our users'), outbound.users)],
    ),
    '',
    t(
      'The external tenants are known of {0} of our users, and not known of {1}.',
      numberText(outbound.tenantsKnown),
      numberText(outbound.tenantsFailed + outbound.tenantsPending),
    ),
    t('{0} organisations were met; the names of {1} are known.', numberText(tenants.met), numberText(tenants.known)),
  ].join('\n');
}

function numbersSection({ inbound, outbound, unknown }: ReportPart): string {
  const atLeast = unknown.some(({ kind }) => kind === 'listPartial' || kind === 'rowsUnreadable' || kind === 'usersWithoutTenants');
  const number = (value: number): string => (atLeast ? t('at least {0}', numberText(value)) : numberText(value));
  return markdownTable(
    [t('Whose data'), t('People'), t('Records')],
    [
      [t('People of other organisations whose profiles are here (inbound)'), number(inbound.people), number(inbound.records)],
      [t('Our users whose profiles are in other organisations (outbound)'), number(outbound.people), number(outbound.records)],
    ],
  );
}

function tenantRow({ tenantId, displayName, defaultDomainName, inbound, outbound }: TenantCount): readonly string[] {
  return [codeSpan(displayName ?? ''), codeSpan(defaultDomainName ?? ''), codeSpan(tenantId), numberText(inbound), numberText(outbound)];
}

function tenantsSection({ tenants }: ReportPart): string {
  if (tenants.length === 0) {
    return t('None.');
  }
  const head = [t('Organisation'), t('Domain'), t('Tenant id'), t('Their people here'), t('Our users there')];
  const table = markdownTable(head, tenants.slice(0, mostRows).map(tenantRow));
  const more = tenants.length - mostRows;
  return more > 0 ? `${table}\n\n${t('{0} more are in the JSON report.', numberText(more))}` : table;
}

function registerSection({ register }: ReportPart): string {
  if (register === null) {
    return t('There is no register yet.');
  }
  const { byStatus } = register;
  return [
    t(
      'The register of {0} names {1} organisations and {2} people.',
      utcText(register.updatedAt),
      numberText(register.organisations),
      numberText(register.people),
    ),
    '',
    markdownTable(
      [t('To do'), t('Drafted'), t('Sent'), t('Acknowledged'), t('Not needed')],
      [[byStatus.toDo, byStatus.drafted, byStatus.sent, byStatus.acknowledged, byStatus.notNeeded].map(numberText)],
    ),
    ...(register.grown > 0
      ? ['', t('{0} organisations were told when fewer of their people were known.', numberText(register.grown))]
      : []),
  ].join('\n');
}

function sideText(direction: 'inbound' | 'outbound'): string {
  return direction === 'inbound' ? t('inbound') : t('outbound');
}

function unknownText(unknown: Unknown): string {
  switch (unknown.kind) {
    case 'listPartial':
      return t('The {0} list was not read to its end: there may be more people.', sideText(unknown.direction));
    case 'rowsUnreadable':
      return t(
        '{0} rows of the {1} list could not be read: whom they concern is not known.',
        numberText(unknown.count),
        sideText(unknown.direction),
      );
    case 'usersWithoutTenants':
      return t('Which organisations hold the data of {0} of our users is not known.', numberText(unknown.count));
    case 'tenantsUnnamed':
      return t('The names of {0} organisations are not known.', numberText(unknown.count));
    case 'callsUnanswered':
      return t('Whether {0} calls were carried out is not known: their answers were lost.', numberText(unknown.count));
    case 'removalsNotVerified':
      return t('{0} removals were accepted, but it was not seen that the data is gone.', numberText(unknown.count));
    case 'journalDamaged':
      return t('The journal is damaged: what was done may not be all here.');
    case 'accessNotShown':
      return t('These lists do not say whether anybody looked at the profiles or copied them.');
    case 'otherSharing':
      return t('Guests and other ways of sharing are not in these lists: not being here does not mean not being affected.');
  }
}

function partText(part: ReportPart, number: number): string {
  const { displayName, tenantId } = part.record.context;
  return [
    `## ${number}. ${codeSpan(displayName ?? tenantId)}`,
    `### ${t('What was looked at')}`,
    lookedSection(part),
    `### ${t('How many people and records, approximately (GDPR, Art. 33(3))')}`,
    numbersSection(part),
    `### ${t('By organisation')}`,
    tenantsSection(part),
    `### ${t('Who has been told')}`,
    registerSection(part),
    `### ${t('What was done')}`,
    actionsSection(part.actions),
    `### ${t('What is not known')}`,
    part.unknown.map((unknown) => `- ${unknownText(unknown)}`).join('\n'),
  ].join('\n\n');
}

function headText({ case: opened, writtenAt, application }: Report): readonly string[] {
  const written = t('Written on {0} with {1} {2}. All times are UTC.', utcText(writtenAt), application.name, application.version);
  if (opened === null) {
    return [`# ${t('Shared user profiles: report')}`, written];
  }
  return [
    `# ${t('Report on case {0}', codeSpan(opened.id))}`,
    codeSpan(opened.title),
    written,
    [
      `- ${t('Aware since')}: ${utcText(opened.awareSince)}`,
      `- ${t('72 hours end (GDPR, Art. 33(1))')}: ${utcText(opened.notifyBefore)}`,
      `- ${t('Case made by')}: ${codeSpan(opened.madeBy)}`,
    ].join('\n'),
  ];
}

function notLookedAtText({ notLookedAt }: Report): readonly string[] {
  return notLookedAt.map(
    ({ tenantId, displayName }) =>
      `**${t('The case is about {0} ({1}) too, of which this report says nothing: it was not read.', codeSpan(displayName ?? tenantId), codeSpan(tenantId))}**`,
  );
}

/** A report as Markdown: everything from the directory in code spans, what is not known said in words. */
export function reportText(report: Report): string {
  return `${[...headText(report), ...notLookedAtText(report), ...report.parts.map((part, index) => partText(part, index + 1))].join('\n\n')}\n`;
}
