import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UnsecuredJWT } from 'jose';
import { SignInError } from '../../../src/graph/errors';
import { operation } from '../../../src/graph/operations';
import { graphResourceAppId } from '../../../src/graph/permissions';
import type { Contexts } from '../../../src/signin/contexts';
import { useMachine } from '../../support/signInMachine';

const fabrikam = '0b7e7e4c-3a52-4f0e-9c11-7f6d2a4b1001';
const contoso = '0b7e7e4c-3a52-4f0e-9c11-7f6d2a4b1002';
const clientId = '0b7e7e4c-3a52-4f0e-9c11-7f6d2a4b2001';
const own = { aud: graphResourceAppId, tid: fabrikam, oid: 'a1', upn: 'adele@fabrikam.example', appid: clientId, scp: 'User.Read' };

const foreign: readonly (readonly [what: string, claims: Readonly<Record<string, unknown>>, reason: SignInError['reason']])[] = [
  ['another tenant', { ...own, tid: contoso }, 'wrongTenant'],
  ['no tenant at all', { ...own, tid: undefined }, 'wrongTenant'],
  ['another account', { ...own, oid: 'b2' }, 'wrongAccount'],
  ['an app instead of the person', { ...own, scp: undefined, idtyp: 'app', roles: ['User.Read.All'] }, 'wrongAccount'],
  ['another resource', { ...own, aud: 'https://vault.example' }, 'wrongAudience'],
];

describe('An access token before its first use', () => {
  const machine = useMachine();
  let server: Server;
  let origin: string;
  let claims: Readonly<Record<string, unknown>>;
  let contexts: Contexts;

  before(async () => {
    server = createServer((request, response) => {
      if (request.method === 'GET') {
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ issuer: `${origin}/${fabrikam}/v2.0` }));
        return;
      }
      const token = new UnsecuredJWT({ ...claims }).setExpirationTime('1h').encode();
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ access_token: token }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  after(() => server.close());

  async function connect(): Promise<string> {
    claims = own;
    contexts = machine.window().contexts;
    const { id } = await contexts.connect(
      {
        environment: { kind: 'sandbox', origin },
        clientId,
        tenant: fabrikam,
        credential: { kind: 'password', username: 'adele', password: 'x' },
      },
      {} as never,
      AbortSignal.timeout(5000),
    );
    return id;
  }

  const renew = (id: string): Promise<string> => {
    const source = contexts.tokensOf(id);
    return source
      .getAccessToken({ operation: operation('getMe') }, AbortSignal.timeout(5000))
      .then(({ value }) =>
        source.getAccessToken({ operation: operation('getMe'), refused: value }, AbortSignal.timeout(5000)).then((next) => next.value),
      );
  };

  it('is handed out when tenant, account and audience are those of the context', async () => {
    const id = await connect();
    assert.match(await renew(id), /^ey/);
    assert.equal(contexts.all.length, 1);
  });

  for (const [what, answered, reason] of foreign) {
    it(`is not handed out when it is for ${what}, and the context is signed out`, async () => {
      const id = await connect();
      claims = answered;
      await assert.rejects(renew(id), (error) => error instanceof SignInError && error.reason === reason);
      assert.deepEqual(contexts.all, []);
    });

    it(`does not sign in anew when it is for ${what}`, async () => {
      const id = await connect();
      claims = answered;
      const again = contexts.signInAgain(id, {} as never, AbortSignal.timeout(5000));
      await assert.rejects(again, (error) => error instanceof SignInError && error.reason === reason);
    });
  }
});
