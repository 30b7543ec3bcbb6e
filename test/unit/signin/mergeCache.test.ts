import assert from 'node:assert/strict';
import { mergeCache } from '../../../src/signin/mergeCache';

type Cache = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const merged = (base: Cache, ours: Cache, theirs: Cache): unknown =>
  JSON.parse(mergeCache(JSON.stringify(base), JSON.stringify(ours), JSON.stringify(theirs)));

const base = { AccessToken: { a: { secret: 1 } }, RefreshToken: { r: { secret: 1 } } };

describe('the token cache that two windows change', () => {
  it('keeps what the other window added', () => {
    const theirs = { ...base, AccessToken: { a: { secret: 1 }, b: { secret: 2 } } };
    const ours = { ...base, RefreshToken: { r: { secret: 5 } } };
    assert.deepEqual(merged(base, ours, theirs), {
      AccessToken: { a: { secret: 1 }, b: { secret: 2 } },
      RefreshToken: { r: { secret: 5 } },
    });
  });

  it('does not bring back what the other window removed', () => {
    const ours = { ...base, AccessToken: { a: { secret: 1 }, c: { secret: 3 } } };
    assert.deepEqual(merged(base, ours, { ...base, RefreshToken: {} }), { AccessToken: ours.AccessToken, RefreshToken: {} });
  });

  it('removes what this window removed', () => {
    assert.deepEqual(merged(base, { ...base, RefreshToken: {} }, { ...base, AccessToken: {} }), { AccessToken: {}, RefreshToken: {} });
  });

  it('is what this window has when nobody else changed it', () => {
    assert.deepEqual(merged(base, { AccessToken: {} }, base), { AccessToken: {} });
  });
});
