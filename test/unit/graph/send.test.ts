import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import type { Waiting } from '../../../src/graph/client';
import { createGraphClient } from '../../../src/graph/createGraphClient';
import { CancelledError, GraphError, type GraphErrorDetails, SignInError } from '../../../src/graph/errors';
import { json, person, problem, testClient, TestServer, TestTokens } from './testServer';

async function failure(work: Promise<unknown>): Promise<GraphErrorDetails> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof GraphError, String(error));
    return error.details;
  }
  return assert.fail('It did not fail.');
}

const claims = '{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}';
const userId = 'c228b2ae-c4fb-4eda-9620-7e73dddd1cac';

describe('one call to Graph', () => {
  const server = new TestServer();
  before(() => server.start());
  after(() => server.stop());

  it('sends the token, an id of its own and no content type without a body', async () => {
    server.answers((_, response) => json(response, 200, { ...person(1), unknown: { kept: true } }, { 'request-id': 'r-1' }));
    const { client, records } = testClient(server);
    const { value, raw, ids } = await client.get('getInboundSharedUserProfile', { userId });
    const [request] = server.seen;
    assert.equal(request?.url, `/beta/directory/inboundSharedUserProfiles/${userId}`);
    assert.equal(request.headers.authorization, 'Bearer token-1');
    assert.equal(request.headers.accept, 'application/json');
    assert.equal(request.headers['content-type'], undefined);
    assert.match(String(request.headers['client-request-id']), /^[0-9a-f-]{36}$/);
    assert.equal(ids.clientRequestId, request.headers['client-request-id']);
    assert.equal(ids.requestId, 'r-1');
    assert.equal(value.displayName, 'Person 1');
    assert.deepEqual(raw['unknown'], { kept: true });
    assert.equal(records[0]?.path, '/directory/inboundSharedUserProfiles/{userId}');
    assert.equal(records[0].status, 200);
    assert.ok(!JSON.stringify(records).includes('token-1') && !JSON.stringify(records).includes(userId));
  });

  it('asks only for what it shows about the signed-in person', async () => {
    server.answers((_, response) => json(response, 200, { id: 'a', displayName: 'Adele', userPrincipalName: null }));
    const { value } = await testClient(server).client.get('getMe', {});
    assert.deepEqual(server.paths(), ['/v1.0/me?$select=id,displayName,userPrincipalName']);
    assert.deepEqual(value, { id: 'a', displayName: 'Adele', userPrincipalName: null });
  });

  for (const status of [429, 502, 503, 504]) {
    it(`repeats a read after ${status}`, async () => {
      server.answers((_, response, number) => (number < 3 ? problem(response, status, 'x') : json(response, 200, person(1))));
      const { client, records } = testClient(server);
      await client.get('getInboundSharedUserProfile', { userId });
      assert.deepEqual(
        records.map((record) => [record.attempt, record.status]),
        [
          [1, status],
          [2, status],
          [3, 200],
        ],
      );
      assert.equal(new Set(server.seen.map(({ headers }) => headers['client-request-id'])).size, 3);
    });
  }

  it('repeats a read whose connection was dropped, before the headers and in the middle of the body', async () => {
    server.answers((request, response, number) => {
      if (number === 1) {
        response.destroy();
      } else if (number === 2) {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"userId":');
        setTimeout(() => response.destroy(), 10);
      } else {
        json(response, 200, person(1));
      }
      assert.equal(request.method, 'GET');
    });
    const { client, records } = testClient(server);
    const waits: (Waiting | undefined)[] = [];
    await client.get('getInboundSharedUserProfile', { userId }, { onWaiting: (waiting) => waits.push(waiting) });
    assert.deepEqual(
      records.map(({ failure: kind }) => kind),
      ['reset', 'cut', undefined],
    );
    assert.deepEqual(
      waits.map((waiting) => waiting?.reason),
      ['dropped', undefined, 'dropped', undefined],
    );
  });

  it('gives a read up after the last attempt, with the last word of the service', async () => {
    server.answers((_, response) => problem(response, 503, 'serviceNotAvailable', { 'request-id': 'r-9' }));
    const details = await failure(testClient(server).client.get('getInboundSharedUserProfile', { userId }));
    assert.equal(server.seen.length, 4);
    assert.equal(details.failure, 'refused');
    assert.equal(details.status, 503);
    assert.equal(details.code, 'serviceNotAvailable');
    assert.equal(details.attempts, 4);
    assert.equal(details.ids?.requestId, 'r-9');
  });

  for (const status of [500, 502, 503, 504]) {
    it(`sends a removal that was answered with ${status} exactly once and calls its outcome unknown`, async () => {
      server.answers((_, response) => problem(response, status, 'x', { 'retry-after': '0' }));
      const details = await failure(testClient(server).client.removeInboundPersonalData(userId));
      assert.equal(server.seen.length, 1);
      assert.equal(details.executed, 'unknown');
    });
  }

  it('sends a removal whose answer was lost exactly once and calls its outcome unknown', async () => {
    server.answers((_, response) => response.destroy());
    const details = await failure(testClient(server).client.removeInboundPersonalData(userId));
    assert.equal(server.seen.length, 1);
    assert.equal(details.failure, 'unreachable');
    assert.equal(details.executed, 'unknown');
    assert.match(details.ids?.clientRequestId ?? '', /^[0-9a-f-]{36}$/);
  });

  it('sends an export whose answer takes too long exactly once and calls its outcome unknown', async () => {
    server.answers(() => undefined);
    const details = await failure(testClient(server, { timeoutMs: 400 }).client.exportPersonalData(userId, 'https://store.example/c'));
    assert.equal(server.seen.length, 1);
    assert.equal(details.failure, 'unreachable');
    assert.equal(details.executed, 'unknown');
    assert.equal((details.cause as Error).name, 'TimeoutError');
  });

  it('repeats a removal that was throttled: nothing was done', async () => {
    server.answers((_, response, number) => (number === 1 ? problem(response, 429, 'x') : response.writeHead(204).end()));
    await testClient(server).client.removeOutboundPersonalData(userId, 'tenant 1');
    assert.equal(server.seen.length, 2);
    assert.equal(server.seen[1]?.url, `/beta/directory/outboundSharedUserProfiles/${userId}/tenants/tenant%201/removePersonalData`);
    assert.equal(server.seen[1].body, '');
  });

  it('calls a removal that was refused not executed', async () => {
    server.answers((_, response) => problem(response, 403, 'Authorization_RequestDenied'));
    const details = await failure(testClient(server).client.removeInboundPersonalData(userId));
    assert.equal(details.executed, 'no');
    assert.equal(details.code, 'Authorization_RequestDenied');
    assert.equal(details.serviceMessage, 'Authorization_RequestDenied happened.');
  });

  it('waits as long as Retry-After says, shows until when, and that it is over', async () => {
    server.answers((_, response, number) =>
      number === 1 ? problem(response, 429, 'x', { 'retry-after': '1' }) : json(response, 200, person(1)),
    );
    const startedAt = Date.now();
    const waits: (Waiting | undefined)[] = [];
    await testClient(server).client.get('getInboundSharedUserProfile', { userId }, { onWaiting: (waiting) => waits.push(waiting) });
    const [waiting, over] = waits;
    assert.ok(waiting?.retryAfterGiven === true && waiting.reason === 'throttled' && waiting.resumesAt >= startedAt + 1000);
    assert.equal(over, undefined);
    assert.ok(Date.now() >= waiting.resumesAt);
  });

  it('ends a long Retry-After at once when cancelled, and sends nothing more', async () => {
    server.answers((_, response) => problem(response, 429, 'x', { 'retry-after': '86400' }));
    const controller = new AbortController();
    const call = testClient(server).client.removeInboundPersonalData(userId, {
      signal: controller.signal,
      onWaiting: (waiting) => {
        if (waiting !== undefined) {
          controller.abort();
        }
      },
    });
    await assert.rejects(call, (error) => error instanceof CancelledError && error.executed === 'no');
    assert.equal(server.seen.length, 1);
  });

  it('says of a removal cancelled under way that it may have been carried out, and of one cancelled before that it was not', async () => {
    const controller = new AbortController();
    server.answers(() => controller.abort());
    const { client } = testClient(server);
    await assert.rejects(
      client.removeInboundPersonalData(userId, { signal: controller.signal }),
      (error) => error instanceof CancelledError && error.executed === 'unknown',
    );
    await assert.rejects(
      client.removeInboundPersonalData(userId, { signal: controller.signal }),
      (error) => error instanceof CancelledError && error.executed === 'no',
    );
    assert.equal(server.seen.length, 1);
  });

  it('writes the intent down before anything is sent, and sends nothing when that fails', async () => {
    server.answers((_, response) => response.writeHead(204).end());
    const { client } = testClient(server);
    const intents: string[] = [];
    await client.removeInboundPersonalData(userId, {
      beforeSend: async (clientRequestId) => {
        assert.equal(server.seen.length, 0);
        intents.push(clientRequestId);
      },
    });
    assert.equal(server.seen[0]?.headers['client-request-id'], intents[0]);
    const full = new Error('The disk is full.');
    await assert.rejects(client.removeInboundPersonalData(userId, { beforeSend: () => Promise.reject(full) }), full);
    assert.equal(server.seen.length, 1);
  });

  it('sends nothing that the context does not permit, also when it was locked while waiting', async () => {
    const locked = new GraphError('Locked.', { failure: 'locked', operation: 'removeInboundPersonalData', executed: 'no' });
    let allowed = true;
    const permit = (): void => {
      if (!allowed) {
        throw locked;
      }
    };
    server.answers((_, response) => {
      allowed = false;
      problem(response, 429, 'x');
    });
    await assert.rejects(testClient(server, { permit }).client.removeInboundPersonalData(userId), locked);
    assert.equal(server.seen.length, 1);
    await assert.rejects(testClient(server, { permit }).client.removeInboundPersonalData(userId), locked);
    assert.equal(server.seen.length, 1);
  });

  it('answers a claims challenge once, in a 401 or a 403, also for a removal', async () => {
    for (const status of [401, 403]) {
      server.answers((request, response) => {
        if (request.headers.authorization === 'Bearer token-1') {
          const encoded = Buffer.from(claims).toString('base64url');
          problem(response, status, 'x', { 'www-authenticate': `Bearer error="insufficient_claims", claims="${encoded}"` });
        } else {
          response.writeHead(204).end();
        }
      });
      const { client, tokens } = testClient(server);
      await client.removeInboundPersonalData(userId);
      assert.deepEqual(
        tokens.requests.map((request) => request.claims),
        [undefined, claims],
      );
      assert.equal(server.seen.length, 2);
    }
  });

  it('replaces a refused token once, and lets the second refusal stand', async () => {
    server.answers((_, response) => problem(response, 401, 'InvalidAuthenticationToken'));
    const { client, tokens } = testClient(server);
    const details = await failure(client.removeInboundPersonalData(userId));
    assert.deepEqual(
      tokens.requests.map((request) => request.refused),
      [undefined, 'token-1'],
    );
    assert.equal(server.seen.length, 2);
    assert.equal(details.status, 401);
    assert.equal(details.executed, 'no');
  });

  it('passes on why no token could be had', async () => {
    const refused = new SignInError('Sign in again.', 'interactionRequired');
    const client = createGraphClient({ graphEndpoint: server.origin, tokens: { getAccessToken: () => Promise.reject(refused) } });
    await assert.rejects(client.get('getMe', {}), refused);
  });

  it('never quotes a token that cannot be sent', async () => {
    const tokens = { getAccessToken: () => Promise.resolve({ value: 'secret\nword', expiresOn: new Date() }) };
    const client = createGraphClient({ graphEndpoint: server.origin, tokens });
    await assert.rejects(client.get('getMe', {}), (error) => error instanceof GraphError && !error.message.includes('secret'));
  });

  it('does not follow redirects', async () => {
    server.answers((_, response) => response.writeHead(302, { location: `${server.origin}/beta/elsewhere` }).end());
    const { client } = testClient(server);
    assert.equal((await failure(client.get('getMe', {}))).failure, 'untrusted');
    const removal = await failure(client.removeInboundPersonalData(userId));
    assert.equal(removal.failure, 'untrusted');
    assert.equal(removal.executed, 'unknown');
    assert.equal(server.seen.length, 2);
  });

  it('gives a body up that falls silent', async () => {
    server.answers((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"userId":');
    });
    const details = await failure(testClient(server, { timeoutMs: 400 }).client.get('getInboundSharedUserProfile', { userId }));
    assert.equal(details.failure, 'unreachable');
    assert.equal(server.seen.length, 1);
  });

  it('counts an export as accepted when only the body of the answer is lost or falls silent', async () => {
    for (const end of [(socket: ServerResponse) => socket.destroy(), () => undefined]) {
      server.answers((_, response) => {
        const location = `${server.origin}/v1.0/dataPolicyOperations/7`;
        response.writeHead(202, { location, 'content-type': 'application/json', 'content-length': '100' });
        response.write('{');
        setTimeout(() => end(response), 10);
      });
      const { operationId } = await testClient(server, { timeoutMs: 400 }).client.exportPersonalData(userId, 'MyStorageAccount');
      assert.equal(operationId, '7');
      assert.equal(server.seen.length, 1);
    }
  });

  for (const announced of [true, false]) {
    it(`stops reading a body that is too large, ${announced ? 'announced' : 'not announced'}`, async () => {
      const size = 5 * 2 ** 20;
      server.answers((_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', ...(announced ? { 'content-length': String(size) } : {}) });
        response.end(Buffer.alloc(size, 32));
      });
      assert.equal((await failure(testClient(server).client.get('getMe', {}))).failure, 'unreadable');
    });
  }

  const badAnswers: readonly (readonly [string, string, string])[] = [
    ['HTML', 'text/html', '<html>Bob Smith</html>'],
    ['JSON by the wrong name', 'text/plain', '{"id":"a"}'],
    ['half of the JSON', 'application/json', '{"id":"Bob Smith'],
    ['a list where an entity was promised', 'application/json', '[]'],
    ['an entity of the wrong shape', 'application/json', '{"id":7,"displayName":"Bob Smith"}'],
    ['nothing', 'application/json', ''],
  ];
  for (const [what, contentType, body] of badAnswers) {
    it(`calls ${what} unreadable and quotes nothing of it`, async () => {
      server.answers((_, response) => response.writeHead(200, { 'content-type': contentType }).end(body));
      const call = testClient(server).client.get('getMe', {});
      const details = await failure(call);
      assert.equal(details.failure, 'unreadable');
      await assert.rejects(call, (error) => !inspect(error).includes('Bob'));
      assert.equal(server.seen.length, 1);
    });
  }

  it('proves that nothing was sent when nobody listens, and proves nothing when the connection breaks', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const client = createGraphClient({ graphEndpoint: `http://127.0.0.1:${port}`, tokens: new TestTokens() });
    const details = await failure(client.removeInboundPersonalData(userId));
    assert.equal(details.failure, 'unreachable');
    assert.equal(details.executed, 'no');
  });

  it('refuses endpoints that are neither a known cloud nor on this machine', () => {
    const addresses = [
      'https://evil.example',
      'http://graph.microsoft.com',
      'https://graph.microsoft.com:443@evil.example',
      'http://127.0.0.1.evil.example',
    ];
    for (const graphEndpoint of [...addresses, `${server.origin}/beta`, 'ftp://localhost']) {
      assert.throws(() => createGraphClient({ graphEndpoint, tokens: new TestTokens() }), TypeError, graphEndpoint);
    }
  });

  it('does not ask a cloud for what it does not have', async () => {
    const tokens = new TestTokens();
    const client = createGraphClient({ graphEndpoint: 'https://graph.microsoft.us', tokens });
    assert.equal((await failure(client.get('getInboundSharedUserProfile', { userId }))).failure, 'notHere');
    assert.equal(tokens.requests.length, 0);
  });

  for (const id of ['', '  ', 'a\nb', '.', '..', 'x'.repeat(2000), '\ud800']) {
    it(`refuses to send the id ${JSON.stringify(id.slice(0, 10))}`, async () => {
      server.answers((_, response) => response.writeHead(204).end());
      assert.equal((await failure(testClient(server).client.removeInboundPersonalData(id))).failure, 'invalid');
      assert.equal(server.seen.length, 0);
    });
  }

  it('encodes what would leave the path, and doubles single quotes in a function', async () => {
    server.answers((_, response) => json(response, 200, { tenantId: 'x', displayName: null }));
    const { client } = testClient(server);
    await client.get('findTenantInformationByTenantId', { tenantId: "it's/../x?y#z" });
    await client.removeInboundPersonalData('../../users/1');
    assert.deepEqual(server.paths(), [
      "/v1.0/tenantRelationships/findTenantInformationByTenantId(tenantId='it%27%27s%2F..%2Fx%3Fy%23z')",
      '/beta/directory/inboundSharedUserProfiles/..%2F..%2Fusers%2F1/removePersonalData',
    ]);
  });

  it('refuses query options that the operation does not have', async () => {
    const call = testClient(server).client.get('findTenantInformationByTenantId', { tenantId: 'x' }, { query: { $select: 'displayName' } });
    assert.equal((await failure(call)).failure, 'invalid');
  });
});
