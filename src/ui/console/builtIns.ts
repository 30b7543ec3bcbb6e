import { t } from '@vscode/l10n';
import { commands as editorCommands } from 'vscode';
import type { Bound } from '../../present/console/bind';
import type { BuiltInName } from '../../present/console/cmdlets';
import { commandList, helpText } from '../../present/console/help';
import { clearScreen } from '../../present/console/screen';
import { columns } from '../../present/columns';
import { commands } from '../../present/contract';
import { contextTitle, identityTitle } from '../../present/places';
import { sameId } from '../../profiles/sameId';
import { endpointsOf } from '../../signin/environment';
import { forgetContext } from '../commands/disconnect';
import type { TenantSession } from '../tenantSession';
import type { ConsoleParts, Output } from './consoleParts';

/** The console as its own cmdlets see it. */
export interface ConsoleHost {
  readonly session: TenantSession | undefined;
  readonly history: readonly string[];
  choose(contextId: string | undefined): void;
  /** Writes what only we may write: it moves the cursor. */
  raw(text: string): void;
}

function contextText(session: TenantSession | undefined): string {
  if (session === undefined) {
    return t('Nobody is signed in here. Call Connect-MgGraph.');
  }
  const { context, circumstances, unlocked } = session;
  const { granted } = circumstances;
  const { environment, identity } = context;
  return columns([
    ['TenantId', context.tenantId],
    ['Tenant', contextTitle(context, session.namesOf(context.tenantId))],
    ['Account', identity.kind === 'user' ? identity.username : ''],
    ['AppName', identity.kind === 'app' ? identityTitle(context) : ''],
    ['ClientId', context.clientId],
    ['AuthType', context.authType],
    ['TokenCredentialType', context.tokenCredentialType],
    ['Scopes', granted === undefined ? t('not known yet') : [...granted.permissions, ...granted.otherScopes].join(' ')],
    ['Roles', granted?.roles === undefined ? t('not known') : granted.roles.join(', ')],
    ['Environment', environment.kind === 'cloud' ? environment.cloud : 'Sandbox'],
    ['GraphEndpoint', endpointsOf(environment).graphEndpoint],
    [t('Export and removal'), unlocked ? t('unlocked') : t('locked')],
  ]);
}

function named(session: TenantSession, name: string): boolean {
  const { context } = session;
  const known = [context.tenantId, context.defaultDomainName, session.namesOf(context.tenantId)?.defaultDomainName];
  return known.some((each) => typeof each === 'string' && sameId(each, name));
}

async function connect(name: string | undefined, parts: ConsoleParts, host: ConsoleHost, { say }: Output): Promise<void> {
  if (name === undefined) {
    const before = new Set(parts.sessions.all.map(({ context }) => context.id));
    await editorCommands.executeCommand(commands.connect);
    const fresh = parts.sessions.all.find(({ context }) => !before.has(context.id));
    host.choose(fresh?.context.id ?? host.session?.context.id);
    say(contextText(host.session));
    return;
  }
  const [only, ...others] = parts.sessions.all.filter((session) => named(session, name));
  if (only === undefined || others.length > 0) {
    say(
      only === undefined
        ? t('Nobody is signed in to {0}. Connect-MgGraph alone signs in.', name)
        : t('Several accounts are signed in to {0}: open the console from the row of the one that is meant.', name),
      'error',
    );
    return;
  }
  host.choose(only.context.id);
  say(contextText(host.session));
}

async function disconnect(parts: ConsoleParts, host: ConsoleHost, { say }: Output): Promise<void> {
  const { session } = host;
  if (session === undefined) {
    say(contextText(undefined), 'error');
    return;
  }
  await forgetContext(parts, session.context.id);
  host.choose(undefined);
  say(t('Disconnected from {0} ({1}).', contextTitle(session.context), identityTitle(session.context)), 'remark');
}

/** Runs a cmdlet that is not in the operation table. */
export async function runBuiltIn(name: BuiltInName, { values }: Bound, parts: ConsoleParts, host: ConsoleHost, out: Output): Promise<void> {
  switch (name) {
    case 'Connect-MgGraph':
      return connect(values.get('TenantId'), parts, host, out);
    case 'Disconnect-MgGraph':
      return disconnect(parts, host, out);
    case 'Get-MgContext':
      out.say(contextText(host.session));
      return;
    case 'Get-Command':
      out.say(commandList());
      return;
    case 'Get-Help': {
      const text = helpText(values.get('Name'));
      out.say(text ?? t('There is no such cmdlet: Get-Command lists them.'), text === undefined ? 'error' : 'plain');
      return;
    }
    case 'Get-History':
      out.say(host.history.join('\n'));
      return;
    case 'Clear-Host':
      host.raw(clearScreen);
  }
}
