import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { ConnectRequest, Credential, ReadingOf } from '../../signin/connectRequest';
import type { Environment } from '../../signin/context';
import type { Way, WayKind } from '../../signin/ways';
import { pathOnDisk } from '../onDisk';
import { askForId, clientIdFor } from './clientId';

const title = (): string => t('Connect');

/** Gives undefined when cancelled, and an empty text when nothing was typed. */
function askTenant(needed: boolean): Thenable<string | undefined> {
  return window.showInputBox({
    title: title(),
    prompt: needed
      ? t('Tenant: its id or one of its domains')
      : t('Tenant: its id or one of its domains; empty for the home tenant of the account'),
    placeHolder: 'contoso.onmicrosoft.com',
    ignoreFocusOut: true,
    validateInput: (text) => (needed && text.trim() === '' ? t('An application signs in to one tenant: name it.') : undefined),
  });
}

const askSecret = (prompt: string): Thenable<string | undefined> =>
  window.showInputBox({ title: title(), prompt, password: true, ignoreFocusOut: true });

async function askCertificate(): Promise<Credential | undefined> {
  const [file] =
    (await window.showOpenDialog({
      title: t('Certificate with its private key'),
      filters: { [t('Certificates')]: ['pem', 'pfx', 'p12'], [t('All files')]: ['*'] },
    })) ?? [];
  const path = pathOnDisk(file);
  const passphrase = path === undefined ? undefined : await askSecret(t('Passphrase of the file; empty when it has none'));
  return path === undefined || passphrase === undefined
    ? undefined
    : { kind: 'certificate', path, ...(passphrase === '' ? {} : { passphrase }) };
}

async function askVariable(): Promise<Credential | undefined> {
  const name = await window.showInputBox({
    title: title(),
    prompt: t('Name of the environment variable that holds the access token'),
    value: 'GRAPH_ACCESS_TOKEN',
    ignoreFocusOut: true,
  });
  return name === undefined ? undefined : { kind: 'environmentVariable', name: name.trim() };
}

async function askCredential(kind: WayKind): Promise<Credential | undefined> {
  switch (kind) {
    case 'browser':
    case 'deviceCode':
      return { kind };
    case 'certificate':
      return askCertificate();
    case 'clientSecret': {
      const secret = await askSecret(t('Client secret: its value, not its id'));
      return secret === undefined ? undefined : { kind, secret };
    }
    case 'accessToken': {
      const value = (await askSecret(t('Access token for Microsoft Graph')))?.trim();
      return value === undefined ? undefined : { kind, value };
    }
    case 'environmentVariable':
      return askVariable();
  }
}

async function askClientId({ actsAs, needsClientId }: Way, environment: Environment, sandboxClientId: string): Promise<string | undefined> {
  if (!needsClientId) {
    return '';
  }
  if (environment.kind === 'sandbox') {
    return sandboxClientId;
  }
  return actsAs === 'app' ? (await askForId(title()))?.trim().toLowerCase() : clientIdFor(environment.cloud);
}

/** Asks for what a way in takes: tenant, application, and what proves who one is. Undefined when cancelled. */
export async function askRequest(
  way: Way,
  environment: Environment,
  sandboxClientId: string,
  reading: ReadingOf = 'everyone',
): Promise<ConnectRequest | undefined> {
  const tenant = way.actsAs === 'whoeverTheTokenSays' ? '' : await askTenant(way.needsTenant);
  const clientId = tenant === undefined ? undefined : await askClientId(way, environment, sandboxClientId);
  const credential = clientId === undefined ? undefined : await askCredential(way.kind);
  if (tenant === undefined || clientId === undefined || credential === undefined) {
    return undefined;
  }
  const named = tenant.trim() === '' ? {} : { tenant: tenant.trim() };
  return { environment, clientId, credential, reading, ...named };
}
