import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import forge from 'node-forge';
import { SignInError, type SignInCondition } from '../../../src/graph/errors';
import { certificateProof } from '../../../src/signin/certificate';
import * as clients from '../../../src/signin/msal';
import { selfSigned } from '../../support/certificate';
import { temporaryFolder } from '../../support/temporaryFolder';

describe('the certificate of an application', () => {
  const folder = temporaryFolder();
  const made = selfSigned('app', 10);

  const proof = async (content: string | Buffer, passphrase?: string, now = Date.now()) => {
    const file = path.join(folder(), 'certificate');
    await writeFile(file, content);
    return certificateProof({ path: file, passphrase }, clients, now);
  };
  const fails = (condition: SignInCondition) => (error: unknown) => error instanceof SignInError && error.facts.condition === condition;
  const pfx = (passphrase: string): Buffer => {
    const key = forge.pki.privateKeyFromPem(made.privateKey);
    const certificate = forge.pki.certificateFromPem(made.certificate);
    const container = forge.pkcs12.toPkcs12Asn1(key, [certificate], passphrase, { algorithm: 'aes256' });
    return Buffer.from(forge.asn1.toDer(container).getBytes(), 'binary');
  };
  const encrypted = (): string =>
    createPrivateKey(made.privateKey).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'right' }).toString();

  it('is read from PEM, plain or with a passphrase, and from PFX', async () => {
    const found = [
      await proof(`${made.certificate}${made.privateKey}`),
      await proof(`${made.privateKey}\n${made.certificate}`),
      await proof(`${made.certificate}${encrypted()}`, 'right'),
      await proof(pfx('right'), 'right'),
    ];
    for (const each of found) {
      assert.ok(each.kind === 'certificate');
      assert.equal(each.thumbprintSha256, made.sha256);
      assert.deepEqual(
        createPrivateKey(each.privateKey).export({ format: 'jwk' }),
        createPrivateKey(made.privateKey).export({ format: 'jwk' }),
      );
    }
  });

  it('is refused with what is wrong about it, which never quotes the key', async () => {
    await assert.rejects(proof(`${made.certificate}${encrypted()}`, 'wrong'), fails('passphraseWrong'));
    await assert.rejects(proof(pfx('right'), 'wrong'), fails('passphraseWrong'));
    await assert.rejects(proof(Buffer.from([0x30, 0x82, 1, 2, 3])), fails('certificateUnreadable'));
    await assert.rejects(proof(made.certificate), fails('certificateUnreadable'));
    await assert.rejects(proof('nothing'), fails('certificateUnreadable'));
    await assert.rejects(
      proof(`${made.certificate}${made.privateKey}`, undefined, Date.now() + 11 * 86_400_000),
      fails('certificateExpired'),
    );
    await assert.rejects(certificateProof({ path: path.join(folder(), 'none') }, clients, 0), fails('certificateMissing'));
  });
});
