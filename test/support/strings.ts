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

const shownProperties = ['title', 'placeHolder', 'placeholder', 'prompt', 'detail', 'message', 'tooltip', 'description', 'headline'];
const shownBy = /^window\.(show\w+Message|setStatusBarMessage)$/;

function isWords(node: ts.Node): node is ts.StringLiteralLike {
  return ts.isStringLiteralLike(node) && /[A-Za-z]{2,} [A-Za-z]{2,}/.test(node.text);
}

/** Sentences in the editor's part of the product that are shown as they stand. */
export function untranslatedSentences(): readonly string[] {
  const found: string[] = [];
  for (const file of productFiles().filter((each) => /^src\/(?:ui|present)\//.test(each))) {
    walk(treeOf(file), (node) => {
      const shown =
        (ts.isPropertyAssignment(node) && shownProperties.includes(node.name.getText()) && isWords(node.initializer)) ||
        (ts.isCallExpression(node) && shownBy.test(node.expression.getText()) && node.arguments.some(isWords));
      if (shown) {
        found.push(`${file}: ${node.getText().slice(0, 100)}`);
      }
    });
  }
  return found;
}

/** What must be the same in every language: placeholders, icons, links, keys. */
export function fixedParts(text: string): readonly string[] {
  return [...text.matchAll(/\{\w+\}|\$\([\w-]+\)|\]\([^)]+\)|<keybinding:[\w.]+>|`[^`]+`/g)].map(([part]) => part).sort();
}

/** What a language has for a text; undefined where it has nothing. */
export function bundleOf(language: Language): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(inRepository('l10n', `bundle.l10n.${language}.json`), 'utf8')) as Readonly<Record<string, string>>;
}
