import { t } from '@vscode/l10n';
import { env, window } from 'vscode';
import type { OperationId } from '../graph/operation';
import { operation } from '../graph/operations';
import type { CopiedCall, CopyContext } from '../present/copiedCall';
import { copyAs, copyFormats } from '../present/copyAs';
import type { CopyChoice } from '../present/copying/callsOf';
import { formatNeeds, formatTitle } from '../present/copying/formatTitle';
import { pickText } from '../present/plainText';
import { operationTitle } from '../present/operationTitle';

/** Lets the person choose one of several operations; the only one without asking. */
export async function pickOperation<T extends { readonly operation: OperationId }>(
  choices: readonly T[],
  title: string,
): Promise<T | undefined> {
  if (choices.length < 2) {
    return choices[0];
  }
  const items = choices.map((choice) => {
    const row = operation(choice.operation);
    return { label: operationTitle(row), description: row.cmdlet.name, detail: pickText(`${row.method} ${row.path}`), choice };
  });
  const chosen = await window.showQuickPick(items, { title, placeHolder: t('Which call?'), matchOnDescription: true });
  return chosen?.choice;
}

/** Asks for the format and puts the calls on the clipboard: never with a token or a storage location. Throws GraphError `invalid`. */
export async function copyCalls(calls: readonly CopiedCall[], context: CopyContext, title: string): Promise<void> {
  const items = copyFormats.map((format) => ({ label: formatTitle(format), description: formatNeeds(format), format }));
  const chosen = await window.showQuickPick(items, { title, placeHolder: t('{0} calls as…', calls.length.toLocaleString()) });
  if (chosen !== undefined) {
    await env.clipboard.writeText(copyAs(chosen.format, calls, context));
    window.setStatusBarMessage(t('Copied. Nothing in it is a token or a storage location.'), 5000);
  }
}

/** The calls of one of these operations. */
export async function copyChoice(choices: readonly CopyChoice[], context: CopyContext, title: string): Promise<void> {
  const chosen = await pickOperation(choices, title);
  await (chosen && copyCalls(chosen.calls, context, title));
}
