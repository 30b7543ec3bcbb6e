import type { Gate } from './client';
import type { Verdict } from './verdict';
import { type Call, neverAborted, type Wire } from './wire';

/** How long everyone waits when the service throttled without saying how long, and the call in question has given up. */
const lastWordMs = 1000;

/** Waits for the gate, with a pause of everyone shown as the waiting of this call. @throws CancelledError */
export async function enterGate(wire: Wire, call: Call, attempt: number): Promise<void> {
  const { onWaiting, signal = neverAborted } = call.options;
  const { id } = call.operation;
  await wire.gate?.enter(call.operation, signal, (resumesAt) => {
    onWaiting?.(resumesAt === undefined ? undefined : { operation: id, reason: 'throttled', attempt, resumesAt, retryAfterGiven: true });
  });
}

/** Every entered call is told of when it ends, however it ends: the gate counts those under way. */
export function leaveGate(gate: Gate | undefined, verdict: Verdict | undefined): void {
  const delayMs = throttledFor(verdict);
  if (delayMs === undefined) {
    gate?.passed?.();
  } else {
    gate?.throttled(delayMs);
  }
}

function throttledFor(verdict: Verdict | undefined): number | undefined {
  if (verdict?.kind === 'again') {
    return verdict.reason === 'throttled' ? verdict.delayMs : undefined;
  }
  const { status, retryAfterMs } = verdict?.kind === 'failed' ? verdict.error.details : {};
  return status === 429 ? (retryAfterMs ?? lastWordMs) : undefined;
}
