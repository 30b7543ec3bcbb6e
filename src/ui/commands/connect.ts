import { t } from '@vscode/l10n';
import { commands as editorCommands, window } from 'vscode';
import { views } from '../../present/contract';
import { sandboxIdentities, type SandboxIdentity } from '../sandboxIdentities';
import type { Command } from '../targets';
import type { ConnectParts } from './connectToSandbox';

async function chooseIdentity(address: string): Promise<SandboxIdentity | undefined> {
  return window.showQuickPick(await sandboxIdentities(address), {
    title: t('Connect to the Sandbox'),
    placeHolder: t('As whom?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
}

export function connect({ signingIn, sandboxAddress }: ConnectParts): Command {
  return async () => {
    const identity = await chooseIdentity(await sandboxAddress());
    if (identity === undefined) {
      return;
    }

    await signingIn.connect(() => Promise.resolve(identity.request));
    await editorCommands.executeCommand(`${views.profiles}.focus`);
  };
}
