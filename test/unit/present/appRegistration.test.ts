import assert from 'node:assert/strict';
import { permissionIds } from '../../../src/graph/permissions';
import { delegatedPermissions, registrationScript } from '../../../src/present/appRegistration';

const clientId = '0b7e7e4c-3a52-4f0e-9c11-7f6d2a4b2001';

describe('the scripts that register an application', () => {
  it('ask for the least delegated permission of every operation, and for no other', () => {
    assert.deepEqual([...delegatedPermissions('Global')].sort(), [
      'CrossTenantInformation.ReadBasic.All',
      'CrossTenantUserProfileSharing.Read.All',
      'CrossTenantUserProfileSharing.ReadWrite.All',
      'User.Export.All',
      'User.Read',
    ]);
    assert.ok(!delegatedPermissions('China').some((permission) => permission.includes('UserProfileSharing')));
  });

  for (const tool of ['powershell', 'azureCli'] as const) {
    it(`hold exactly those ids, the loopback address and no secret (${tool})`, () => {
      const { text } = registrationScript(tool, 'register', 'Global', clientId);
      const ids = text.match(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g) ?? [];
      const wanted = delegatedPermissions('Global').map((permission) => permissionIds[permission].delegated);
      assert.deepEqual([...ids].sort(), ['00000003-0000-0000-c000-000000000000', ...wanted].sort());
      assert.match(text, /http:\/\/localhost/);
      assert.doesNotMatch(text, /passw|secret[^.]*=|credential/i);
    });

    it(`have a twin that removes that registration again (${tool})`, () => {
      const { text } = registrationScript(tool, 'cleanUp', 'USGov', clientId);
      assert.ok(text.includes(clientId));
      assert.match(text, /Remove-MgApplication|az ad app delete/);
      assert.match(text, /USGov|AzureUSGovernment/);
    });
  }
});
