import { t } from '@vscode/l10n';
import { env, QuickPickItemKind, UIKind, window, type QuickPickItem } from 'vscode';
import { clouds, cloudNames, type CloudName } from '../../graph/clouds';
import type { ConnectRequest, ReadingOf } from '../../signin/connectRequest';
import type { Environment } from '../../signin/context';
import { cloudOf } from '../../signin/environment';
import { waysOn, type HostTraits, type Way, type WayKind } from '../../signin/ways';
import type { SandboxIdentity } from '../sandboxIdentities';

/** What the person chose to connect with. */
export type Chosen =
  | { readonly kind: 'way'; readonly way: Way; readonly environment: Environment; readonly reading?: ReadingOf }
  | { readonly kind: 'identity'; readonly request: ConnectRequest };

type Item = QuickPickItem & { readonly chosen?: Chosen | 'otherCloud' | 'identity' };

const traits = (): HostTraits => ({ web: env.uiKind === UIKind.Web, remote: env.remoteName !== undefined });

function wayText(kind: WayKind): readonly [label: string, detail: string, icon: string] {
  switch (kind) {
    case 'browser':
      return [t('Sign In with the Browser…'), t('As a person, reading only at first'), 'globe'];
    case 'deviceCode':
      return [
        t('Sign In with a Device Code…'),
        t(
          'There is no browser here. Many organisations block this way, because phishing uses it: a code somebody sends you signs them in.',
        ),
        'device-mobile',
      ];
    case 'certificate':
      return [t('As an Application, with a Certificate…'), t('PEM or PFX file'), 'verified'];
    case 'clientSecret':
      return [t('As an Application, with a Client Secret…'), t('Kept in the secret store of the editor'), 'key'];
    case 'accessToken':
      return [t('Paste an Access Token…'), t('For the restricted cases; it cannot be renewed'), 'clippy'];
    case 'environmentVariable':
      return [t('Access Token from an Environment Variable…'), t('For the restricted cases; read again for each use'), 'symbol-variable'];
  }
}

function wayItem(way: Way, environment: Environment): Item {
  const [label, detail, icon] = wayText(way.kind);
  return { label: `$(${icon}) ${label}`, detail, chosen: { kind: 'way', way, environment } };
}

/** The same way in, asking for less. */
const ownDataItem = (way: Way, environment: Environment): Item => ({
  label: `$(person) ${t('Sign In for Only My Own Data…')}`,
  detail: t('Asks for no permission to read what is shared of others'),
  chosen: { kind: 'way', way, environment, reading: 'ownData' },
});

function wayItems(environment: Environment): readonly Item[] {
  return waysOn(traits(), environment).flatMap((way) =>
    way.actsAs === 'person' && cloudOf(environment) === 'Global'
      ? [wayItem(way, environment), ownDataItem(way, environment)]
      : [wayItem(way, environment)],
  );
}

const separator = (label: string): Item => ({ label, kind: QuickPickItemKind.Separator });

const sandboxItem = (way: Way, sandbox: Environment): Item => ({
  ...wayItem(way, sandbox),
  ...(way.kind === 'browser'
    ? { label: `$(beaker) ${t('Sign In to the Sandbox with the Browser…')}`, detail: t('Any of its people, in any of its tenants') }
    : { label: `$(beaker) ${t('Sign In to the Sandbox with a Device Code…')}` }),
});

function sandboxItems(sandbox: Environment | undefined): readonly Item[] {
  const people = sandbox === undefined ? [] : waysOn(traits(), sandbox).filter(({ actsAs }) => actsAs === 'person');
  const [first] = people;
  if (sandbox === undefined || first === undefined) {
    return [];
  }
  return [
    separator(t('Sandbox')),
    ...people.map((way) => sandboxItem(way, sandbox)),
    ownDataItem(first, sandbox),
    { label: `$(account) ${t('As Somebody of the Sandbox…')}`, detail: t('At once, without a page'), chosen: 'identity' },
  ];
}

async function askIdentity(identities: readonly SandboxIdentity[]): Promise<Chosen | undefined> {
  const options = { title: t('Connect to the Sandbox'), placeHolder: t('As whom?'), matchOnDescription: true, matchOnDetail: true };
  const request = (await window.showQuickPick(identities, options))?.request;
  return request && { kind: 'identity', request };
}

async function askCloud(): Promise<CloudName | undefined> {
  const items = cloudNames.map((name) => ({ label: name, description: clouds[name].title, detail: clouds[name].graphEndpoint, name }));
  return (await window.showQuickPick(items, { title: t('Connect'), placeHolder: t('To which cloud?') }))?.name;
}

/** Asks how to connect: a way into a cloud, or somebody of a sandbox that is running. */
export async function askWay(sandbox: Environment | undefined, identities: readonly SandboxIdentity[]): Promise<Chosen | undefined> {
  let cloud: CloudName = 'Global';
  for (;;) {
    const environment: Environment = { kind: 'cloud', cloud };
    const items: readonly Item[] = [
      ...sandboxItems(sandbox),
      separator(t('{0} cloud', clouds[cloud].title)),
      ...wayItems(environment),
      { label: `$(cloud) ${t('Another Cloud…')}`, chosen: 'otherCloud' },
    ];
    const options = { title: t('Connect'), placeHolder: t('How?'), matchOnDescription: true, matchOnDetail: true };
    const chosen = (await window.showQuickPick(items, options))?.chosen;
    if (chosen !== 'otherCloud') {
      return chosen === 'identity' ? askIdentity(identities) : chosen;
    }
    const other = await askCloud();
    if (other === undefined) {
      return undefined;
    }
    cloud = other;
  }
}
