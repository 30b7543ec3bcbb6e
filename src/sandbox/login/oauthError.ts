import { randomUUID } from 'node:crypto';

interface Details {
  readonly status?: number;
  readonly suberror?: string;
  /** What a new sign-in has to satisfy, as JSON. */
  readonly claims?: string;
}

/** A refusal as the sign-in service words it. */
export class OAuthError extends Error {
  readonly kind = 'oauth';

  constructor(
    readonly word: string,
    readonly code: number,
    message: string,
    readonly details: Details = {},
  ) {
    super(message);
    this.name = 'OAuthError';
  }

  get status(): number {
    return this.details.status ?? (this.word === 'invalid_client' ? 401 : 400);
  }

  get description(): string {
    return `AADSTS${this.code}: ${this.message}`;
  }
}

/** What a request is called, by the service and by who asked. */
export interface SignInIds {
  readonly traceId: string;
  readonly correlationId: string;
}

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function signInIds(given: string | null | undefined): SignInIds {
  return { traceId: randomUUID(), correlationId: given !== undefined && given !== null && idPattern.test(given) ? given : randomUUID() };
}

/** As the service writes dates in its refusals: `2026-01-15 10:00:00Z`. */
export const timeText = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}Z`;

export function describeError(error: OAuthError, { traceId, correlationId }: SignInIds, now: number): string {
  return `${error.description} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timeText(now)}`;
}

/** The body in which the token endpoint refuses. Source: error response example of the OAuth 2.0 authorization code flow page. */
export function errorBody(error: OAuthError, ids: SignInIds, now: number, errorPage: string): Readonly<Record<string, unknown>> {
  const { suberror, claims } = error.details;
  return {
    error: error.word,
    error_description: describeError(error, ids, now),
    error_codes: [error.code],
    timestamp: timeText(now),
    trace_id: ids.traceId,
    correlation_id: ids.correlationId,
    error_uri: `${errorPage}?code=${error.code}`,
    ...(suberror === undefined ? {} : { suberror }),
    ...(claims === undefined ? {} : { claims }),
  };
}
