import assert from 'node:assert/strict';
import type { Completeness, Page, Pages } from '../../../src/graph/client';
import { CancelledError, GraphError } from '../../../src/graph/errors';
import type { InboundSharedUserProfile } from '../../../src/graph/resources';
import { json, person, problem, testClient, TestServer } from './testServer';

async function all(pages: Pages<InboundSharedUserProfile>): Promise<readonly Page<InboundSharedUserProfile>[]> {
  const read: Page<InboundSharedUserProfile>[] = [];
  for await (const page of pages) {
    read.push(page);
  }
  return read;
}

function why(completeness: Completeness): GraphError {
  assert.ok(completeness.kind === 'partial' && completeness.why instanceof GraphError);
  return completeness.why;
}

describe('a list of inbound shared user profiles', () => {
  const server = new TestServer();
  const path = '/beta/directory/inboundSharedUserProfiles';
  before(() => server.start());
  after(() => server.stop());

  it('reads every page, asks for the largest, follows the links as given and says that it is complete', async () => {
    server.answers((_, response, number) =>
      number < 3
        ? json(response, 200, { '@odata.nextLink': `${server.origin}${path}?$skiptoken=a%2Fb${number}`, value: [person(number)] })
        : json(response, 200, { value: [person(number)] }),
    );
    const { client } = testClient(server);
    const pages = client.list('listInboundSharedUserProfiles', {});
    const read = await all(pages);
    assert.deepEqual(server.paths(), [`${path}?$top=999`, `${path}?$skiptoken=a%2Fb1`, `${path}?$skiptoken=a%2Fb2`]);
    assert.deepEqual(
      read.flatMap(({ rows }) => rows.map((row) => (row.kind === 'readable' ? row.value.displayName : row.reason))),
      ['Person 1', 'Person 2', 'Person 3'],
    );
    assert.deepEqual(pages.completeness(), { kind: 'complete', pages: 3, items: 3, unreadable: 0, retries: 0 });
  });

  it('does without $top when the service refuses it, and remembers', async () => {
    server.answers((request, response) =>
      request.url.includes('$top') ? problem(response, 400, 'Request_UnsupportedQuery') : json(response, 200, { value: [person(1)] }),
    );
    const { client } = testClient(server);
    const first = client.list('listInboundSharedUserProfiles', {});
    await all(first);
    await all(client.list('listInboundSharedUserProfiles', {}));
    assert.deepEqual(server.paths(), [`${path}?$top=999`, path, path]);
    assert.equal(first.completeness().kind, 'complete');
  });

  it('keeps rows of the wrong shape as unreadable, with the reason, and counts them', async () => {
    const rows = [person(1), { ...person(2), userPrincipalName: 7 }, 'text', { ...person(4), extra: 'kept' }];
    server.answers((_, response) => json(response, 200, { value: rows }));
    const pages = testClient(server).client.list('listInboundSharedUserProfiles', {});
    const [page] = await all(pages);
    assert.deepEqual(page?.rows[1], { kind: 'unreadable', reason: 'userPrincipalName is of type number', raw: rows[1] });
    assert.deepEqual(page.rows[2], { kind: 'unreadable', reason: 'the row is of type string', raw: 'text' });
    assert.deepEqual(page.rows[3]?.raw, rows[3]);
    assert.deepEqual(pages.completeness(), { kind: 'complete', pages: 1, items: 4, unreadable: 2, retries: 0 });
  });

  it('asks for a new token in the middle and goes on at the same page', async () => {
    server.answers((request, response) => {
      if (request.url.endsWith('=2') && request.headers.authorization === 'Bearer token-1') {
        const claims = Buffer.from('{"access_token":{"nbf":{"essential":true}}}').toString('base64');
        problem(response, 401, 'InvalidAuthenticationToken', {
          'www-authenticate': `Bearer realm="", claims="${claims}", error="insufficient_claims"`,
        });
      } else if (request.url.endsWith('=2')) {
        json(response, 200, { value: [person(2)] });
      } else {
        json(response, 200, { '@odata.nextLink': `${server.origin}${path}?$skiptoken=2`, value: [person(1)] });
      }
    });
    const { client, tokens } = testClient(server);
    const pages = client.list('listInboundSharedUserProfiles', {});
    assert.equal((await all(pages)).length, 2);
    assert.equal(tokens.requests.at(-1)?.claims, '{"access_token":{"nbf":{"essential":true}}}');
    assert.equal(pages.completeness().kind, 'complete');
  });

  for (const link of [
    'https://evil.example/beta/directory/inboundSharedUserProfiles',
    'https://graph.microsoft.com:443@evil.example/beta/x',
    '//evil.example/beta/x',
  ]) {
    it(`does not follow ${link}: it keeps the page it has and says partial`, async () => {
      server.answers((_, response) => json(response, 200, { value: [person(1)], '@odata.nextLink': link }));
      const pages = testClient(server).client.list('listInboundSharedUserProfiles', {});
      assert.equal((await all(pages)).length, 1);
      assert.equal(server.seen.length, 1);
      assert.equal(why(pages.completeness()).details.failure, 'untrusted');
      assert.equal(pages.completeness().items, 1);
    });
  }

  it('ends a list whose links go round in circles as partial', async () => {
    server.answers((_, response, number) =>
      json(response, 200, { value: [person(number)], '@odata.nextLink': `${server.origin}${path}?$skiptoken=${number % 3}` }),
    );
    const pages = testClient(server).client.list('listInboundSharedUserProfiles', {});
    await all(pages);
    assert.equal(why(pages.completeness()).details.failure, 'untrusted');
    assert.equal(pages.completeness().pages, 4);
  });

  it('says partial, with what it has, when a page is cut short', async () => {
    server.answers((_, response, number) => {
      if (number === 1) {
        json(response, 200, { '@odata.nextLink': `${server.origin}${path}?$skiptoken=2`, value: [person(1)] });
      } else {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ value: [person(2), person(3)] }).slice(0, -30));
      }
    });
    const pages = testClient(server).client.list('listInboundSharedUserProfiles', {});
    assert.equal((await all(pages)).length, 1);
    assert.equal(why(pages.completeness()).details.failure, 'unreadable');
  });

  it('throws when it is cancelled, and says that it is partial', async () => {
    const controller = new AbortController();
    server.answers((_, response, number) =>
      json(response, 200, { '@odata.nextLink': `${server.origin}${path}?$skiptoken=${number}`, value: [person(number)] }),
    );
    const pages = testClient(server).client.list('listInboundSharedUserProfiles', {}, { signal: controller.signal });
    await assert.rejects(async () => {
      for await (const page of pages) {
        if (page.number === 2) {
          controller.abort();
        }
      }
    }, CancelledError);
    assert.equal(pages.completeness().kind, 'partial');
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(server.seen.length <= 3, 'asked for more than the page that was on its way');
  });
});
