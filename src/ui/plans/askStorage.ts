import { t } from '@vscode/l10n';
import { env, window, workspace } from 'vscode';
import { assignStorage, type AssignedStorage, type StorageSource } from '../../actions/containers';
import { itemKey, type PlannedStorage } from '../../actions/plan';
import type { InboundPerson } from '../../actions/planItems';
import type { StorageVault } from '../../actions/storageVault';
import { storageRefusalText, storageWarningText } from '../../present/acting/storageWords';
import { personName } from '../../present/personName';
import { messageText } from '../../present/plainText';
import { askStorageLocation } from '../askStorageLocation';

export type StorageOfPeople = ReadonlyMap<string, PlannedStorage>;

/** Asks where the data of people goes: one container for one person, and for many a list, a template or an account. Keeps the secrets in the vault. */
export async function askStorage(
  people: readonly InboundPerson[],
  sandbox: boolean,
  vault: StorageVault,
): Promise<StorageOfPeople | undefined> {
  const [only, ...others] = people;
  return only !== undefined && others.length === 0 ? askForOne(only, sandbox, vault) : askForMany(people, sandbox, vault);
}

async function askForOne(person: InboundPerson, sandbox: boolean, vault: StorageVault): Promise<StorageOfPeople | undefined> {
  const given = await askStorageLocation(t('Export {0}', messageText(personName(person))), sandbox);
  if (given === undefined) {
    return undefined;
  }
  const { planned } = given.checked;
  await vault.put(planned.fingerprint, given.location);
  return new Map([[itemKey(person.homeTenantId, person.userId), planned]]);
}

async function askForMany(people: readonly InboundPerson[], sandbox: boolean, vault: StorageVault): Promise<StorageOfPeople | undefined> {
  const source = await askSource(people.length);
  if (source === undefined) {
    return undefined;
  }
  const assigned = await assignStorage(source, people, { sandbox, now: new Date() }, vault);
  if (assigned.kind !== 'assigned') {
    void window.showErrorMessage(messageText(notAssignedText(assigned)));
    return undefined;
  }
  if (assigned.warnings.length > 0) {
    void window.showWarningMessage(assigned.warnings.map(storageWarningText).join(' '));
  }
  return assigned.storage;
}

async function askSource(count: number): Promise<StorageSource | undefined> {
  const each = t('{0} addresses with their signatures, one for each person, in lines', count);
  const clipboard = { label: t('A list in the clipboard'), detail: each, source: 'clipboard' as const };
  const file = { label: t('A list in a file'), detail: each, source: 'file' as const };
  const template = {
    label: t('A template'),
    detail: t('One address with {userId}, {homeTenantId} or {number} in it, and a signature good for all of them'),
    source: 'template' as const,
  };
  const account = {
    label: t('One storage account'),
    detail: t('Containers are made with the signature of the account, once everything is confirmed'),
    source: 'account' as const,
  };
  const title = t('Where does the data of {0} people go? Each needs a container of their own.', count);
  const chosen = await window.showQuickPick([clipboard, file, template, account], { title });
  const text = chosen && (await textOf(chosen));
  if (chosen === undefined || text === undefined) {
    return undefined;
  }
  switch (chosen.source) {
    case 'clipboard':
    case 'file':
      return { kind: 'list', locations: text.split(/\s+/) };
    case 'template':
      return { kind: 'template', template: text };
    case 'account':
      return { kind: 'account', location: text };
  }
}

interface ChosenSource {
  readonly label: string;
  readonly detail: string;
  readonly source: 'clipboard' | 'file' | 'template' | 'account';
}

/** An input box takes one line only, thus a list comes from elsewhere. */
async function textOf({ label, detail, source }: ChosenSource): Promise<string | undefined> {
  switch (source) {
    case 'clipboard':
      return env.clipboard.readText();
    case 'file': {
      const [chosen] = (await window.showOpenDialog({ title: label, canSelectMany: false })) ?? [];
      return chosen && Buffer.from(await workspace.fs.readFile(chosen)).toString('utf8');
    }
    case 'template':
    case 'account':
      return window.showInputBox({ title: label, prompt: detail, password: true, ignoreFocusOut: true });
  }
}

function notAssignedText(assigned: Exclude<AssignedStorage, { kind: 'assigned' }>): string {
  switch (assigned.kind) {
    case 'tooFew':
      return t('{0} containers are needed, {1} were given.', assigned.wanted, assigned.given);
    case 'notDistinct':
      return t('Two people would share {0}: a container is good for one export only.', assigned.masked);
    case 'refused':
      return `${storageRefusalText(assigned.why)} ${assigned.masked}`;
  }
}
