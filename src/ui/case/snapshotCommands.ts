import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { t } from '@vscode/l10n';
import { commands as editorCommands, env, Uri, window } from 'vscode';
import { compareSnapshots } from '../../evidence/compareSnapshots';
import { openSnapshot, type OpenedSnapshot } from '../../evidence/openSnapshot';
import { fileNamePart } from '../../evidence/safeFileName';
import { shareCopy } from '../../evidence/shareCopy';
import { writeComparison } from '../../evidence/writeComparison';
import { comparisonText } from '../../present/comparisonText';
import { messageText, pickText } from '../../present/plainText';
import { reportText } from '../../present/reportText';
import { everyRow } from '../../profiles/rowNumbers';
import type { Command } from '../targets';
import { InboundList } from '../triage/inboundList';
import { OutboundList } from '../triage/outboundList';
import { snapshotSource } from '../triage/sources';
import type { ShownTable } from '../triage/tablePanels';
import type { PeopleList, PeopleVerbs } from '../triage/verbs';
import { needCase, pickFolder } from './caseCommands';
import { withProgress } from '../withProgress';
import type { EvidenceParts } from './evidenceParts';
import { numberText } from '../../present/numberText';

export interface SnapshotParts extends EvidenceParts {
  /** Where keys of pseudonyms are kept: never with a case. */
  readonly keyDirectory: string;
}

async function snapshotsIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).then(
    (names) =>
      names
        .filter((name) => !name.startsWith('.'))
        .sort()
        .reverse(),
    () => [],
  );
}

/** A snapshot of the case that is open, or another folder. */
async function pickSnapshot({ cases }: EvidenceParts, title: string, besides?: string): Promise<string | undefined> {
  const folder = cases.opened?.paths.snapshots;
  const names = folder === undefined ? [] : (await snapshotsIn(folder)).filter((name) => join(folder, name) !== besides);
  if (folder === undefined || names.length === 0) {
    return pickFolder(title, t('Open Snapshot'));
  }
  const items = [
    ...names.map((name) => ({ label: pickText(name), path: join(folder, name) })),
    { label: t('Another folder…'), path: undefined },
  ];
  const chosen = await window.showQuickPick(items, { title });
  return chosen === undefined || chosen.path !== undefined ? chosen?.path : pickFolder(title, t('Open Snapshot'));
}

function opened(folder: string): Thenable<OpenedSnapshot> {
  return withProgress(t('Opening {0}', messageText(basename(folder))), (report, signal) =>
    openSnapshot(folder, { signal, onProgress: (file, lines) => report.report({ message: `${file}: ${numberText(lines)}` }) }),
  );
}

function snapshotTable(snapshot: OpenedSnapshot, verbs: PeopleVerbs): ShownTable<PeopleList> {
  const source = snapshotSource(snapshot);
  return {
    state: {},
    changed: source.changed,
    frame: (again) => ({
      title: t('Snapshot: {0}', source.title),
      subtitle: t('Opened from disk. Nothing is asked and nothing is sent.'),
      lists: [
        new InboundList(source, t('People here'), (store) => everyRow(store.size), again, env.language),
        new OutboundList(source, t('Our people elsewhere'), {}),
      ],
      ...verbs,
    }),
  };
}

/** A snapshot from disk as a table, offline. */
export function openSnapshotOf(parts: SnapshotParts): Command {
  return async () => {
    const folder = await pickSnapshot(parts, t('Open Snapshot'));
    if (folder !== undefined) {
      parts.tables.show(snapshotTable(await opened(folder), parts.verbs));
    }
  };
}

/** Who appeared, who is gone, who changed between two snapshots. */
export function compareSnapshotsOf(parts: SnapshotParts): Command {
  return async () => {
    const inCase = await needCase(parts.cases);
    const earlier = inCase && (await pickSnapshot(parts, t('Compare Snapshots: the earlier one')));
    const later = earlier && (await pickSnapshot(parts, t('Compare Snapshots: the later one'), earlier));
    if (inCase === undefined || !earlier || !later) {
      return;
    }
    const [before, after] = [await opened(earlier), await opened(later)];
    const written = await withProgress(t('Comparing'), async (_report, signal) =>
      writeComparison(inCase.paths.folder, await compareSnapshots(before, after, signal), comparisonText, signal),
    );
    await editorCommands.executeCommand('markdown.showPreview', Uri.file(written.markdown));
  };
}

/** A copy of the case in which no person is named. */
export function shareCopyOf({ cases, keyDirectory }: SnapshotParts): Command {
  return async () => {
    const inCase = await needCase(cases);
    const to = inCase && (await pickFolder(t('An empty folder outside of the case'), t('Write the Copy Here')));
    if (inCase === undefined || to === undefined) {
      return;
    }
    const keyFile = join(keyDirectory, `${fileNamePart(inCase.case.id)}.key`);
    const request = { from: inCase.paths.folder, to, keyFile, textOf: reportText };
    const copy = await withProgress(t('Writing a copy without names'), (_report, signal) => shareCopy({ ...request, signal }));
    const left = copy.leftOut.length === 0 ? '' : t('Left out: {0}.', copy.leftOut.join(', '));
    void window.showInformationMessage(messageText(t('The copy names nobody. Its key is kept apart, in {0}. {1}', keyFile, left), 1000));
  };
}
