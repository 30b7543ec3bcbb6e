import assert from 'node:assert/strict';
import { collectionReaders, entityReaders, readRow } from '../../../src/graph/rows';

describe('a row', () => {
  const profile = { userId: 'u', userPrincipalName: 'b@c', displayName: '', homeTenantId: 't' };

  it('of an inbound profile needs its four texts, of which ids are not empty', () => {
    const reader = collectionReaders.listInboundSharedUserProfiles;
    assert.equal(readRow(reader, profile).kind, 'readable');
    const wrong: readonly (readonly [unknown, string])[] = [
      [{ ...profile, userId: '' }, 'userId is empty'],
      [{ ...profile, homeTenantId: null }, 'homeTenantId is null'],
      [{ ...profile, displayName: ['x'] }, 'displayName is a list'],
      [{}, 'userId is missing, homeTenantId is missing, userPrincipalName is missing, displayName is missing'],
      [[], 'the row is a list'],
      [null, 'the row is null'],
    ];
    for (const [raw, reason] of wrong) {
      assert.deepEqual(readRow(reader, raw), { kind: 'unreadable', reason, raw });
    }
  });

  it('of an outbound profile has tenants only when they are all there', () => {
    const reader = collectionReaders.listOutboundSharedUserProfiles;
    const tenants = [{ tenantId: 'a' }];
    assert.deepEqual(reader({ userId: 'u', tenants }), { userId: 'u', tenants });
    assert.deepEqual(reader({ userId: 'u', tenants, 'tenants@odata.nextLink': 'https://x' }), { userId: 'u' });
    assert.deepEqual(reader({ userId: 'u' }), { userId: 'u' });
    assert.equal(reader({ userId: 'u', tenants: [{ id: 'a' }] }), 'tenants is not a list of tenant references');
    assert.equal(reader({}), 'userId is missing');
  });

  it('of a tenant reference needs its id', () => {
    assert.deepEqual(collectionReaders.listOutboundTenants({ tenantId: 'A' }), { tenantId: 'A' });
    assert.equal(collectionReaders.listOutboundTenants({}), 'tenantId is missing');
  });

  it('of the organization has its verified domains', () => {
    const reader = collectionReaders.listOrganization;
    const verifiedDomains = [{ name: 'a.example', isDefault: true, type: 'Managed' }];
    assert.deepEqual(reader({ id: 't', displayName: 'A', verifiedDomains }), {
      id: 't',
      displayName: 'A',
      verifiedDomains: [{ name: 'a.example', isDefault: true, isInitial: false }],
    });
    assert.deepEqual(reader({ id: 't' }), { id: 't', displayName: null, verifiedDomains: [] });
    assert.equal(reader({}), 'id is missing');
    assert.equal(reader({ id: 't', displayName: 7 }), 'displayName or verifiedDomains has the wrong type');
    assert.equal(reader({ id: 't', verifiedDomains: [{}] }), 'verifiedDomains has an entry without a name');
  });
});

describe('an entity', () => {
  it('of tenant information may lack every name', () => {
    const reader = entityReaders.findTenantInformationByTenantId;
    const nameless = { tenantId: 't', displayName: null, defaultDomainName: null, federationBrandName: null };
    assert.deepEqual(reader({ tenantId: 't' }), nameless);
    assert.equal(reader({ tenantId: 't', displayName: 7 }), 'displayName is of type number');
    assert.equal(reader({}), 'tenantId is missing');
  });

  it('of a user may lack names', () => {
    assert.deepEqual(entityReaders.getMe({ id: 'a' }), { id: 'a', displayName: null, userPrincipalName: null });
    assert.equal(entityReaders.getMe({ id: 'a', displayName: {} }), 'displayName is of type object');
    assert.equal(entityReaders.getMe({}), 'id is missing');
  });

  it('of an export under way has a progress only where the service sent a number', () => {
    const reader = entityReaders.getDataPolicyOperation;
    const raw = { id: 'o', status: 'somethingNew', userId: 'u', submittedDateTime: '2026-01-15T10:00:00Z' };
    const progress: readonly (readonly [unknown, number | null])[] = [
      [40, 40],
      ['62.5', 62.5],
      ['NaN', null],
      ['INF', null],
      ['-INF', null],
      ['', null],
      [null, null],
      [undefined, null],
      [{}, null],
    ];
    for (const [sent, read] of progress) {
      assert.deepEqual(reader({ ...raw, progress: sent }), { ...raw, progress: read, storageLocation: null, completedDateTime: null });
    }
    assert.equal(reader({ ...raw, status: null }), 'status is null');
    assert.equal(reader({ ...raw, storageLocation: 7 }), 'storageLocation is of type number');
  });
});
