import { t } from '@vscode/l10n';
import { hasGrown, notificationStatuses, type RegisterRow } from '../../evidence/register';
import { contactLine, statusText } from '../registerText';
import { plainText } from '../plainText';
import type { CellValue, TableCell, TableColumn } from './table';
import { numberText } from '../numberText';

export const registerColumnIds = ['organisation', 'domains', 'people', 'contact', 'status', 'since', 'note'] as const;
export type RegisterColumn = (typeof registerColumnIds)[number];

export function registerColumns(): readonly TableColumn[] {
  const choices = notificationStatuses.map((id) => ({
    id,
    title: statusText(id),
    ...(id === 'notNeeded' && { asks: t('Why does nobody have to be told?') }),
  }));
  return [
    { id: 'organisation', title: t('Organisation'), width: 22 },
    { id: 'domains', title: t('Domains'), width: 18 },
    { id: 'people', title: t('People'), width: 8, least: 84, numeric: true },
    {
      id: 'contact',
      title: t('Contact'),
      width: 22,
      editor: { kind: 'text', hint: t('Name, e-mail, phone. Several contacts with semicolons between.') },
    },
    { id: 'status', title: t('Status'), width: 12, least: 100, editor: { kind: 'choice', choices } },
    { id: 'since', title: t('Since (UTC)'), width: 12, least: 142, editor: { kind: 'text', hint: t('In UTC, like 2026-03-01 07:30') } },
    { id: 'note', title: t('Note'), width: 16, editor: { kind: 'text', hint: '' } },
  ];
}

function sinceText({ dates, status }: RegisterRow): string {
  return (dates[status] ?? '').slice(0, 16).replace('T', ' ');
}

/** What a cell says, as it is kept. */
export function registerText(row: RegisterRow, column: RegisterColumn): string {
  switch (column) {
    case 'organisation':
      return row.displayName ?? row.tenantId;
    case 'domains':
      return [...row.domains, ...(row.moreDomains ? ['…'] : [])].join(' ');
    case 'people':
      return numberText(row.people);
    case 'contact':
      return row.contacts.map(contactLine).join(' / ');
    case 'status':
      return row.reason === null ? statusText(row.status) : `${statusText(row.status)}: ${row.reason}`;
    case 'since':
      return sinceText(row);
    case 'note':
      return row.note ?? '';
  }
}

function editOf(row: RegisterRow, column: RegisterColumn): CellValue | undefined {
  switch (column) {
    case 'organisation':
    case 'domains':
    case 'people':
      return undefined;
    case 'contact':
      return { value: row.contacts.map((contact) => contactLine(contact).replaceAll(';', ',')).join('; ') };
    case 'status':
      return { value: row.status, detail: row.reason ?? '' };
    case 'since':
      return row.status === 'toDo' ? undefined : { value: sinceText(row) };
    case 'note':
      return { value: row.note ?? '' };
  }
}

function marksOf(row: RegisterRow, column: RegisterColumn): readonly string[] {
  if (column === 'people' && hasGrown(row)) {
    return [t('more than when told')];
  }
  return column === 'organisation' && row.naming === 'notFound' ? [t('no longer exists')] : [];
}

/** The cells of one organisation, and what their editors begin with. */
export function registerCells(row: RegisterRow): readonly TableCell[] {
  return registerColumnIds.map((column) => {
    const [marks, edit] = [marksOf(row, column), editOf(row, column)];
    return { text: plainText(registerText(row, column)), ...(marks.length > 0 && { marks }), ...(edit !== undefined && { edit }) };
  });
}
