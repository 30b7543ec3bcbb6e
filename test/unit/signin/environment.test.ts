import assert from 'node:assert/strict';
import { SignInError } from '../../../src/graph/errors';
import { endpointsOf, sandboxEnvironment } from '../../../src/signin/environment';

describe('where an environment is', () => {
  for (const address of ['http://127.0.0.1:41234', 'http://localhost:8080/', 'http://[::1]:9']) {
    it(`takes the loopback address ${address} as a sandbox`, () => {
      const { origin } = new URL(address);
      assert.deepEqual(sandboxEnvironment(address), { kind: 'sandbox', origin });
      assert.deepEqual(endpointsOf(sandboxEnvironment(address)), { graphEndpoint: origin, loginEndpoint: `${origin}/login` });
    });
  }

  const refused = [
    'https://graph.example',
    'http://10.0.0.1',
    'http://127.0.0.1.evil.example',
    'http://127.0.0.1@evil.example/',
    'http://user@127.0.0.1/',
    'http://127.0.0.1:1/path',
    'https://127.0.0.1',
    'file:///tmp',
    'localhost:80',
    '',
  ];
  for (const address of refused) {
    it(`refuses "${address}" as a sandbox`, () => {
      assert.throws(
        () => sandboxEnvironment(address),
        (error) => error instanceof SignInError && error.reason === 'notSupported',
      );
    });
  }

  it('does not trust a stored sandbox either', () => {
    assert.throws(() => endpointsOf({ kind: 'sandbox', origin: 'https://evil.example' }), SignInError);
  });

  it('knows the clouds by heart', () => {
    assert.equal(endpointsOf({ kind: 'cloud', cloud: 'China' }).graphEndpoint, 'https://microsoftgraph.chinacloudapi.cn');
  });
});
