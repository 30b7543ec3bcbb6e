import assert from 'node:assert/strict';
import { accepted } from '../../../src/graph/accepted';
import type { Accepted } from '../../../src/graph/client';

const endpoint = new URL('https://graph.microsoft.com');
const ids = { clientRequestId: 'c', requestId: 'r', date: undefined };
const id = 'd007e3da-cd9b-4b02-8d66-422403c53e3f';

function answer(headers: Readonly<Record<string, string>>, body?: unknown): Accepted {
  const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
  return accepted(endpoint, { status: 202, headers: new Headers(headers), bytes, ids, attempts: 1 });
}

describe('the answer to an export', () => {
  for (const version of ['v1.0', 'beta']) {
    const location = `https://graph.microsoft.com/${version}/dataPolicyOperations/${id}`;

    it(`names its operation in the headers, under ${version}`, () => {
      assert.deepEqual(answer({ location, 'retry-after': '90' }), {
        location: 'given',
        operationId: id,
        operationUrl: location,
        retryAfterMs: 90_000,
        ids,
      });
    });

    it(`names its operation in the body, under ${version}`, () => {
      for (const retryAfter of [30, '30']) {
        const { operationId, retryAfterMs } = answer({}, { Location: location, 'Retry-After': retryAfter });
        assert.deepEqual([operationId, retryAfterMs], [id, 30_000]);
      }
    });
  }

  it('prefers the headers, reads relative addresses and ids in parentheses', () => {
    assert.equal(answer({ location: '/v1.0/dataPolicyOperations/1' }, { Location: '/v1.0/dataPolicyOperations/2' }).operationId, '1');
    assert.equal(answer({ location: `/beta/dataPolicyOperations('a%20b')` }).operationId, 'a b');
  });

  it('names nothing where it says nothing, and waits a minute', () => {
    assert.deepEqual(answer({}), { location: 'missing', operationId: undefined, operationUrl: undefined, retryAfterMs: 60_000, ids });
    assert.equal(accepted(endpoint, { status: 202, headers: new Headers(), bytes: undefined, ids, attempts: 1 }).location, 'missing');
  });

  it('is not believed when it points elsewhere', () => {
    const foreign = [
      `https://evil.example/v1.0/dataPolicyOperations/${id}`,
      `https://graph.microsoft.com:443@evil.example/v1.0/dataPolicyOperations/${id}`,
      `http://graph.microsoft.com/v1.0/dataPolicyOperations/${id}`,
      `https://graph.microsoft.com:8443/v1.0/dataPolicyOperations/${id}`,
    ];
    for (const location of foreign) {
      const { location: said, operationId, operationUrl } = answer({ location });
      assert.deepEqual([said, operationId, operationUrl], ['foreign', undefined, undefined], location);
    }
  });

  it('is not readable when it points to something else, or is no address', () => {
    const others: readonly unknown[] = [
      'https://graph.microsoft.com/v1.0/users/1',
      'https://graph.microsoft.com/v1.0/dataPolicyOperations/a/b',
      'https://graph.microsoft.com/v1.0/dataPolicyOperations/%zz',
      'https://user@graph.microsoft.com/v1.0/dataPolicyOperations/1',
      'https://[',
      7,
    ];
    for (const location of others) {
      assert.equal(answer({}, { Location: location }).location, 'unreadable', String(location));
    }
  });
});
