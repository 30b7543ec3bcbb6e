import { t } from '@vscode/l10n';
import type { Case } from '../evidence/case';
import type { RegisterRow } from '../evidence/register';
import type { SnapshotRecord } from '../evidence/snapshot';
import type { InboundSharedUserProfile } from '../graph/resources';
import { addressText, domainText, linkless } from './linkless';
import type { NoticeTemplate, Placeholder } from './noticeTemplate';
import { utcText } from './utcText';

/** What a notice may say beside what its register row says. */
export interface NoticeFacts {
  readonly record: SnapshotRecord;
  readonly case: Pick<Case, 'id' | 'title' | 'awareSince'> | undefined;
  readonly date: Date;
}

function knownLines(row: RegisterRow, { record }: NoticeFacts): readonly string[] {
  return [
    t('On {0} our directory held the shared user profiles of {1} people of your organisation.', utcText(record.startedAt), row.people),
    t('Such a profile holds a user id, a user principal name and a display name, as they were when it was shared.'),
  ];
}

function unknownLines({ record }: NoticeFacts): readonly string[] {
  const { inbound } = record;
  return [
    ...(inbound.completeness === 'partial'
      ? [t('The list could not be read to its end: more people of your organisation may be affected.')]
      : []),
    ...(inbound.unreadable > 0
      ? [t('{0} entries of the list could not be read: whom they concern is not known.', inbound.unreadable)]
      : []),
    t('This list does not say whether anybody looked at these profiles or copied them.'),
    t('Not being on this list does not mean not being affected.'),
  ];
}

function contactText({ contacts }: RegisterRow): string {
  const names = contacts.map(({ name, email, phone }) => [name, email, phone].filter((part) => part !== undefined).join(', '));
  return names.join('; ') || t('(no contact is known)');
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function* peopleLines(people: Iterable<InboundSharedUserProfile>): Generator<string> {
  let between = '';
  for (const { displayName, userPrincipalName, userId } of people) {
    yield `${between}- ${linkless(displayName) || t('(no name)')}, ${addressText(userPrincipalName)}, ${linkless(userId)}`;
    between = '\n';
  }
}

type Values = Readonly<Record<Exclude<Placeholder, 'people'>, string>>;

function valuesOf(row: RegisterRow, facts: NoticeFacts): Values {
  const { record, case: opened, date } = facts;
  const notKnown = t('(not known)');
  const named = (text: string | null): string => (text === null || text === '' ? notKnown : linkless(text));
  return {
    tenantName: named(row.displayName),
    tenantDomain: row.defaultDomainName === null ? notKnown : domainText(row.defaultDomainName),
    tenantId: linkless(row.tenantId),
    domains: row.domains.map(domainText).join(', ') || notKnown,
    contact: contactText(row),
    peopleCount: String(row.people),
    ourName: named(record.context.displayName),
    ourDomain: record.context.defaultDomainName === null ? notKnown : domainText(record.context.defaultDomainName),
    ourTenantId: record.context.tenantId,
    caseId: opened?.id ?? notKnown,
    caseTitle: opened?.title ?? notKnown,
    awareSince: opened === undefined ? notKnown : utcText(opened.awareSince),
    readAt: utcText(record.startedAt),
    known: bullets(knownLines(row, facts)),
    unknown: bullets(unknownLines(facts)),
    checkValue: row.checkValue,
    date: utcText(date).slice(0, 10),
  };
}

/** The text of one notice, piece by piece: only what concerns this organisation, and no links. */
export function* noticeText(
  template: NoticeTemplate,
  row: RegisterRow,
  people: Iterable<InboundSharedUserProfile>,
  facts: NoticeFacts,
): Generator<string> {
  const values = valuesOf(row, facts);
  for (const part of template) {
    if (part.kind === 'text') {
      yield part.text;
    } else if (part.name === 'people') {
      yield* peopleLines(people);
    } else {
      yield values[part.name];
    }
  }
}
