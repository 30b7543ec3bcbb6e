import { t } from '@vscode/l10n';

const formats = new Map<string, Intl.NumberFormat>();

/** The language tag of the texts: the translation itself says what it is. */
export function textLanguage(): string {
  return t('en');
}

function formatOf(language: string): Intl.NumberFormat {
  const known = formats.get(language) ?? new Intl.NumberFormat(language);
  formats.set(language, known);
  return known;
}

/** A number as people write it in the language of the texts: a German reader takes "1,000" for one. */
export function numberText(value: number): string {
  return formatOf(textLanguage()).format(value);
}
