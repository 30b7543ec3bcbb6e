/** A word of a PowerShell script: what stands in single quotes, or what stands bare. */
export interface PowerShellWord {
  readonly kind: 'literal' | 'bare';
  readonly text: string;
}

const quote = /['\u2018\u2019\u201A\u201B]/;

/** Splits a script as PowerShell does, as far as our scripts go: literals in single quotes (any of them), comments, separators, bare words. */
export function wordsOfPowerShell(script: string): readonly PowerShellWord[] {
  const words: PowerShellWord[] = [];
  let at = 0;
  while (at < script.length) {
    const character = script.charAt(at);
    if (quote.test(character)) {
      const { text, end } = literalAt(script, at + 1);
      words.push({ kind: 'literal', text });
      at = end;
    } else if (character === '#') {
      at = endOfLine(script, at);
    } else if (/[\s;|(){},=@]/.test(character)) {
      at += 1;
    } else {
      const end = bareEnd(script, at);
      words.push({ kind: 'bare', text: script.slice(at, end) });
      at = end;
    }
  }
  return words;
}

function literalAt(script: string, start: number): { readonly text: string; readonly end: number } {
  let text = '';
  for (let at = start; at < script.length; at += 1) {
    const character = script.charAt(at);
    if (!quote.test(character)) {
      text += character;
    } else if (quote.test(script.charAt(at + 1))) {
      text += character;
      at += 1;
    } else {
      return { text, end: at + 1 };
    }
  }
  throw new Error('A literal is not closed.');
}

function endOfLine(script: string, at: number): number {
  const end = script.indexOf('\n', at);
  return end === -1 ? script.length : end;
}

function bareEnd(script: string, at: number): number {
  const length = script.slice(at).search(/[\s;|(){},=@'\u2018\u2019\u201A\u201B]/);
  return length === -1 ? script.length : at + Math.max(length, 1);
}
