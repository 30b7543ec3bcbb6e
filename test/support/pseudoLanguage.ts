import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inRepository, temporaryDirectory } from './places';
import { fixedParts, productStrings } from './strings';

/** The language whose place the pseudo-language takes. */
export const pseudoLanguage = 'de';

const letters = new Map(
  Object.entries({ a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', y: 'ý', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú', c: 'ç', n: 'ñ', s: 'š' }),
);

/** A text a third longer, in brackets and with marks on its letters; what must stay the same stays. */
export function pseudo(text: string): string {
  const parts = fixedParts(text);
  const kept = parts.length === 0 ? /(?!)/g : new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
  const marked = text.replace(/[A-Za-z]/g, (letter, at: number) => (isInside(text, at, kept) ? letter : (letters.get(letter) ?? letter)));
  return marked
    .split('\n')
    .map((line) => bracketed(line))
    .join('\n');
}

function isInside(text: string, at: number, kept: RegExp): boolean {
  return [...text.matchAll(kept)].some(({ index, 0: part }) => at >= index && at < index + part.length);
}

/** The words of a link are bracketed, not the link: the editor makes a button of a line that is one. */
function bracketed(line: string): string {
  const link = /^\[(.*)(\]\([^)]+\))$/.exec(line);
  const padding = '~'.repeat(Math.ceil(line.length / 3));
  return link === null ? `⟦${line}${padding}⟧` : `[⟦${link[1] ?? ''}⟧${link[2] ?? ''}`;
}

/** What is left of a text when everything that went through the translation is taken away. */
export function untranslated(text: string): string {
  const left = text.replace(/⟦[^⟦⟧]*⟧/g, ' ');
  return left === text ? text : untranslated(left);
}

/** A copy of the built extension in which a pseudo-language has taken the place of a language. */
export async function pseudoExtension(): Promise<string> {
  const folder = await temporaryDirectory('pseudo');
  await Promise.all(
    ['dist', 'media', 'package.json', 'package.nls.json'].map((name) =>
      cp(inRepository(name), path.join(folder, name), { recursive: true }),
    ),
  );
  const titles = JSON.parse(await readFile(inRepository('package.nls.json'), 'utf8')) as Readonly<Record<string, string>>;
  await mkdir(path.join(folder, 'l10n'));
  await writeFile(path.join(folder, `package.nls.${pseudoLanguage}.json`), JSON.stringify(mapped(Object.entries(titles))));
  const texts = mapped([...productStrings().texts].map((text) => [text, text]));
  await writeFile(path.join(folder, 'l10n', `bundle.l10n.${pseudoLanguage}.json`), JSON.stringify({ ...texts, en: pseudoLanguage }));
  return folder;
}

function mapped(entries: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(entries.map(([key, text]) => [key, pseudo(text)]));
}
