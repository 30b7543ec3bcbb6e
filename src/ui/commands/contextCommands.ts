import { t } from '@vscode/l10n';
import { commands as editorCommands, window } from 'vscode';
import { commands } from '../../present/contract';
import { contextTitle, identityTitle } from '../../present/places';
import { pickText } from '../../present/plainText';
import type { ProfileSubject } from '../../present/profilePages';
import type { ContextColour, LostContext } from '../../signin/context';
import type { Contexts } from '../../signin/contexts';
import { pickSession } from '../picks';
import type { SigningIn } from '../signingIn';
import { onRows, targets, type Command } from '../targets';
import type { TenantSession } from '../tenantSession';
import type { TenantSessions } from '../tenantSessions';

export interface ContextParts {
  readonly contexts: Contexts;
  readonly sessions: TenantSessions;
  readonly signingIn: SigningIn;
  readonly documents: { open(subject: ProfileSubject): Promise<void> };
}

const longestLabel = 40;

/** The session of a row, of an id that another command gives, or the one that the person picks. */
async function sessionOf(sessions: TenantSessions, node: unknown, selection: unknown, title: string): Promise<TenantSession | undefined> {
  const [named] = targets(['context'], node, selection);
  const contextId = named?.contextId ?? (typeof node === 'string' ? node : undefined);
  return contextId === undefined ? pickSession(sessions.choices, title) : sessions.get(contextId);
}

function showContext({ sessions, documents }: ContextParts): Command {
  return async (node, selection) => {
    const session = await sessionOf(sessions, node, selection, t('Show Context'));
    if (session !== undefined) {
      await documents.open({ kind: 'context', contextId: session.context.id });
    }
  };
}

/** A lost person signs in to the same tenant, with the same application; what else proves somebody has to be given anew. */
async function connectAgain({ tokenCredentialType, ...lost }: LostContext, signingIn: SigningIn): Promise<void> {
  const kind = tokenCredentialType === 'DeviceCode' ? 'deviceCode' : 'browser';
  if (tokenCredentialType !== 'DeviceCode' && tokenCredentialType !== 'InteractiveBrowser') {
    await editorCommands.executeCommand(commands.connect);
    return;
  }

  const { environment, clientId, tenantId, label, colour } = lost;
  const named = label === undefined ? {} : { label };
  await signingIn.connect(() => Promise.resolve({ environment, clientId, tenant: tenantId, credential: { kind }, colour, ...named }));
}

function signInAgain({ sessions, signingIn }: ContextParts): Command {
  return async (node, selection) => {
    const [row] = targets(['lostContext'], node, selection);
    const lost = sessions.lost.find(({ id }) => id === (row?.contextId ?? node));
    if (lost !== undefined) {
      await connectAgain(lost, signingIn);
      return;
    }

    const session = await sessionOf(sessions, node, selection, t('Sign In Again'));
    if (session !== undefined) {
      await signingIn.signInAgain(session.context);
    }
  };
}

/** Chooses the tenant that commands from the palette are about. */
function selectContext({ sessions }: ContextParts): Command {
  return async () => {
    const each = sessions.all.map((session) => ({
      label: pickText(contextTitle(session.context, session.namesOf(session.context.tenantId))),
      description: pickText(identityTitle(session.context)),
      detail: session.context.tenantId,
      contextId: session.context.id,
    }));
    const ask = { label: t('Ask each time'), description: '', detail: '', contextId: undefined };
    const placeHolder = t('Commands from the palette act in the selected tenant');
    const chosen = await window.showQuickPick([...each, ask], { title: t('Select Context'), placeHolder });
    if (chosen !== undefined) {
      sessions.select(chosen.contextId);
    }
  };
}

const colours = (): readonly { readonly label: string; readonly colour: ContextColour }[] => [
  { label: t('Blue'), colour: 'blue' },
  { label: t('Green'), colour: 'green' },
  { label: t('Orange'), colour: 'orange' },
  { label: t('Purple'), colour: 'purple' },
  { label: t('Red'), colour: 'red' },
  { label: t('Yellow'), colour: 'yellow' },
];

/** Gives a context a name and a colour of one's own, such as Production in red. An empty name takes it back. */
function labelContext({ contexts, sessions }: ContextParts): Command {
  return async (node, selection) => {
    const session = await sessionOf(sessions, node, selection, t('Label and Colour'));
    if (session === undefined) {
      return;
    }

    const { context } = session;
    const label = await window.showInputBox({
      title: t('Label and Colour'),
      prompt: t('Label, such as Production or Test; empty for the name of the tenant'),
      value: context.label ?? '',
      validateInput: (text) => (text.length > longestLabel ? t('{0} characters are the most.', longestLabel) : undefined),
    });
    const chosen = label === undefined ? undefined : await window.showQuickPick(colours(), { title: t('Label and Colour') });
    if (label !== undefined && chosen !== undefined) {
      await contexts.update(context.id, { label: label.trim() === '' ? undefined : label.trim(), colour: chosen.colour });
    }
  };
}

/** The commands that are about a context itself. */
export function contextCommands(
  parts: ContextParts,
): Readonly<Record<'signInAgain' | 'showContext' | 'selectContext' | 'labelContext', Command>> {
  return {
    signInAgain: signInAgain(parts),
    showContext: onRows(showContext(parts)),
    selectContext: selectContext(parts),
    labelContext: onRows(labelContext(parts)),
  };
}
