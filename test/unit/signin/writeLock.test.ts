import assert from 'node:assert/strict';
import { GraphError } from '../../../src/graph/errors';
import { operation, operationIds } from '../../../src/graph/operations';
import { createPermit, createWriteLocks } from '../../../src/signin/writeLock';

const failureOf = (deed: () => void): string | undefined => {
  try {
    deed();
    return undefined;
  } catch (error) {
    return error instanceof GraphError ? error.details.failure : 'something else';
  }
};

describe('the write lock of a context', () => {
  it('is closed until it is opened, for the minutes asked for and no longer', () => {
    let now = 1000;
    const locks = createWriteLocks(() => now);
    assert.equal(locks.unlockedUntil('a'), undefined);
    assert.equal(locks.unlock('a', 15), 1000 + 15 * 60_000);
    now += 15 * 60_000 - 1;
    assert.equal(locks.unlockedUntil('a'), 1000 + 15 * 60_000);
    now += 1;
    assert.equal(locks.unlockedUntil('a'), undefined);
  });

  for (const [asked, minutes] of [
    [0, 1],
    [-5, 1],
    [1, 1],
    [60, 60],
    [61, 60],
    [Number.POSITIVE_INFINITY, 15],
    [Number.NaN, 15],
  ] as const) {
    it(`opens ${String(minutes)} minutes when asked for ${String(asked)}`, () => {
      const locks = createWriteLocks(() => 0);
      assert.equal(locks.unlock('a', asked), minutes * 60_000);
    });
  }

  it('closes at once when asked, and never opens another context', () => {
    const locks = createWriteLocks(() => 0);
    locks.unlock('a', 5);
    assert.equal(locks.unlockedUntil('b'), undefined);
    locks.lock('a');
    assert.equal(locks.unlockedUntil('a'), undefined);
  });
});

describe('what a context permits', () => {
  it('locked: everything that reads and nothing that exports or removes', () => {
    const permit = createPermit({ kind: 'cloud', cloud: 'Global' }, () => undefined);
    for (const id of operationIds) {
      const expected = operation(id).effect === 'read' ? undefined : 'locked';
      assert.equal(
        failureOf(() => permit(operation(id))),
        expected,
        id,
      );
    }
  });

  it('unlocked: every operation', () => {
    const permit = createPermit({ kind: 'sandbox', origin: 'http://127.0.0.1:1' }, () => 1);
    for (const id of operationIds) {
      assert.equal(
        failureOf(() => permit(operation(id))),
        undefined,
        id,
      );
    }
  });

  it('nothing that the cloud does not have, unlocked or not', () => {
    const permit = createPermit({ kind: 'cloud', cloud: 'USGov' }, () => 1);
    assert.equal(
      failureOf(() => permit(operation('listInboundSharedUserProfiles'))),
      'notHere',
    );
    assert.equal(
      failureOf(() => permit(operation('findTenantInformationByTenantId'))),
      undefined,
    );
  });
});
