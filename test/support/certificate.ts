import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto';

export interface TestCertificate {
  /** PEM. */
  readonly certificate: string;
  readonly privateKey: string;
  /** Hex. */
  readonly sha256: string;
  readonly sha1: string;
}

type Bytes = Uint8Array;

function der(tag: number, ...parts: readonly Bytes[]): Bytes {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const sequence = (...parts: readonly Bytes[]): Bytes => der(0x30, ...parts);
const hex = (text: string): Bytes => Buffer.from(text, 'hex');
const utcTime = (at: Date): Bytes => der(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`, 'latin1'));
const sha256WithRsa = sequence(hex('06092a864886f70d01010b'), hex('0500'));
const nameOf = (commonName: string): Bytes => sequence(der(0x31, sequence(hex('0603550403'), der(0x0c, Buffer.from(commonName, 'utf8')))));

const dayMs = 86_400_000;

/** A self-signed certificate for RSA signatures, good from a day ago for `days`. */
export function selfSigned(commonName: string, days = 30): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const validity = sequence(utcTime(new Date(Date.now() - dayMs)), utcTime(new Date(Date.now() + (days - 1) * dayMs)));
  const body = sequence(
    der(0xa0, hex('020102')),
    hex('02020539'),
    sha256WithRsa,
    nameOf(commonName),
    validity,
    nameOf(commonName),
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(0x03, hex('00'), sign('sha256', body, privateKey));
  const certificate = new X509Certificate(Buffer.from(sequence(body, sha256WithRsa, signature)));
  return {
    certificate: certificate.toString(),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    sha256: certificate.fingerprint256.replaceAll(':', ''),
    sha1: certificate.fingerprint.replaceAll(':', ''),
  };
}
