import type { CallRecord } from './client';
import { serviceError } from './errorBody';
import type { Exchange } from './exchange';
import type { Operation } from './operation';
import { pathValuesOf } from './pathValues';
import { callIds } from './verdict';

/** One attempt as the log shows it. */
export function callRecord(
  operation: Operation,
  address: string,
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
    pathValues: () => pathValuesOf(operation, address),
    status: answered ? result.status : undefined,
    code: codeOf(result),
    failure: failureOf(result),
    attempt,
    startedAt,
    durationMs: Date.now() - startedAt,
    ids: callIds(clientRequestId, answered ? result.headers : undefined),
  };
}

function codeOf(result: Exchange): string | undefined {
  return result.kind === 'answered' && result.status >= 400 && result.body.kind === 'whole'
    ? serviceError(result.body.bytes).code
    : undefined;
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
