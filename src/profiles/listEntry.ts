export type EntryKind = 'userPrincipalName' | 'id' | 'domain' | 'other';

export interface Entry {
  readonly text: string;
  readonly kind: EntryKind;
}

const around = /^[\s\u200b-\u200f\ufeff'"“”„‘’«»<({[]+|[\s\u200b-\u200f\ufeff'"“”„‘’«»>)}\],;.]+$/gu;
const inBrackets = /<([^<>]+@[^<>]+)>\s*$/u;
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;
const principal = /^[^\s@]+@[^\s@]+$/u;
const domain = /^@?(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*)\.)+[\p{L}][\p{L}\p{N}\p{M}-]*$/u;

/** What a field of a list says, freed of what mails and spreadsheets put around it, and what it is by its form. */
export function entryFrom(field: string): Entry {
  const text = (inBrackets.exec(field)?.[1] ?? field).replace(around, '').replace(/^mailto:/iu, '');
  if (guid.test(text)) {
    return { text, kind: 'id' };
  }
  if (principal.test(text)) {
    return { text, kind: 'userPrincipalName' };
  }
  return domain.test(text) ? { text: text.replace(/^@/u, ''), kind: 'domain' } : { text, kind: 'other' };
}
