import type { Body, Exchange, ExchangeRequest, Head } from './exchange';
import { longestBodyMs } from './exchange';
import { joined } from './joined';
import { networkCause } from './networkCause';
import type { Watch } from './watch';

/** One request with the platform's `fetch`, looked up now: the editor patches it for proxies and certificates. Never rejects. */
export async function converseOverFetch(request: ExchangeRequest, watch: Watch, onHead: (head: Head) => void): Promise<Exchange> {
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
