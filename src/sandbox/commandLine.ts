import { parseArgs } from 'node:util';
import { parseFaultMix } from './faults/fault';
import { defaultOptions, publishedLimits, type SandboxOptions, type ThrottleLimits } from './options';

export class UsageError extends Error {
  readonly kind = 'usage';
}

export interface CommandLine {
  readonly options: SandboxOptions;
  /** End when standard input ends: whoever started us is gone. */
  readonly parent: boolean;
}

interface Numeric {
  readonly option: keyof SandboxOptions;
  readonly most: number;
  readonly least?: number;
}

const numbers: Readonly<Record<string, Numeric>> = {
  port: { option: 'port', most: 65_535 },
  seed: { option: 'seed', most: 0xffffffff },
  inbound: { option: 'inbound', most: 1_000_000 },
  'home-tenants': { option: 'homeTenants', most: 100_000, least: 1 },
  outbound: { option: 'outbound', most: 1_000_000 },
  'page-size': { option: 'pageSize', most: 10_000, least: 1 },
  'keep-pages': { option: 'keepPages', most: 100_000 },
  lag: { option: 'removalLagMs', most: 86_400_000 },
  latency: { option: 'latencyMs', most: 600_000 },
  'export-duration': { option: 'exportDurationMs', most: 86_400_000 },
  'export-lag': { option: 'exportLagMs', most: 86_400_000 },
  'export-retry-after': { option: 'exportRetryAfterSeconds', most: 86_400 },
  'token-lifetime': { option: 'tokenLifetimeSeconds', most: 86_400, least: 1 },
};

const texts = ['odata', 'export-answer', 'faults', 'throttle', 'clock'] as const;

/** What the command line can say, as told to whoever says something else. */
export const usage = `sandbox [--port 0] [--seed 7] [--inbound 1000] [--home-tenants 37] [--outbound 200] [--page-size 100] [--keep-pages 0]
        [--odata lenient|strict] [--export-answer header|body] [--export-duration ms] [--export-lag ms] [--export-retry-after s]
        [--lag ms] [--latency ms] [--throttle published|<units>/<s>,<writes>/<s>] [--faults rough|<fault>=<rate>,…|<json>]
        [--clock=<date and time>|<±ms>] [--token-lifetime s] [--parent]`;

function number(name: string, text: string, { most, least = 0 }: Numeric): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most)) {
    throw new UsageError(`--${name} takes a whole number from ${least} to ${most}.`);
  }
  return value;
}

function oneOf<T extends string>(name: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === text);
  if (found === undefined) {
    throw new UsageError(`--${name} takes ${allowed.join(' or ')}.`);
  }
  return found;
}

function throttleOf(text: string): ThrottleLimits {
  if (text === 'published') {
    return publishedLimits;
  }
  const [, units, unitSeconds, writes, writeSeconds] = /^(\d+)\/(\d+)(?:,(\d+)\/(\d+))?$/.exec(text) ?? [];
  if (units === undefined || unitSeconds === undefined) {
    throw new UsageError('--throttle takes published, or units/seconds,writes/seconds.');
  }
  return {
    resourceUnits: Number(units),
    resourceUnitsPerSeconds: Number(unitSeconds),
    writes: Number(writes ?? publishedLimits.writes),
    writesPerSeconds: Number(writeSeconds ?? publishedLimits.writesPerSeconds),
  };
}

/** An offset in milliseconds, or the date and time that it shall be now. */
function clockOf(text: string): number {
  const offset = /^[+-]?\d+$/.test(text) ? Number(text) : Date.parse(text) - Date.now();
  if (!Number.isFinite(offset)) {
    throw new UsageError('--clock takes a date and time, or milliseconds.');
  }
  return offset;
}

function faultsOf(text: string): string {
  try {
    parseFaultMix(text);
  } catch (error) {
    throw new UsageError(`--faults: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return text;
}

function textOption(name: (typeof texts)[number], text: string): Partial<SandboxOptions> {
  switch (name) {
    case 'odata':
      return { odata: oneOf(name, text, ['lenient', 'strict']) };
    case 'export-answer':
      return { exportAnswer: oneOf(name, text, ['header', 'body']) };
    case 'faults':
      return { faults: faultsOf(text) };
    case 'throttle':
      return { throttle: throttleOf(text) };
    case 'clock':
      return { clockOffsetMs: clockOf(text) };
  }
}

/** The options of a command line. Throws UsageError. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const names = [...Object.keys(numbers), ...texts];
  const config = Object.fromEntries(names.map((name) => [name, { type: 'string' }] as const));
  const { values } = parse([...args], { ...config, parent: { type: 'boolean' } });
  const given = Object.entries(values).flatMap(([name, value]): readonly Partial<SandboxOptions>[] => {
    if (typeof value !== 'string') {
      return [];
    }
    const numeric = numbers[name];
    const named = texts.find((each) => each === name);
    return numeric ? [{ [numeric.option]: number(name, value, numeric) }] : named ? [textOption(named, value)] : [];
  });
  return { options: Object.assign({}, defaultOptions, ...given) as SandboxOptions, parent: values['parent'] === true };
}

function parse(
  args: string[],
  options: NonNullable<Parameters<typeof parseArgs>[0]>['options'],
): { readonly values: Readonly<Record<string, unknown>> } {
  try {
    return parseArgs({ args, options: options ?? {}, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
