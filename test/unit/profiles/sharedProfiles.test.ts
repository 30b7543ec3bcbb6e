import assert from 'node:assert/strict';
import type { Completeness, Entity, GraphClient, Page, Pages } from '../../../src/graph/client';
import type { Row } from '../../../src/graph/resources';
import { findInboundProfiles } from '../../../src/profiles/findProfiles';
import { SharedProfiles } from '../../../src/profiles/sharedProfiles';
import { serviceHit } from '../../../src/profiles/startingPoints';

const ids = { clientRequestId: 'c', requestId: 'r', date: undefined };

const people = [
  { userId: 'U1', userPrincipalName: 'adele@contoso.com', displayName: 'Adèle Vance', homeTenantId: 'T1' },
  { userId: 'U2', userPrincipalName: 'bob@contoso.com', displayName: 'Bob', homeTenantId: 'T1' },
  { userId: 'U1', userPrincipalName: 'eve@northwind.com', displayName: 'Eve', homeTenantId: 'T2' },
];

function pagesOf(rows: readonly Row<never>[]): Pages<never> {
  const completeness: Completeness = { kind: 'complete', pages: 1, items: rows.length, unreadable: 0, retries: 0 };
  return {
    completeness: () => completeness,
    async *[Symbol.asyncIterator](): AsyncGenerator<Page<never>> {
      yield { rows, number: 1, ids };
    },
  };
}

class FewPeople implements Pick<GraphClient, 'list' | 'get'> {
  list(): Pages<never> {
    return pagesOf(people.map((person) => ({ kind: 'readable', value: person as never, raw: person })));
  }

  async get(): Promise<Entity<never>> {
    throw new Error('not asked for');
  }
}

describe('Shared profiles of a context', () => {
  it('hold every inbound person after loading, by home tenant and by key', async () => {
    const shared = new SharedProfiles(new FewPeople() as unknown as GraphClient);
    await shared.load('inbound');
    assert.equal(shared.inbound.kind, 'loaded');
    const { profiles } = shared.inbound;
    assert.deepEqual(
      [...profiles.rowsOfHomeTenant('t1')].map((row) => profiles.row(row)),
      people.slice(0, 2),
    );
    assert.deepEqual(profiles.rowNumbersByKey('T2', 'u1'), [2]);
    assert.deepEqual(profiles.rowsOfUserId('U1'), [0, 2]);
    assert.deepEqual(
      serviceHit(profiles).homeTenants.map(({ tenantId, count }) => [tenantId, count]),
      [
        ['T1', 2],
        ['T2', 1],
      ],
    );
    assert.deepEqual([...(await findInboundProfiles(profiles, 'ADELE conto')).rows], [0]);
  });
});
