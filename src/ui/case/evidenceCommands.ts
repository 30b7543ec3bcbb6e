import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { commands as editorCommands, Uri, window, workspace } from 'vscode';
import type { OpenedCase } from '../../evidence/caseFolder';
import { isMissing } from '../../evidence/errors';
import { readText } from '../../evidence/files';
import { ownNames, verifyEvidence, type Verification } from '../../evidence/verifyEvidence';
import { writeNotices } from '../../evidence/writeNotices';
import { writeRegister } from '../../evidence/writeRegister';
import { messageText, plainText } from '../../present/plainText';
import { defaultTemplate, parseTemplate } from '../../present/noticeTemplate';
import { noticeText } from '../../present/noticeText';
import { verificationText, verificationTitle } from '../../present/verificationText';
import { pickSession } from '../picks';
import type { Command } from '../targets';
import { withProgress } from '../withProgress';
import { affectedRows, askAffected, registeredOrganisations } from './affected';
import { contactsFileOf, otherSources, writeCaseReport } from './caseData';
import { needCase, pickFolder } from './caseCommands';
import type { EvidenceParts } from './evidenceParts';
import { registerTable } from './registerTable';
import { snapshotToUse } from './snapshotNow';

/** Who has to be told, and the report, from what was read. */
export function registerAndReport(parts: EvidenceParts): Command {
  const { cases, sessions, files, tables, application } = parts;
  return async () => {
    const session = await pickSession(sessions.choices, t('Write Register and Report'));
    const opened = session && (await needCase(cases));
    const affected = opened && (await askAffected(opened, session));
    if (session === undefined || opened === undefined || affected === undefined) {
      return;
    }
    const snapshot = await snapshotToUse(session, opened, application);
    const rows = affectedRows(affected, snapshot);
    const contactsFile = await contactsFileOf(opened);
    const { written, report } = await withProgress(t('Writing register and report'), async (_report, signal) => {
      const request = { evidenceFolder: opened.paths.folder, snapshot, rows, signal, ...(contactsFile !== undefined && { contactsFile }) };
      const written = await writeRegister(request);
      const others = sessions.all.filter(({ context }) => context.tenantId !== session.context.tenantId);
      const parts = [{ session, snapshot, register: written.register }, ...(await otherSources(opened, others, application))];
      const report = await writeCaseReport(opened, parts, application, files, signal);
      return { written, report };
    });

    tables.show(registerTable(opened, written, parts));
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
    const session = await pickSession(sessions.choices, t('Draft Notices'));
    const opened = session && (await needCase(cases));
    if (session === undefined || opened === undefined) {
      return;
    }
    const template = await templateOf(opened);
    const isRegistered = (await registeredOrganisations(opened, session)) !== undefined;
    const affected = isRegistered ? 'registered' : await askAffected(opened, session);
    if (affected === undefined) {
      return;
    }
    const snapshot = await snapshotToUse(session, opened, application);
    const rows = affectedRows(affected, snapshot);
    const facts = { record: snapshot.record, case: opened.case, date: new Date() };
    const contactsFile = await contactsFileOf(opened);
    const notices = await withProgress(t('Drafting notices'), async (_report, signal) => {
      const request = { evidenceFolder: opened.paths.folder, snapshot, rows, signal, ...(contactsFile !== undefined && { contactsFile }) };
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
