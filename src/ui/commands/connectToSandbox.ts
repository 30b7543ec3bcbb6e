import { t } from '@vscode/l10n';
import { commands as editorCommands, window } from 'vscode';
import { views } from '../../present/contract';
import { contextTitle, identityTitle } from '../../present/places';
import { messageText } from '../../present/plainText';
import type { ConnectRequest } from '../../signin/connectRequest';
import { sandboxIdentities } from '../sandboxIdentities';
import type { SigningIn } from '../signingIn';
import type { Command } from '../targets';
import type { TenantSessions } from '../tenantSessions';

export interface ConnectParts {
  readonly sessions: TenantSessions;
  readonly signingIn: SigningIn;
  /** The address of the sandbox; starts it when there is none. */
  readonly sandboxAddress: () => Promise<string>;
  /** The address of the sandbox that is there already, without starting one. */
  readonly runningSandbox: () => Promise<string | undefined>;
}

/** Given by who starts the editor with the sandbox connected: the first of its people signs in without a page. */
const atOnce = 'atOnce';

async function requestFor(address: string, how: unknown): Promise<ConnectRequest | undefined> {
  const request = (await sandboxIdentities(address))[0]?.request;
  if (request === undefined || how === atOnce) {
    return request;
  }
  return { environment: request.environment, clientId: request.clientId, credential: { kind: 'browser' } };
}

/** As connecting to a real tenant, in the browser; only the sign-in service is another one. */
export function connectToSandbox({ sessions, signingIn, sandboxAddress }: ConnectParts): Command {
  return async (how) => {
    const context = await signingIn.connect(async () => requestFor(await sandboxAddress(), how));

    if (context !== undefined) {
      await editorCommands.executeCommand(`${views.profiles}.focus`);
      const state = await sessions.get(context.id)?.profiles.tenants.find(context.tenantId);
      const names = state?.kind === 'known' ? state.information : undefined;
      const text = t('Connected to {0} as {1}.', contextTitle(context, names), identityTitle(context));
      window.setStatusBarMessage(messageText(text), 5000);
    }
  };
}
