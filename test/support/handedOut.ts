import { OutgoingMessage } from 'node:http';

interface HandedOut {
  readonly secrets: ReadonlySet<string>;
  stop(): void;
}

type End = (this: OutgoingMessage, ...args: readonly unknown[]) => OutgoingMessage;

const inJson = /"(?:access_token|refresh_token|id_token|device_code)":"([^"]{20,})"/g;
const inForms = /name="code" value="([^"]{20,})"/g;

function secretsIn(body: unknown): readonly string[] {
  const text = Buffer.isBuffer(body) ? body.toString('utf8') : typeof body === 'string' ? body : '';
  return [...text.matchAll(inJson), ...text.matchAll(inForms)].map(([, secret = '']) => secret);
}

/** Notes every token and code that the servers of this process hand out, until told to stop. */
export function noteHandedOut(): HandedOut {
  const secrets = new Set<string>();
  const plain = Object.getOwnPropertyDescriptor(OutgoingMessage.prototype, 'end') ?? {};
  const end = plain.value as End;
  const noting: End = function (...args) {
    secretsIn(args[0]).forEach((secret) => secrets.add(secret));
    return end.apply(this, [...args]);
  };
  Object.defineProperty(OutgoingMessage.prototype, 'end', { ...plain, value: noting });
  return { secrets, stop: () => Object.defineProperty(OutgoingMessage.prototype, 'end', plain) };
}
