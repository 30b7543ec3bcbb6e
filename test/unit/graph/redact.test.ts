import assert from 'node:assert/strict';
import { redact } from '../../../src/graph/redact';

const jwt = 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJ0aWQiOiJ4In0.c2lnbmF0dXJl';

describe('redacting', () => {
  const secrets: readonly (readonly [string, string, string])[] = [
    ['a token', `token ${jwt} end`, jwt],
    ['a token cut short', `token ${jwt.slice(0, 60)}`, jwt.slice(0, 60)],
    ['an authorization header', 'Authorization: Bearer opaque-token.123', 'opaque-token'],
    ['basic authentication', `Authorization: Basic ${btoa('client:secret-of-client')}`, btoa('client:secret-of-client')],
    ['the signature of a SAS', 'https://a.blob.core.windows.net/c?sv=2024-11-04&sp=racw&sig=abc%2Bdef%3D&se=2026-01-01', 'abc%2Bdef'],
    ['an encoded SAS', 'x=https%3A%2F%2Fa%2Fc%3Fsv%3D2024%26sig%3Dabc%252Bdef', 'abc%252Bdef'],
    ['a SAS in JSON', '{"storageLocation":"https://a.example/c?sig=abc"}', 'sig=abc'],
    ['JSON inside JSON', '{"body":"{\\"refresh_token\\":\\"0.AAAA-secret\\"}"}', '0.AAAA-secret'],
    ['a client secret in a form', 'grant_type=client_credentials&client_secret=s3cr3t~value&scope=x', 's3cr3t'],
    ['a client assertion', 'client_assertion=abcdef&x=1', 'abcdef'],
    ['a refresh token', 'refresh_token=0.AXoA-abc&client_id=1', '0.AXoA-abc'],
    ['an authorization code', 'http://localhost:1234/?code=0.AXoA.secret&state=x', '0.AXoA.secret'],
    ['a device code', 'device_code=DAQABAAEAAAD--secret&client_id=x', 'DAQAB'],
    ['a password', 'username=a&password=hunter2', 'hunter2'],
    ['an account key', 'AccountName=a;AccountKey=abc+def==;EndpointSuffix=x', 'abc+def'],
    ['a connection string SAS', 'SharedAccessSignature=sv=2024&sig=abc', 'sig=abc'],
    ['user info in an address', 'https://user:secret@proxy.example/', 'secret'],
  ];
  for (const [what, text, secret] of secrets) {
    it(`hides ${what}`, () => {
      const shown = redact(text);
      assert.ok(!shown.includes(secret), shown);
      assert.match(shown, /\[redacted\]/);
    });
  }

  it('leaves ordinary text as it is', () => {
    const texts = [
      '{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}',
      'Basic information about the bearer of this letter.',
      'https://graph.microsoft.com/beta/directory/inboundSharedUserProfiles?$top=999',
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims"',
      'bob@contoso.example was removed.',
    ];
    for (const text of texts) {
      assert.equal(redact(text), text);
    }
  });

  it('is quick on hostile text', () => {
    const hostile = [`eyJ${'.a'.repeat(50_000)}`, '"'.repeat(100_000), '&sig'.repeat(50_000), `https://${'a'.repeat(100_000)}`];
    for (const text of hostile) {
      assert.equal(typeof redact(text), 'string');
    }
  });
});
