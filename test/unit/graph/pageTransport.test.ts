import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Completeness, GraphClient } from '../../../src/graph/client';
import { GraphError, type GraphErrorDetails } from '../../../src/graph/errors';
import { person, testClient, TestServer } from './testServer';

const path = '/beta/directory/inboundSharedUserProfiles';
const page = JSON.stringify({ value: [person(1), person(2)] });
const asJson = { 'content-type': 'application/json' };

async function listed(client: GraphClient, signal?: AbortSignal): Promise<Completeness> {
  const pages = client.list('listInboundSharedUserProfiles', {}, signal ? { signal } : {});
  for await (const { rows } of pages) {
    assert.equal(rows.length, 2);
  }
  return pages.completeness();
}

function why(end: Completeness): GraphErrorDetails {
  assert.ok(end.kind === 'partial' && end.why instanceof GraphError, end.kind);
  return end.why.details;
}

describe('a page on its way', () => {
  const server = new TestServer();
  before(() => server.start());
  after(() => server.stop());

  it('may come compressed, and is asked for so', async () => {
    server.answers((_, response) => response.writeHead(200, { ...asJson, 'content-encoding': 'gzip' }).end(gzipSync(page)));
    const end = await listed(testClient(server).client);
    assert.deepEqual([end.kind, end.items, server.seen[0]?.headers['accept-encoding']], ['complete', 2, 'gzip']);
  });

  const cuts: readonly (readonly [string, (response: ServerResponse) => void])[] = [
    ['before its head', (response) => response.destroy()],
    ['in its body', (response) => response.writeHead(200, { ...asJson, 'content-length': '1000' }).write(page.slice(0, 50))],
    [
      'in its compressed body',
      (response) => response.writeHead(200, { ...asJson, 'content-encoding': 'gzip', 'content-length': '1000' }).write(gzipSync(page)),
    ],
  ];
  for (const [where, cut] of cuts) {
    it(`is asked for again when it is cut ${where}`, async () => {
      server.answers((_, response, number) => {
        if (number === 1) {
          cut(response);
          setTimeout(() => response.destroy(), 20);
          return;
        }
        response.writeHead(200, asJson).end(page);
      });
      const { client, records } = testClient(server);
      const end = await listed(client);
      assert.deepEqual([end.kind, end.items, end.retries], ['complete', 2, 1]);
      assert.ok(['reset', 'cut'].includes(records[0]?.failure ?? ''), records[0]?.failure);
    });
  }

  it('is not followed to where a redirect points: the token goes nowhere else', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      server.answers((_, response) => response.writeHead(status, { location: `${server.origin}/elsewhere` }).end());
      assert.equal(why(await listed(testClient(server).client)).failure, 'untrusted');
      assert.deepEqual(server.paths(), [`${path}?$top=999`]);
    }
  });

  it('is given up when it falls silent, before its head and in its body', async () => {
    for (const answer of [(): void => undefined, (response: ServerResponse): boolean => response.writeHead(200, asJson).write('{')]) {
      server.answers((_, response) => answer(response));
      const { client, records } = testClient(server, { timeoutMs: 200 });
      assert.equal(why(await listed(client)).failure, 'unreachable');
      assert.deepEqual([server.seen.length, records[0]?.failure === 'timeout' || records[0]?.failure === 'cut'], [1, true]);
    }
  });

  it('is not read when it is too large, announced or unpacked', async () => {
    const much = gzipSync(Buffer.alloc(65 * 2 ** 20));
    const answers: readonly ((response: ServerResponse) => void)[] = [
      (response) => response.writeHead(200, { ...asJson, 'content-length': String(2 ** 30) }).write('{'),
      (response) => response.writeHead(200, { ...asJson, 'content-encoding': 'gzip' }).end(much),
    ];
    for (const answer of answers) {
      server.answers((_, response) => answer(response));
      assert.equal(why(await listed(testClient(server).client)).failure, 'unreadable');
      assert.equal(server.seen.length, 1);
    }
  });

  it('is unreadable when what was packed is no gzip', async () => {
    server.answers((_, response) => response.writeHead(200, { ...asJson, 'content-encoding': 'gzip' }).end('no gzip'));
    assert.equal(why(await listed(testClient(server).client)).failure, 'unreachable');
  });

  it('is let go when the list is cancelled: its connection ends', async () => {
    const stop = new AbortController();
    const gone = new Promise((resolve) => {
      server.answers((_, response) => {
        response.once('close', resolve);
        response.writeHead(200, asJson).write('{');
        setTimeout(() => stop.abort(), 20);
      });
    });
    await assert.rejects(listed(testClient(server).client, stop.signal), { name: 'CancelledError' });
    await gone;
    assert.equal(server.seen.length, 1);
  });

  it('says that nobody listens', async () => {
    const nobody = new TestServer();
    await nobody.start();
    await nobody.stop();
    const { client, records } = testClient(nobody);
    assert.equal(why(await listed(client)).failure, 'unreachable');
    assert.equal(records[0]?.failure, 'refused');
  });
});
