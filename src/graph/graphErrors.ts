import { GraphError, type GraphErrorDetails, type InvalidInput } from './errors';
import type { Operation } from './operation';

/** The name of a call in messages and logs: method and template, never filled in. */
function callName(operation: Operation): string {
  return `${operation.method} ${operation.path}`;
}

export function invalidInput(operation: Operation, name: string, problem: InvalidInput['problem']): GraphError {
  return graphError(operation, 'invalid', `cannot be sent: ${name}: ${problem}`, { executed: 'no', invalid: { name, problem } });
}

export function untrusted(operation: Operation, reason: string, details: Partial<GraphErrorDetails> = {}): GraphError {
  return graphError(operation, 'untrusted', `was not followed: ${reason}`, { executed: 'no', ...details });
}

export function unreadable(operation: Operation, reason: string, details: Partial<GraphErrorDetails> = {}): GraphError {
  return graphError(operation, 'unreadable', `gave an answer that cannot be read: ${reason}`, { executed: 'no', ...details });
}

export function graphError(
  operation: Operation,
  failure: GraphErrorDetails['failure'],
  what: string,
  details: Omit<GraphErrorDetails, 'failure' | 'operation'>,
): GraphError {
  return new GraphError(`${callName(operation)} ${what}.`, { failure, operation: operation.id, ...details });
}
