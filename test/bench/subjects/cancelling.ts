import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadInboundProfiles } from '../../../src/profiles/loadInboundProfiles';
import type { Subject, SubjectInput } from '../subject';
import { graphSdk, ourClient } from './listing';

const cancelAfterMs = 300;
const watchedMs = 4500;

/** A service that throttles everything with Retry-After: 3, as a busy tenant does; says when it was asked last. */
async function withBusyService(
  run: (graphEndpoint: string, signal: AbortSignal) => Promise<unknown>,
): Promise<Readonly<Record<string, number>>> {
  let lastAsked = 0;
  const server = createServer((_, response) => {
    lastAsked = performance.now();
    response
      .writeHead(429, { 'Retry-After': '3', 'Content-Type': 'application/json' })
      .end('{"error":{"code":"TooManyRequests","message":""}}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = new AbortController();
  let endedAt = Infinity;
  let failure: unknown;
  void run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop.signal)
    .catch((error: unknown) => (failure = error))
    .then(() => (endedAt = performance.now()));
  await new Promise((resolve) => setTimeout(resolve, cancelAfterMs));
  const cancelledAt = performance.now();
  if (endedAt < cancelledAt || lastAsked === 0) {
    throw new Error('It ended before it was cancelled.', { cause: failure });
  }
  stop.abort();
  await new Promise((resolve) => setTimeout(resolve, watchedMs));
  server.closeAllConnections();
  server.close();
  return { lastRequestMs: Math.max(0, lastAsked - cancelledAt), endedMs: Math.min(endedAt - cancelledAt, watchedMs) };
}

async function cancelling(input: SubjectInput, run: (input: SubjectInput, signal: AbortSignal) => Promise<unknown>): ReturnType<Subject> {
  const numbers = await withBusyService((graphEndpoint, signal) => run({ ...input, graphEndpoint }, signal));
  return { ms: Math.max(numbers['lastRequestMs'] ?? 0, numbers['endedMs'] ?? 0), numbers };
}

/** Cancelled while it waits for a throttled service. */
export const cancelOurs: Subject = (input) => cancelling(input, (busy, signal) => loadInboundProfiles(ourClient(busy), { signal }));

interface Cancellable {
  options(options: object): { get(): Promise<unknown> };
}

/** The Graph client with its own retry handler, given the signal in its fetch options. */
export const cancelGraphSdk: Subject = (input) =>
  cancelling(input, async (busy, signal) => {
    const { client } = await graphSdk(busy);
    await (client.api('/directory/inboundSharedUserProfiles') as unknown as Cancellable).options({ signal }).get();
  });
