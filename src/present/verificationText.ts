import { t } from '@vscode/l10n';
import type { Verification } from '../evidence/verifyEvidence';
import { codeSpan } from './markdown';

/** What verifying found, in a sentence. */
export function verificationTitle({ verified, changed, missing, added, damagedLines, manifestSha256 }: Verification): string {
  const isSound = changed.length + missing.length + added.length + damagedLines.length === 0;
  return isSound
    ? t('All {0} files are as they were written. Manifest SHA-256: {1}', verified, manifestSha256)
    : t(
        'As written: {0}. Changed: {1}. Missing: {2}. Added: {3}. Damaged lines of the manifest: {4}.',
        verified,
        changed.length,
        missing.length,
        added.length,
        damagedLines.length,
      );
}

function section(title: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`## ${title}`, names.map((name) => `- ${codeSpan(name)}`).join('\n')];
}

/** What was changed, missing or added, by name, as Markdown. */
export function verificationText(verification: Verification): string {
  const { folder, changed, missing, added, own, damagedLines, manifestSha256 } = verification;
  return `${[
    `# ${t('Evidence in {0}', codeSpan(folder))}`,
    verificationTitle(verification),
    ...section(t('Changed'), changed),
    ...section(t('Missing'), missing),
    ...section(t('Added'), added),
    ...section(t('Damaged lines of the manifest'), damagedLines.map(String)),
    ...section(t('Yours to change, not vouched for'), own),
    t(
      'SHA-256 of the manifest: {0}. Compare it with one that was noted elsewhere: whoever can change the files can change the manifest too.',
      codeSpan(manifestSha256),
    ),
  ].join('\n\n')}\n`;
}
