/** The time of the sandbox. It may be set apart from the machine's, and moved on while the sandbox runs. */
export interface Clock {
  now(): number;
  advance(byMs: number): void;
  /** Back to where it began. */
  reset(): void;
}

export function createClock(offsetMs = 0): Clock {
  let offset = offsetMs;
  return {
    now: () => Date.now() + offset,
    advance: (byMs) => {
      offset += byMs;
    },
    reset: () => {
      offset = offsetMs;
    },
  };
}
