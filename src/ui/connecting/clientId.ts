import { t } from '@vscode/l10n';
import { commands as editorCommands, ConfigurationTarget, window, workspace } from 'vscode';
import { clouds, type CloudName } from '../../graph/clouds';
import { commands, settings } from '../../present/contract';

/** The public client of Graph PowerShell. Source: Graph PowerShell, `Connect-MgGraph`. */
const graphPowerShell = '14d82eec-204b-4c2f-b7e8-296a70dab67e';
const guid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

type ClientIds = Readonly<Partial<Record<CloudName, string>>>;

/** The setting has application scope: a folder cannot choose the application. */
const idsByCloud = (): ClientIds => workspace.getConfiguration().get<ClientIds>(settings.clientIds.id, settings.clientIds.default);

/** The client id remembered for a cloud. */
export function rememberedClientId(cloud: CloudName): string | undefined {
  const id = idsByCloud()[cloud]?.trim();
  return id !== undefined && guid.test(id) ? id.toLowerCase() : undefined;
}

async function remember(cloud: CloudName, clientId: string): Promise<void> {
  const configuration = workspace.getConfiguration();
  await configuration.update(settings.clientIds.id, { ...idsByCloud(), [cloud]: clientId }, ConfigurationTarget.Global);
}

/** Asks for the id of an application's registration. */
export function askForId(title: string): Thenable<string | undefined> {
  return window.showInputBox({
    title,
    prompt: t('Application (client) id of the registration'),
    placeHolder: '00000000-0000-0000-0000-000000000000',
    ignoreFocusOut: true,
    validateInput: (text) => (guid.test(text.trim()) ? undefined : t('An id looks like 00000000-0000-0000-0000-000000000000.')),
  });
}

type Source = 'own' | 'graphPowerShell' | 'create';

async function askSource(cloud: CloudName): Promise<Source | undefined> {
  const items: readonly { readonly label: string; readonly detail: string; readonly source: Source }[] = [
    { label: t('Our own app registration'), detail: t('Recommended: your organisation decides what it may do.'), source: 'own' },
    {
      label: t('Graph PowerShell’s public client'),
      detail: t('{0}. What was ever consented to it stays in its tokens.', graphPowerShell),
      source: 'graphPowerShell',
    },
    { label: t('Create an app registration…'), detail: t('Opens a script to read and run.'), source: 'create' },
  ];
  const title = t('Sign in with which application? ({0} cloud)', clouds[cloud].title);
  return (await window.showQuickPick(items, { title, placeHolder: t('Asked once per cloud'), ignoreFocusOut: true }))?.source;
}

/** The client id for a cloud, asked once and remembered. Undefined when the person gave none. */
export async function clientIdFor(cloud: CloudName): Promise<string | undefined> {
  const known = rememberedClientId(cloud);
  const source = known === undefined ? await askSource(cloud) : undefined;
  if (source === 'create') {
    await editorCommands.executeCommand(commands.createAppRegistration);
  }
  const asked = source === 'own' ? (await askForId(t('Connect')))?.trim().toLowerCase() : undefined;
  const chosen = source === 'graphPowerShell' ? graphPowerShell : asked;
  if (chosen !== undefined) {
    await remember(cloud, chosen);
  }
  return known ?? chosen;
}
