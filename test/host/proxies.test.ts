import assert from 'node:assert/strict';
import { ConfigurationTarget, workspace } from 'vscode';
import { SignInError } from '../../src/graph/errors';
import { exchange, type Converse, type Exchange } from '../../src/graph/exchange';
import { converseOverFetch } from '../../src/graph/fetchConversation';
import { converseOverHttp } from '../../src/graph/httpConversation';
import { networkCause, type NetworkCause } from '../../src/graph/networkCause';
import { explain } from '../../src/present/explain';
import { SignInService } from '../../src/signin/service';
import { selfSigned } from '../support/certificate';
import { startProxy, type Proxy } from '../support/proxy';

interface Day {
  readonly what: string;
  readonly proxy: () => Promise<Proxy>;
  readonly network: NetworkCause;
  readonly says: RegExp;
}

const days: readonly Day[] = [
  {
    what: 'wants a name and a password',
    proxy: () => startProxy({ answers: 407 }),
    network: 'proxyCredentials',
    says: /proxy wants a name and a password.*http\.proxyAuthorization/,
  },
  { what: 'lets nothing through', proxy: () => startProxy({ answers: 403 }), network: 'proxy', says: /proxy did not let the call/ },
  {
    what: 'is not there',
    proxy: async () => {
      const proxy = await startProxy({ answers: 403 });
      await proxy.stop();
      return proxy;
    },
    network: 'proxyUnreachable',
    says: /proxy through which .* cannot be reached.*http\.proxy/,
  },
  {
    what: 'inspects TLS',
    proxy: () => startProxy({ inspectsWith: selfSigned('login.microsoftonline.com') }),
    network: 'issuer',
    says: /issuer that is unknown here.*root certificate/,
  },
];

const signal = (): AbortSignal => AbortSignal.timeout(15_000);

const callGraph = (over: Converse): Promise<Exchange> =>
  exchange(
    { method: 'GET', url: new URL('https://graph.microsoft.com/beta/x'), headers: {}, body: undefined, timeoutMs: 15_000, maxBytes: 1000 },
    over,
    signal(),
  );

describe('The network of the editor, behind a proxy that', () => {
  const use = (address: string | undefined) => workspace.getConfiguration('http').update('proxy', address, ConfigurationTarget.Global);
  const service = new SignInService({ now: Date.now, log: () => undefined }, () => import('../../src/signin/msal'));
  let proxy: Proxy | undefined;

  afterEach(async () => {
    await proxy?.stop();
    await use(undefined);
  });

  for (const day of days) {
    it(`${day.what}, tells what is wrong, and the sentence says it`, async () => {
      proxy = await day.proxy();
      await use(proxy.address);
      const failed = await service.tenantId({ kind: 'cloud', cloud: 'Global' }, 'contoso.com', signal()).catch((caught: unknown) => caught);
      assert.ok(failed instanceof SignInError, String(failed));
      assert.equal(failed.facts.network, day.network);
      const { whatHappened, whatNext, remedies } = explain(failed);
      assert.match(`${whatHappened} ${whatNext}`, day.says);
      assert.deepEqual(remedies, ['retry']);

      for (const over of [converseOverFetch, converseOverHttp]) {
        const called = await callGraph(over);
        assert.equal(called.kind === 'lost' ? called.network : called.kind, day.network, over.name);
        assert.equal(called.kind === 'lost' && networkCause(called.cause, 'graph.microsoft.com'), day.network);
      }
      assert.deepEqual(
        proxy.asked.slice(0, 3),
        day.network === 'proxyUnreachable' ? [] : ['login.microsoftonline.com:443', 'graph.microsoft.com:443', 'graph.microsoft.com:443'],
      );
    });
  }
});
