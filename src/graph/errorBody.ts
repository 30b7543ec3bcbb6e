import { isJsonObject, textOf, tryParseJson } from './json';
import { redact } from './redact';

/** What the service says about its refusal. Every part may be missing: the body may be HTML, cut short or empty. */
export interface ServiceError {
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly requestId: string | undefined;
  readonly date: string | undefined;
}

const longestMessage = 500;
const deepestInnerError = 5;

/** Source: the Graph errors page and the OData error type; both `innerError` and `innererror` are met, nested or not, and `code` may be empty. */
export function serviceError(body: Uint8Array): ServiceError {
  const parsed = tryParseJson(body);
  const error = isJsonObject(parsed) && isJsonObject(parsed['error']) ? parsed['error'] : {};
  const message = textOf(error['message']);
  return {
    code: textOf(error['code'])?.slice(0, longestMessage),
    message: message === undefined ? undefined : redact(message).slice(0, longestMessage),
    requestId: innerText(error, 'request-id', deepestInnerError),
    date: innerText(error, 'date', deepestInnerError),
  };
}

function innerText(error: unknown, name: string, depth: number): string | undefined {
  if (!isJsonObject(error) || depth === 0) {
    return undefined;
  }
  return textOf(error[name]) ?? innerText(error['innerError'] ?? error['innererror'], name, depth - 1);
}
