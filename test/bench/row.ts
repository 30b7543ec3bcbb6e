import type { Contestant, Measured, MeasureOptions } from './measure';
import type { Sandbox } from './sandbox';
import type { SubjectInput } from './subject';

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** One line of the table. `met` is undefined where the row states a figure and no reach. */
export interface Line {
  readonly what: string;
  readonly ours: string;
  readonly against: string;
  readonly ratio: string;
  readonly reach: string;
  readonly met: boolean | undefined;
}

/** What a row may use. Sandboxes are kept for the rows that ask for the same. */
export interface Bench {
  /** Where the benchmark's sources are. */
  readonly folder: string;
  readonly quick: boolean;
  readonly rounds: number;
  /** How many people the big rows have: 1,000,000, or fewer when quick. */
  readonly people: number;
  sandbox(args: readonly string[]): Promise<Sandbox>;
  /** One more, beside those kept, until `work` is done. */
  withSandbox<T>(args: readonly string[], work: (sandbox: Sandbox) => Promise<T>): Promise<T>;
  measure(contestants: readonly Contestant[], options?: Partial<MeasureOptions>): Promise<readonly Measured[]>;
  /** Measures once for all rows that ask under the same name. */
  once(name: string, work: () => Promise<readonly Measured[]>): Promise<readonly Measured[]>;
}

/** A row of the benchmark: a file of its own in rows/, listed in rows/all.ts. */
export interface Row {
  readonly id: string;
  readonly title: string;
  /** Starts a real editor, which takes its time: left out when quick, unless asked for. */
  readonly needsEditor?: true;
  run(bench: Bench): Promise<readonly Line[]>;
}

/** Arguments of a sandbox with so many inbound people, whose pages are kept so that making them is not measured. */
export function inboundWorld(people: number, pageSize = 999): readonly string[] {
  return ['--inbound', String(people), '--home-tenants', '400', '--keep-pages', '11000', '--page-size', String(pageSize)];
}

export function inputOf({ graphEndpoint, token }: Sandbox, top = 999, size = 0): SubjectInput {
  return { graphEndpoint, token, top, size };
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  const median = sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
  return { median, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
}

export function times(measured: readonly Measured[], subject: Contestant['subject']): Spread {
  return spreadOf(resultsOf(measured, subject).map(({ ms }) => ms));
}

export function numbers(measured: readonly Measured[], subject: Contestant['subject'], name: string): Spread {
  return spreadOf(resultsOf(measured, subject).map((result) => result.numbers[name] ?? Number.NaN));
}

/** Throws when a subject had another number of people than were served: a figure about less work is worth nothing. */
export function withEverybody(measured: readonly Measured[], people: number): readonly Measured[] {
  for (const { subject, results } of measured) {
    const short = results.find(({ numbers: { items } }) => items !== people);
    if (short !== undefined) {
      throw new Error(`${subject} had ${short.numbers['items'] ?? 'no'} of ${people} people.`);
    }
  }
  return measured;
}

function resultsOf(measured: readonly Measured[], subject: Contestant['subject']): Measured['results'] {
  return measured.find((each) => each.subject === subject)?.results ?? [];
}

export function shown({ median, least, most }: Spread, unit: string, digits = 0): string {
  const text = (value: number): string => value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return least === most ? `${text(median)} ${unit}` : `${text(median)} ${unit} (${text(least)}–${text(most)})`;
}
