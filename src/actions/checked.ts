/** Thrown and caught within one reading: where a value is not what it should be. */
export class ShapeError extends Error {
  constructor(
    readonly at: string,
    readonly wanted: string,
  ) {
    super(`${at} is not ${wanted}`);
    this.name = 'ShapeError';
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ShapeError(at, 'an object');
  }
  return value as Fields;
}

export function text(fields: Fields, name: string, at = ''): string {
  const value = fields[name];
  if (typeof value !== 'string') {
    throw new ShapeError(`${at}${name}`, 'a text');
  }
  return value;
}

export function textOrNull(fields: Fields, name: string, at = ''): string | null {
  return fields[name] === null ? null : text(fields, name, at);
}

export function flag(fields: Fields, name: string, at = ''): boolean {
  const value = fields[name];
  if (typeof value !== 'boolean') {
    throw new ShapeError(`${at}${name}`, 'true or false');
  }
  return value;
}

export function list(fields: Fields, name: string, at = ''): readonly unknown[] {
  const value = fields[name];
  if (!Array.isArray(value)) {
    throw new ShapeError(`${at}${name}`, 'a list');
  }
  return value;
}

export function oneOf<T extends string>(fields: Fields, name: string, allowed: readonly T[], at = ''): T {
  const value = text(fields, name, at);
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new ShapeError(`${at}${name}`, `one of ${allowed.join(', ')}`);
  }
  return found;
}

/** A time as `toISOString` writes it. */
export function time(fields: Fields, name: string, at = ''): string {
  const value = text(fields, name, at);
  const parsed = new Date(value);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString() !== value) {
    throw new ShapeError(`${at}${name}`, 'a time in UTC');
  }
  return value;
}
