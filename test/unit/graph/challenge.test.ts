import assert from 'node:assert/strict';
import { challenges, claimsChallenge } from '../../../src/graph/challenge';

const claims = '{"access_token":{"nbf":{"essential":true,"value":"?>?>~~"}}}';
const base64 = Buffer.from(claims).toString('base64');
const base64url = Buffer.from(claims).toString('base64url');

describe('a WWW-Authenticate header', () => {
  it('is read with quoted and plain parameters, in any order, several challenges in one line', () => {
    const header = 'Basic realm="a, b=\\"c\\"" , Bearer error=insufficient_claims, Claims="x y", realm="", Negotiate';
    assert.deepEqual(
      challenges(header).map(({ scheme, parameters }) => [scheme, { ...parameters }]),
      [
        ['Basic', { realm: 'a, b="c"' }],
        ['Bearer', { error: 'insufficient_claims', claims: 'x y', realm: '' }],
        ['Negotiate', {}],
      ],
    );
  });

  it('ends where it cannot be read further', () => {
    assert.deepEqual(
      challenges('Bearer realm="open').map(({ scheme }) => scheme),
      ['Bearer'],
    );
    assert.deepEqual(challenges('"'), []);
  });

  it('cannot reach the prototype of what is read', () => {
    const [challenge] = challenges('Bearer __proto__="x", constructor="y"');
    assert.equal(Object.getPrototypeOf(challenge?.parameters), null);
  });
});

describe('a claims challenge', () => {
  it('is found as base64, base64url and plain JSON, behind other challenges', () => {
    assert.equal(claimsChallenge(`Bearer realm="", claims="${base64}", error="insufficient_claims"`), claims);
    assert.equal(claimsChallenge(`bearer claims=${base64url}`), claims);
    assert.equal(claimsChallenge(`Basic realm="x", Bearer error="y", Bearer claims="${base64url}"`), claims);
    assert.equal(claimsChallenge(`Bearer claims="${claims.replaceAll('"', '\\"')}"`), claims);
  });

  it('is none where there is nothing to answer', () => {
    for (const header of [
      null,
      '',
      'Bearer realm=""',
      `Basic claims="${base64}"`,
      'Bearer claims="%%%"',
      `Bearer claims="${btoa('[1]')}"`,
    ]) {
      assert.equal(claimsChallenge(header), undefined, String(header));
    }
  });
});
