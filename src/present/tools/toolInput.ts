import type { Direction } from '../../profiles/sharedProfiles';

/** What a language model asked for. It is not trusted: every value is read with the functions below. */
export type ToolInput = Readonly<Record<string, unknown>>;

/** The input is not what the tool takes; the message is for the model and names fields only. */
export class ToolInputError extends Error {
  readonly kind = 'toolInput';

  constructor(message: string) {
    super(message);
    this.name = 'ToolInputError';
  }
}

const longestText = 400;
const controls = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

export function toolInput(value: unknown): ToolInput {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ToolInput) : {};
}

function checkedText(name: string, value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > longestText || controls.test(value)) {
    throw new ToolInputError(`${name} is not a text of 1 to ${longestText} plain characters`);
  }
  return value.trim();
}

/** A text. Throws ToolInputError. */
export function textOf(input: ToolInput, name: string): string {
  return checkedText(name, input[name]);
}

/** A text that may be left out. Throws ToolInputError. */
export function optionalTextOf(input: ToolInput, name: string): string | undefined {
  const value = input[name];
  return value === undefined || value === null || value === '' ? undefined : checkedText(name, value);
}

/** Texts, each once. Throws ToolInputError. */
export function textsOf(input: ToolInput, name: string, most: number): readonly string[] {
  const value = input[name];
  if (!Array.isArray(value) || value.length === 0 || value.length > most) {
    throw new ToolInputError(`${name} is not a list of 1 to ${most} texts`);
  }
  return [...new Set(value.map((each) => checkedText(name, each)))];
}

/** A whole number between 0 and `most`, or `usual` when left out. Throws ToolInputError. */
export function numberOf(input: ToolInput, name: string, usual: number, most: number): number {
  const value = input[name] ?? usual;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > most) {
    throw new ToolInputError(`${name} is not a whole number from 0 to ${most}`);
  }
  return value;
}

/** One of some words. Throws ToolInputError. */
export function wordOf<Word extends string>(input: ToolInput, name: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === input[name]);
  if (found === undefined) {
    throw new ToolInputError(`${name} is not one of ${words.join(', ')}`);
  }
  return found;
}

export function directionOf(input: ToolInput): Direction {
  return wordOf(input, 'direction', ['inbound', 'outbound']);
}
