import { t } from '@vscode/l10n';
import { commands as editorCommands, window } from 'vscode';
import type { OpenedCase } from '../../evidence/caseFolder';
import { readRegister } from '../../evidence/registerFile';
import type { Snapshot } from '../../evidence/snapshot';
import { registerFolder } from '../../evidence/writeRegister';
import { commands } from '../../present/contract';
import { everyRow, type RowNumbers } from '../../profiles/rowNumbers';
import { RowSet } from '../../profiles/rowSet';

interface Choice {
  readonly label: string;
  readonly detail: string;
  readonly rows: RowNumbers | undefined;
}

function everyone({ inbound }: Snapshot): Choice {
  return {
    label: t('Everyone whose profile is here: {0} people', inbound.size.toLocaleString()),
    detail: t('When our service was hit'),
    rows: everyRow(inbound.size),
  };
}

/** The people who are in the register of the case already; undefined when there is none. Throws EvidenceError. */
export async function registeredOnly(opened: OpenedCase, { record, inbound }: Snapshot): Promise<Choice | undefined> {
  const register = await readRegister(registerFolder(opened.paths.folder, record.context.tenantId));
  return (
    register && {
      label: t('Those in the register: {0} organisations', register.rows.length.toLocaleString()),
      detail: t('Written anew with what is known now; nobody is added'),
      rows: RowSet.of([], inbound.size),
    }
  );
}

/** Which people of a snapshot are affected beside those in the register; undefined when nothing is to be written now. Throws EvidenceError. */
export async function askAffected(opened: OpenedCase, snapshot: Snapshot): Promise<RowNumbers | undefined> {
  const registered = await registeredOnly(opened, snapshot);
  const choose: Choice = {
    label: t('Choose in a table…'),
    detail: t('Select people there, and add them to the register'),
    rows: undefined,
  };
  const choices = [...(registered === undefined ? [] : [registered]), everyone(snapshot), choose];
  const chosen = await window.showQuickPick(choices, { title: t('Who is affected?'), ignoreFocusOut: true });
  if (chosen === choose) {
    await editorCommands.executeCommand(commands.serviceHit);
  }
  return chosen?.rows;
}
