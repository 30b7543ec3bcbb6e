import { t } from '@vscode/l10n';
import type { TenantInformation } from '../../graph/resources';
import type { InboundSharedUserProfile } from '../../graph/resources';
import { marksOfText } from '../../profiles/lookAlike';
import { markText } from '../markText';
import { plainText } from '../plainText';
import { tenantTitle } from '../tree/tenantTitle';
import type { TableCell, TableColumn } from './table';

export type NamesOf = (tenantId: string) => TenantInformation | undefined;

export const inboundColumns = ['displayName', 'userPrincipalName', 'homeTenant', 'userId'] as const;
export type InboundColumn = (typeof inboundColumns)[number];

export const outboundColumns = ['userId', 'tenant', 'domain', 'tenantId'] as const;
export type OutboundColumn = (typeof outboundColumns)[number];

export function inboundTableColumns(): readonly TableColumn[] {
  const titles: Readonly<Record<InboundColumn, string>> = {
    displayName: t('Name'),
    userPrincipalName: t('User principal name'),
    homeTenant: t('Home organisation'),
    userId: t('User id'),
  };
  const widths: Readonly<Record<InboundColumn, number>> = { displayName: 22, userPrincipalName: 28, homeTenant: 22, userId: 28 };
  return inboundColumns.map((id) => ({ id, title: titles[id], width: widths[id] }));
}

export function outboundTableColumns(): readonly TableColumn[] {
  const titles: Readonly<Record<OutboundColumn, string>> = {
    userId: t('Our user'),
    tenant: t('Organisation that holds the data'),
    domain: t('Domain'),
    tenantId: t('Tenant id'),
  };
  return outboundColumns.map((id) => ({ id, title: titles[id], width: 25 }));
}

function markedCell(text: string): TableCell {
  const marks = marksOfText(text).map(markText);
  return { text: plainText(text), ...(marks.length > 0 && { marks }) };
}

export function inboundCells(profile: InboundSharedUserProfile, namesOf: NamesOf): readonly TableCell[] {
  const { displayName, userPrincipalName, homeTenantId, userId } = profile;
  return [
    markedCell(displayName),
    markedCell(userPrincipalName),
    { text: tenantTitle(homeTenantId, namesOf(homeTenantId)) },
    { text: plainText(userId) },
  ];
}

export function outboundCells(userId: string, tenantId: string, namesOf: NamesOf): readonly TableCell[] {
  const names = namesOf(tenantId);
  return [
    { text: plainText(userId) },
    { text: tenantTitle(tenantId, names) },
    { text: plainText(names?.defaultDomainName ?? '') },
    { text: plainText(tenantId) },
  ];
}
