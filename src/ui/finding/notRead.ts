import { t } from '@vscode/l10n';
import { lostTitle } from '../../present/places';
import { pickText } from '../../present/plainText';
import type { Direction } from '../../profiles/sharedProfiles';
import type { LostContext } from '../../signin/context';
import { tenantsMetIn } from '../triage/sources';
import type { TriageSource } from '../triage/triageSource';
import { numberText } from '../../present/numberText';

function ofDirection(source: TriageSource, direction: Direction): readonly string[] {
  const where = direction === 'inbound' ? t('{0}, inbound', pickText(source.title)) : t('{0}, outbound', pickText(source.title));
  const known = direction === 'inbound' ? source.inbound() : source.outbound();
  const texts = source.remarks(direction).map(({ text }) => text);
  return [...(known === undefined ? [t('Nothing is read yet.')] : []), ...texts].map((text) => `${where}: ${pickText(text)}`);
}

function ofNames(source: TriageSource): readonly string[] {
  const unnamed = tenantsMetIn(source).filter((tenantId) => !['known', 'notFound'].includes(source.tenants.state(tenantId).kind)).length;
  return unnamed === 0
    ? []
    : [t('{0}: organisations whose names are not known: {1}. Only their ids can be found.', pickText(source.title), numberText(unnamed))];
}

/**
 * What is not read of these tenants, in both directions, or is not known, and which tenants cannot be read at all: a line for each. Whoever
 * looks something up in them has to say it.
 */
export function notReadTexts(sources: readonly TriageSource[], lost: readonly LostContext[]): readonly string[] {
  return [
    ...lost.map((context) => t('{0}: not searched. Its sign-in is lost: sign in again.', pickText(lostTitle(context)))),
    ...sources.flatMap((source) => [...ofDirection(source, 'inbound'), ...ofDirection(source, 'outbound'), ...ofNames(source)]),
  ];
}
