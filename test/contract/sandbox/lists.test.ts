import assert from 'node:assert/strict';
import { sandboxHere, useSandbox } from '../../support/sandbox';
import { errorOf, inboundList, outboundList, pagesOf, rowsOf, type ListAnswer } from './collect';

describe('the lists of the sandbox', () => {
  const sandbox = useSandbox({ inbound: 1000, homeTenants: 37, outbound: 200, pageSize: 100 });

  it('give everybody once, from as many home tenants as asked for, unevenly', async () => {
    const rows = await rowsOf(sandbox(), inboundList, await sandbox().appToken());
    const perTenant = new Map<string, number>();
    for (const { homeTenantId = '' } of rows) {
      perTenant.set(homeTenantId, (perTenant.get(homeTenantId) ?? 0) + 1);
    }
    assert.equal(rows.length, 1000);
    assert.equal(new Set(rows.map(({ userId }) => userId)).size, 1000);
    assert.equal(perTenant.size, 37);
    assert.ok(Math.max(...perTenant.values()) > 10 * Math.min(...perTenant.values()));
  });

  it('come in pages of the chosen size with opaque links that stay on the endpoint', async () => {
    const pages = await pagesOf(sandbox(), `${inboundList}?$top=300`, await sandbox().appToken());
    assert.deepEqual(
      pages.map(({ value }) => value.length),
      [300, 300, 300, 100],
    );
    assert.equal(pages.at(-1)?.['@odata.nextLink'], undefined);
    for (const page of pages.slice(0, -1)) {
      const url = new URL(page['@odata.nextLink'] ?? '');
      assert.equal(url.origin, sandbox().graphEndpoint);
      assert.equal(url.searchParams.get('$top'), '300');
      assert.ok(url.searchParams.has('$skiptoken'));
    }
  });

  it('take a page token only for the list and the tenant it was made for', async () => {
    const [page] = await pagesOf(sandbox(), inboundList, await sandbox().appToken());
    const query = new URL(page?.['@odata.nextLink'] ?? '').search;
    const elsewhere = await sandbox().graph(`${inboundList}${query}`, await sandbox().appToken('every', { tenant: 'Contoso' }));
    assert.equal(elsewhere.status, 400);
    const otherList = await sandbox().graph(`${outboundList}${query}`, await sandbox().appToken());
    assert.equal((await errorOf(otherList)).code, 'Directory_ExpiredPageToken');
  });

  it('hold every example in both tenants, read one by one as in the list', async () => {
    const token = await sandbox().appToken();
    const rows = await rowsOf(sandbox(), inboundList, token);
    const { userId, homeTenantId } = sandbox().example('commandLink');
    const listed = rows.find((row) => row['userId'] === userId);
    assert.equal(listed?.['displayName'], '[click](command:workbench.action.quit)');
    assert.equal(listed['homeTenantId'], homeTenantId);
    const one = (await (await sandbox().graph(`${inboundList}/${userId}`, token)).json()) as Record<string, string>;
    assert.deepEqual({ ...listed, '@odata.context': one['@odata.context'] }, one);
  });

  it('agree about the people that the two tenants share', async () => {
    const here = await rowsOf(sandbox(), inboundList, await sandbox().appToken());
    const token = await sandbox().appToken('every', { tenant: 'Contoso' });
    const there = await rowsOf<{ userId: string; tenants: readonly { tenantId: string }[] }>(
      sandbox(),
      `${outboundList}?$expand=tenants`,
      token,
    );
    const fabrikam = sandbox().tenantId('Fabrikam');
    const sharedThere = there.filter(({ tenants }) => tenants.some(({ tenantId }) => tenantId === fabrikam)).map(({ userId }) => userId);
    const sharedHere = here.filter(({ homeTenantId }) => homeTenantId === sandbox().tenantId('Contoso')).map(({ userId }) => userId);
    assert.ok(sharedHere.length > 100);
    assert.deepEqual([...sharedHere].sort(), sharedThere.sort());
  });

  it('filter, count, sort, search, skip and select when lenient', async () => {
    const token = await sandbox().appToken();
    const all = await rowsOf(sandbox(), inboundList, token);
    const home = all[0]?.['homeTenantId'] ?? '';
    const pages = await pagesOf(sandbox(), `${inboundList}?$filter=homeTenantId eq '${home}'&$count=true&$top=20`, token);
    const expected = all.filter((row) => row['homeTenantId'] === home);
    assert.deepEqual(
      pages.flatMap(({ value }) => value),
      expected,
    );
    assert.equal(pages[0]?.['@odata.count'], expected.length);
    const sorted = await rowsOf(sandbox(), `${inboundList}?$orderby=userPrincipalName desc&$select=userPrincipalName`, token);
    const names = all.map((row) => row['userPrincipalName'] ?? '').sort((a, b) => (a < b ? 1 : -1));
    assert.deepEqual(
      sorted,
      names.map((userPrincipalName) => ({ userPrincipalName })),
    );
    const found = await rowsOf(sandbox(), `${inboundList}?$search="displayName:cassano"`, token);
    assert.deepEqual(
      found,
      all.filter((row) => row['displayName']?.toLowerCase().includes('cassano')),
    );
    const skipped = await rowsOf(sandbox(), `${inboundList}?$skip=995`, token);
    assert.deepEqual(skipped, all.slice(995));
  });

  it('show a changed person as changed, in list, get and filter', async () => {
    const token = await sandbox().appToken();
    const [before, after] = await rowsOf(sandbox(), inboundList, token);
    const userId = before?.['userId'] ?? '';
    const homeTenantId = after?.['homeTenantId'] ?? '';
    await sandbox().editPerson(userId, { displayName: 'Renamed "Person"', homeTenantId });
    const changed = { ...before, displayName: 'Renamed "Person"', homeTenantId };
    assert.deepEqual((await rowsOf(sandbox(), inboundList, token))[0], changed);
    const one = (await (await sandbox().graph(`${inboundList}/${userId}`, token)).json()) as Record<string, string>;
    assert.deepEqual({ ...one, ...changed }, one);
    const filtered = await rowsOf(sandbox(), `${inboundList}?$filter=homeTenantId eq '${homeTenantId}'`, token);
    assert.deepEqual(filtered[0], changed);
    await assert.rejects(sandbox().editPerson('nobody', {}));
  });

  it('have two people of the same name from two organisations', () => {
    const names = ['sameNameFirst', 'sameNameSecond', 'lookAlikeLatin', 'lookAlikeCyrillic'].map((what) => sandbox().example(what));
    assert.equal(new Set(names.slice(0, 2).map(({ homeTenantId }) => homeTenantId)).size, 2);
    assert.equal(new Set(names.slice(2).map(({ homeTenantId }) => homeTenantId)).size, 2);
  });

  it('name what they cannot do in a filter, and refuse a page size out of bounds', async () => {
    const token = await sandbox().appToken();
    for (const query of [
      "$filter=nobody eq 'x'",
      '$filter=userId',
      '$top=1000',
      '$top=0',
      '$expand=tenants',
      '$unheard=1',
      '$select=nobody',
    ]) {
      const response = await sandbox().graph(`${inboundList}?${query}`, token);
      assert.equal(response.status, 400, query);
    }
  });
});

