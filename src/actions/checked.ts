/** What a value should have been. `possible`: something that goes together with the rest. */
export type WantedShape =
  | { readonly kind: 'object' | 'text' | 'flag' | 'list' | 'filledList' | 'time' | 'possible' }
  | { readonly kind: 'oneOf'; readonly allowed: readonly string[] }
  | { readonly kind: 'count'; readonly most: number };

/** Where a value is not what it should be: a path of names, empty for the whole. */
export interface Mismatch {
  readonly at: string;
  readonly wanted: WantedShape;
}

/** Thrown and caught within one reading. */
export class ShapeError extends Error {
  readonly mismatch: Mismatch;

  constructor(at: string, wanted: WantedShape | Exclude<WantedShape['kind'], 'oneOf' | 'count'>) {
    super(`${at} is not what it should be`);
    this.name = 'ShapeError';
    this.mismatch = { at, wanted: typeof wanted === 'string' ? { kind: wanted } : wanted };
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ShapeError(at, 'object');
  }
  return value as Fields;
}

export function text(fields: Fields, name: string, at = ''): string {
  const value = fields[name];
  if (typeof value !== 'string') {
    throw new ShapeError(`${at}${name}`, 'text');
  }
  return value;
}

export function textOrNull(fields: Fields, name: string, at = ''): string | null {
  return fields[name] === null ? null : text(fields, name, at);
}

export function flag(fields: Fields, name: string, at = ''): boolean {
  const value = fields[name];
  if (typeof value !== 'boolean') {
    throw new ShapeError(`${at}${name}`, 'flag');
  }
  return value;
}

export function list(fields: Fields, name: string, at = ''): readonly unknown[] {
  const value = fields[name];
  if (!Array.isArray(value)) {
    throw new ShapeError(`${at}${name}`, 'list');
  }
  return value;
}

export function oneOf<T extends string>(fields: Fields, name: string, allowed: readonly T[], at = ''): T {
  const value = text(fields, name, at);
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new ShapeError(`${at}${name}`, { kind: 'oneOf', allowed });
  }
  return found;
}

/** A time as `toISOString` writes it. */
export function time(fields: Fields, name: string, at = ''): string {
  const value = text(fields, name, at);
  const parsed = new Date(value);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString() !== value) {
    throw new ShapeError(`${at}${name}`, 'time');
  }
  return value;
}
