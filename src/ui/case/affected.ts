import { t } from '@vscode/l10n';
import { commands as editorCommands, window } from 'vscode';
import type { OpenedCase } from '../../evidence/caseFolder';
import { readRegister } from '../../evidence/registerFile';
import type { Snapshot } from '../../evidence/snapshot';
import { registerFolder } from '../../evidence/writeRegister';
import { commands } from '../../present/contract';
import { shownProfiles } from '../../present/tree/reading';
import { everyRow, type RowNumbers } from '../../profiles/rowNumbers';
import { RowSet } from '../../profiles/rowSet';
import type { TenantSession } from '../tenantSession';
import { numberText } from '../../present/numberText';

/** Whom a register is about: those in it already, or everyone of other organisations. */
export type Affected = 'registered' | 'everyone';

/** The rows of a snapshot that are added to its register. */
export function affectedRows(affected: Affected, { inbound }: Snapshot): RowNumbers {
  return affected === 'everyone' ? everyRow(inbound.size) : RowSet.of([], inbound.size);
}

interface Choice {
  readonly label: string;
  readonly detail: string;
  readonly affected?: Affected;
}

function everyone({ inbound }: TenantSession): Choice {
  const people = inbound.kind === 'loaded' ? shownProfiles(inbound)?.size : undefined;
  return {
    label: people === undefined ? t('Everyone whose profile is here') : t('Everyone whose profile is here: {0} people', numberText(people)),
    detail: t('When our service was hit'),
    affected: 'everyone',
  };
}

/** How many organisations are in the register of the case; undefined when there is none. Throws EvidenceError. */
export async function registeredOrganisations(opened: OpenedCase, { context }: TenantSession): Promise<number | undefined> {
  return (await readRegister(registerFolder(opened.paths.folder, context.tenantId)))?.rows.length;
}

/** Asks who is affected; undefined when nothing is to be written now. Throws EvidenceError. */
export async function askAffected(opened: OpenedCase, session: TenantSession): Promise<Affected | undefined> {
  const organisations = await registeredOrganisations(opened, session);
  const registered: Choice = {
    label: t('Those in the register: {0} organisations', numberText(organisations ?? 0)),
    detail: t('Written anew with what is known now; nobody is added'),
    affected: 'registered',
  };
  const choose: Choice = { label: t('Choose in a table…'), detail: t('Select people there, and add them to the register') };
  const choices = [...(organisations === undefined ? [] : [registered]), everyone(session), choose];
  const chosen = await window.showQuickPick(choices, { title: t('Who is affected?'), ignoreFocusOut: true });
  if (chosen === choose) {
    await editorCommands.executeCommand(commands.serviceHit);
  }
  return chosen?.affected;
}
