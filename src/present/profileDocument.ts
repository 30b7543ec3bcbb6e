import { t } from '@vscode/l10n';
import { visibleText } from './plainText';

export interface ProfileDocument {
  readonly title: string;
  readonly meaning: string;
  readonly facts: readonly (readonly [string, string])[];
  /** What the service sent, as it came. */
  readonly raw: unknown;
  /** What stands over it, when it is not what the service sent. */
  readonly rawTitle?: string;
  readonly remarks: readonly string[];
}

const unsafeInJson = /[\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]|\p{Cs}/gu;

/** JSON that shows every character: what would hide or reorder text is written as an escape, which reads back the same. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(
    unsafeInJson,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A read-only text in Markdown; values stand in code blocks, where they cannot become links or markup. */
export function profileDocumentText(document: ProfileDocument): string {
  const width = Math.max(...document.facts.map(([name]) => name.length));
  const rows = document.facts.map(([name, value]) => `    ${name.padEnd(width)}   ${visibleText(value)}`);
  return [
    `# ${document.title}`,
    '',
    document.meaning,
    '',
    ...rows,
    '',
    ...document.remarks.flatMap((remark) => [`> ${visibleText(remark)}`, '']),
    `## ${document.rawTitle ?? t('As Microsoft Graph sent it')}`,
    '',
    '```json',
    visibleJson(document.raw),
    '```',
    '',
  ].join('\n');
}
