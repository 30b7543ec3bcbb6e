import { t } from '@vscode/l10n';
import type { Plan } from '../../actions/plan';
import type { RunProgress } from '../../actions/runProgress';
import { numberText } from '../numberText';

function icon({ state, waiting }: RunProgress): string {
  if (state === 'paused') {
    return '$(debug-pause)';
  }
  return waiting === undefined ? '$(sync~spin)' : '$(watch)';
}

function verbText({ verb }: Plan): string {
  return verb === 'remove' ? t('Removing') : t('Exporting');
}

/** A run in the status bar: how far, how fast, how long; or until when the service wants to be left alone. */
export function runStatusText(plan: Plan, progress: RunProgress, now: number): string {
  const share = `${numberText(progress.done)}/${numberText(progress.total)}`;
  return `${icon(progress)} ${verbText(plan)} ${[share, ...paceOf(progress, now)].join(' · ')}`;
}

function paceOf({ state, waiting, ratePerSecond, secondsLeft }: RunProgress, now: number): readonly string[] {
  switch (state) {
    case 'paused':
      return [t('paused')];
    case 'settling':
      return [t('looking up lost answers')];
    case 'ending':
      return [t('ending')];
    case 'ended':
      return [t('ended')];
    case 'running':
      break;
  }
  if (waiting !== undefined) {
    return [t('throttled: {0} s', Math.max(0, Math.ceil((waiting.resumesAt - now) / 1000)))];
  }
  const rate = ratePerSecond === 0 ? [] : [t('{0}/s', ratePerSecond < 10 ? ratePerSecond.toFixed(1) : Math.round(ratePerSecond))];
  return [...rate, ...(secondsLeft === undefined ? [] : [t('{0} s left', numberText(secondsLeft))])];
}
