import { t } from '@vscode/l10n';
import { StatusBarAlignment, window } from 'vscode';
import { commands } from '../present/contract';
import { contextTitle } from '../present/places';
import { pickText } from '../present/plainText';
import type { TenantSession } from './tenantSession';
import type { TenantSessions } from './tenantSessions';

const tickMs = 1000;

interface Wait {
  readonly session: TenantSession;
  readonly resumesAt: number;
}

function waits(sessions: readonly TenantSession[]): readonly Wait[] {
  return sessions.flatMap((session) =>
    [session.inbound, session.outbound].flatMap((collection) =>
      collection.kind === 'loading' && collection.waiting !== undefined ? [{ session, resumesAt: collection.waiting.resumesAt }] : [],
    ),
  );
}

/** Counts down in the status bar while the service wants to be left alone. */
export function showWaiting(sessions: TenantSessions): { dispose(): void } {
  const item = window.createStatusBarItem('sharedProfiles.waiting', StatusBarAlignment.Left);
  item.name = t('Shared Profiles: Throttling');
  item.command = commands.showLog;
  let ticking: NodeJS.Timeout | undefined;
  const draw = (): void => {
    ticking = undefined;
    const [longest] = [...waits(sessions.all)].sort((one, other) => other.resumesAt - one.resumesAt);
    if (longest === undefined) {
      item.hide();
      return;
    }
    const { context } = longest.session;
    const seconds = Math.max(0, Math.ceil((longest.resumesAt - Date.now()) / 1000));
    item.text = `$(watch) ${t('Throttled: {0} s', seconds)}`;
    item.tooltip = pickText(t('Microsoft Graph asked to wait. Reading {0} goes on by itself.', contextTitle(context)));
    item.show();
    ticking = setTimeout(draw, tickMs);
  };
  const listening = sessions.changed(() => (ticking ??= setTimeout(draw, 0)));
  return {
    dispose: () => {
      clearTimeout(ticking);
      listening.dispose();
      item.dispose();
    },
  };
}
