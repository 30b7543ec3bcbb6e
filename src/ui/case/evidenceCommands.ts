import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { commands as editorCommands, Uri, window, workspace } from 'vscode';
import type { OpenedCase } from '../../evidence/caseFolder';
import { isMissing } from '../../evidence/errors';
import { readText } from '../../evidence/files';
import type { Snapshot } from '../../evidence/snapshot';
import { takeSnapshot, type SnapshotProgress, type TakenSnapshot } from '../../evidence/takeSnapshot';
import { ownNames, verifyEvidence, type Verification } from '../../evidence/verifyEvidence';
import { writeNotices } from '../../evidence/writeNotices';
import { writeRegister } from '../../evidence/writeRegister';
import { messageText, plainText } from '../../present/plainText';
import { defaultTemplate, parseTemplate } from '../../present/noticeTemplate';
import { noticeText } from '../../present/noticeText';
import { verificationText, verificationTitle } from '../../present/verificationText';
import type { ActingFiles } from '../actionServices';
import { pickSession } from '../picks';
import type { Command } from '../targets';
import type { TenantSession } from '../tenantSession';
import type { TablePanels } from '../triage/tablePanels';
import { withProgress } from '../withProgress';
import { contactsFileOf, loadedSnapshot, writeCaseReport, type Application } from './caseData';
import { needCase, pickFolder, type CaseParts } from './caseCommands';
import { registerTable } from './registerTable';

export interface EvidenceParts extends CaseParts {
  readonly files: ActingFiles;
  readonly tables: TablePanels;
  readonly application: Application;
}

function progressText(progress: SnapshotProgress): string {
  switch (progress.kind) {
    case 'reading': {
      const [inbound, outbound] = [progress.inbound?.items ?? 0, progress.outbound?.items ?? 0];
      return t('{0} people here, {1} of our users', inbound.toLocaleString(), outbound.toLocaleString());
    }
    case 'naming':
      return t('names of {0} organisations', progress.tenants.toLocaleString());
    case 'writing':
      return t('writing to the case');
  }
}

function snapshotOf(session: TenantSession, opened: OpenedCase | undefined, application: Application): Thenable<TakenSnapshot> {
  return withProgress(t('Taking a snapshot'), (report, signal) =>
    takeSnapshot({
      context: session.context,
      profiles: session.profiles,
      application,
      signal,
      onProgress: (progress) => report.report({ message: progressText(progress) }),
      ...(opened !== undefined && { folder: opened.paths.folder }),
    }),
  );
}

function tellSnapshot({ snapshot, written }: TakenSnapshot): void {
  const { inbound, outbound } = snapshot.record;
  const isWhole = inbound.completeness === 'complete' && outbound.completeness === 'complete' && inbound.unreadable === 0;
  const where = written === undefined ? t('It is in memory only: no case is open.') : t('Manifest SHA-256: {0}', written.manifestSha256);
  const numbers = t(
    'Snapshot: {0} people here, {1} of our users.',
    inbound.readable.toLocaleString(),
    outbound.users.readable.toLocaleString(),
  );
  const whole = isWhole ? t('It is complete.') : t('It is not complete: its record says what is missing and why.');
  const show = isWhole ? window.showInformationMessage : window.showWarningMessage;
  void show(messageText(`${numbers} ${whole} ${where}`));
}

/** Freezes what is there before anybody cleans up. */
export function takeSnapshotOf({ cases, sessions, application }: EvidenceParts): Command {
  return async () => {
    const session = await pickSession(sessions.all, t('Take Snapshot'));
    if (session === undefined) {
      void window.showInformationMessage(t('Nobody is signed in. Connect first.'));
      return;
    }
    tellSnapshot(await snapshotOf(session, cases.opened, application));
  };
}

/** The lists of a session when they were read to some end, read now otherwise. */
async function snapshotToUse(session: TenantSession, opened: OpenedCase, application: Application): Promise<Snapshot> {
  const { inbound, outbound } = session.profiles;
  if (inbound.kind === 'loaded' && outbound.kind === 'loaded') {
    return loadedSnapshot(session, application);
  }
  return (await snapshotOf(session, opened, application)).snapshot;
}

