/** An argument as typed: `-Name`, `-Name:value`, or a value. */
export type Argument =
  | { readonly kind: 'parameter'; readonly name: string; readonly value: string | undefined }
  | { readonly kind: 'value'; readonly text: string };

export interface Invocation {
  readonly name: string;
  readonly arguments: readonly Argument[];
}

/**
 * Why a line cannot be taken: a quote that is not closed, a character of a language that this is not (`;`, `$x`, `>`…), a bar with nothing beside
 * it, more than one bar, or too many characters.
 */
export type LineFault = 'unclosed' | 'notTaken' | 'emptyStage' | 'tooManyStages' | 'tooLong';

export type ParsedLine =
  | { readonly kind: 'empty' }
  | { readonly kind: 'wrong'; readonly why: LineFault; readonly at: number }
  | { readonly kind: 'pipeline'; readonly first: Invocation; readonly into: Invocation | undefined };

interface Word {
  readonly text: string;
  readonly quoted: boolean;
  readonly at: number;
}

type Token = Word | { readonly bar: true; readonly at: number };

type Fault = Extract<ParsedLine, { kind: 'wrong' }>;

const longestLine = 4096;
const singleQuotes = "'\u2018\u2019\u201A\u201B";
const doubleQuotes = '"\u201C\u201D\u201E';
const notTaken = /[;&<>(){}#`$@,'"\u2018-\u201E\u0000-\u001F\u007F-\u009F]/;
const switchValue = /^-[A-Za-z]+:\$(?:true|false)$/i;

const wrong = (why: LineFault, at: number): Fault => ({ kind: 'wrong', why, at });

/** The end of a literal and its text: a doubled quote is one, and in double quotes nothing is worked out. */
function literalAt(line: string, start: number, quotes: string): { readonly text: string; readonly end: number } | undefined {
  let text = '';
  for (let at = start; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (!quotes.includes(character)) {
      text += character;
    } else if (at + 1 < line.length && quotes.includes(line.charAt(at + 1))) {
      text += character;
      at += 1;
    } else {
      return { text, end: at + 1 };
    }
  }
  return undefined;
}

function wordAt(line: string, start: number): Fault | { readonly word: Word; readonly end: number } {
  const quotes = [singleQuotes, doubleQuotes].find((kind) => kind.includes(line.charAt(start)));
  if (quotes !== undefined) {
    const literal = literalAt(line, start + 1, quotes);
    const worked = quotes === doubleQuotes ? /[$`]/.exec(literal?.text ?? '') : null;
    if (literal === undefined || worked !== null) {
      return wrong(literal === undefined ? 'unclosed' : 'notTaken', start);
    }
    return { word: { text: literal.text, quoted: true, at: start }, end: literal.end };
  }
  const text = /^[^\s|]+/.exec(line.slice(start))?.[0] ?? '';
  const foreign = switchValue.test(text) ? -1 : text.search(notTaken);
  return foreign >= 0 ? wrong('notTaken', start + foreign) : { word: { text, quoted: false, at: start }, end: start + text.length };
}

function tokensOf(line: string): readonly Token[] | Fault {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line.charAt(at))) {
      at += 1;
    } else if (line.charAt(at) === '|') {
      tokens.push({ bar: true, at });
      at += 1;
    } else {
      const found = wordAt(line, at);
      if ('kind' in found) {
        return found;
      }
      tokens.push(found.word);
      at = found.end;
    }
  }
  return tokens;
}

function argumentOf({ text, quoted }: Word): Argument {
  const named = quoted ? null : /^-([A-Za-z]+)(?::(.*))?$/.exec(text);
  return named === null ? { kind: 'value', text } : { kind: 'parameter', name: named[1] ?? '', value: named[2] };
}

function invocationOf([name, ...rest]: readonly Word[]): Invocation {
  return { name: name?.text ?? '', arguments: rest.map(argumentOf) };
}

/** A typed line as the verbs and parameters in it. Pure; nothing in it is worked out or run. */
export function parseLine(line: string): ParsedLine {
  if (line.length > longestLine) {
    return wrong('tooLong', longestLine);
  }
  const tokens = tokensOf(line);
  if ('kind' in tokens) {
    return tokens;
  }
  if (tokens.length === 0) {
    return { kind: 'empty' };
  }
  const bars = tokens.flatMap((token, index) => ('bar' in token ? [{ index, at: token.at }] : []));
  const [bar, second] = bars;
  if (second !== undefined) {
    return wrong('tooManyStages', second.at);
  }
  const words = (part: readonly Token[]): readonly Word[] => part.filter((token): token is Word => 'text' in token);
  const first = words(bar === undefined ? tokens : tokens.slice(0, bar.index));
  const into = bar === undefined ? undefined : words(tokens.slice(bar.index + 1));
  if (first.length === 0 || into?.length === 0) {
    return wrong('emptyStage', bar?.at ?? 0);
  }
  return { kind: 'pipeline', first: invocationOf(first), into: into && invocationOf(into) };
}
