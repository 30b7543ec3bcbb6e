import { t } from '@vscode/l10n';
import { commands as editorCommands, window } from 'vscode';
import type { Run } from '../../../actions/run';
import { commands } from '../../../present/contract';
import { pickText } from '../../../present/plainText';
import type { Command } from '../../targets';
import type { RunsUnderWay, UnderWay } from '../runsUnderWay';

async function choose(all: readonly UnderWay[]): Promise<UnderWay | undefined> {
  const items = all.map((each) => ({ label: pickText(each.tenant), each }));
  return items.length < 2 ? items[0]?.each : (await window.showQuickPick(items, { title: t('Which run?') }))?.each;
}

/** Pauses a run of this window, lets it go on, or cancels it. */
export function controlRun({ runs }: { readonly runs: RunsUnderWay }): Command {
  return async () => {
    const chosen = await choose(runs.all);
    if (chosen === undefined) {
      void (runs.all.length === 0 && window.showInformationMessage(t('No run is under way in this window.')));
      return;
    }
    const { run, tenant } = chosen;
    const paused = run.progress().state === 'paused';
    const pause = { label: paused ? t('$(debug-continue) Go On') : t('$(debug-pause) Pause') };
    const cancel = {
      label: t('$(debug-stop) Cancel'),
      detail: t('Calls that were sent are waited for; nothing new is sent. The rest can be done later.'),
    };
    const timeline = { label: t('$(history) Show Timeline') };
    const answer = await window.showQuickPick([pause, cancel, timeline], { title: pickText(tenant) });
    if (answer === pause) {
      switchPause(run);
      runs.draw();
    } else if (answer === cancel) {
      run.cancel();
    } else if (answer === timeline) {
      await editorCommands.executeCommand(commands.showTimeline);
    }
  };
}

function switchPause(run: Run): void {
  if (run.progress().state === 'paused') {
    run.resume();
    return;
  }
  run.pause();
}
