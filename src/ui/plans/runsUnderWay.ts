import { t } from '@vscode/l10n';
import { StatusBarAlignment, window, type Disposable, type StatusBarItem } from 'vscode';
import type { Run } from '../../actions/run';
import { commands } from '../../present/contract';
import { runStatusText } from '../../present/acting/runStatus';
import { pickText } from '../../present/plainText';

const tickMs = 500;

export interface UnderWay {
  readonly run: Run;
  readonly tenant: string;
}

/** The runs that this window does now, at most one for each tenant; shown in the status bar with rate, time left and countdown. */
export class RunsUnderWay implements Disposable {
  private readonly runs = new Map<string, UnderWay>();
  private readonly item: StatusBarItem;
  private ticking: NodeJS.Timeout | undefined;

  constructor() {
    this.item = window.createStatusBarItem('sharedProfiles.run', StatusBarAlignment.Left, 1);
    this.item.name = t('Shared Profiles: Run');
    this.item.command = commands.controlRun;
  }

  get all(): readonly UnderWay[] {
    return [...this.runs.values()];
  }

  /** Shows a run until it has ended. */
  watch(run: Run, tenant: string): void {
    this.runs.set(run.id, { run, tenant });
    this.draw();
    const forget = (): void => {
      this.runs.delete(run.id);
      this.draw();
    };
    run.finished.then(forget, forget);
  }

  readonly draw = (): void => {
    clearTimeout(this.ticking);
    const [first, ...others] = this.all;
    if (first === undefined) {
      this.item.hide();
      return;
    }
    const more = others.length === 0 ? '' : ` +${others.length}`;
    this.item.text = runStatusText(first.run.plan, first.run.progress(), Date.now()) + more;
    this.item.tooltip = pickText(t('{0}: pause, go on or cancel', first.tenant));
    this.item.show();
    this.ticking = setTimeout(this.draw, tickMs);
  };

  /** Leaves the runs in a state from which the next window goes on: nothing new is sent. */
  dispose(): void {
    clearTimeout(this.ticking);
    this.all.forEach(({ run }) => run.pause());
    this.item.dispose();
  }
}
