const widest = 96;

/** Breaks long lines of prose between words; blocks of columns, which are indented, stay as they are. */
export function wrappedProse(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.length <= widest || line.startsWith(' ') ? line : brokenLine(line)))
    .join('\n');
}

function brokenLine(line: string): string {
  const lines: string[] = [];
  for (const word of line.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < widest) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines.join('\n');
}
