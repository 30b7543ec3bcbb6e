import assert from 'node:assert/strict';
import { failedBeforeSending, networkCause } from '../../../src/graph/networkCause';

function failed(cause: unknown): TypeError {
  return new TypeError('fetch failed', { cause });
}

function coded(code: string, syscall?: string): Error {
  return Object.assign(new Error(code), { code, ...(syscall === undefined ? {} : { syscall }) });
}

describe('the cause of a network failure', () => {
  const cases: readonly (readonly [Error, string, boolean])[] = [
    [coded('ENOTFOUND', 'getaddrinfo'), 'dns', true],
    [coded('EAI_AGAIN'), 'dns', true],
    [coded('ECONNREFUSED', 'connect'), 'refused', true],
    [coded('ETIMEDOUT', 'connect'), 'timeout', true],
    [coded('UND_ERR_CONNECT_TIMEOUT'), 'timeout', true],
    [coded('ENETUNREACH', 'connect'), 'offline', true],
    [coded('SELF_SIGNED_CERT_IN_CHAIN'), 'certificate', true],
    [coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'certificate', true],
    [coded('CERT_SOMETHING_NEW'), 'certificate', true],
    [new Error('net::ERR_NAME_NOT_RESOLVED'), 'dns', true],
    [new Error('net::ERR_CERT_AUTHORITY_INVALID'), 'certificate', true],
    [new Error('net::ERR_PROXY_CONNECTION_FAILED'), 'proxy', true],
    [coded('UND_ERR_PRX_TLS'), 'proxy', false],
    [coded('ETIMEDOUT', 'read'), 'timeout', false],
    [coded('UND_ERR_HEADERS_TIMEOUT'), 'timeout', false],
    [coded('ECONNRESET', 'read'), 'reset', false],
    [coded('UND_ERR_SOCKET'), 'reset', false],
    [coded('EPIPE', 'write'), 'reset', false],
    [coded('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'), 'certificate', false],
    [coded('EPROTO', 'write'), 'certificate', false],
    [new Error('unexpected redirect'), 'redirect', false],
    [new Error('something else'), 'unknown', false],
  ];
  for (const [cause, kind, proven] of cases) {
    it(`is ${kind} for ${cause.message}, which ${proven ? 'proves' : 'does not prove'} that nothing was sent`, () => {
      assert.equal(networkCause(failed(cause)), kind);
      assert.equal(failedBeforeSending(failed(cause)), proven);
    });
  }

  it('proves something only when every address that was tried proves it', () => {
    const all = new AggregateError([coded('ECONNREFUSED', 'connect'), coded('ENETUNREACH', 'connect')]);
    const some = new AggregateError([coded('ECONNREFUSED', 'connect'), coded('ECONNRESET', 'read')]);
    assert.equal(failedBeforeSending(failed(all)), true);
    assert.equal(failedBeforeSending(failed(some)), false);
    assert.equal(networkCause(failed(all)), 'refused');
  });

  it('is unknown for what is no error', () => {
    assert.equal(networkCause('text'), 'unknown');
    assert.equal(failedBeforeSending(undefined), false);
  });
});
