import { cmdletOf, consoleCmdlets, sinkNames } from './cmdlets';

/** What can stand instead of the word before the cursor, which begins at `start`. */
export interface Completion {
  readonly start: number;
  readonly candidates: readonly string[];
}

function beginningWith(names: readonly string[], word: string): readonly string[] {
  return names.filter((name) => name.toLowerCase().startsWith(word.toLowerCase())).sort();
}

/** Completes verbs and their parameters; values come from people only. */
export function completionOf(line: string, cursor: number): Completion {
  const before = line.slice(0, cursor);
  const stageStart = before.lastIndexOf('|') + 1;
  const stage = before.slice(stageStart);
  const word = /\S*$/.exec(stage)?.[0] ?? '';
  const start = cursor - word.length;
  const [name = ''] = stage.trimStart().split(/\s+/);
  if (stage.trimStart() === word) {
    const names = stageStart > 0 ? sinkNames : consoleCmdlets().flatMap((cmdlet) => (cmdlet.kind === 'sink' ? [] : [cmdlet.name]));
    return { start, candidates: beginningWith(names, word) };
  }
  const cmdlet = cmdletOf(name);
  if (cmdlet?.name === 'Get-Help') {
    return {
      start,
      candidates: beginningWith(
        consoleCmdlets().map((each) => each.name),
        word,
      ),
    };
  }
  if (cmdlet === undefined || !word.startsWith('-')) {
    return { start, candidates: [] };
  }
  const given = new Set(stage.toLowerCase().split(/\s+/).slice(0, -1));
  const names = cmdlet.parameters.map((parameter) => `-${parameter.name}`).filter((each) => !given.has(each.toLowerCase()));
  return { start, candidates: beginningWith(names, word) };
}

/** The longest beginning that all candidates share. */
export function commonBeginning(candidates: readonly string[]): string {
  const [first = '', ...others] = candidates;
  let length = first.length;
  for (const other of others) {
    while (!other.toLowerCase().startsWith(first.slice(0, length).toLowerCase())) {
      length -= 1;
    }
  }
  return first.slice(0, length);
}
