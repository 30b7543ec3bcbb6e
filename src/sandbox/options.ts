import type { WorldSize } from './world/world';

export type ODataProfile = 'lenient' | 'strict';
type ExportAnswer = 'header' | 'body';

/** How much one app may do in one tenant: resource units and writes, each per so many seconds. */
export interface ThrottleLimits {
  readonly resourceUnits: number;
  readonly resourceUnitsPerSeconds: number;
  readonly writes: number;
  readonly writesPerSeconds: number;
}

export interface SandboxOptions extends WorldSize {
  /** 0 takes any free port. */
  readonly port: number;
  readonly odata: ODataProfile;
  readonly pageSize: number;
  /** Made pages to keep in memory, for benchmarks; 0 makes each when it is asked for. */
  readonly keepPages: number;
  readonly exportAnswer: ExportAnswer;
  readonly exportDurationMs: number;
  /** How long a new export is not found. */
  readonly exportLagMs: number;
  readonly exportRetryAfterSeconds: number;
  /** How long a removed profile is still there. */
  readonly removalLagMs: number;
  /** Added to every answer of Graph. */
  readonly latencyMs: number;
  readonly throttle: ThrottleLimits | undefined;
  /** Faults to begin with, as a mix: see `parseFaultMix`. */
  readonly faults: string | undefined;
  /** How far the sandbox's time is from the machine's. */
  readonly clockOffsetMs: number;
  readonly tokenLifetimeSeconds: number;
}

/** Identity and access limits of a large tenant. Source: the Graph throttling limits page. */
export const publishedLimits: ThrottleLimits = {
  resourceUnits: 8000,
  resourceUnitsPerSeconds: 10,
  writes: 3000,
  writesPerSeconds: 150,
};

export const defaultOptions: SandboxOptions = {
  port: 0,
  seed: 7,
  inbound: 1000,
  homeTenants: 37,
  outbound: 200,
  odata: 'lenient',
  pageSize: 100,
  keepPages: 0,
  exportAnswer: 'header',
  exportDurationMs: 3000,
  exportLagMs: 0,
  exportRetryAfterSeconds: 1,
  removalLagMs: 0,
  latencyMs: 0,
  throttle: undefined,
  faults: undefined,
  clockOffsetMs: 0,
  tokenLifetimeSeconds: 3600,
};
