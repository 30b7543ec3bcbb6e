import { t } from '@vscode/l10n';
import type { Completeness } from '../../graph/client';
import type { OutboundCompleteness } from '../../profiles/outboundProfiles';
import type { InboundCollection, OutboundCollection } from '../../profiles/sharedProfiles';
import { explain } from '../explain';
import type { Circumstances, Explanation } from '../explanation';
import type { Reading } from './nodes';
import { numberText } from '../numberText';

/** A list that broke off: how far it got, and why. */
export function explainPartial(completeness: Extract<Completeness, { kind: 'partial' }>, circumstances: Circumstances): Explanation {
  const why = explain(completeness.why, circumstances);
  const pages = numberText(completeness.pages);
  const items = numberText(completeness.items);
  return {
    ...why,
    headline: t('Not complete'),
    whatHappened: t('The list broke off: {0} Read until then: rows {1}, pages {2}.', why.whatHappened, items, pages),
    remedies: [...new Set(['retry', ...why.remedies] as const)],
  };
}

function explainMissingTenants(completeness: OutboundCompleteness): Explanation {
  const unknown = numberText(completeness.tenantsFailed + completeness.tenantsPending);
  return {
    headline: t('Not complete'),
    whatHappened: t('Users of whom it is not known which tenants hold their data: {0}.', unknown),
    whatNext: t('Try again. Until then these users may be in any tenant.'),
    remedies: ['retry'],
    details: [],
  };
}

/** A list that broke off before its first page has failed. */
function brokenOff(completeness: Extract<Completeness, { kind: 'partial' }>, circumstances: Circumstances): Reading {
  return completeness.pages === 0
    ? { kind: 'failed', explanation: explain(completeness.why, circumstances) }
    : { kind: 'partial', explanation: explainPartial(completeness, circumstances) };
}

function endOfOutbound(completeness: OutboundCompleteness, circumstances: Circumstances): Reading {
  if (completeness.users.kind === 'partial') {
    return brokenOff(completeness.users, circumstances);
  }
  return completeness.kind === 'complete' ? { kind: 'complete' } : { kind: 'partial', explanation: explainMissingTenants(completeness) };
}

function endOfInbound(completeness: Completeness, circumstances: Circumstances): Reading {
  return completeness.kind === 'complete' ? { kind: 'complete' } : brokenOff(completeness, circumstances);
}

function explainFailed(
  { error, profiles, before }: Extract<InboundCollection | OutboundCollection, { kind: 'failed' }>,
  circumstances: Circumstances,
): Explanation {
  const why = explain(error, circumstances);
  return profiles === undefined && before !== undefined
    ? { ...why, whatHappened: t('{0} Shown is what was read before.', why.whatHappened) }
    : why;
}

function unfinished(
  collection: Exclude<InboundCollection | OutboundCollection, { kind: 'loaded' }>,
  circumstances: Circumstances,
): Reading {
  switch (collection.kind) {
    case 'notLoaded':
      return { kind: 'idle' };
    case 'loading':
      return { kind: 'reading', resumesAt: collection.waiting?.resumesAt };
    case 'failed':
      return { kind: 'failed', explanation: explainFailed(collection, circumstances) };
  }
}

export function inboundReading(collection: InboundCollection, circumstances: Circumstances): Reading {
  return collection.kind === 'loaded' ? endOfInbound(collection.completeness, circumstances) : unfinished(collection, circumstances);
}

export function outboundReading(collection: OutboundCollection, circumstances: Circumstances): Reading {
  return collection.kind === 'loaded' ? endOfOutbound(collection.completeness, circumstances) : unfinished(collection, circumstances);
}

type Shown<C> = C extends { readonly kind: 'loaded'; readonly profiles: infer Profiles } ? Profiles : never;

/** The rows to show: those of this reading, or until it has some, those of the one before. */
export function shownProfiles<C extends InboundCollection | OutboundCollection>(collection: C): Shown<C> | undefined;
export function shownProfiles(collection: InboundCollection | OutboundCollection): unknown {
  switch (collection.kind) {
    case 'notLoaded':
      return undefined;
    case 'loaded':
      return collection.profiles;
    case 'loading':
    case 'failed':
      return collection.profiles ?? collection.before?.profiles;
  }
}
