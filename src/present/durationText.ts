import { t } from '@vscode/l10n';

/** A span of time in words: seconds up to two minutes, then minutes, then hours and minutes; never less than it is. */
export function durationText(seconds: number): string {
  if (seconds <= 120) {
    return t('{0} s', seconds);
  }
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 120 ? t('{0} min', minutes) : t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}
