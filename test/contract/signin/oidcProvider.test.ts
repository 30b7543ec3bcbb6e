import assert from 'node:assert/strict';
import { operation } from '../../../src/graph/operations';
import type { ConnectRequest } from '../../../src/signin/connectRequest';
import { startOidcService, type OidcService } from '../../support/oidcProvider';
import { PageVisitor } from '../../support/pageVisitor';
import { personWith, useMachine } from '../../support/signInMachine';

const listing = { operation: operation('listInboundSharedUserProfiles') };

describe('An OpenID Connect server from the registry as the sign-in service', () => {
  const machine = useMachine();
  let service: OidcService;

  before(async () => {
    service = await startOidcService();
  });
  after(() => service.close());

  const browser = (): PageVisitor =>
    new PageVisitor(({ fields }) => ({ ...fields, ...('login' in fields ? { login: service.objectId, password: 'any' } : {}) }));
  const request = (): ConnectRequest => ({
    environment: { kind: 'sandbox', origin: service.origin },
    clientId: service.clientId,
    tenant: service.tenantId,
    credential: { kind: 'browser', loginHint: service.username },
  });

  it('signs a person in through the browser, and renews silently', async () => {
    const { contexts } = machine.window();
    const pages = browser();
    const context = await contexts.connect(
      request(),
      personWith((url) => pages.visit(url)),
      AbortSignal.timeout(10_000),
    );
    assert.equal(context.tenantId, service.tenantId);
    assert.equal(context.identity.kind === 'user' && context.identity.username, service.username);

    const tokens = contexts.tokensOf(context.id);
    const first = await tokens.getAccessToken(listing, AbortSignal.timeout(5000));
    const second = await tokens.getAccessToken({ ...listing, refused: first.value }, AbortSignal.timeout(5000));
    assert.notEqual(second.value, first.value);
    assert.deepEqual(contexts.grantedOf(context.id)?.permissions, [
      'CrossTenantUserProfileSharing.Read.All',
      'CrossTenantInformation.ReadBasic.All',
    ]);
  });
});
