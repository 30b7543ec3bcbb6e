import { basename, join } from 'node:path';
import { t } from '@vscode/l10n';
import { Uri, window } from 'vscode';
import { writeCsv, type CsvColumn } from '../../evidence/csv';
import type { WrittenFile } from '../../evidence/files';
import { piecesOf, writeWhole } from '../../evidence/files';
import { recordWritten } from '../../evidence/manifest';
import { peopleColumns, profilesOf } from '../../evidence/people';
import type { Snapshot } from '../../evidence/snapshot';
import { snapshotOfNow } from '../../evidence/takeSnapshot';
import { writeRegister } from '../../evidence/writeRegister';
import { messageText } from '../../present/plainText';
import { contactsFileOf, type Application } from '../case/caseData';
import { needCase } from '../case/caseCommands';
import type { Cases } from '../case/cases';
import { pathOnDisk } from '../onDisk';
import { withProgress } from '../withProgress';
import { InboundList } from './inboundList';
import type { OutboundList, OutboundReference } from './outboundList';
import { numberText } from '../../present/numberText';

export interface KeepingParts {
  readonly cases: Cases;
  readonly application: Application;
}

/** The snapshot that the rows of a list are of; undefined when the list was read anew in between. */
function snapshotOf({ source, store }: InboundList, application: Application): Snapshot | undefined {
  const { session, snapshot } = source;
  if (session === undefined) {
    return snapshot;
  }
  const { context, profiles } = session;
  const readAt = profiles.inbound.kind === 'loaded' ? profiles.inbound.loadedAt : Date.now();
  const now = snapshotOfNow({ context, profiles, application }, readAt, Date.now());
  return now.inbound === store ? now : undefined;
}

/** Adds the selected people to those who are affected: their organisations stand in the register of the case. */
export async function addToRegister(list: InboundList, { cases, application }: KeepingParts): Promise<void> {
  const opened = await needCase(cases);
  const snapshot = opened && snapshotOf(list, application);
  if (opened === undefined) {
    return;
  }
  if (snapshot === undefined) {
    void window.showWarningMessage(t('The list was read anew in between. Select the people again.'));
    return;
  }
  const contactsFile = await contactsFileOf(opened);
  const request = {
    evidenceFolder: opened.paths.folder,
    snapshot,
    rows: list.selectedRows,
    ...(contactsFile !== undefined && { contactsFile }),
  };
  const { register, people } = await withProgress(t('Adding to the register'), (_report, signal) => writeRegister({ ...request, signal }));
  const [organisations, count] = [numberText(register.rows.length), numberText(people.size)];
  void window.showInformationMessage(t('The register has {0} organisations and {1} people.', organisations, count));
}

const referenceColumns: readonly CsvColumn<OutboundReference>[] = [
  { name: 'userId', text: ({ userId }) => userId },
  { name: 'tenantId', isShared: true, text: ({ tenantId }) => tenantId },
];

function* linesOf(list: InboundList | OutboundList): Generator<string> {
  if (list instanceof InboundList) {
    for (const row of list.selectedRows) {
      yield `${JSON.stringify(list.store?.raw(row))}\n`;
    }
    return;
  }
  for (const reference of list.selectedReferences()) {
    yield `${JSON.stringify(reference)}\n`;
  }
}

function writeTable(path: string, list: InboundList | OutboundList, signal: AbortSignal): Promise<readonly WrittenFile[]> {
  const options = { exactCopy: t('the same rows, saved as JSON lines'), signal };
  if (!(list instanceof InboundList)) {
    return writeCsv(path, referenceColumns, list.selectedReferences(), options);
  }
  const people = list.store === undefined ? [] : profilesOf(list.store, list.selectedRows);
  return writeCsv(path, peopleColumns(list.source.tenants), people, options);
}

/** Saves the selected rows: JSON lines are exact, CSV is for spreadsheets. In a case they become evidence. */
export async function savePeople(list: InboundList | OutboundList, { cases }: KeepingParts): Promise<void> {
  const folder = cases.opened?.paths.folder;
  const chosen = await window.showSaveDialog({
    title: t('Save {0} rows', numberText(list.selected)),
    filters: { [t('JSON lines')]: ['jsonl'], [t('CSV for spreadsheets')]: ['csv'] },
    ...(folder !== undefined && { defaultUri: Uri.file(join(folder, 'selection.jsonl')) }),
  });
  const path = pathOnDisk(chosen);
  if (path === undefined) {
    return;
  }
  const files = await withProgress(t('Saving'), async (_report, signal) =>
    path.endsWith('.csv') ? writeTable(path, list, signal) : [await writeWhole(path, piecesOf(linesOf(list)), signal)],
  );
  if (folder !== undefined && path.startsWith(folder)) {
    await recordWritten(folder, files);
  }
  void window.showInformationMessage(messageText(t('Saved: {0}', basename(path))));
}
