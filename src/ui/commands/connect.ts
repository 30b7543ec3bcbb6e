import { commands as editorCommands } from 'vscode';
import { views } from '../../present/contract';
import { sandboxEnvironment } from '../../signin/environment';
import { askRequest } from '../connecting/askRequest';
import { askWay } from '../connecting/waysToConnect';
import { sandboxIdentities } from '../sandboxIdentities';
import type { Command } from '../targets';
import type { ConnectParts } from './connectToSandbox';

export function connect({ signingIn, runningSandbox }: ConnectParts): Command {
  return async () => {
    const address = await runningSandbox();
    const identities = address === undefined ? [] : await sandboxIdentities(address).catch(() => []);
    const sandbox = address === undefined || identities.length === 0 ? undefined : sandboxEnvironment(address);
    const chosen = await askWay(sandbox, identities);
    const publicClientId = identities[0]?.request.clientId ?? '';
    const request =
      chosen?.kind === 'way' ? await askRequest(chosen.way, chosen.environment, publicClientId, chosen.reading) : chosen?.request;
    if (request === undefined) {
      return;
    }

    await signingIn.connect(() => Promise.resolve(request));
    await editorCommands.executeCommand(`${views.profiles}.focus`);
  };
}
