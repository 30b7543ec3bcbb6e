import { t } from '@vscode/l10n';
import { contextTitle, identityTitle, lostTitle } from '../places';
import { plainText } from '../plainText';
import { personItem, referenceItem, tenantItem, userItem } from './rowItem';
import { exportItem, exportsItem } from './exportItem';
import { joined, type NodeItem } from './item';
import type { ContextNode, InboundNode, LoadMoreNode, LostContextNode, OutboundNode, TreeNode } from './nodes';
import { stateItem } from './stateItem';
import { peopleCount, readingWord, tenantCount, userCount } from './words';

function contextItem({ context, names, unlocked }: ContextNode): NodeItem {
  return {
    label: contextTitle(context, names),
    description: joined(identityTitle(context), unlocked ? t('unlocked') : undefined),
    icon: context.environment.kind === 'sandbox' ? 'beaker' : 'azure',
    colour: `charts.${context.colour}`,
    opens: 'open',
  };
}

function lostContextItem({ lost, explanation }: LostContextNode): NodeItem {
  const description = joined(t('sign in again'), explanation.whatHappened);
  return { label: lostTitle(lost), description, icon: 'warning', colour: 'list.warningForeground', opens: 'never' };
}

function directionItem(node: InboundNode | OutboundNode): NodeItem {
  const [label, icon, rows, counts] =
    node.kind === 'inbound'
      ? [t('Inbound'), 'arrow-circle-down', node.people, [peopleCount(node.people), tenantCount(node.homeTenants)]]
      : [t('Outbound'), 'arrow-circle-up', node.users, [userCount(node.users), tenantCount(node.externalTenants)]];
  const description = joined(readingWord(node.reading), ...(rows === 0 ? [] : counts));
  return { label, description, icon, colour: undefined, opens: 'closed' };
}

function loadMoreItem({ start, total }: LoadMoreNode): NodeItem {
  const description = t('{0} of {1} shown', start.toLocaleString(), total.toLocaleString());
  return { label: t('Load more'), description, icon: 'ellipsis', colour: undefined, opens: 'closed' };
}

/** What a node shows: label, description, icon. */
export function nodeItem(node: TreeNode): NodeItem {
  switch (node.kind) {
    case 'context':
      return contextItem(node);
    case 'lostContext':
      return lostContextItem(node);
    case 'inbound':
    case 'outbound':
      return directionItem(node);
    case 'homeTenant':
      return tenantItem(node.tenantId, node.names, node.people.toLocaleString());
    case 'externalTenant':
      return tenantItem(node.tenantId, node.names, node.users.toLocaleString());
    case 'inboundProfile':
      return personItem(node);
    case 'outboundUser':
      return userItem(node);
    case 'tenantReference':
      return referenceItem(node);
    case 'loadMore':
      return loadMoreItem(node);
    case 'exports':
      return exportsItem(node);
    case 'export':
      return exportItem(node);
    default:
      return stateItem(node);
  }
}

/** What a screen reader says. */
export function spokenLabel({ label, description }: NodeItem): string {
  return description === '' ? plainText(label) : `${label}, ${description.replaceAll(' · ', ', ')}`;
}
