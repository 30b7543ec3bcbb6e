import { t } from '@vscode/l10n';
import { StatusBarAlignment, ThemeColor, window, type StatusBarItem } from 'vscode';
import { commands } from '../present/contract';
import { contextTitle, identityTitle } from '../present/places';
import { pickText } from '../present/plainText';
import type { Contexts } from '../signin/contexts';
import type { TenantSession } from './tenantSession';
import type { TenantSessions } from './tenantSessions';

const tickMs = 1000;

const titleOf = (session: TenantSession): string => pickText(contextTitle(session.context, session.namesOf(session.context.tenantId)));

function drawSelected(item: StatusBarItem, sessions: TenantSessions): void {
  const [first, ...others] = sessions.choices;
  if (first === undefined) {
    item.hide();
    return;
  }
  const one = others.length === 0;
  item.text = one ? `$(azure) ${titleOf(first)}` : `$(azure) ${t('{0} tenants', sessions.all.length)}`;
  item.color = one ? new ThemeColor(`charts.${first.context.colour}`) : undefined;
  item.tooltip = one
    ? pickText(t('{0}, as {1}. Commands from the palette act here.', titleOf(first), identityTitle(first.context)))
    : t('Select the tenant that commands from the palette act in.');
  item.show();
}

function timeText(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

interface Unlocked {
  readonly session: TenantSession;
  readonly until: number;
}

function unlockedOf(sessions: TenantSessions): readonly Unlocked[] {
  return sessions.all
    .flatMap((session) =>
      session.contextFacts.unlockedUntil === undefined ? [] : [{ session, until: session.contextFacts.unlockedUntil }],
    )
    .sort((one, other) => other.until - one.until);
}

function drawUnlocked(item: StatusBarItem, unlocked: readonly Unlocked[]): void {
  const [longest] = unlocked;
  if (longest === undefined) {
    item.hide();
    return;
  }
  const names = unlocked.map(({ session }) => titleOf(session)).join(', ');
  item.text = `$(unlock) ${names} ${timeText(longest.until - Date.now())}`;
  item.tooltip = pickText(t('Export and removal are unlocked in {0}. Click to lock.', names));
  item.show();
}

/** Shows in the status bar which tenant is selected, and counts down while export and removal are unlocked. */
export function showContexts(sessions: TenantSessions, contexts: Contexts): { dispose(): void } {
  const selected = window.createStatusBarItem('sharedProfiles.context', StatusBarAlignment.Left, 1);
  selected.name = t('Shared Profiles: Context');
  selected.command = commands.selectContext;
  const unlocked = window.createStatusBarItem('sharedProfiles.unlocked', StatusBarAlignment.Left, 0);
  unlocked.name = t('Shared Profiles: Unlocked');
  unlocked.command = commands.lock;
  unlocked.backgroundColor = new ThemeColor('statusBarItem.warningBackground');
  let ticking: NodeJS.Timeout | undefined;
  let open: readonly string[] = [];
  const draw = (): void => {
    clearTimeout(ticking);
    const now = unlockedOf(sessions);
    drawSelected(selected, sessions);
    drawUnlocked(unlocked, now);
    ticking = now.length > 0 ? setTimeout(draw, tickMs) : undefined;
    const before = open;
    open = now.map(({ session }) => session.context.id);
    before.filter((id) => !open.includes(id)).forEach((id) => contexts.lock(id));
  };
  const listening = sessions.changed(({ what }) => {
    if (what === 'context' || what === 'names') {
      draw();
    }
  });
  draw();
  return {
    dispose: () => {
      clearTimeout(ticking);
      listening.dispose();
      selected.dispose();
      unlocked.dispose();
    },
  };
}
