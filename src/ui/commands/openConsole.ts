import { t } from '@vscode/l10n';
import { ThemeIcon, window } from 'vscode';
import type { ConsoleParts } from '../console/consoleParts';
import { VerbConsole } from '../console/verbConsole';
import { pickSession } from '../picks';
import { targets, type Command } from '../targets';

/** Opens a terminal for the tenant of the row, or for the one that the person picks. */
export function openConsole(parts: ConsoleParts): Command {
  return async (node) => {
    const [named] = targets(['context'], node, undefined);
    const session =
      named === undefined ? await pickSession(parts.sessions.choices, t('Open Console')) : parts.sessions.get(named.contextId);
    if (session === undefined && parts.sessions.all.length > 0) {
      return;
    }

    const pty = new VerbConsole(parts, session?.context.id);
    window.createTerminal({ name: 'Shared Profiles', pty, iconPath: new ThemeIcon('terminal') }).show();
  };
}
