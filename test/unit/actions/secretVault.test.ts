import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createSecretVault, type LastingState, type SecretStore } from '../../../src/ui/plans/secretVault';

const day = 86_400_000;

class Secrets implements SecretStore {
  readonly kept = new Map<string, string>();

  async get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.kept.get(key));
  }

  async store(key: string, value: string): Promise<void> {
    await Promise.resolve(this.kept.set(key, value));
  }

  async delete(key: string): Promise<void> {
    await Promise.resolve(this.kept.delete(key));
  }
}

class State implements LastingState {
  readonly kept = new Map<string, unknown>();

  get(key: string): unknown {
    return this.kept.get(key);
  }

  async update(key: string, value: unknown): Promise<void> {
    await Promise.resolve(this.kept.set(key, value));
  }
}

function signed(endsInMs: number): string {
  return `https://account.blob.core.windows.net/one?sig=SECRET&se=${new Date(Date.now() + endsInMs).toISOString()}`;
}

describe('Storage locations in the secret store', () => {
  it('are there in the next window, and gone once the service has them', async () => {
    const [secrets, state] = [new Secrets(), new State()];
    const location = signed(day);
    await createSecretVault(secrets, state).put('a', location);
    const next = createSecretVault(secrets, state);
    assert.equal(await next.get('a'), location);
    assert.ok(!JSON.stringify([...state.kept]).includes('SECRET'));
    await next.forget('a');
    assert.deepEqual([secrets.kept.size, await next.get('a')], [0, undefined]);
  });

  it('are gone at the next start after their signature ended, or after thirty days', async () => {
    const [secrets, state] = [new Secrets(), new State()];
    const vault = createSecretVault(secrets, state);
    await vault.put('soon', signed(day));
    await vault.put('late', signed(400 * day));
    await vault.put('account', 'account');
    const twoDays = createSecretVault(secrets, state, Date.now() + 2 * day);
    await new Promise(setImmediate);
    assert.deepEqual([await twoDays.get('soon'), secrets.kept.size], [undefined, 2]);
    createSecretVault(secrets, state, Date.now() + 31 * day);
    await new Promise(setImmediate);
    assert.equal(secrets.kept.size, 0);
  });

  it('are forgotten with the context they are kept for, and no others', async () => {
    const [secrets, state] = [new Secrets(), new State()];
    const vault = createSecretVault(secrets, state);
    await vault.of('fabrikam').put('a', signed(day));
    await vault.of('contoso').put('b', signed(day));
    await createSecretVault(secrets, state).forgetAllOf('fabrikam');
    assert.deepEqual([await vault.get('a'), secrets.kept.size], [undefined, 1]);
    assert.ok(!JSON.stringify([...state.kept]).includes('fabrikam'));
    assert.notEqual(await vault.get('b'), undefined);
  });
});
