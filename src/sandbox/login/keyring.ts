import { randomUUID } from 'node:crypto';
import type { CryptoKey, JWK } from 'jose';
import { exportJWK, generateKeyPair } from 'jose';

interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

/** The keys that tokens are signed with: the newest signs, all that are kept are published and verify. */
export interface Keyring {
  current(): SigningKey;
  find(kid: string | undefined): SigningKey | undefined;
  published(): { readonly keys: readonly JWK[] };
  /** Signs with a new key from now on. `keepOld`: tokens signed before go on being good. */
  rollOver(keepOld: boolean): Promise<string>;
  /** Back to the key of the start alone. */
  clear(): void;
}

async function newKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const kid = randomUUID();
  return { kid, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' } };
}

export async function createKeyring(): Promise<Keyring> {
  const first = await newKey();
  let current = first;
  let kept: readonly SigningKey[] = [first];
  return {
    current: () => current,
    find: (kid) => kept.find((key) => key.kid === kid),
    published: () => ({ keys: kept.map(({ jwk }) => jwk) }),
    rollOver: async (keepOld) => {
      current = await newKey();
      kept = keepOld ? [...kept, current] : [current];
      return current.kid;
    },
    clear: () => {
      current = first;
      kept = [first];
    },
  };
}
