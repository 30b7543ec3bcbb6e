import forge from 'node-forge';
import type { CertificateParts } from './tokenClient';

type Pfx = forge.pkcs12.Pkcs12Pfx;

const { certBag, keyBag, pkcs8ShroudedKeyBag } = forge.pki.oids as Readonly<Record<'certBag' | 'keyBag' | 'pkcs8ShroudedKeyBag', string>>;

function bagsOf(pfx: Pfx, bagType: string): readonly forge.pkcs12.Bag[] {
  return pfx.getBags({ bagType })[bagType] ?? [];
}

const localKeyId = (bag: forge.pkcs12.Bag): string | undefined =>
  (bag.attributes as { readonly localKeyId?: readonly string[] } | undefined)?.localKeyId?.[0];

function partsOf(pfx: Pfx): CertificateParts | undefined {
  const key = [...bagsOf(pfx, pkcs8ShroudedKeyBag), ...bagsOf(pfx, keyBag)].find((bag) => bag.key);
  const certificates = bagsOf(pfx, certBag).filter((bag) => bag.cert);
  const own = key && (certificates.find((bag) => localKeyId(bag) !== undefined && localKeyId(bag) === localKeyId(key)) ?? certificates[0]);
  return key?.key && own?.cert
    ? { certificate: forge.pki.certificateToPem(own.cert), privateKey: forge.pki.privateKeyToPem(key.key) }
    : undefined;
}

function opened(bytes: Buffer, passphrase: string): Pfx | undefined {
  try {
    return forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(bytes.toString('binary')), passphrase);
  } catch {
    return undefined;
  }
}

function isAsn1(bytes: Buffer): boolean {
  try {
    forge.asn1.fromDer(bytes.toString('binary'));
    return true;
  } catch {
    return false;
  }
}

/** Reads the certificate of an app and its RSA key from a PFX (PKCS #12) file: Node reads such files, but does not give the key away. */
export function readPfx(bytes: Buffer, passphrase: string): CertificateParts | 'passphraseWrong' | 'certificateUnreadable' {
  const pfx = opened(bytes, passphrase);
  if (pfx === undefined) {
    return isAsn1(bytes) ? 'passphraseWrong' : 'certificateUnreadable';
  }
  return partsOf(pfx) ?? 'certificateUnreadable';
}
