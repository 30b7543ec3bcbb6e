import { badRequest } from './apiError';

export type PlainRow = Readonly<Record<string, unknown>>;

interface Clause {
  readonly test: 'eq' | 'startswith' | 'contains';
  readonly field: string;
  readonly value: string;
}

const clausePattern = /^(?:(\w+)\s+eq\s+'((?:[^']|'')*)'|(startswith|contains)\(\s*(\w+)\s*,\s*'((?:[^']|'')*)'\s*\))\s*(?:and\s+|$)/i;

const unquote = (text: string): string => text.replaceAll("''", "'");

function parse(text: string, fields: readonly string[]): readonly Clause[] {
  const clauses: Clause[] = [];
  for (let rest = text.trim(); rest !== '';) {
    const found = clausePattern.exec(rest);
    const field = found?.[1] ?? found?.[4];
    if (!found || field === undefined || !fields.includes(field)) {
      throw badRequest(`Unsupported or invalid query filter clause '${rest.slice(0, 60)}'.`, 'Request_UnsupportedQuery');
    }
    const test = found[3]?.toLowerCase() === 'startswith' ? 'startswith' : found[3] === undefined ? 'eq' : 'contains';
    clauses.push({ test, field, value: unquote(found[2] ?? found[5] ?? '').toLowerCase() });
    rest = rest.slice(found[0].length);
  }
  return clauses;
}

function holds({ test, field, value }: Clause, row: PlainRow): boolean {
  const text = String(row[field]).toLowerCase();
  switch (test) {
    case 'eq':
      return text === value;
    case 'startswith':
      return text.startsWith(value);
    case 'contains':
      return text.includes(value);
  }
}

export interface Filter {
  /** The value every row must have in that field, when the filter asks for one: lets the caller look only there. */
  readonly exactly: (field: string) => string | undefined;
  readonly matches: (row: PlainRow) => boolean;
}

/** `$filter` with `eq`, `startswith` and `contains`, joined by `and`. Throws ApiError 400 for anything else. */
export function parseFilter(text: string, fields: readonly string[]): Filter {
  const clauses = parse(text, fields);
  return {
    exactly: (field) => clauses.find((clause) => clause.test === 'eq' && clause.field === field)?.value,
    matches: (row) => clauses.every((clause) => holds(clause, row)),
  };
}

/** `$search="field:text"` or `$search="text"`, as a filter over all fields. */
export function parseSearch(text: string, fields: readonly string[]): Filter {
  const inner = /^"(.*)"$/s.exec(text.trim())?.[1];
  if (inner === undefined) {
    throw badRequest('Syntax error: $search takes a quoted text, as in "displayName:text".', 'Request_UnsupportedQuery');
  }
  const [, named, rest] = /^(\w+):(.*)$/s.exec(inner) ?? [];
  const within = named === undefined ? fields : fields.filter((field) => field === named);
  const value = (rest ?? inner).toLowerCase();
  return {
    exactly: () => undefined,
    matches: (row) => within.some((field) => String(row[field]).toLowerCase().includes(value)),
  };
}
