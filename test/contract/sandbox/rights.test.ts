import assert from 'node:assert/strict';
import type { OperationId } from '../../../src/graph/operation';
import { operation, operationIds } from '../../../src/graph/operations';
import { permissionIds } from '../../../src/graph/permissions';
import { useSandbox } from '../../support/sandbox';
import { errorOf, inboundList, outboundList } from './collect';
import { requestOf, subjectsOf, type Subjects } from './requests';

const guarded = operationIds.filter((id) => id !== 'batch');

/** What lies behind the rights: an export without a storage location is a bad request, an unknown operation is not found. */
function letIn(id: OperationId, status: number): boolean {
  const { answer } = operation(id);
  return (
    status === answer.status ||
    (id === 'exportInboundPersonalData' && status === 400) ||
    (id === 'getDataPolicyOperation' && status === 404)
  );
}

describe('the rights in the sandbox', () => {
  const sandbox = useSandbox({ inbound: 300, outbound: 60, removalLagMs: 60_000 });
  let subjects: Subjects;
  before(async () => {
    subjects = await subjectsOf(sandbox());
  });

  const ask = async (id: OperationId, token: string | undefined): Promise<Response> => {
    const { path, init } = requestOf(id, subjects, sandbox());
    return sandbox().graph(path, token, init);
  };

  for (const id of guarded) {
    const { permissions, role } = operation(id);

    it(`let an app do ${id} by its permissions only`, async () => {
      for (const app of ['every', 'reading', 'none'] as const) {
        const roles = { every: 0, reading: 1, none: 2 } as const;
        const granted = sandbox().descriptor.clients[roles[app]]?.roles ?? [];
        const allowed = permissions.application.some((permission) => granted.includes(permission));
        const response = await ask(id, await sandbox().appToken(app));
        assert.equal(letIn(id, response.status), allowed, `${app}: ${response.status}`);
        if (!allowed) {
          assert.equal(response.status, 403);
          assert.equal((await errorOf(response)).code, 'Authorization_RequestDenied');
        }
      }
    });

    it(`let an administrator do ${id} with each permission of the table and no other`, async () => {
      for (const permission of Object.keys(permissionIds)) {
        const allowed = permissions.delegated.some((each) => each === permission);
        const response = await ask(id, await sandbox().userToken('adele', { scope: permission }));
        assert.equal(letIn(id, response.status), allowed, `${permission}: ${response.status}`);
      }
    });

    it(`let people do ${id} by their role`, async () => {
      const expected = {
        adele: true,
        bruno: role !== 'Global Administrator',
        chandra: role === undefined,
      };
      for (const [name, allowed] of Object.entries(expected)) {
        const response = await ask(id, await sandbox().userToken(name));
        assert.equal(letIn(id, response.status), allowed, `${name}: ${response.status}`);
      }
    });

    it(`let nobody do ${id} without a token`, async () => {
      for (const token of [undefined, 'nonsense']) {
        const response = await ask(id, token);
        assert.equal(response.status, 401);
        assert.match(response.headers.get('WWW-Authenticate') ?? '', /^Bearer .*authorization_uri="http/);
      }
    });
  }

  it('let somebody without a role see and remove their own outbound data, with the least permission', async () => {
    const own = sandbox().descriptor.users.find(({ userPrincipalName }) => userPrincipalName.startsWith('chandra@'))?.objectId ?? '';
    const reading = await sandbox().userToken('chandra', { scope: 'CrossTenantUserProfileSharing.Read' });
    assert.equal((await sandbox().graph(`${outboundList}/${own}`, reading)).status, 200);
    const tenants = await sandbox().graph(`${outboundList}/${own}/tenants`, reading);
    const { value } = (await tenants.json()) as { readonly value: readonly { readonly tenantId: string }[] };
    const removal = `${outboundList}/${own}/tenants/${value[0]?.tenantId ?? ''}/removePersonalData`;
    assert.equal((await sandbox().graph(removal, reading, { method: 'POST' })).status, 403);
    const writing = await sandbox().userToken('chandra', { scope: 'CrossTenantUserProfileSharing.ReadWrite' });
    assert.equal((await sandbox().graph(removal, writing, { method: 'POST' })).status, 204);
    assert.equal((await sandbox().graph(`${outboundList}/${subjects.outboundUserId}`, reading)).status, 403);
    assert.equal((await sandbox().graph(outboundList, reading)).status, 403);
  });

  it('end with the token', async () => {
    const token = await sandbox().appToken();
    await sandbox().advanceClock(2 * 3600 * 1000);
    const response = await sandbox().graph(inboundList, token);
    assert.equal(response.status, 401);
    assert.equal((await errorOf(response)).code, 'InvalidAuthenticationToken');
    assert.equal((await sandbox().graph(inboundList, await sandbox().appToken())).status, 200);
  });

  it('keep the tenants apart', async () => {
    const contoso = await sandbox().appToken('every', { tenant: 'Contoso' });
    assert.equal((await sandbox().graph(`${inboundList}/${subjects.inboundUserId}`, contoso)).status, 404);
    assert.equal((await sandbox().graph(`${outboundList}/${subjects.outboundUserId}`, contoso)).status, 404);
  });
});

describe('the addresses of the sandbox', () => {
  const sandbox = useSandbox({ inbound: 20, outbound: 10 });

  it('have the beta operations on beta only and the others on both', async () => {
    const token = await sandbox().appToken();
    const subjects = await subjectsOf(sandbox());
    for (const id of guarded.filter((each) => each !== 'getMe' && operation(each).effect === 'read')) {
      const { path } = requestOf(id, subjects, sandbox());
      const response = await sandbox().graph(path.replace(/^\/beta/, '/v1.0'), token);
      const there = operation(id).versions.includes('v1.0');
      assert.equal(response.status, there ? operation(id).answer.status + (id === 'getDataPolicyOperation' ? 204 : 0) : 405, id);
    }
  });

  it('refuse other verbs, undocumented paths and nonsense', async () => {
    const token = await sandbox().appToken();
    const statuses = async (method: string, path: string): Promise<number> => (await sandbox().graph(path, token, { method })).status;
    assert.equal(await statuses('POST', inboundList), 405);
    assert.equal(await statuses('DELETE', `${inboundList}/00000000-0000-4000-8000-000000000000`), 405);
    assert.equal(await statuses('GET', `${inboundList}/$count`), 400);
    assert.equal(await statuses('GET', '/beta/users'), 400);
    assert.equal(await statuses('GET', '/beta/%E0%A4%A'), 400);
    assert.equal(await statuses('GET', '/v2.0/me'), 404);
  });

  it('tell a malformed id from an unknown one', async () => {
    const token = await sandbox().appToken();
    for (const list of [inboundList, outboundList]) {
      assert.equal((await sandbox().graph(`${list}/not-an-id`, token)).status, 400);
      assert.equal((await sandbox().graph(`${list}/${encodeURIComponent('../me')}`, token)).status, 400);
      assert.equal((await sandbox().graph(`${list}/00000000-0000-4000-8000-000000000000`, token)).status, 404);
    }
    const find = (value: string): Promise<Response> =>
      sandbox().graph(`/beta/tenantRelationships/findTenantInformationByTenantId(tenantId='${value}')`, token);
    assert.equal((await find(sandbox().tenantId('Contoso'))).status, 200);
    assert.equal((await find('contoso')).status, 400);
    assert.equal((await find("it''s")).status, 400);
    assert.equal((await find('00000000-0000-4000-8000-000000000000')).status, 404);
  });

  it('echo the client request id and give one of their own, in headers and errors', async () => {
    const id = '11111111-2222-4333-8444-555555555555';
    const token = await sandbox().appToken();
    const good = await sandbox().graph(inboundList, token, { headers: { 'client-request-id': id } });
    assert.equal(good.headers.get('client-request-id'), id);
    assert.ok(good.headers.get('date'));
    const bad = await sandbox().graph(`${inboundList}/x`, token, { headers: { 'client-request-id': id } });
    const { innerError } = await errorOf(bad);
    assert.equal(innerError['client-request-id'], id);
    assert.equal(innerError['request-id'], bad.headers.get('request-id'));
    assert.notEqual(good.headers.get('request-id'), bad.headers.get('request-id'));
  });

  it('tell with User.Read only the id, the name and the domains of the organization', async () => {
    const fieldsWith = async (scope: string): Promise<readonly string[]> => {
      const response = await sandbox().graph('/v1.0/organization', await sandbox().userToken('chandra', { scope }));
      const { value } = (await response.json()) as { readonly value: readonly object[] };
      return Object.keys(value[0] ?? {});
    };
    assert.deepEqual(await fieldsWith('User.Read'), ['id', 'displayName', 'verifiedDomains']);
    assert.ok((await fieldsWith('User.Read Organization.Read.All')).includes('tenantType'));
  });
});
