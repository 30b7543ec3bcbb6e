import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { commands as editorCommands, window } from 'vscode';
import { notificationStatuses, withNote, withStatus, type RegisterRow, type StatusChange } from '../../evidence/register';
import { readRegister, type Register } from '../../evidence/registerFile';
import { saveRegister } from '../../evidence/writeRegister';
import { commands } from '../../present/contract';
import { plainText } from '../../present/plainText';
import { statusText } from '../../present/registerText';
import type { TableRemark, TableVerb } from '../../present/table/table';
import { utcText } from '../../present/utcText';
import type { Command } from '../targets';
import type { ShownTable, TablePanels } from '../triage/tablePanels';
import { needCase } from './caseCommands';
import type { Cases } from './cases';
import { RegisterList } from './registerList';

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
  return [...statuses, { id: 'note', title: t('Note…'), enabled }];
}

async function askReason(): Promise<string | undefined> {
  const reason = await window.showInputBox({ title: t('Not Needed'), prompt: t('Why does nobody have to be told?'), ignoreFocusOut: true });
  return reason === undefined || reason.trim() === '' ? undefined : reason;
}

async function changeFor(verb: string): Promise<((row: RegisterRow) => RegisterRow) | undefined> {
  const at = new Date();
  if (verb === 'note') {
    const note = await window.showInputBox({ title: t('Note'), prompt: t('A note on the selected organisations'), ignoreFocusOut: true });
    return note === undefined ? undefined : (row) => withNote(row, note);
  }
  const status = notificationStatuses.find((each) => each === verb);
  if (status === undefined) {
    return undefined;
  }
  if (status !== 'notNeeded') {
    const change: StatusChange = { status };
    return (row) => withStatus(row, change, at);
  }
  const reason = await askReason();
  return reason === undefined ? undefined : (row) => withStatus(row, { status, reason }, at);
}

/** The register of a case as a table whose statuses and notes are edited in place, and saved at once. */
export function registerTable(evidenceFolder: string, folder: string, register: Register): ShownTable<RegisterList> {
  let saved = register;
  const list = new RegisterList(register.rows, remarksOf(register));
  return {
    state: { kind: 'register', folder },
    changed: () => ({ dispose: () => undefined }),
    frame: (again) => ({
      title: t('Notification register'),
      subtitle: t('A row for each home organisation. Select rows, then say how far it is.'),
      lists: [list],
      verbs: verbsOf,
      run: async (verb) => {
        const change = await changeFor(verb);
        if (change !== undefined) {
          const rows = list.entries.map((row, index) => (list.isSelected(index) ? change(row) : row));
          saved = await saveRegister(evidenceFolder, folder, { ...saved, rows });
          list.entries = saved.rows;
          again();
        }
      },
      open: async (_list, position) => {
        const row = list.entryAt(position);
        if (row !== undefined) {
          const node = { kind: 'externalTenant', id: plainText(row.tenantId), contextId: '', tenantId: row.tenantId };
          await editorCommands.executeCommand(commands.showTenantDetails, node);
        }
      },
    }),
  };
}

interface RegisterParts {
  readonly cases: Cases;
  readonly tables: TablePanels;
}

/** The register of the case that is open; of one of its tenants when there are several. */
export function showRegister({ cases, tables }: RegisterParts): Command {
  return async () => {
    const opened = await needCase(cases);
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
    tables.show(registerTable(opened.paths.folder, folder, register));
  };
}
