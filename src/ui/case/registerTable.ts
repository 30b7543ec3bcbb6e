import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { withNote, withStatus, notificationStatuses, type RegisterRow, type StatusChange } from '../../evidence/register';
import { readRegister, type Register } from '../../evidence/registerFile';
import { refreshContacts } from '../../evidence/writeRegister';
import type { OpenedCase } from '../../evidence/caseFolder';
import { statusText } from '../../present/registerText';
import type { TableVerb } from '../../present/table/table';
import type { Command } from '../targets';
import type { ShownTable } from '../triage/tablePanels';
import { needCase } from './caseCommands';
import { contactsFileOf } from './caseData';
import type { EvidenceParts } from './evidenceParts';
import type { RegisterList } from './registerList';
import { RegisterPage } from './registerPage';
import { registeredPeople } from './registeredPeople';
import { watchRegister } from './watchRegister';

function verbsOf(list: RegisterList): readonly TableVerb[] {
  const enabled = list.selected > 0;
  const statuses = notificationStatuses.map((status) => ({
    id: status,
    title: status === 'notNeeded' ? t('Not needed…') : statusText(status),
    enabled,
  }));
  return [{ id: 'people', title: t('Show People'), enabled }, ...statuses, { id: 'note', title: t('Note…'), enabled }];
}

async function askReason(): Promise<string | undefined> {
  const reason = await window.showInputBox({ title: t('Not Needed'), prompt: t('Why does nobody have to be told?'), ignoreFocusOut: true });
  return reason === undefined || reason.trim() === '' ? undefined : reason;
}

async function changeFor(verb: string): Promise<((row: RegisterRow) => RegisterRow) | undefined> {
  if (verb === 'note') {
    const note = await window.showInputBox({ title: t('Note'), prompt: t('A note on the selected organisations'), ignoreFocusOut: true });
    return note === undefined ? undefined : (row) => withNote(row, note);
  }
  const status = notificationStatuses.find((each) => each === verb);
  const reason = status === 'notNeeded' ? await askReason() : '';
  if (status === undefined || reason === undefined) {
    return undefined;
  }
  const change: StatusChange = status === 'notNeeded' ? { status, reason } : { status };
  const at = new Date();
  return (row) => withStatus(row, change, at);
}

/** The register of a case as a table that is edited in its cells, and saved at once. */
export function registerTable(
  opened: OpenedCase,
  { folder, register }: { readonly folder: string; readonly register: Register },
  parts: EvidenceParts,
): ShownTable<RegisterList> {
  const page = new RegisterPage(opened, folder, register);
  const { list } = page;
  const showPeople = async (rows: readonly RegisterRow[]): Promise<void> => {
    parts.tables.show(await registeredPeople(page.folder, rows, register.tenantId, parts));
  };
  return {
    state: { kind: 'register', folder },
    changed: (listener) => watchRegister(opened.paths.folder, page, listener, parts.errors),
    frame: (again) => ({
      title: t('Notification register'),
      subtitle: t(
        'A row for each home organisation. Contact, status, date and note are changed in their cells: double-click, or press Enter.',
      ),
      lists: [list],
      verbs: verbsOf,
      edit: (_list, edit) => page.edit(edit),
      run: async (verb) => {
        if (verb === 'people') {
          await showPeople(list.selectedEntries);
          return;
        }
        const change = await changeFor(verb);
        if (change !== undefined) {
          await page.changeSelected(change);
          again();
        }
      },
      open: async (_list, position) => {
        const row = list.entryAt(position);
        await (row && showPeople([row]));
      },
    }),
  };
}

/** The register with the contacts that are kept now; as it is where they cannot be read, after saying why. */
async function upToDate(opened: OpenedCase, folder: string, register: Register, { errors }: EvidenceParts): Promise<Register> {
  const contacts = opened.writable ? await contactsFileOf(opened) : undefined;
  try {
    return contacts === undefined ? register : await refreshContacts(opened.paths.folder, folder, contacts);
  } catch (error) {
    errors.show(error);
    return register;
  }
}

/** The register of the case that is open; of one of its tenants when there are several. */
export function showRegister(parts: EvidenceParts): Command {
  return async () => {
    const opened = await needCase(parts.cases);
    if (opened === undefined) {
      return;
    }
    const names = await readdir(opened.paths.register).catch(() => []);
    const name = names.length < 2 ? names[0] : await window.showQuickPick(names, { title: t('Register') });
    const folder = name === undefined ? undefined : join(opened.paths.register, name);
    const register = folder === undefined ? undefined : await readRegister(folder);
    if (folder === undefined || register === undefined) {
      void window.showInformationMessage(t('There is no register yet. Write one first.'));
      return;
    }
    parts.tables.show(registerTable(opened, { folder, register: await upToDate(opened, folder, register, parts) }, parts));
  };
}
