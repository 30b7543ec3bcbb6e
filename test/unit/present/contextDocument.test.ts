import assert from 'node:assert/strict';
import { contextDocument, type ContextFacts } from '../../../src/present/contextDocument';
import { profileDocumentText } from '../../../src/present/profileDocument';
import type { Context, Granted } from '../../../src/signin/context';

const context: Context = {
  id: 'global~t~o~c',
  environment: { kind: 'cloud', cloud: 'Global' },
  tenantId: '0b7e7e4c-3a52-4f0e-9c11-7f6d2a4b1001',
  tenantDisplayName: 'Fabrikam',
  defaultDomainName: undefined,
  identity: { kind: 'user', objectId: 'o', homeAccountId: 'o.t', homeTenantId: 't', username: 'adele@fabrikam.example' },
  clientId: '0b7e7e4c-3a52-4f0e-9c11-7f6d2a4b2001',
  authType: 'Delegated',
  tokenCredentialType: 'InteractiveBrowser',
  label: 'Production',
  colour: 'red',
};
const granted: Granted = {
  permissions: ['CrossTenantUserProfileSharing.Read.All', 'CrossTenantInformation.ReadBasic.All'],
  otherScopes: ['openid'],
  roles: ['Global Reader'],
  expiresOn: new Date('2026-11-20T10:00:00Z'),
  appDisplayName: 'Our registration',
};
const facts: ContextFacts = { context, granted, names: undefined, unlockedUntil: undefined };

const verdict = (about: ContextFacts, title: RegExp): string => contextDocument(about).facts.find(([name]) => title.test(name))?.[1] ?? '';

describe('the page of a context', () => {
  it('says who acts where, with what was granted and until when', () => {
    const text = profileDocumentText(contextDocument(facts));
    for (const part of [
      '# Production',
      'Fabrikam',
      context.tenantId,
      'adele@fabrikam.example',
      'Our registration',
      'Global Reader',
      'locked',
      '🔴 Production',
    ]) {
      assert.ok(text.includes(part), part);
    }
    assert.match(text, /"ExpiresOn": "2026-11-20T10:00:00.000Z"/);
  });

  it('says of every operation whether it is allowed, and why not', () => {
    assert.equal(verdict(facts, /^List inbound/), 'yes');
    assert.match(verdict(facts, /^Remove the personal data of an inbound/), /^no: the permission .*ReadWrite\.All was not granted/);
    assert.match(
      verdict({ ...facts, granted: { ...granted, roles: undefined } }, /^List inbound/),
      /^perhaps: it takes the role Global Reader/,
    );
    assert.match(verdict({ ...facts, granted: undefined }, /^List inbound/), /^perhaps: no token was needed yet/);
    const china: Context = { ...context, environment: { kind: 'cloud', cloud: 'China' } };
    assert.match(verdict({ ...facts, context: china }, /^List inbound/), /^no: this cloud does not have it/);
    assert.equal(verdict({ ...facts, context: china }, /^Find tenant information by tenant id/), 'yes');
  });
});
