import { redact } from '../../graph/redact';
import { visibleText } from '../plainText';
import type { LineState } from './lineEditor';

const escape = '\x1b';

export const clearScreen = `${escape}[2J${escape}[3J${escape}[H`;

/**
 * Any text for the terminal: secrets taken out, every control, escape and invisible character written out, so that it can neither move the
 * cursor nor colour the screen. Only line breaks break lines.
 */
export function terminalText(text: string): string {
  return redact(text)
    .split('\n')
    .map((line) => visibleText(line.replace(/\r$/, '')))
    .join('\r\n');
}

export type Tone = 'plain' | 'error' | 'remark' | 'name';

const colours = { plain: '', error: `${escape}[31m`, remark: `${escape}[90m`, name: `${escape}[36m` } as const satisfies Record<
  Tone,
  string
>;

/** Text in one of our colours, which are the only ones there are. */
export function toned(text: string, tone: Tone): string {
  return tone === 'plain' ? terminalText(text) : `${colours[tone]}${terminalText(text)}${escape}[0m`;
}

/** The typed line as drawn: the prompt and the part around the cursor that fits, on one row. An entered line is drawn whole. */
export function drawnLine(prompt: string, { text, cursor }: LineState, columns: number): string {
  const label = terminalText(prompt);
  const room = Math.max(columns - label.length - 1, 10);
  const from = Math.max(0, Math.min(cursor - room + 1, text.length));
  const shown = terminalText(text.slice(from, from + room));
  const back = shown.length - (cursor - from);
  return `\r${escape}[K${colours.name}${label}${escape}[0m${shown}${back > 0 ? `${escape}[${back}D` : ''}`;
}
