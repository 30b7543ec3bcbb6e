import { t } from '@vscode/l10n';
import { contextTitle, identityTitle, lostTitle } from '../places';
import { plainText } from '../plainText';
import { personItem, referenceItem, tenantItem, userItem } from './rowItem';
import { exportItem, exportsItem } from './exportItem';
import { joined, type NodeItem } from './item';
import type { ContextNode, InboundNode, LoadMoreNode, LostContextNode, OutboundNode, TreeNode } from './nodes';
import { stateItem } from './stateItem';
import { countOf, peopleCount, readingWord, tenantCount, userCount } from './words';
import { numberText } from '../numberText';

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

function countsOfInbound({ people, homeTenants, all }: InboundNode): readonly string[] {
  return [peopleCount(people, all?.people), tenantCount(homeTenants, all?.homeTenants)];
}

function countsOfOutbound({ users, externalTenants, all }: OutboundNode): readonly string[] {
  return [userCount(users, all?.users), tenantCount(externalTenants, all?.externalTenants)];
}

function directionItem(node: InboundNode | OutboundNode): NodeItem {
  const [label, icon, rows, counts] =
    node.kind === 'inbound'
      ? [t('Inbound'), 'arrow-circle-down', node.all?.people ?? node.people, countsOfInbound(node)]
      : [t('Outbound'), 'arrow-circle-up', node.all?.users ?? node.users, countsOfOutbound(node)];
  const description = joined(readingWord(node.reading), ...(rows === 0 ? [] : counts));
  return { label, description, icon, colour: undefined, opens: 'closed' };
}

function loadMoreItem({ start, total }: LoadMoreNode): NodeItem {
  const description = t('{0} of {1} shown', numberText(start), numberText(total));
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
      return tenantItem(node.tenantId, node.names, countOf(node.people, node.seen?.all));
    case 'externalTenant':
      return tenantItem(node.tenantId, node.names, countOf(node.users, node.seen?.all));
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
