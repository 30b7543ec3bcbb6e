import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Uri, window } from 'vscode';
import type { OpenedCase } from '../../evidence/caseFolder';
import { isMissing } from '../../evidence/errors';
import { readText, writeText } from '../../evidence/files';
import type { RegisterRow } from '../../evidence/register';
import { readRegister } from '../../evidence/registerFile';
import { ownNames } from '../../evidence/verifyEvidence';
import { contactsStarter } from '../../present/contactsStarter';
import { explainedTemplate } from '../../present/noticeTemplate';
import { contactsFileOf } from './caseData';

async function show(path: string): Promise<void> {
  await window.showTextDocument(Uri.file(path), { preview: false });
}

async function withoutContact({ paths }: OpenedCase): Promise<readonly RegisterRow[]> {
  const names = await readdir(paths.register).catch(() => []);
  const registers = await Promise.all(names.map((name) => readRegister(join(paths.register, name))));
  const rows = registers.flatMap((register) => register?.rows.filter(({ contacts }) => contacts.length === 0) ?? []);
  return [...new Map(rows.map((row) => [row.tenantId, row])).values()];
}

/** Opens the contacts that the person keeps; an explained file that names nobody is made where there is none. Throws EvidenceError. */
export async function openContacts(opened: OpenedCase): Promise<void> {
  const kept = await contactsFileOf(opened);
  const path = kept ?? join(opened.paths.folder, ownNames.contactsCsv);
  if (kept === undefined) {
    await writeText(path, contactsStarter(await withoutContact(opened)));
  }
  await show(path);
}

/** Opens the template of notices; the one that is used without it, explained, is put there where there is none. Throws EvidenceError. */
export async function openTemplate({ paths }: OpenedCase): Promise<void> {
  const path = join(paths.folder, ownNames.template);
  await readText(path).catch(async (error: unknown) => {
    if (!isMissing(error)) {
      throw error;
    }
    await writeText(path, explainedTemplate());
  });
  await show(path);
}