describe('the lists of a strict sandbox', () => {
  const sandbox = useSandbox({ odata: 'strict', inbound: 50, outbound: 20 });

  it('refuse what the metadata says they do not support and take the rest', async () => {
    const token = await sandbox().appToken();
    for (const query of ['$top=5', '$skip=5', '$count=true', '$orderby=userId', '$search="x"']) {
      for (const list of [inboundList, outboundList]) {
        const response = await sandbox().graph(`${list}?${query}`, token);
        assert.equal(response.status, 400, `${list}?${query}`);
        assert.equal((await errorOf(response)).code, 'Request_UnsupportedQuery');
      }
    }
    assert.equal((await sandbox().graph(`${outboundList}?$filter=userId eq 'x'`, token)).status, 400);
    assert.equal((await sandbox().graph(`${inboundList}?$filter=userId eq 'x'`, token)).status, 200);
    assert.equal((await sandbox().graph(`${outboundList}?$expand=tenants`, token)).status, 200);
  });
});

describe('the world of the sandbox', () => {
  const read = async (seed: number, inbound = 300): Promise<readonly unknown[]> => {
    const sandbox = await sandboxHere({ seed, inbound, outbound: 50, homeTenants: 20 });
    try {
      const token = await sandbox.appToken();
      const inboundRows = await rowsOf(sandbox, inboundList, token);
      const outboundRows = await rowsOf(sandbox, `${outboundList}?$expand=tenants`, token);
      return [sandbox.descriptor.tenants, sandbox.descriptor.clients, sandbox.descriptor.users, inboundRows, outboundRows];
    } finally {
      await sandbox.stop();
    }
  };

  it('is the same for the same seed and another for another', async () => {
    assert.deepEqual(await read(7), await read(7));
    assert.notDeepEqual(await read(7), await read(8));
  });

  it('is the same again when made pages are kept, and without the removed ones', async () => {
    const sandbox = await sandboxHere({ inbound: 300, pageSize: 20, keepPages: 100 });
    try {
      const token = await sandbox.appToken();
      const first = await rowsOf(sandbox, inboundList, token);
      assert.deepEqual(await rowsOf(sandbox, inboundList, token), first);
      await sandbox.graph(`${inboundList}/${first[25]?.['userId'] ?? ''}/removePersonalData`, token, { method: 'POST' });
      assert.deepEqual(
        await rowsOf(sandbox, inboundList, token),
        first.filter((_, index) => index !== 25),
      );
    } finally {
      await sandbox.stop();
    }
  });

  it('can be empty or tiny', async () => {
    for (const size of [0, 1, 2, 5]) {
      const sandbox = await sandboxHere({ inbound: size, outbound: size, homeTenants: 1 });
      try {
        const token = await sandbox.appToken();
        assert.equal((await rowsOf(sandbox, inboundList, token)).length, size);
        assert.equal((await rowsOf(sandbox, outboundList, token)).length, size);
      } finally {
        await sandbox.stop();
      }
    }
  });

  it('has more home tenants than sixteen bits count when asked for', async () => {
    const sandbox = await sandboxHere({ inbound: 70_100, homeTenants: 70_000, outbound: 10, pageSize: 999 });
    try {
      const rows = await rowsOf(sandbox, inboundList, await sandbox.appToken());
      assert.equal(new Set(rows.map(({ homeTenantId }) => homeTenantId)).size, 70_000);
    } finally {
      await sandbox.stop();
    }
  });

  it('knows an organisation that is gone, one without a brand, and look-alikes', async () => {
    const sandbox = await sandboxHere({ inbound: 500 });
    try {
      const token = await sandbox.appToken();
      const find = async (what: string): Promise<Response> => {
        const tenantId = sandbox.descriptor.examples.find((example) => example.what === what)?.tenantId ?? '';
        return sandbox.graph(`/v1.0/tenantRelationships/findTenantInformationByTenantId(tenantId='${tenantId}')`, token);
      };
      assert.equal((await find('homeTenantNoLongerThere')).status, 404);
      const unbranded = (await (await find('homeTenantWithoutBrand')).json()) as Record<string, unknown>;
      assert.equal(unbranded['federationBrandName'], null);
      const alike = (await (await find('homeTenantLookAlike')).json()) as Record<string, unknown>;
      assert.notEqual(alike['displayName'], 'Contoso');
      const contoso = await sandbox.graph(
        "/beta/tenantRelationships/findTenantInformationByDomainName(domainName='CONTOSO.onmicrosoft.com')",
        token,
      );
      assert.equal(((await contoso.json()) as Record<string, unknown>)['tenantId'], sandbox.tenantId('Contoso'));
    } finally {
      await sandbox.stop();
    }
  });

  it('streams a million people in pages without growing', async function () {
    this.timeout(120_000);
    const sandbox = await sandboxHere({ inbound: 1_000_000, homeTenants: 400, outbound: 100_000, pageSize: 999 });
    try {
      const token = await sandbox.appToken();
      const before = process.memoryUsage().rss;
      let count = 0;
      for (let next: string | undefined = inboundList; next !== undefined;) {
        const page = (await (await sandbox.graph(next, token)).json()) as ListAnswer;
        count += page.value.length;
        next = page['@odata.nextLink']?.slice(sandbox.graphEndpoint.length);
      }
      assert.equal(count, 1_000_000);
      assert.ok(process.memoryUsage().rss - before < 200 * 1024 * 1024);
    } finally {
      await sandbox.stop();
    }
  });
});
