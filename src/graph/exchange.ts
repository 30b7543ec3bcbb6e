import { type NetworkCause, networkCause } from './networkCause';
import { Watch } from './watch';

export interface ExchangeRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Until the headers of the answer, and between two pieces of its body. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

export type Body =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'cut'; readonly network: NetworkCause; readonly cause: unknown }
  | { readonly kind: 'tooLarge' };

/** One request and what came of it: an answer, nothing (with why), or cancelled by the caller. Never throws. */
export type Exchange =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: Headers; readonly body: Body }
  | { readonly kind: 'lost'; readonly network: NetworkCause; readonly cause: unknown }
  | { readonly kind: 'cancelled' };

/** A body that takes longer than this in all is given up, however busily it drips. */
const longestBodyMs = 300_000;

/** Sends one request with the platform's `fetch` (looked up now: the editor patches it for proxies and certificates); redirects are refused. */
export async function exchange(request: ExchangeRequest, signal: AbortSignal): Promise<Exchange> {
  const watch = new Watch(signal);
  try {
    watch.limit(request.timeoutMs);
    const response = await watch.first(
      globalThis.fetch(request.url, {
        method: request.method,
        headers: request.headers,
        redirect: 'error',
        signal: watch.signal,
        ...(request.body === undefined ? {} : { body: request.body }),
      }),
    );
    const body = await readBody(response, request, watch);
    return signal.aborted ? { kind: 'cancelled' } : { kind: 'answered', status: response.status, headers: response.headers, body };
  } catch (cause) {
    return signal.aborted ? { kind: 'cancelled' } : { kind: 'lost', network: causeOf(cause, watch), cause };
  } finally {
    watch.end();
  }
}

function causeOf(cause: unknown, watch: Watch): NetworkCause {
  return watch.timedOut ? 'timeout' : networkCause(cause);
}

async function readBody(response: Response, request: ExchangeRequest, watch: Watch): Promise<Body> {
  if (response.body === null) {
    return { kind: 'whole', bytes: new Uint8Array() };
  }
  if (Number(response.headers.get('content-length') ?? 0) > request.maxBytes) {
    watch.abandon();
    return { kind: 'tooLarge' };
  }
  try {
    return await readChunks(response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>, request, watch);
  } catch (cause) {
    return { kind: 'cut', network: causeOf(cause, watch), cause };
  }
}

async function readChunks(reader: ReadableStreamDefaultReader<Uint8Array>, request: ExchangeRequest, watch: Watch): Promise<Body> {
  const chunks: Uint8Array[] = [];
  const givenUpAt = Date.now() + longestBodyMs;
  let size = 0;
  for (;;) {
    watch.limit(Math.min(request.timeoutMs, givenUpAt - Date.now()));
    const { done, value } = await watch.first(reader.read());
    if (done) {
      return { kind: 'whole', bytes: joined(chunks, size) };
    }
    size += value.byteLength;
    if (size > request.maxBytes) {
      watch.abandon();
      return { kind: 'tooLarge' };
    }
    chunks.push(value);
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, size);
}
