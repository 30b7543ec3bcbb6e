import { jsonAnswer, type Answer } from './answer';

/** What Graph calls a request and what the caller calls it. */
export interface RequestIds {
  readonly requestId: string;
  readonly clientRequestId: string;
}

/** A request that Graph refuses: status, code and message as they go into the answer. */
export class ApiError extends Error {
  readonly kind = 'api';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export const badRequest = (message: string, code = 'Request_BadRequest'): ApiError => new ApiError(400, code, message);

export const notFound = (what: string): ApiError =>
  new ApiError(
    404,
    'Request_ResourceNotFound',
    `Resource '${what}' does not exist or one of its queried reference-property objects are not present.`,
  );

/** The error body of the Graph documentation; the date carries a zone, as the OpenAPI description asks. */
export function errorAnswer(error: ApiError, ids: RequestIds, now: number): Answer {
  const innerError = {
    date: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
    'request-id': ids.requestId,
    'client-request-id': ids.clientRequestId,
  };
  return jsonAnswer(error.status, { error: { code: error.code, message: error.message, innerError } }, error.headers);
}
