import { t } from '@vscode/l10n';
import type { EmptyNode, Fate, Reading } from './nodes';
import { numberText } from '../numberText';

export function peopleCount(count: number, all?: number): string {
  return count === 1 && all === undefined ? t('1 person') : t('{0} people', countOf(count, all));
}

export function userCount(count: number, all?: number): string {
  return count === 1 && all === undefined ? t('1 user') : t('{0} users', countOf(count, all));
}

export function tenantCount(count: number, all?: number): string {
  return count === 1 && all === undefined ? t('1 tenant') : t('{0} tenants', countOf(count, all));
}

/** A count, with how many there are when only some are shown. */
export function countOf(count: number, all: number | undefined): string {
  return all === undefined ? numberText(count) : t('{0} of {1}', numberText(count), numberText(all));
}

export function fateWord(fate: Fate): string {
  switch (fate) {
    case 'requested':
      return t('removal requested');
    case 'removed':
      return t('removed');
    case 'stillThere':
      return t('still there');
    case 'unknown':
      return t('not known whether removed');
  }
}

export function readingWord(reading: Reading, now: number = Date.now()): string | undefined {
  switch (reading.kind) {
    case 'reading':
      return reading.resumesAt === undefined
        ? t('reading…')
        : t('throttled, goes on in {0} s', Math.max(0, Math.ceil((reading.resumesAt - now) / 1000)));
    case 'partial':
      return t('not complete');
    case 'failed':
      return reading.explanation.headline;
    case 'idle':
    case 'complete':
      return undefined;
  }
}

export function emptyLabel(of: EmptyNode['of']): string {
  switch (of) {
    case 'inbound':
      return t('Nobody from another organisation has a shared profile here.');
    case 'outbound':
      return t('None of our users has a shared profile in another organisation.');
    case 'filter':
      return t('Nothing here matches the filter.');
    case 'tenants':
      return t('No other organisation holds data of this user.');
  }
}
