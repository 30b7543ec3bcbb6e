import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { operationIds, operation } from '../../src/graph/operations';
import { inRepository } from './places';

export const languages = ['de', 'es', 'fr', 'ja'] as const;
export type Language = (typeof languages)[number];

/** The only file that translates what is not written beside it: the titles of the operation table. */
const translatesTitles = 'src/present/operationTitle.ts';

export interface ProductStrings {
  /** Every text that is translated, in English. */
  readonly texts: ReadonlySet<string>;
  /** Places where what is translated cannot be seen in the code. */
  readonly unseen: readonly string[];
}

function isTranslation(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 't';
}

function productFiles(): readonly string[] {
  return readdirSync(inRepository('src'), { recursive: true, encoding: 'utf8' })
    .map((file) => `src/${file.split(path.sep).join('/')}`)
    .filter((file) => file.endsWith('.ts') && !file.startsWith('src/sandbox/'));
}

/** The syntax tree of a file of the product. */
function treeOf(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(inRepository(file), 'utf8'), ts.ScriptTarget.Latest, true);
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** Every text that the product has translated, found in its code. */
export function productStrings(): ProductStrings {
  const texts = new Set(operationIds.map((id) => operation(id).title));
  const unseen: string[] = [];
  for (const file of productFiles()) {
    walk(treeOf(file), (node) => {
      const [text] = isTranslation(node) ? node.arguments : [];
      if (text !== undefined && ts.isStringLiteralLike(text)) {
        texts.add(text.text);
      } else if (text !== undefined && file !== translatesTitles) {
        unseen.push(`${file}: ${text.getText()}`);
      }
    });
  }
  return { texts, unseen };
}

/** Files whose sentences are not for people: what language models get, what other tools run, and what is kept in files for machines. */
const notForPeople = [
  'src/ui/tools/',
  'src/present/tools/',
  'src/present/kql.ts',
  'src/present/appRegistration.ts',
  'src/evidence/csv.ts',
  'src/evidence/sharedSnapshot.ts',
];

function isSentence(node: ts.Node): boolean {
  const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
  return isText && /[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}/.test(node.text);
}

/** Errors are explained to people in other words; their messages are for developers. */
function isOfAnError(node: ts.Node): boolean {
  return ts.isNewExpression(node) && node.expression.getText().endsWith('Error');
}

function sentencesBelow(node: ts.Node): readonly string[] {
  if (isTranslation(node) || isOfAnError(node)) {
    return [];
  }
  const below: string[] = isSentence(node) ? [node.getText().slice(0, 100)] : [];
  ts.forEachChild(node, (child) => {
    below.push(...sentencesBelow(child));
  });
  return below;
}

/** Sentences in the rooms that speak to people, and in what they write for them, that are shown as they stand. */
export function untranslatedSentences(): readonly string[] {
  return productFiles()
    .filter((file) => /^src\/(?:ui|present|evidence)\//.test(file) && !notForPeople.some((each) => file.startsWith(each)))
    .flatMap((file) => sentencesBelow(treeOf(file)).map((text) => `${file}: ${text}`));
}

/** What must be the same in every language: placeholders, icons, links, keys. */
export function fixedParts(text: string): readonly string[] {
  return [...text.matchAll(/\{\w+\}|\$\([\w-]+\)|\]\([^)]+\)|<keybinding:[\w.]+>|`[^`]+`/g)].map(([part]) => part).sort();
}

/** What a language has for a text; undefined where it has nothing. */
export function bundleOf(language: Language): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(inRepository('l10n', `bundle.l10n.${language}.json`), 'utf8')) as Readonly<Record<string, string>>;
}
