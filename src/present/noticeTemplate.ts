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

/** The length of the line break at a place. A remark takes the end of its line with it. */
function lineBreakAt(text: string, offset: number): number {
  return /^\r?\n/.exec(text.slice(offset, offset + 2))?.[0].length ?? 0;
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
 * Reads a template. `{{! … }}` is a remark, which no notice holds. A placeholder that is not known is refused with its name and line, so that no notice goes out with a hole in it.
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
    const isRemark = name.startsWith('!');
    addText(match.index);
    if (!isRemark && !isPlaceholder(name)) {
      refuse(text, match.index, path, { kind: 'unknownPlaceholder', name, known: placeholders });
    }
    parts.push(...(isPlaceholder(name) ? [{ kind: 'value', name } as const] : []));
    end = match.index + match[0].length;
    end += isRemark ? lineBreakAt(text, end) : 0;
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

function meaningOf(name: Placeholder): string {
  switch (name) {
    case 'tenantName':
      return t('name of the organisation');
    case 'tenantDomain':
      return t('default domain of the organisation');
    case 'tenantId':
      return t('tenant id of the organisation');
    case 'domains':
      return t('domains of the user principal names of its people');
    case 'contact':
      return t('contacts from the contact file or the register');
    case 'peopleCount':
      return t('number of its people');
    case 'people':
      return t('its people, a line each');
    case 'ourName':
      return t('name of our organisation');
    case 'ourDomain':
      return t('default domain of our organisation');
    case 'ourTenantId':
      return t('tenant id of our organisation');
    case 'caseId':
      return t('number of the case');
    case 'caseTitle':
      return t('title of the case');
    case 'awareSince':
      return t('since when we are aware, in UTC');
    case 'readAt':
      return t('when the list was read, in UTC');
    case 'known':
      return t('what is known, a line each');
    case 'unknown':
      return t('what is not known, a line each');
    case 'checkValue':
      return t('value to ask for when they call back');
    case 'date':
      return t('day on which the notice is drafted');
  }
}

/** The template that a person starts from, explained: the remarks are in no notice. */
export function explainedTemplate(): string {
  const explained = [
    t('The notice for every organisation is made from this text. Change it as you like; these remarks are in no notice.'),
    t('A name between two pairs of braces is replaced. Notices hold no links. The names:'),
    ...placeholders.map((name) => `${name}: ${meaningOf(name)}`),
  ];
  return `${explained.map((line) => `{{! ${line} }}\n`).join('')}${defaultTemplate()}`;
}
