/** How an answer gets to the caller when not in one piece and at once. */
type Delivery = { readonly kind: 'dropped' } | { readonly kind: 'truncated' } | { readonly kind: 'slow'; readonly durationMs: number };

/** An answer of the sandbox's Graph before it is sent. The body is JSON unless the content type says otherwise. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  readonly delivery?: Delivery;
}

const jsonType = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

export function jsonAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return bytesAnswer(status, Buffer.from(JSON.stringify(body), 'utf8'), headers);
}

export function bytesAnswer(status: number, body: Buffer, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'Content-Type': jsonType, ...headers }, body };
}

export function emptyAnswer(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers, body: undefined };
}
