import { GraphError, SignInError } from '../graph/errors';

/** Why something could not be read, as evidence keeps it: no token, no body, no name. */
export interface Failure {
  readonly kind: string;
  readonly message: string;
  readonly operation?: string;
  readonly status?: number;
  readonly code?: string;
  readonly requestId?: string;
  readonly clientRequestId?: string;
  readonly date?: string;
  /** Where evidence is damaged: a file, and the number of the line when it is known. */
  readonly at?: string;
}

/** A failure read back from evidence. */
export class RecordedError extends Error {
  readonly kind = 'recorded';

  constructor(readonly failure: Failure) {
    super(failure.message);
    this.name = 'RecordedError';
  }
}

function graphFailure({ message, details }: GraphError): Failure {
  const { failure, operation, status, code, ids } = details;
  return {
    kind: failure,
    message,
    operation,
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
    ...(ids?.requestId !== undefined && { requestId: ids.requestId }),
    ...(ids !== undefined && { clientRequestId: ids.clientRequestId }),
    ...(ids?.date !== undefined && { date: ids.date }),
  };
}

/** Gives what evidence keeps of an error. */
export function failureOf(error: Error): Failure {
  if (error instanceof RecordedError) {
    return error.failure;
  }
  if (error instanceof GraphError) {
    return graphFailure(error);
  }
  const kind = error instanceof SignInError ? error.reason : 'kind' in error && typeof error.kind === 'string' ? error.kind : 'unknown';
  return { kind, message: error.message };
}

const texts = ['operation', 'code', 'requestId', 'clientRequestId', 'date', 'at'] as const;

/** Reads a failure back; what is not one says that nothing is known of it. */
export function failureFrom(value: unknown): Failure {
  const found = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const { kind, message, status } = found;
  const known = texts.flatMap((name) => (typeof found[name] === 'string' ? [[name, found[name]] as const] : []));
  return {
    ...Object.fromEntries(known),
    kind: typeof kind === 'string' ? kind : 'unknown',
    message: typeof message === 'string' ? message : 'not recorded',
    ...(typeof status === 'number' && { status }),
  };
}
