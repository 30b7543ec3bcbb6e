import { visibleText } from '../plainText';

/** The line being typed. `recalled` is the place in the history, its length while the line is a new one. */
export interface LineState {
  readonly text: string;
  readonly cursor: number;
  readonly history: readonly string[];
  readonly recalled: number;
  readonly draft: string;
}

export type Key =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'move'; readonly to: 'left' | 'right' | 'home' | 'end' }
  | { readonly kind: 'erase'; readonly what: 'before' | 'at' | 'toStart' | 'toEnd' }
  | { readonly kind: 'recall'; readonly what: 'older' | 'newer' }
  | { readonly kind: 'enter' | 'tab' | 'interrupt' | 'clear' };

const sequences: ReadonlyMap<string, Key> = new Map<string, Key>([
  ['\x1b[D', { kind: 'move', to: 'left' }],
  ['\x1b[C', { kind: 'move', to: 'right' }],
  ['\x1b[H', { kind: 'move', to: 'home' }],
  ['\x1bOH', { kind: 'move', to: 'home' }],
  ['\x1b[1~', { kind: 'move', to: 'home' }],
  ['\x1b[F', { kind: 'move', to: 'end' }],
  ['\x1bOF', { kind: 'move', to: 'end' }],
  ['\x1b[4~', { kind: 'move', to: 'end' }],
  ['\x01', { kind: 'move', to: 'home' }],
  ['\x05', { kind: 'move', to: 'end' }],
  ['\x7f', { kind: 'erase', what: 'before' }],
  ['\b', { kind: 'erase', what: 'before' }],
  ['\x1b[3~', { kind: 'erase', what: 'at' }],
  ['\x15', { kind: 'erase', what: 'toStart' }],
  ['\x0b', { kind: 'erase', what: 'toEnd' }],
  ['\x1b[A', { kind: 'recall', what: 'older' }],
  ['\x1b[B', { kind: 'recall', what: 'newer' }],
  ['\r', { kind: 'enter' }],
  ['\n', { kind: 'enter' }],
  ['\t', { kind: 'tab' }],
  ['\x03', { kind: 'interrupt' }],
  ['\x0c', { kind: 'clear' }],
]);

const pieces = /\x1b(?:\[[0-?]*[ -/]*[@-~]|O[A-Za-z]|.)?|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f]+/gsu;

/** What the terminal sent, key by key. Sequences that mean nothing here are left out. */
export function keysOf(data: string): readonly Key[] {
  return [...data.matchAll(pieces)].flatMap(([piece]): readonly Key[] => {
    const key = sequences.get(piece);
    return key !== undefined ? [key] : /^[\x00-\x1f\x7f]/.test(piece) ? [] : [{ kind: 'text', text: shown(piece) }];
  });
}

/** Pasted text without what would hide or reorder: the line must read as it is. */
function shown(text: string): string {
  return Array.from(text)
    .filter((character) => visibleText(character) === character || /\s/.test(character))
    .join('');
}

export const emptyLine: LineState = { text: '', cursor: 0, history: [], recalled: 0, draft: '' };

const mostRemembered = 200;
const longest = 4096;

/** A new line after one was entered; repeated and empty ones are remembered once. */
export function entered({ text, history }: LineState): LineState {
  const kept = text.trim() === '' || history.at(-1) === text ? history : [...history, text].slice(-mostRemembered);
  return { text: '', cursor: 0, history: kept, recalled: kept.length, draft: '' };
}

/** The line with the word before the cursor, from `start` on, replaced. */
export function replaced(state: LineState, start: number, word: string): LineState {
  const text = state.text.slice(0, start) + word + state.text.slice(state.cursor);
  return { ...state, text, cursor: start + word.length };
}

/** The line after a key that edits it. */
export function edited(state: LineState, key: Extract<Key, { kind: 'text' | 'move' | 'erase' | 'recall' }>): LineState {
  switch (key.kind) {
    case 'text':
      return state.text.length + key.text.length > longest ? state : replaced(state, state.cursor, key.text);
    case 'move':
      return { ...state, cursor: movedTo(state, key.to) };
    case 'erase':
      return erased(state, key.what);
    case 'recall':
      return recalledLine(state, key.what === 'older' ? -1 : 1);
  }
}

/** One character before or behind: two units where it takes two. */
function beside({ text, cursor }: LineState, direction: -1 | 1): number {
  const pair = direction === -1 ? /[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(0, cursor)) : (text.codePointAt(cursor) ?? 0) > 0xffff;
  return Math.min(Math.max(cursor + direction * (pair ? 2 : 1), 0), text.length);
}

function movedTo(state: LineState, to: 'left' | 'right' | 'home' | 'end'): number {
  switch (to) {
    case 'left':
      return beside(state, -1);
    case 'right':
      return beside(state, 1);
    case 'home':
      return 0;
    case 'end':
      return state.text.length;
  }
}

function erased(state: LineState, what: 'before' | 'at' | 'toStart' | 'toEnd'): LineState {
  const { text, cursor } = state;
  const from = what === 'before' ? beside(state, -1) : what === 'toStart' ? 0 : cursor;
  const to = what === 'at' ? beside(state, 1) : what === 'toEnd' ? text.length : cursor;
  return { ...state, text: text.slice(0, from) + text.slice(to), cursor: from };
}

function recalledLine(state: LineState, step: -1 | 1): LineState {
  const recalled = state.recalled + step;
  if (recalled < 0 || recalled > state.history.length) {
    return state;
  }
  const draft = state.recalled === state.history.length ? state.text : state.draft;
  const text = state.history[recalled] ?? draft;
  return { ...state, text, cursor: text.length, recalled, draft };
}
