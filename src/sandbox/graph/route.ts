import { operation, operationIds } from '../../graph/operations';
import type { GraphVersion, Operation } from '../../graph/operation';
import { ApiError, badRequest } from './apiError';

export interface Route {
  readonly operation: Operation;
  readonly values: Readonly<Record<string, string>>;
}

interface Template {
  readonly operation: Operation;
  readonly segments: readonly RegExp[];
  readonly names: readonly string[];
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A template's segment as a pattern: a quoted parameter of a function, a key, or plain text. */
function segmentPattern(segment: string): RegExp {
  const parts = segment.split(/(\{\w+\})/).map((part, index, all) => {
    if (!part.startsWith('{')) {
      return literal(part);
    }
    return all[index - 1]?.endsWith("'") ? "((?:[^']|'')*)" : '([^$].*)';
  });
  return new RegExp(`^${parts.join('')}$`, 'i');
}

function templateOf(row: Operation): Template {
  return {
    operation: row,
    segments: row.path.slice(1).split('/').map(segmentPattern),
    names: [...row.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''),
  };
}

const templates = operationIds.map((id) => templateOf(operation(id)));

function match(template: Template, path: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (template.segments.length !== path.length) {
    return undefined;
  }
  const found: string[] = [];
  for (const [index, pattern] of template.segments.entries()) {
    const groups = pattern.exec(path[index] ?? '');
    if (!groups) {
      return undefined;
    }
    found.push(...groups.slice(1).map((value) => value.replaceAll("''", "'")));
  }
  return Object.fromEntries(template.names.map((name, index) => [name, found[index] ?? '']));
}

function decode(path: string): readonly string[] {
  try {
    return path.replace(/^\//, '').split('/').map(decodeURIComponent);
  } catch {
    throw badRequest('The request URL is not valid.');
  }
}

const notAllowed = new ApiError(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');

/** The operation a request asks for. Throws ApiError 400 for an unknown path, 405 for the wrong verb or a beta path on v1.0. */
export function routeOf(method: string, version: GraphVersion, path: string): Route {
  const segments = decode(path);
  const matches = templates.flatMap((template) => {
    const values = match(template, segments);
    return values ? [{ operation: template.operation, values }] : [];
  });
  if (matches.length === 0) {
    throw badRequest(`Resource not found for the segment '${segments.at(-1) ?? ''}'.`);
  }
  const route = matches.find((each) => each.operation.method === method && each.operation.versions.includes(version));
  if (!route) {
    throw notAllowed;
  }
  return route;
}
