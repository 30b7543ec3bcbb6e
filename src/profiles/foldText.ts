const marks = /\p{M}+/gu;

/** Text as search compares it: compatibility forms, case and accents taken away. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKD').replace(marks, '').normalize('NFC');
}
