import type { EvidenceProblem } from './errors';
import { EvidenceError } from './errors';
import { readText } from './files';

export type JsonObject = Readonly<Record<string, unknown>>;

/** What a JSON file of ours calls itself, and the newest version this code understands. */
export interface Format {
  readonly name: string;
  readonly version: number;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function damaged(path: string, problem: EvidenceProblem, cause?: unknown): EvidenceError {
  return new EvidenceError(problem, 'damaged', { path, cause });
}

function parsed(path: string, text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) {
      return value;
    }
  } catch (cause) {
    throw damaged(path, { kind: 'notJson' }, cause);
  }
  throw damaged(path, { kind: 'notAnObject' });
}

/** Reads a JSON file of a known format. Throws EvidenceError: `missing`, `damaged`, or `newerFormat` for a version of tomorrow. */
export async function readDocument(path: string, format: Format): Promise<JsonObject> {
  const value = parsed(path, await readText(path));
  const { format: name, version } = value;
  if (name !== format.name || typeof version !== 'number') {
    throw damaged(path, { kind: 'otherFormat', format: format.name });
  }
  if (version > format.version) {
    throw new EvidenceError({ kind: 'newerFormat', version, readsUpTo: format.version }, 'newerFormat', { path });
  }
  return value;
}

/** A field that must be a string. Throws EvidenceError that names it. */
export function textField(value: JsonObject, field: string, path: string): string {
  const text = value[field];
  if (typeof text === 'string') {
    return text;
  }
  throw damaged(path, { kind: 'field', field, wanted: 'text' });
}

export function optionalTextField(value: JsonObject, field: string): string | undefined {
  const text = value[field];
  return typeof text === 'string' ? text : undefined;
}

/** A field that must be a time in UTC, as ISO 8601 writes it. Throws EvidenceError that names it. */
export function timeField(value: JsonObject, field: string, path: string): string {
  const text = textField(value, field, path);
  if (text.endsWith('Z') && !Number.isNaN(Date.parse(text))) {
    return text;
  }
  throw damaged(path, { kind: 'field', field, wanted: 'time' });
}
