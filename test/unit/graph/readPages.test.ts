import assert from 'node:assert/strict';
import type { BytesPage, ReadPages } from '../../../src/graph/client';
import { CancelledError, GraphError, SignInError } from '../../../src/graph/errors';
import { json, person, problem, testClient, TestServer } from './testServer';

const path = '/beta/directory/inboundSharedUserProfiles';

async function readAll(pages: ReadPages): Promise<number> {
  let read = 0;
  for await (const { items } of pages) {
    read += items;
  }
  return read;
}

function countRows({ bytes, rowsStart, rowsEnd }: BytesPage): { items: number; unreadable: number } {
  const rows = JSON.parse(Buffer.from(bytes.subarray(rowsStart, rowsEnd)).toString('utf8')) as readonly { userId?: string }[];
  return { items: rows.length, unreadable: rows.filter(({ userId }) => userId === undefined).length };
}

describe('a list read as bytes', () => {
  const server = new TestServer();
  before(() => server.start());
  after(() => server.stop());

  function pagesOf(count: number, rowsOf: (number: number) => readonly unknown[] = (number) => [person(number)]): void {
    server.answers((request, response) => {
      const number = Number(new URL(request.url, server.origin).searchParams.get('$skiptoken') ?? '1');
      const next = number < count ? { '@odata.nextLink': `${server.origin}${path}?$skiptoken=${number + 1}` } : {};
      json(response, 200, { '@odata.context': 'x', value: rowsOf(number), ...next });
    });
  }

  it('gives each page with its rows marked, and the same completeness as a list', async () => {
    pagesOf(3, (number) => [person(number), {}]);
    const { client } = testClient(server);
    const pages = client.listBytes('listInboundSharedUserProfiles', {}, countRows);
    assert.equal(await readAll(pages), 6);
    assert.deepEqual(pages.completeness(), { kind: 'complete', pages: 3, items: 6, unreadable: 3, retries: 0 });
  });

  it('asks for the next page before it reads this one, and never for more', async () => {
    pagesOf(5);
    const askedWhenRead: number[] = [];
    const pages = testClient(server).client.listBytes('listInboundSharedUserProfiles', {}, countRows);
    for await (const { number } of pages) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      askedWhenRead.push(server.seen.length - number);
    }
    assert.deepEqual(askedWhenRead, [1, 1, 1, 1, 0]);
  });

  it('is partial when its reader cannot read a page', async () => {
    pagesOf(3);
    const pages = testClient(server).client.listBytes('listInboundSharedUserProfiles', {}, (page) => {
      if (page.number === 2) {
        throw new SyntaxError('No comma.');
      }
      return countRows(page);
    });
    assert.equal(await readAll(pages), 1);
    const completeness = pages.completeness();
    assert.ok(completeness.kind === 'partial' && completeness.why instanceof GraphError);
    assert.equal(completeness.why.details.failure, 'unreadable');
    assert.equal(completeness.pages, 1);
  });

  it('is partial when its reader leaves, and stops asking', async () => {
    pagesOf(100);
    const pages = testClient(server).client.listBytes('listInboundSharedUserProfiles', {}, countRows);
    assert.equal(pages.completeness().kind, 'partial');
    for await (const { number } of pages) {
      if (number === 2) {
        break;
      }
    }
    const completeness = pages.completeness();
    assert.ok(completeness.kind === 'partial' && completeness.why instanceof CancelledError);
    assert.equal(completeness.items, 2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(server.seen.length <= 3);
    assert.equal(await readAll(pages), 0);
  });

  it('is complete when its reader leaves at the last page', async () => {
    pagesOf(1);
    const pages = testClient(server).client.listBytes('listInboundSharedUserProfiles', {}, countRows);
    for await (const page of pages) {
      assert.equal(page.number, 1);
      break;
    }
    assert.equal(pages.completeness().kind, 'complete');
  });

  it('counts what had to be repeated, also when it fails in the end', async () => {
    server.answers((request, response, number) => {
      if (request.url.endsWith('=2')) {
        problem(response, 503, 'x');
      } else if (number === 1) {
        problem(response, 429, 'x');
      } else {
        json(response, 200, { value: [person(1)], '@odata.nextLink': `${server.origin}${path}?$skiptoken=2` });
      }
    });
    const pages = testClient(server).client.listBytes('listInboundSharedUserProfiles', {}, countRows);
    await readAll(pages);
    const completeness = pages.completeness();
    assert.deepEqual([completeness.kind, completeness.retries, completeness.items], ['partial', 1 + 3, 1]);
  });

  it('is partial from the start, without throwing, when it is refused or nobody can be signed in', async () => {
    server.answers((_, response) => problem(response, 403, 'Authorization_RequestDenied'));
    const { client } = testClient(server);
    const refused = client.listBytes('listInboundSharedUserProfiles', {}, countRows);
    assert.equal(await readAll(refused), 0);
    const completeness = refused.completeness();
    assert.ok(completeness.kind === 'partial' && completeness.why instanceof GraphError && completeness.why.details.status === 403);

    const tokens = { getAccessToken: () => Promise.reject(new SignInError('No.', 'expired')) };
    const unsigned = testClient(server, { tokens }).client.listBytes('listInboundSharedUserProfiles', {}, countRows);
    await readAll(unsigned);
    const other = unsigned.completeness();
    assert.ok(other.kind === 'partial' && other.why instanceof SignInError);
  });

  it('lets the second 400 stand when it was not $top that was refused, and does not remember it', async () => {
    server.answers((_, response) => problem(response, 400, 'BadRequest'));
    const { client } = testClient(server);
    const options = { query: { $filter: "homeTenantId eq 'x'" } };
    await readAll(client.listBytes('listInboundSharedUserProfiles', {}, countRows, options));
    assert.deepEqual(server.paths(), [
      `${path}?$filter=homeTenantId%20eq%20%27x%27&$top=999`,
      `${path}?$filter=homeTenantId%20eq%20%27x%27`,
    ]);
    await readAll(client.listBytes('listInboundSharedUserProfiles', {}, countRows));
    assert.equal(server.paths()[2], `${path}?$top=999`);
  });

  it('reads empty pages, but not for ever', async () => {
    pagesOf(3, () => []);
    const few = testClient(server).client.listBytes('listInboundSharedUserProfiles', {}, countRows);
    await readAll(few);
    assert.deepEqual(few.completeness(), { kind: 'complete', pages: 3, items: 0, unreadable: 0, retries: 0 });
    pagesOf(100_000, () => []);
    const many = testClient(server).client.listBytes('listInboundSharedUserProfiles', {}, countRows);
    await readAll(many);
    const completeness = many.completeness();
    assert.ok(completeness.kind === 'partial' && completeness.why instanceof GraphError);
    assert.equal(completeness.why.details.failure, 'untrusted');
  });

  it('does not follow a link that is no text', async () => {
    server.answers((_, response) => json(response, 200, { value: [person(1)], '@odata.nextLink': 7 }));
    const pages = testClient(server).client.listBytes('listInboundSharedUserProfiles', {}, countRows);
    assert.equal(await readAll(pages), 1);
    assert.equal(pages.completeness().kind, 'partial');
  });
});
