import type { PathValues } from './client';
import type { Operation, QueryOption } from './operation';
import { invalidInput } from './graphErrors';

const longestValue = 1024;
const loneSurrogate = /\p{Cs}/u;
const controlCharacters = /[\u0000-\u001f\u007f-\u009f]/u;

/**
 * The address of one call: endpoint, first version of the operation, path template filled in, query.
 * Values are percent-encoded; inside the quotes of an OData function, single quotes are doubled first (OData 4.01 URL conventions, 5.1.1.6.1).
 * @throws GraphError `invalid` for a value that is missing, empty, too long, with control characters, or `.` and `..`, which no encoding protects.
 */
export function requestUrl(endpoint: URL, operation: Operation, path: PathValues, query: Partial<Record<QueryOption, string>> = {}): URL {
  const version = operation.versions[0];
  if (version === undefined) {
    throw invalidInput(operation, 'version', 'empty');
  }
  return new URL(`${endpoint.origin}/${version}${filledPath(operation, path)}${queryString(operation, query)}`);
}

/** The part of the address after the version: what a `$batch` item needs. */
export function relativeUrl(operation: Operation, path: PathValues, query: Partial<Record<QueryOption, string>> = {}): string {
  return `${filledPath(operation, path)}${queryString(operation, query)}`;
}

function filledPath(operation: Operation, path: PathValues): string {
  return operation.path.replace(/('?)\{(\w+)\}/g, (_, quote: string, name: string) => {
    const value = checkedValue(operation, name, path[name]);
    return quote + encoded(operation, name, quote === '' ? value : value.replaceAll("'", "''"));
  });
}

function checkedValue(operation: Operation, name: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '') {
    throw invalidInput(operation, name, 'empty');
  }
  if (value.length > longestValue) {
    throw invalidInput(operation, name, 'tooLong');
  }
  if (controlCharacters.test(value)) {
    throw invalidInput(operation, name, 'controlCharacters');
  }
  if (value === '.' || value === '..') {
    throw invalidInput(operation, name, 'relativePath');
  }
  return value;
}

function encoded(operation: Operation, name: string, value: string): string {
  if (loneSurrogate.test(value)) {
    throw invalidInput(operation, name, 'malformed');
  }
  return encodeURIComponent(value).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function queryString(operation: Operation, query: Partial<Record<QueryOption, string>>): string {
  const pairs = Object.entries({ ...defaultSelect(operation), ...query }).map(([name, value]) => {
    if (!operation.queryOptions.some((option) => option === name)) {
      throw invalidInput(operation, name, 'notAnOption');
    }
    return `${name}=${encoded(operation, name, value).replaceAll('%2C', ',')}`;
  });
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function defaultSelect(operation: Operation): Partial<Record<QueryOption, string>> {
  return operation.select.length === 0 ? {} : { $select: operation.select.join(',') };
}
