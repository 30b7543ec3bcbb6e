import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { failedBeforeSending, networkCause } from '../../../src/graph/networkCause';
import { selfSigned } from '../../support/certificate';

function failed(cause: unknown): TypeError {
  return new TypeError('fetch failed', { cause });
}

function coded(code: string, syscall?: string): Error {
  return Object.assign(new Error(code), { code, ...(syscall === undefined ? {} : { syscall }) });
}

/** As undici, and the editor's `fetch` over it, says that a proxy opened no tunnel. */
function tunnel(text: string, more: object = {}): Error {
  const aborted = Object.assign(new Error(text), { name: 'AbortError', code: 'UND_ERR_ABORTED', ...more });
  return Object.assign(new Error(text, { cause: aborted }), { code: 0 });
}

describe('the cause of a network failure', () => {
  const cases: readonly (readonly [Error, string, boolean])[] = [
    [coded('ENOTFOUND', 'getaddrinfo'), 'dns', true],
    [coded('EAI_AGAIN'), 'dns', true],
    [coded('ECONNREFUSED', 'connect'), 'refused', true],
    [coded('ETIMEDOUT', 'connect'), 'timeout', true],
    [coded('UND_ERR_CONNECT_TIMEOUT'), 'timeout', true],
    [coded('ENETUNREACH', 'connect'), 'offline', true],
    [coded('SELF_SIGNED_CERT_IN_CHAIN'), 'issuer', true],
    [coded('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), 'issuer', true],
    [coded('CERT_HAS_EXPIRED'), 'certificate', true],
    [coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'certificate', true],
    [coded('CERT_SOMETHING_NEW'), 'certificate', true],
    [new Error('net::ERR_NAME_NOT_RESOLVED'), 'dns', true],
    [new Error('net::ERR_CERT_AUTHORITY_INVALID'), 'issuer', true],
    [new Error('net::ERR_PROXY_CONNECTION_FAILED'), 'proxyUnreachable', true],
    [tunnel('Proxy response (407) ?.== 200 when HTTP Tunneling', { connectResponseStatusCode: 407 }), 'proxyCredentials', true],
    [tunnel('Proxy response (407) !== 200 when HTTP Tunneling'), 'proxyCredentials', true],
    [tunnel('Proxy response (403) !== 200 when HTTP Tunneling'), 'proxy', true],
    [tunnel('The request was ended.'), 'unknown', false],
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

  it('is the proxy when somebody else than the host was looked up or called', () => {
    const called = (port: number): Error => Object.assign(coded('ECONNREFUSED', 'connect'), { address: '10.0.0.8', port });
    const lookedUp = (hostname: string): Error => Object.assign(coded('ENOTFOUND', 'getaddrinfo'), { hostname });
    const host = 'graph.microsoft.com';
    assert.equal(networkCause(failed(called(8080)), host), 'proxyUnreachable');
    assert.equal(networkCause(failed(new AggregateError([called(8080), called(8080)])), host), 'proxyUnreachable');
    assert.equal(networkCause(failed(lookedUp('proxy.example')), host), 'proxyUnreachable');
    assert.equal(networkCause(failed(called(443)), host), 'refused');
    assert.equal(networkCause(failed(called(5000)), '127.0.0.1:5000'), 'refused');
    assert.equal(networkCause(failed(lookedUp(host)), host), 'dns');
    assert.equal(networkCause(failed(called(8080)), 'Microsoft Graph'), 'refused');
  });

  it('is the issuer when a real server shows a certificate that nobody here vouches for', async () => {
    const { certificate, privateKey } = selfSigned('localhost');
    const server = createServer({ cert: certificate, key: privateKey }, (_request, response) => response.end('{}'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const error = await fetch(`https://127.0.0.1:${port}/`).catch((caught: unknown) => caught);
    server.close();
    assert.equal(networkCause(error, `127.0.0.1:${port}`), 'issuer');
    assert.equal(failedBeforeSending(error), true);
  });

  it('is unknown for what is no error', () => {
    assert.equal(networkCause('text'), 'unknown');
    assert.equal(failedBeforeSending(undefined), false);
  });
});
