import { t } from '@vscode/l10n';
import { StatusBarAlignment, ThemeColor, window } from 'vscode';
import { caseClock } from '../../evidence/caseClock';
import { clockText, clockTooltip } from '../../present/clockText';
import { commands } from '../../present/contract';
import { pickText } from '../../present/plainText';
import type { Cases } from './cases';

const tickMs = 30_000;

/** Shows the case that is open, and what is left of the 72 hours, in the status bar. */
export function showCaseClock(cases: Cases): { dispose(): void } {
  const item = window.createStatusBarItem('sharedProfiles.case', StatusBarAlignment.Left);
  item.name = t('Shared Profiles: Case');
  item.command = commands.showCase;
  const draw = (): void => {
    const opened = cases.opened?.case;
    if (opened === undefined) {
      item.hide();
      return;
    }
    const clock = caseClock(opened.awareSince, Date.now());
    item.text = `$(briefcase) ${pickText(opened.id)} · ${clockText(clock)}`;
    item.tooltip = `${pickText(opened.title)}\n${clockTooltip(clock)}`;
    item.backgroundColor = clock.kind === 'over' ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  };
  const ticking = setInterval(draw, tickMs);
  const listening = cases.changed(draw);
  draw();
  return {
    dispose: () => {
      clearInterval(ticking);
      listening.dispose();
      item.dispose();
    },
  };
}
