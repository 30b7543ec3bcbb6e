import { t } from '@vscode/l10n';
import { commands as editorCommands, env, window } from 'vscode';
import { CancelledError } from '../graph/errors';
import { commands } from '../present/contract';
import { detailLines, explain } from '../present/explain';
import type { Circumstances, Explanation, Remedy } from '../present/explanation';
import type { Log } from './log';

/** What a remedy does, where it was that something failed. */
export type Remedies = Partial<Readonly<Record<Remedy, () => unknown>>>;

/** The one place that shows failures to people. */
export interface ErrorDisplay {
  show(error: unknown, circumstances?: Circumstances, remedies?: Remedies): void;
  showExplanation(explanation: Explanation, remedies?: Remedies): void;
}

function remedyTitle(remedy: Remedy): string {
  switch (remedy) {
    case 'retry':
      return t('Retry');
    case 'signInAgain':
      return t('Sign In Again');
    case 'unlock':
      return t('Unlock');
    case 'connect':
      return t('Connect…');
    case 'askAdministrator':
      return t('Copy Text for an Administrator');
  }
}

interface Button {
  readonly title: string;
  readonly run: () => unknown;
}

/** What a remedy does wherever something failed. */
function builtIn(remedy: Remedy, { administratorText, contextId }: Explanation): (() => unknown) | undefined {
  switch (remedy) {
    case 'connect':
      return () => editorCommands.executeCommand(commands.connect);
    case 'askAdministrator':
      return administratorText === undefined ? undefined : () => env.clipboard.writeText(administratorText);
    case 'signInAgain':
      return () =>
        contextId === undefined
          ? editorCommands.executeCommand(commands.connect)
          : editorCommands.executeCommand(commands.signInAgain, contextId);
    case 'retry':
    case 'unlock':
      return undefined;
  }
}

function buttonsFor(explanation: Explanation, remedies: Remedies, log: Log): readonly Button[] {
  const offered = explanation.remedies.flatMap((remedy) => {
    const run = remedies[remedy] ?? builtIn(remedy, explanation);
    return run === undefined ? [] : [{ title: remedyTitle(remedy), run }];
  });
  return [
    ...offered,
    { title: t('Copy Details'), run: () => env.clipboard.writeText(detailLines(explanation)) },
    { title: t('Show Log'), run: log.show },
  ];
}

export function createErrorDisplay(log: Log): ErrorDisplay {
  const showExplanation = async (explanation: Explanation, remedies: Remedies = {}): Promise<void> => {
    log.failure(explanation.details.map(({ name, value }) => `${name}: ${value}`).join('  ') || explanation.headline);
    const text = `${explanation.whatHappened} ${explanation.whatNext}`.trim();
    const chosen = await window.showErrorMessage(text, ...buttonsFor(explanation, remedies, log));
    await chosen?.run();
  };
  return {
    showExplanation: (explanation, remedies) => void showExplanation(explanation, remedies),
    show: (error, circumstances, remedies) => {
      if (error instanceof CancelledError && error.executed === 'no') {
        return;
      }
      void showExplanation(explain(error, circumstances), remedies);
    },
  };
}
