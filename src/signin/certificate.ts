import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { signInError } from './failure';
import type { AppProof, CertificateParts, TokenClients } from './tokenClient';

const certificateBlock = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/;
const keyBlock = /-----BEGIN (?:ENCRYPTED |RSA )?PRIVATE KEY-----[\s\S]+?-----END (?:ENCRYPTED |RSA )?PRIVATE KEY-----/;

async function bytesOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw signInError({ reason: 'refused', condition: 'certificateMissing' }, { cause });
  }
}

function pemParts(text: string, passphrase: string | undefined): CertificateParts {
  const [certificate] = certificateBlock.exec(text) ?? [];
  const [key] = keyBlock.exec(text) ?? [];
  if (certificate === undefined || key === undefined) {
    throw signInError({ reason: 'refused', condition: 'certificateUnreadable' });
  }
  try {
    const privateKey = createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) });
    return { certificate, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
  } catch {
    // The cause stays behind: it can quote the key.
    throw signInError({ reason: 'refused', condition: key.includes('ENCRYPTED') ? 'passphraseWrong' : 'certificateUnreadable' });
  }
}

function pfxParts(bytes: Buffer, passphrase: string | undefined, clients: TokenClients): CertificateParts {
  const read = clients.readPfx(bytes, passphrase ?? '');
  if (typeof read === 'string') {
    throw signInError({ reason: 'refused', condition: read });
  }
  return read;
}

/** A PFX is binary and begins with an ASN.1 sequence. */
const isPfx = (bytes: Buffer): boolean => bytes[0] === 0x30;

/**
 * Reads certificate and private key of an app from a PEM or PFX file. Throws SignInError `refused` with one of the conditions
 * `certificateMissing`, `certificateUnreadable`, `passphraseWrong`, `certificateExpired`.
 */
export async function certificateProof(
  { path, passphrase }: { readonly path: string; readonly passphrase?: string | undefined },
  clients: TokenClients,
  now: number,
): Promise<AppProof> {
  const bytes = await bytesOf(path);
  const { privateKey, certificate } = isPfx(bytes) ? pfxParts(bytes, passphrase, clients) : pemParts(bytes.toString('latin1'), passphrase);
  const read = new X509Certificate(certificate);
  if (Date.parse(read.validTo) <= now) {
    throw signInError({ reason: 'refused', condition: 'certificateExpired' });
  }
  return { kind: 'certificate', privateKey, certificate, thumbprintSha256: read.fingerprint256.replaceAll(':', '') };
}
