import type { CancelledError, GraphError, SignInError } from '../graph/errors';
import type { JournalError } from './journal';

/** Errors are told apart by their stable kind, so that it does not matter which bundle made them. */
function hasKind(error: unknown, kind: string): boolean {
  return error instanceof Error && 'kind' in error && error.kind === kind;
}

export function isGraphError(error: unknown): error is GraphError {
  return hasKind(error, 'graph');
}

export function isSignInError(error: unknown): error is SignInError {
  return hasKind(error, 'signIn');
}

export function isCancelled(error: unknown): error is CancelledError {
  return hasKind(error, 'cancelled');
}

export function isJournalError(error: unknown): error is JournalError {
  return hasKind(error, 'journal');
}

export function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
