import { t } from '@vscode/l10n';
import type { CaseClock } from '../evidence/caseClock';
import { utcText } from './utcText';

const minuteMs = 60_000;

function duration(ms: number): string {
  const minutes = Math.floor(ms / minuteMs);
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? t('{0} min', minutes) : t('{0} h {1} min', hours, minutes % 60);
}

/** How much of the 72 hours is left, short enough for the status bar. */
export function clockText(clock: CaseClock): string {
  switch (clock.kind) {
    case 'ahead':
      return t('begins {0}', utcText(new Date(clock.startsAt)));
    case 'running':
      return t('{0} left', duration(clock.leftMs));
    case 'over':
      return t('{0} over', duration(clock.overMs));
  }
}

/** What the clock counts. */
export function clockTooltip(clock: CaseClock): string {
  return clock.kind === 'ahead'
    ? t('The time of becoming aware is still to come.')
    : t('The 72 hours to notify the authority (GDPR, Art. 33(1)) end on {0}.', utcText(new Date(clock.endsAt)));
}
