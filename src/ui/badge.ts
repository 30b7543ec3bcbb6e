import { t } from '@vscode/l10n';
import type { ViewBadge } from 'vscode';
import { isOverForUs } from '../present/acting/exportWords';
import type { ActingFiles } from './actionServices';
import { unfinishedHere } from './plans/unfinished';
import type { TenantSessions } from './tenantSessions';
import { numberText } from '../present/numberText';

const settleMs = 400;

function badgeOf(running: number, unfinished: number): ViewBadge | undefined {
  const parts = [
    ...(running > 0 ? [t('Running exports: {0}', numberText(running))] : []),
    ...(unfinished > 0 ? [t('Unfinished runs: {0}', numberText(unfinished))] : []),
  ];
  return parts.length === 0 ? undefined : { value: running + unfinished, tooltip: parts.join(', ') };
}

/** Shows on the view's icon how many exports are running and how many runs were not finished, in the signed-in tenants. */
export function showBadge(view: { badge?: ViewBadge | undefined }, sessions: TenantSessions, files: ActingFiles): { dispose(): void } {
  let shown = '';
  let waiting: NodeJS.Timeout | undefined;
  const draw = async (): Promise<void> => {
    waiting = undefined;
    const running = sessions.all.flatMap(({ exports }) => exports).filter((each) => !isOverForUs(each)).length;
    const unfinished = sessions.all.length === 0 ? 0 : (await unfinishedHere(sessions, files)).length;
    const badge = badgeOf(running, unfinished);
    if ((badge?.tooltip ?? '') !== shown) {
      shown = badge?.tooltip ?? '';
      view.badge = badge;
    }
  };
  const listening = sessions.changed(({ what }) => {
    if (what === 'context' || what === 'exports' || what === 'fates') {
      waiting ??= setTimeout(() => void draw(), settleMs);
    }
  });
  return {
    dispose: () => {
      clearTimeout(waiting);
      listening.dispose();
    },
  };
}
