import { t } from '@vscode/l10n';
import type { InboundSharedUserProfile } from '../graph/resources';
import type { TenantsOfUser } from '../profiles/outboundProfiles';
import type { InboundReading } from '../profiles/readInboundProfile';
import { explain } from './explain';
import { isSuspicious } from './plainText';
import { contextTitle, identityTitle } from './places';
import type { ProfileDocument } from './profileDocument';
import type { TreeContext } from './tree/facts';
import { tenantTitle } from './tree/tenantTitle';
import { numberText } from './numberText';

/** Which profile, or which context, a document shows; ids only. */
export type ProfileSubject =
  | { readonly kind: 'inbound'; readonly contextId: string; readonly homeTenantId: string; readonly userId: string }
  | { readonly kind: 'outbound'; readonly contextId: string; readonly userId: string }
  | { readonly kind: 'unreadable'; readonly contextId: string; readonly direction: 'inbound' | 'outbound' }
  | { readonly kind: 'context'; readonly contextId: string };

export type Listed = { readonly profile: InboundSharedUserProfile; readonly raw: unknown } | undefined;

type Fact = readonly [string, string];

function placeFacts(tree: TreeContext): readonly Fact[] {
  const { context } = tree;
  return [
    [t('Stored in'), contextTitle(context, tree.namesOf(context.tenantId))],
    [t('Tenant id'), context.tenantId],
    [t('Read as'), identityTitle(context)],
  ];
}

function homeTenantFacts(tenantId: string, tree: TreeContext): readonly Fact[] {
  const names = tree.namesOf(tenantId);
  return [
    [t('Home tenant'), tenantTitle(tenantId, names)],
    ...[names?.defaultDomainName].flatMap((domain): readonly Fact[] => (domain ? [[t('Home tenant domain'), domain]] : [])),
    [t('Home tenant id'), tenantId],
  ];
}

function tenantLine(tenantId: string, tree: TreeContext): string {
  const names = tree.namesOf(tenantId);
  const title = tenantTitle(tenantId, names);
  return title === tenantId ? tenantId : `${title}  ${names?.defaultDomainName ?? ''}  ${tenantId}`;
}

function readingRemarks(reading: InboundReading, tree: TreeContext): readonly string[] {
  switch (reading.kind) {
    case 'found':
      return [];
    case 'gone':
      return [t('This profile is no longer there. Below is what the list said before.')];
    case 'otherPerson':
      return [t('This id now answers with a person of another home tenant. Below is what the list said before.')];
    case 'unknown':
      return [
        t('It could not be read again: {0} Below is what the list said before.', explain(reading.error, tree.circumstances).whatHappened),
      ];
  }
}

function lookRemarks(profile: InboundSharedUserProfile): readonly string[] {
  return isSuspicious(profile.displayName) || isSuspicious(profile.userPrincipalName)
    ? [t('The name holds characters that hide or reorder text. They are written out here as ⟨…⟩.')]
    : [];
}

/** A person of another organisation: as read just now, or else as listed. */
export function inboundDocument(listed: Listed, reading: InboundReading, tree: TreeContext, at: Date): ProfileDocument {
  const current = reading.kind === 'found' ? reading : listed;
  const profile = current?.profile;
  const facts: readonly Fact[] =
    profile === undefined
      ? []
      : [
          [t('Display name'), profile.displayName],
          [t('User principal name'), profile.userPrincipalName],
          [t('User id'), profile.userId],
          ...homeTenantFacts(profile.homeTenantId, tree),
        ];
  return {
    title: t('Inbound shared user profile'),
    meaning: t('A person of another organisation, whose profile is stored in this tenant.'),
    facts: [...facts, ...placeFacts(tree), [t('Read at (UTC)'), at.toISOString()]],
    remarks: [...readingRemarks(reading, tree), ...(profile === undefined ? [] : lookRemarks(profile))],
    raw: current?.raw ?? null,
  };
}

function tenantFacts(tenants: TenantsOfUser, tree: TreeContext): readonly Fact[] {
  const ids = tenants.kind === 'pending' ? [] : tenants.tenantIds;
  return ids.map((tenantId, index) => [index === 0 ? t('Data held by') : '', tenantLine(tenantId, tree)]);
}

/** One of our users, and the organisations that hold their data. */
export function outboundDocument(userId: string, tenants: TenantsOfUser, raw: unknown, tree: TreeContext, at: Date): ProfileDocument {
  const remarks =
    tenants.kind === 'failed'
      ? [t('Not every organisation may be listed: {0}', explain(tenants.error, tree.circumstances).whatHappened)]
      : [];
  return {
    title: t('Outbound shared user profile'),
    meaning: t('One of our users, whose profile is stored in other organisations.'),
    facts: [[t('User id'), userId], ...tenantFacts(tenants, tree), ...placeFacts(tree), [t('Read at (UTC)'), at.toISOString()]],
    remarks,
    raw: { profile: raw, tenants: tenants.kind === 'pending' ? null : tenants.tenantIds.map((tenantId) => ({ tenantId })) },
  };
}

/** Rows that are not what the contract says, as they came. */
export function unreadableDocument(
  rows: readonly { readonly position: number; readonly reason: string; readonly raw: unknown }[],
  tree: TreeContext,
): ProfileDocument {
  const shown = rows.slice(0, 200);
  return {
    title: t('Rows that cannot be read'),
    meaning: t('The service sent these rows, and they are not what its contract says. They are counted, kept and never acted on.'),
    facts: [[t('Rows'), numberText(rows.length)], [t('Shown'), numberText(shown.length)], ...placeFacts(tree)],
    remarks: [],
    raw: shown,
  };
}
