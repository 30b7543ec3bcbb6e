import { looksLikeAscii, skeletonOf } from './skeleton';

/** Why a text may not be what it looks like. */
export type TextMark = 'mixedScripts' | 'confusableLetters' | 'invisible' | 'bidiControl' | 'combiningStorm';

const bidiControl = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const invisible =
  /[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\p{Cc}\p{Co}\p{Cs}\u{e0000}-\u{e0fff}]/u;
/** Joiners have their place between letters of Arabic and Indic scripts and in emoji, and nowhere else. */
const strayJoiner = /[\u200c\u200d]/u;
const joinerAtHome =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Extended_Pictographic}]\p{M}*[\u200c\u200d]/gu;
const emojiStyle = /\p{Extended_Pictographic}[\ufe0e\ufe0f]/gu;
const combiningStorm = /\p{M}{4,}/u;

const scripts = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Georgian',
  'Cherokee',
  'Coptic',
  'Hebrew',
  'Arabic',
  'Devanagari',
  'Thai',
  'Lisu',
] as const;
/** Letters that belong to one script: not the long mark of kana, not mathematical letters. */
const lettersOfOneScript = /(?![\p{Script=Common}\p{Script=Inherited}])\p{L}/gu;

type Script = (typeof scripts)[number] | 'EastAsian' | 'Other';

const scriptTests: readonly (readonly [Script, RegExp])[] = [
  ...scripts.map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const),
  ['EastAsian', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u],
];

const plainAscii = /^[ -~]*$/u;

const tests: Readonly<Record<TextMark, (text: string) => boolean>> = {
  mixedScripts: (text) => wordsOf(text).some(mixesScripts),
  confusableLetters: (text) => hasConfusableLetters(wordsOf(text)),
  invisible: hasInvisible,
  bidiControl: (text) => bidiControl.test(text),
  combiningStorm: (text) => combiningStorm.test(text),
};
const marks = Object.keys(tests) as readonly TextMark[];

/** Marks of a text from the directory, for the places where people decide. Empty for a text that is what it looks like. */
export function marksOfText(text: string): readonly TextMark[] {
  return plainAscii.test(text) ? [] : marks.filter((mark) => tests[mark](text));
}

/** Whether a text has one of these marks; looks for no others. */
export function hasOneOf(wanted: readonly TextMark[], text: string): boolean {
  return !plainAscii.test(text) && wanted.some((mark) => tests[mark](text));
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
}

/** Texts that are easily taken for one another: the same on screen, or made of letters that look the same. */
export interface LookAlikeGroup<T> {
  readonly why: 'sameText' | 'sameSkeleton';
  readonly members: readonly T[];
}

/** Groups of two and more members whose texts look the same. */
export function lookAlikeGroups<T>(members: Iterable<T>, textOf: (member: T) => string): readonly LookAlikeGroup<T>[] {
  const groups = new Map<string, T[]>();
  for (const member of members) {
    const skeleton = skeletonOf(textOf(member));
    const group = groups.get(skeleton);
    if (group === undefined) {
      groups.set(skeleton, [member]);
    } else {
      group.push(member);
    }
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({ why: new Set(group.map(textOf)).size === 1 ? 'sameText' : 'sameSkeleton', members: group }));
}

function mixesScripts(word: string): boolean {
  const found = new Set(Array.from(word.matchAll(lettersOfOneScript), ([letter]) => scriptOf(letter)));
  return found.size > 1 && !(found.size === 2 && found.has('Latin') && found.has('EastAsian'));
}

/** Letters that look like ASCII, where their script has no other letter in the text that would give it away, or is mixed with another. */
function hasConfusableLetters(words: readonly string[]): boolean {
  const letters = Array.from(words.join('').matchAll(/\p{L}/gu), ([letter]) => letter).filter((letter) => letter > '\u007f');
  const givenAway = new Set(letters.filter((letter) => !looksLikeAscii(letter)).map(scriptOf));
  return words.some((word) =>
    Array.from(word).some((letter) => looksLikeAscii(letter) && (isForm(letter) || mixesScripts(word) || !givenAway.has(scriptOf(letter)))),
  );
}

/** A compatibility form of ASCII: full-width, mathematical, enclosed. */
function isForm(letter: string): boolean {
  return letter.normalize('NFKC') !== letter;
}

function hasInvisible(text: string): boolean {
  return invisible.test(text.replace(emojiStyle, '')) || strayJoiner.test(text.replace(joinerAtHome, ''));
}

function scriptOf(letter: string): Script {
  return scriptTests.find(([, test]) => test.test(letter))?.[0] ?? 'Other';
}
