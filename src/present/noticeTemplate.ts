import { t } from '@vscode/l10n';
import type { TemplateProblem } from '../evidence/errors';
import { EvidenceError } from '../evidence/errors';

/** What a template can ask for, as `{{name}}`. */
export const placeholders = [
  'tenantName',
  'tenantDomain',
  'tenantId',
  'domains',
  'contact',
  'peopleCount',
  'people',
  'ourName',
  'ourDomain',
  'ourTenantId',
  'caseId',
  'caseTitle',
  'awareSince',
  'readAt',
  'known',
  'unknown',
  'checkValue',
  'date',
] as const;

export type Placeholder = (typeof placeholders)[number];

export type TemplatePart = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'value'; readonly name: Placeholder };

export type NoticeTemplate = readonly TemplatePart[];

const anyPlaceholder = /\{\{\s*([^{}]*?)\s*\}\}/g;
const anyLink = /:\/\/|\bwww\.|\bmailto:/i;

function isPlaceholder(name: string): name is Placeholder {
  return placeholders.some((each) => each === name);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function refuse(text: string, offset: number, path: string, why: TemplateProblem): never {
  const line = lineAt(text, offset);
  throw new EvidenceError({ kind: 'template', line, why }, 'template', { path, line });
}

function refuseLinks(text: string, path: string): void {
  const link = anyLink.exec(text);
  if (link !== null) {
    refuse(text, link.index, path, { kind: 'link' });
  }
}

/**
 * Reads a template. A placeholder that is not known is refused with its name and line, so that no notice goes out with a hole in it.
 * Throws EvidenceError.
 */
export function parseTemplate(text: string, path: string): NoticeTemplate {
  refuseLinks(text, path);
  const parts: TemplatePart[] = [];
  let end = 0;
  const addText = (to: number): void => {
    const piece = text.slice(end, to);
    if (/\{\{|\}\}/.test(piece)) {
      refuse(text, end + piece.search(/\{\{|\}\}/), path, { kind: 'notClosed' });
    }
    parts.push({ kind: 'text', text: piece });
  };
  for (const match of text.matchAll(anyPlaceholder)) {
    const name = match[1] ?? '';
    addText(match.index);
    if (!isPlaceholder(name)) {
      refuse(text, match.index, path, { kind: 'unknownPlaceholder', name, known: placeholders });
    }
    parts.push({ kind: 'value', name });
    end = match.index + match[0].length;
  }
  addText(text.length);
  return parts;
}

/** The template that a person starts from. */
export function defaultTemplate(): string {
  return [
    `${t('To')}: {{contact}}`,
    `${t('Organisation')}: {{tenantName}} ({{tenantDomain}}, {{tenantId}})`,
    `${t('Subject')}: ${t('Personal data of people in your organisation')}`,
    '',
    t('We write to you because personal data of people in your organisation was stored with us and may be affected by an incident.'),
    '',
    t('What happened'),
    `- ${t('(to be written by whoever sends this)')}`,
    '',
    t('What is known'),
    '{{known}}',
    '',
    t('What is not known'),
    '{{unknown}}',
    '',
    `${t('People of your organisation')}: {{peopleCount}}`,
    '{{people}}',
    '',
    t('What we ask of you'),
    `- ${t('Please tell these people, and tell us that you received this.')}`,
    `- ${t('If you want to be sure that this comes from us, call us on a number that you already have and ask for this value: {0}', '{{checkValue}}')}`,
    '',
    '{{ourName}} ({{ourDomain}})',
    `${t('Our reference')}: {{caseId}}`,
    `${t('Date')}: {{date}}`,
    '',
  ].join('\n');
}
