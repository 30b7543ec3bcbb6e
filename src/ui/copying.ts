import { t } from '@vscode/l10n';
import { env, window, type QuickPickItem } from 'vscode';
import type { OperationId } from '../graph/operation';
import { operation } from '../graph/operations';
import type { CopiedCall, CopyContext } from '../present/copiedCall';
import { copyAs, copyFormats } from '../present/copyAs';
import type { CopyChoice } from '../present/copying/callsOf';
import { kqlForAll } from '../present/copying/kqlOfNodes';
import type { KqlSelection } from '../present/kql';
import { formatNeeds, formatTitle } from '../present/copying/formatTitle';
import { pickText } from '../present/plainText';
import { operationTitle } from '../present/operationTitle';
import { numberText } from '../present/numberText';

/** The clipboard takes no more rows. */
export const mostCopied = 50_000;

interface CallItem<T> extends QuickPickItem {
  readonly choice: T;
}

function callItem<T extends { readonly operation: OperationId }>(choice: T): CallItem<T> {
  const row = operation(choice.operation);
  return { label: operationTitle(row), description: row.cmdlet.name, detail: pickText(`${row.method} ${row.path}`), choice };
}

/** Lets the person choose one of several operations; the only one without asking. */
export function pickOperation<T extends { readonly operation: OperationId }>(choices: readonly T[], title: string): Promise<T | undefined> {
  return pickItem(choices.map(callItem), title);
}

async function pickItem<T>(items: readonly CallItem<T>[], title: string): Promise<T | undefined> {
  if (items.length < 2) {
    return items[0]?.choice;
  }
  const chosen = await window.showQuickPick(items, { title, placeHolder: t('Which call?'), matchOnDescription: true });
  return chosen?.choice;
}

/** Asks for the format and puts the calls on the clipboard: never with a token or a storage location. Throws GraphError `invalid`. */
export async function copyCalls(calls: readonly CopiedCall[], context: CopyContext, title: string): Promise<void> {
  const items = copyFormats.map((format) => ({ label: formatTitle(format), description: formatNeeds(format), format }));
  const chosen = await window.showQuickPick(items, { title, placeHolder: t('{0} calls as…', numberText(calls.length)) });
  if (chosen !== undefined) {
    await env.clipboard.writeText(copyAs(chosen.format, calls, context));
    window.setStatusBarMessage(t('Copied. Nothing in it is a token or a storage location.'), 5000);
  }
}

/** The calls of one of these operations, or what to ask the logs. */
export async function copyChoice(
  choices: readonly CopyChoice[],
  asked: readonly KqlSelection[],
  context: CopyContext,
  title: string,
): Promise<void> {
  const detail = t('Sign-ins, calls of Microsoft Graph and audit entries that concern them');
  const logs = asked.length === 0 ? [] : [{ label: t('KQL for Sentinel and Log Analytics'), detail, choice: 'logs' as const }];
  const chosen = await pickItem<CopyChoice | 'logs'>([...choices.map(callItem), ...logs], title);
  if (chosen === 'logs') {
    await copyKql(asked);
    return;
  }
  await (chosen && copyCalls(chosen.calls, context, title));
}

/** Puts the queries on the clipboard, unless they name more people than it takes. */
export async function copyKql(asked: readonly KqlSelection[]): Promise<void> {
  if (asked.reduce((sum, { people }) => sum + people.length, 0) > mostCopied) {
    void window.showErrorMessage(t('The clipboard takes at most {0} rows. Select fewer.', numberText(mostCopied)));
    return;
  }
  await env.clipboard.writeText(kqlForAll(asked));
  window.setStatusBarMessage(t('Copied'), 3000);
}
