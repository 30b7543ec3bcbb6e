import { t } from '@vscode/l10n';
import { environmentTitle, identityTitle } from '../places';
import { plainText } from '../plainText';
import { exportRows } from './exportItem';
import type { Names, TreeNode } from './nodes';

export type TooltipRow = readonly [name: string, value: string];

const longest = 400;

function tenantRows(tenantId: string, names: Names): readonly TooltipRow[] {
  return [
    [t('Tenant'), names?.displayName ?? ''],
    [t('Default domain'), names?.defaultDomainName ?? ''],
    [t('Federation brand'), names?.federationBrandName ?? ''],
    [t('Tenant id'), tenantId],
  ];
}

function rowsFor(node: TreeNode): readonly TooltipRow[] {
  switch (node.kind) {
    case 'context': {
      const { context, names } = node;
      return [
        [t('Tenant'), context.tenantDisplayName ?? names?.displayName ?? ''],
        [t('Default domain'), context.defaultDomainName ?? names?.defaultDomainName ?? ''],
        [t('Tenant id'), context.tenantId],
        [t('Signed in as'), identityTitle(context)],
        [t('In'), environmentTitle(context)],
        [t('Export and removal'), node.unlocked ? t('unlocked') : t('locked: reading only')],
      ];
    }
    case 'inbound':
      return [['', t('People of other organisations whose profiles are stored in this tenant.')]];
    case 'outbound':
      return [['', t('Our users whose profiles are stored in other organisations.')]];
    case 'homeTenant':
    case 'externalTenant':
      return tenantRows(node.tenantId, node.names);
    case 'inboundProfile':
      return [
        [t('Display name'), node.profile.displayName],
        [t('User principal name'), node.profile.userPrincipalName],
        [t('User id'), node.profile.userId],
        [t('Home tenant id'), node.profile.homeTenantId],
      ];
    case 'outboundUser':
      return [[t('User id'), node.userId]];
    case 'tenantReference':
      return [[t('User id'), node.userId], ...tenantRows(node.tenantId, node.names)];
    case 'lostContext':
    case 'failed':
    case 'partial':
      return [
        ['', node.explanation.whatHappened],
        ['', node.explanation.whatNext],
        ...node.explanation.details.map(({ name, value }) => [name, value] as const),
      ];
    case 'exports':
      return [['', t('Exports that the service accepted. They are followed until they end, also in the next window.')]];
    case 'export':
      return exportRows(node);
    case 'unreadable':
      return [['', t('The service sent rows that are not what its contract says. They are kept and counted.')]];
    default:
      return [];
  }
}

/** What a node says when it is pointed at; every value is one visible line. */
export function tooltipRows(node: TreeNode): readonly TooltipRow[] {
  return rowsFor(node)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => [name, plainText(value, longest)]);
}
