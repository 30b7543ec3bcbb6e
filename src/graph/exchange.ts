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
  /** Gives the memory for a body that comes in pieces; without it each gets its own. */
  readonly room?: ((bytes: number) => Uint8Array) | undefined;
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
export function exchange(request: ExchangeRequest, signal: AbortSignal): Promise<Exchange> {
  if (signal.aborted) {
    return Promise.resolve({ kind: 'cancelled' });
  }
  return new Promise((resolve) => {
    const watch = new Watch(signal, request.timeoutMs, () => resolve(ended(watch.timedOut, head)));
    let head: Response | undefined;
    const onHead = (response: Response): void => {
      head = response;
      watch.goOn();
    };
    void converse(request, watch, onHead).then((result) => {
      watch.end();
      resolve(result);
    });
  });
}

/** What an exchange comes to as soon as it is ended from outside, whatever the platform does with the signal. */
function ended(timedOut: boolean, head: Response | undefined): Exchange {
  if (!timedOut) {
    return { kind: 'cancelled' };
  }
  const late = { network: 'timeout', cause: new DOMException('No answer in time.', 'TimeoutError') } as const;
  return head === undefined
    ? { kind: 'lost', ...late }
    : { kind: 'answered', status: head.status, headers: head.headers, body: { kind: 'cut', ...late } };
}

async function converse(request: ExchangeRequest, watch: Watch, onHead: (response: Response) => void): Promise<Exchange> {
  const { url, method, headers, body } = request;
  try {
    const init = { method, headers, redirect: 'error', signal: watch.signal } as const;
    const response = await globalThis.fetch(url, body === undefined ? init : { ...init, body });
    onHead(response);
    return { kind: 'answered', status: response.status, headers: response.headers, body: await readBody(response, request, watch) };
  } catch (cause) {
    return { kind: 'lost', network: networkCause(cause, url.host), cause };
  }
}

async function readBody(response: Response, request: ExchangeRequest, watch: Watch): Promise<Body> {
  if (response.body === null) {
    return { kind: 'whole', bytes: new Uint8Array() };
  }
  const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  try {
    const announced = Number(response.headers.get('content-length') ?? 0);
    const bytes = announced > request.maxBytes ? undefined : await readChunks(reader, request, watch);
    if (bytes === undefined) {
      await reader.cancel().catch(() => undefined);
    }
    return bytes === undefined ? { kind: 'tooLarge' } : { kind: 'whole', bytes };
  } catch (cause) {
    return { kind: 'cut', network: networkCause(cause), cause };
  }
}

async function readChunks(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { maxBytes, room }: ExchangeRequest,
  watch: Watch,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  const givenUpAt = Date.now() + longestBodyMs;
  let size = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    size += piece.value.byteLength;
    if (size > maxBytes) {
      return undefined;
    }
    chunks.push(piece.value);
    if (Date.now() < givenUpAt) {
      watch.goOn();
    }
  }
  return joined(chunks, size, room);
}

function joined(chunks: readonly Uint8Array[], size: number, room: ExchangeRequest['room']): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) {
    return only;
  }
  if (room === undefined) {
    return Buffer.concat(chunks, size);
  }
  const bytes = room(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
