import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { withNote, withStatus, notificationStatuses, type RegisterRow, type StatusChange } from '../../evidence/register';
import { editableFields, editedRow, type EditedRow } from '../../evidence/registerEdit';
import { readRegister, type Register } from '../../evidence/registerFile';
import { changeRegister, refreshContacts } from '../../evidence/writeRegister';
import type { OpenedCase } from '../../evidence/caseFolder';
import { editRefusalText, statusText } from '../../present/registerText';
import type { CellEdit, TableRemark, TableVerb } from '../../present/table/table';
import { utcText } from '../../present/utcText';
import type { Command } from '../targets';
import type { ShownTable } from '../triage/tablePanels';
import { needCase } from './caseCommands';
import { contactsFileOf } from './caseData';
import type { EvidenceParts } from './evidenceParts';
import { RegisterList } from './registerList';
import { registeredPeople } from './registeredPeople';
import { watchRegister } from './watchRegister';

function remarksOf({ completeness, unreadable, snapshotAt }: Register): readonly TableRemark[] {
  return [
    { kind: 'note', text: t('Made from what was read on {0}.', utcText(snapshotAt)) },
    ...(completeness === 'partial'
      ? [{ kind: 'warning', text: t('Not complete: there may be more people and organisations.') } as const]
      : []),
    ...(unreadable > 0
      ? [{ kind: 'warning', text: t('Rows that could not be read: {0}. Whom they concern is not known.', unreadable) } as const]
      : []),
  ];
}

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

/** The register of one tenant in a case. What is typed is kept at once, in the rows as they are on disk then. */
class RegisterPage {
  readonly list: RegisterList;

  constructor(
    private readonly opened: OpenedCase,
    readonly folder: string,
    private register: Register,
  ) {
    this.list = new RegisterList(register.rows, remarksOf(register));
  }

  async changeSelected(change: (row: RegisterRow) => RegisterRow): Promise<void> {
    const selected = new Set(this.list.selectedEntries.map(({ tenantId }) => tenantId));
    await this.change((row) => (selected.has(row.tenantId) ? change(row) : row));
  }

  /** Gives why it is not kept, in words. Throws EvidenceError. */
  async edit({ row: tenantId, column, value, detail }: CellEdit): Promise<string | undefined> {
    const field = editableFields.find((each) => each === column);
    if (field === undefined) {
      return t('This cell cannot be changed.');
    }
    const now = new Date();
    const edited = (row: RegisterRow): EditedRow => editedRow(row, { field, value, ...(detail !== undefined && { reason: detail }) }, now);
    const known = this.register.rows.find((row) => row.tenantId === tenantId);
    const checked = known && edited(known);
    if (checked?.kind !== 'row') {
      return checked === undefined ? t('This organisation is not in the register any more.') : editRefusalText(checked.refusal);
    }
    await this.change((row) => {
      const onDisk = row.tenantId === tenantId ? edited(row) : undefined;
      return onDisk?.kind === 'row' ? onDisk.row : row;
    });
    if (field === 'contact' && value.trim() === '') {
      await this.takeContacts();
    }
    return undefined;
  }

  /** Takes what the contact file says now. Throws EvidenceError. */
  async takeContacts(): Promise<void> {
    const file = await contactsFileOf(this.opened);
    if (file !== undefined) {
      this.take(await refreshContacts(this.opened.paths.folder, this.folder, file));
    }
  }

  /** Reads it again: another page, command or window may have changed it. Throws EvidenceError. */
  async read(): Promise<void> {
    const register = await readRegister(this.folder);
    if (register !== undefined) {
      this.take(register);
    }
  }

  private async change(change: (row: RegisterRow) => RegisterRow): Promise<void> {
    this.take(await changeRegister(this.opened.paths.folder, this.folder, change));
  }

  private take(register: Register): void {
    this.register = register;
    this.list.take(register.rows, remarksOf(register));
  }
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
    parts.tables.show(registerTable(opened, { folder, register }, parts));
  };
}
