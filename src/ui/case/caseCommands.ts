import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { commands as editorCommands, Uri, window } from 'vscode';
import type { OpenedCase } from '../../evidence/caseFolder';
import { fileNamePart } from '../../evidence/safeFileName';
import { ownNames } from '../../evidence/verifyEvidence';
import { makeLegalHold } from '../../evidence/legalHold';
import { workTreeAbove } from '../../evidence/workTree';
import { pinOf } from '../../evidence/case';
import { commands } from '../../present/contract';
import { contextTitle } from '../../present/places';
import { messageText, pickText } from '../../present/plainText';
import { pathOnDisk } from '../onDisk';
import type { Command } from '../targets';
import type { TenantSessions } from '../tenantSessions';
import type { Cases } from './cases';
import { openContacts, openTemplate } from './ownFiles';

export interface CaseParts {
  readonly cases: Cases;
  readonly sessions: TenantSessions;
}

export async function pickFolder(title: string, button: string): Promise<string | undefined> {
  const options = { title, openLabel: button, canSelectFiles: false, canSelectFolders: true, canSelectMany: false };
  return pathOnDisk((await window.showOpenDialog(options))?.[0]);
}

/** Asks before personal data is put where it may be committed and pushed. Gives whether to go on. */
async function mayLieThere(folder: string): Promise<boolean> {
  const workTree = await workTreeAbove(folder);
  if (workTree === undefined) {
    return true;
  }
  const goOn = t('Use It Anyway');
  const detail = t('{0} is a git work tree. Personal data in it may be committed and pushed.', workTree);
  return (await window.showWarningMessage(t('This folder is under version control.'), { modal: true, detail }, goOn)) === goOn;
}

function isTime(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}

async function askAwareSince(): Promise<string | undefined> {
  const text = await window.showInputBox({
    title: t('New Case (3/3)'),
    prompt: t('Since when are you aware of it, in UTC? The 72 hours count from here.'),
    value: new Date().toISOString().slice(0, 16).replace('T', ' '),
    ignoreFocusOut: true,
    validateInput: (typed) => (isTime(`${typed.trim().replace(' ', 'T')}Z`) ? undefined : t('Write it like 2026-03-01 07:30.')),
  });
  return text === undefined ? undefined : new Date(`${text.trim().replace(' ', 'T')}Z`).toISOString();
}

function required(text: string): string | undefined {
  return text.trim() === '' ? t('It cannot be empty.') : undefined;
}

/** The folder that was chosen when nothing is in it, else one in it that is named after the case. */
async function folderOfItsOwn(chosen: string, id: string): Promise<string> {
  const names = await readdir(chosen).catch(() => []);
  return names.length === 0 ? chosen : join(chosen, fileNamePart(id));
}

/** A case in a folder of its own, about the tenants that are signed in to. */
export function newCase({ cases, sessions }: CaseParts): Command {
  return async () => {
    const ask = { ignoreFocusOut: true, validateInput: required };
    const id = await window.showInputBox({
      ...ask,
      title: t('New Case (1/3)'),
      prompt: t('Its number or short name, such as IR-2026-014'),
    });
    const title = id && (await window.showInputBox({ ...ask, title: t('New Case (2/3)'), prompt: t('What happened, in a line') }));
    const awareSince = title && (await askAwareSince());
    const chosen =
      awareSince && (await pickFolder(t('Where the case is kept: a folder is made there, unless it is empty'), t('Keep It Here')));
    if (!id || !title || !awareSince || !chosen || !(await mayLieThere(chosen))) {
      return;
    }
    const folder = await folderOfItsOwn(chosen, id);

    const [first] = sessions.all;
    const identity = first?.context.identity;
    const madeBy = identity?.kind === 'user' ? identity.username : t('(nobody signed in)');
    const pinned = sessions.all.map(({ context }) => pinOf(context));
    await cases.create(folder, { id: id.trim(), title: title.trim(), madeBy, madeAt: new Date().toISOString(), awareSince, pinned });

    const snapshot = t('Take Snapshot');
    const text = messageText(t('Case {0} is open. Preserve first: take a snapshot before anybody cleans up.', id));
    if ((await window.showInformationMessage(text, snapshot)) === snapshot) {
      await editorCommands.executeCommand(commands.takeSnapshot);
    }
  };
}

export function openCaseFolder({ cases }: CaseParts): Command {
  return async () => {
    const folder = await pickFolder(t('The folder of a case'), t('Open Case'));
    if (folder !== undefined) {
      const opened = await cases.open(folder);
      if (!opened.writable) {
        void window.showWarningMessage(t('This case can be looked at only: its folder is read-only.'));
      }
      if (opened.workTree !== undefined) {
        const words = t('{0} is a git work tree. Personal data in it may be committed and pushed.', opened.workTree);
        void window.showWarningMessage(messageText(words));
      }
    }
  };
}

export function closeCase({ cases }: CaseParts): Command {
  return () => cases.close();
}

/** The case that is open, or the person's choice to open or make one. */
export async function needCase(cases: Cases): Promise<OpenedCase | undefined> {
  if (cases.opened !== undefined) {
    return cases.opened;
  }
  const [make, open] = [t('New Case…'), t('Open Case…')];
  const chosen = await window.showInformationMessage(t('This is kept in a case. None is open.'), make, open);
  if (chosen !== undefined) {
    await editorCommands.executeCommand(chosen === make ? commands.newCase : commands.openCase);
  }
  return cases.opened;
}

/** What can be done with the case: for the status bar. */
export function showCase({ cases, sessions }: CaseParts): Command {
  return async () => {
    const opened = await needCase(cases);
    if (opened === undefined) {
      return;
    }
    const unpinned = sessions.all.filter(({ context }) => !cases.allows(context));
    const items = [
      { label: t('Take Snapshot'), run: () => editorCommands.executeCommand(commands.takeSnapshot) },
      { label: t('Write Register and Report'), run: () => editorCommands.executeCommand(commands.registerAndReport) },
      { label: t('Show Register'), run: () => editorCommands.executeCommand(commands.showRegister) },
      { label: t('Verify Evidence'), run: () => editorCommands.executeCommand(commands.verifyEvidence) },
      { label: t('Open Contacts'), run: () => openContacts(opened) },
      { label: t('Open Notice Template'), run: () => openTemplate(opened) },
      { label: t('Open Notes'), run: () => window.showTextDocument(Uri.joinPath(Uri.file(opened.paths.folder), ownNames.notes)) },
      { label: t('Edit Legal Hold'), run: async () => window.showTextDocument(Uri.file(await makeLegalHold(opened.paths))) },
      { label: t('Show Folder'), run: () => editorCommands.executeCommand('revealFileInOS', Uri.file(opened.paths.folder)) },
      ...unpinned.map((session) => ({
        label: t('Pin {0} to This Case', pickText(contextTitle(session.context, session.namesOf(session.context.tenantId)))),
        run: () => cases.pin(session.context),
      })),
      { label: t('Close Case'), run: () => cases.close() },
    ];
    const title = pickText(`${opened.case.id}: ${opened.case.title}`);
    await (await window.showQuickPick(items, { title, placeHolder: pickText(opened.paths.folder) }))?.run();
  };
}
