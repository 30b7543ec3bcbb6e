/** Why a text may not be what it looks like. */
export type TextMark = 'mixedScripts' | 'confusableLetters' | 'invisible' | 'bidiControl' | 'combiningStorm';

const bidiControl = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const invisible =
  /[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\p{Cc}\p{Co}]/u;
const combiningStorm = /\p{M}{4,}/u;

/** Marks of a text from the directory, for the places where people decide. Empty for a text that is what it looks like. */
export function marksOfText(text: string): readonly TextMark[] {
  const marks: TextMark[] = [];
  if (bidiControl.test(text)) {
    marks.push('bidiControl');
  }
  if (invisible.test(text)) {
    marks.push('invisible');
  }
  if (combiningStorm.test(text)) {
    marks.push('combiningStorm');
  }
  return marks;
}
