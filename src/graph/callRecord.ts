import type { CallRecord } from './client';
import type { Exchange } from './exchange';
import type { Operation } from './operation';
import { callIds } from './verdict';

/** One attempt as the log shows it. */
export function callRecord(
  operation: Operation,
  result: Exchange,
  attempt: number,
  startedAt: number,
  clientRequestId: string,
): CallRecord {
  const answered = result.kind === 'answered';
  return {
    operation: operation.id,
    method: operation.method,
    path: operation.path,
    status: answered ? result.status : undefined,
    failure: failureOf(result),
    attempt,
    startedAt,
    durationMs: Date.now() - startedAt,
    ids: callIds(clientRequestId, answered ? result.headers : undefined),
  };
}

function failureOf(result: Exchange): string | undefined {
  switch (result.kind) {
    case 'cancelled':
      return 'cancelled';
    case 'lost':
      return result.network;
    case 'answered':
      return result.body.kind === 'whole' ? undefined : result.body.kind;
  }
}
