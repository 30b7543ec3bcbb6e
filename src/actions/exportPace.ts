/** How often to ask for the progress of an export: gently, since these calls answer 429 without Retry-After. */
export interface ExportPace {
  /** Used where the service gave no Retry-After, in milliseconds. */
  readonly firstLookMs: number;
  readonly longestMs: number;
  readonly growth: number;
  /** Looks that may answer "not found" right after the export was accepted. */
  readonly notFoundLooks: number;
}

export const gentlePace: ExportPace = { firstLookMs: 60_000, longestMs: 900_000, growth: 1.2, notFoundLooks: 6 };

/** 10,000 requests an hour for a tenant, of which a fifth stays free. Source: throttling limits page, data policy operation. */
const shortestMsPerExport = 3_600_000 / 8000;

/** When to look again after so many looks, in milliseconds from now. */
export function nextLookMs(pace: ExportPace, retryAfterMs: number | undefined, looks: number, running: number): number {
  const first = retryAfterMs ?? pace.firstLookMs;
  const grown = Math.min(first * pace.growth ** looks, Math.max(pace.longestMs, first));
  return Math.max(grown, running * shortestMsPerExport);
}