/** Who has to be told, and the report, from what was read. */
export function registerAndReport({ cases, sessions, files, tables, application }: EvidenceParts): Command {
  return async () => {
    const session = await pickSession(sessions.all, t('Write Register and Report'));
    const opened = session && (await needCase(cases));
    if (session === undefined || opened === undefined) {
      return;
    }
    const snapshot = await snapshotToUse(session, opened, application);
    const contactsFile = await contactsFileOf(opened);
    const { written, report } = await withProgress(t('Writing register and report'), async (_report, signal) => {
      const request = { evidenceFolder: opened.paths.folder, snapshot, signal, ...(contactsFile !== undefined && { contactsFile }) };
      const written = await writeRegister(request);
      const report = await writeCaseReport(opened, [{ session, snapshot, register: written.register }], application, files, signal);
      return { written, report };
    });

    tables.show(registerTable(opened.paths.folder, written.folder, written.register));
    await editorCommands.executeCommand('markdown.showPreview', Uri.file(report.markdown.path));
    const problems = written.contactProblems.length;
    const contacts = problems === 0 ? '' : t('Lines of the contact file that could not be used: {0}.', problems);
    void window.showInformationMessage(
      messageText(t('Register and report are written. Manifest SHA-256: {0} {1}', report.manifestSha256, contacts)),
    );
  };
}

async function templateOf({ paths }: OpenedCase): Promise<ReturnType<typeof parseTemplate>> {
  const path = join(paths.folder, ownNames.template);
  const text = await readText(path).catch((error: unknown) => {
    if (isMissing(error)) {
      return defaultTemplate();
    }
    throw error;
  });
  return parseTemplate(text, path);
}

/** A draft for every organisation that still has to be told. */
export function draftNotices({ cases, sessions, application }: EvidenceParts): Command {
  return async () => {
    const session = await pickSession(sessions.all, t('Draft Notices'));
    const opened = session && (await needCase(cases));
    if (session === undefined || opened === undefined) {
      return;
    }
    const template = await templateOf(opened);
    const snapshot = await snapshotToUse(session, opened, application);
    const facts = { record: snapshot.record, case: opened.case, date: new Date() };
    const contactsFile = await contactsFileOf(opened);
    const notices = await withProgress(t('Drafting notices'), async (_report, signal) => {
      const request = { evidenceFolder: opened.paths.folder, snapshot, signal, ...(contactsFile !== undefined && { contactsFile }) };
      const written = await writeRegister(request);
      return writeNotices({
        evidenceFolder: opened.paths.folder,
        written,
        textOf: (row, people) => noticeText(template, row, people, facts),
        signal,
      });
    });
    const kept = notices.kept.length === 0 ? '' : t('Left as they are, because somebody worked on them: {0}.', notices.kept.length);
    const show = t('Show Folder');
    const text = messageText(t('Notices drafted: {0}. {1}', notices.files.length, kept));
    if ((await window.showInformationMessage(text, show)) === show) {
      await editorCommands.executeCommand('revealFileInOS', Uri.file(notices.folder));
    }
  };
}

async function tellVerification(verification: Verification): Promise<void> {
  const { changed, missing, added, damagedLines } = verification;
  const isSound = changed.length + missing.length + added.length + damagedLines.length === 0;
  const title = plainText(verificationTitle(verification), 400);
  if (isSound) {
    void window.showInformationMessage(title);
    return;
  }
  const document = await workspace.openTextDocument({ language: 'markdown', content: verificationText(verification) });
  await window.showTextDocument(document);
  void window.showWarningMessage(title);
}

/** Names what was changed, missing or added since it was written. */
export function verifyEvidenceOf({ cases }: EvidenceParts): Command {
  return async () => {
    const folder = cases.opened?.paths.folder ?? (await pickFolder(t('The folder with MANIFEST.sha256'), t('Verify')));
    if (folder !== undefined) {
      await tellVerification(await withProgress(t('Verifying evidence'), (_report, signal) => verifyEvidence(folder, signal)));
    }
  };
}
