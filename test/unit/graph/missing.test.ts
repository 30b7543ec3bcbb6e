import assert from 'node:assert/strict';
import { missingFor } from '../../../src/graph/missing';
import { operation } from '../../../src/graph/operations';

describe('what is missing for an operation', () => {
  it('is the least permission first, and the role', () => {
    const missing = missingFor(operation('removeInboundPersonalData'), {
      kind: 'delegated',
      permissions: ['CrossTenantUserProfileSharing.Read.All'],
      roles: ['Global Reader'],
    });
    assert.deepEqual(missing, {
      permissions: {
        kind: 'missing',
        anyOf: ['CrossTenantUserProfileSharing.ReadWrite', 'CrossTenantUserProfileSharing.ReadWrite.All'],
      },
      role: { kind: 'missing', role: 'Global Administrator' },
      ownDataAllowed: false,
    });
  });

  it('is nothing for a Global Administrator who reads with a higher permission', () => {
    const granted = {
      kind: 'delegated',
      permissions: ['CrossTenantUserProfileSharing.ReadWrite.All'],
      roles: ['Global Administrator'],
    } as const;
    const { permissions, role } = missingFor(operation('listInboundSharedUserProfiles'), granted);
    assert.deepEqual([permissions.kind, role.kind], ['none', 'none']);
  });

  it('is unknown for a role that the token does not tell, and never a role for an app', () => {
    const row = operation('listInboundSharedUserProfiles');
    assert.deepEqual(missingFor(row, { kind: 'delegated', permissions: [], roles: undefined }).role, {
      kind: 'unknown',
      role: 'Global Reader',
    });
    assert.equal(missingFor(row, { kind: 'delegated', permissions: undefined, roles: [] }).permissions.kind, 'unknown');
    assert.deepEqual(missingFor(row, { kind: 'application', permissions: [], roles: undefined }).role, { kind: 'none' });
  });

  it('says that own data is allowed, that an app cannot be somebody, and that a batch needs nothing itself', () => {
    const own = { kind: 'delegated', permissions: ['CrossTenantUserProfileSharing.Read'], roles: [] } as const;
    assert.equal(missingFor(operation('listOutboundTenants'), own).ownDataAllowed, true);
    assert.equal(missingFor(operation('getMe'), { ...own, kind: 'application' }).permissions.kind, 'impossible');
    assert.equal(missingFor(operation('batch'), own).permissions.kind, 'none');
  });
});
