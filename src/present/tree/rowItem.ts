import { t } from '@vscode/l10n';
import { personName } from '../personName';
import { plainText } from '../plainText';
import { joined, type ItemColour, type NodeItem } from './item';
import type { Fate, InboundProfileNode, Names, OutboundUserNode, TenantReferenceNode } from './nodes';
import { tenantTitle } from './tenantTitle';
import { fateWord, tenantCount } from './words';

const fateIcons = {
  requested: ['clock', undefined],
  removed: ['pass', 'testing.iconPassed'],
  stillThere: ['warning', 'list.warningForeground'],
  unknown: ['question', 'list.warningForeground'],
} as const satisfies Record<Fate, readonly [string, ItemColour | undefined]>;

function leaf(label: string, description: string, icon: string, fate: Fate | undefined): NodeItem {
  const [fateIcon, colour] = fate === undefined ? [icon, undefined] : fateIcons[fate];
  return { label, description: joined(fate && fateWord(fate), description), icon: fateIcon, colour, opens: 'never' };
}

function domainBeside(title: string, names: Names): string | undefined {
  const domain = plainText(names?.defaultDomainName ?? '');
  return domain === title ? undefined : domain;
}

export function tenantItem(tenantId: string, names: Names, count: string): NodeItem {
  const label = tenantTitle(tenantId, names);
  const description = joined(count, domainBeside(label, names));
  return { label, description, icon: 'organization', colour: undefined, opens: 'closed' };
}

export function personItem({ profile, fate }: InboundProfileNode): NodeItem {
  const label = personName(profile);
  const description = label === profile.userPrincipalName ? '' : profile.userPrincipalName;
  return leaf(plainText(label), plainText(description), 'person', fate);
}

export function userItem({ userId, tenants: { kind, count }, seen }: OutboundUserNode): NodeItem {
  const description = { known: tenantCount(count, seen?.all), pending: '', failed: t('tenants not known') }[kind];
  return { label: plainText(userId), description, icon: 'account', colour: undefined, opens: 'closed' };
}

export function referenceItem({ under, userId, tenantId, names, fate }: TenantReferenceNode): NodeItem {
  if (under === 'tenant') {
    return leaf(plainText(userId), '', 'account', fate);
  }
  const label = tenantTitle(tenantId, names);
  return leaf(label, domainBeside(label, names) ?? '', 'organization', fate);
}
