import { createHash, X509Certificate } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import type { Clock } from '../clock';
import { refusal } from './refusals';

/** How an app proves itself with a certificate. Source: the page on certificate credentials of the Microsoft identity platform. */
export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const algorithms = ['PS256', 'RS256'];
/** How far the clock of an app may be off. */
const clockTolerance = 300;

interface Signed {
  readonly assertion: string;
  readonly clientId: string;
  /** The addresses that the assertion may be meant for. */
  readonly audiences: readonly string[];
}

const thumbprint = (certificate: X509Certificate, hash: 'sha1' | 'sha256'): string =>
  createHash(hash).update(certificate.raw).digest('base64url');

/** `x5t#S256` names a certificate by SHA-256, `x5t` by SHA-1; padding is let pass. */
function isNamedBy(certificate: X509Certificate, header: Readonly<Record<string, unknown>>): boolean {
  const matches = (name: unknown, hash: 'sha1' | 'sha256'): boolean =>
    typeof name === 'string' && name.replace(/=+$/, '') === thumbprint(certificate, hash);
  return matches(header['x5t#S256'], 'sha256') || (header['x5t#S256'] === undefined && matches(header['x5t'], 'sha1'));
}

function headerOf(assertion: string): Readonly<Record<string, unknown>> {
  try {
    return decodeProtectedHeader(assertion);
  } catch {
    throw refusal(700027, 'Client assertion failed: it is not a signed token.');
  }
}

/** Checks a signed assertion against the certificates of an app. Throws OAuthError 700027 or 700024. */
export async function checkAssertion(signed: Signed, certificates: readonly string[], clock: Clock): Promise<void> {
  const header = headerOf(signed.assertion);
  const certificate = certificates.map((pem) => new X509Certificate(pem)).find((each) => isNamedBy(each, header));
  if (certificate === undefined) {
    throw refusal(700027, 'The certificate with identifier used to sign the client assertion is not registered on application.');
  }
  const now = new Date(clock.now());
  if (now < new Date(certificate.validFrom) || now > new Date(certificate.validTo)) {
    throw refusal(700027, 'Client assertion failed: the certificate used to sign it is not within its valid time range.');
  }
  try {
    const { clientId } = signed;
    const options = {
      audience: [...signed.audiences],
      issuer: clientId,
      subject: clientId,
      algorithms,
      clockTolerance,
      currentDate: now,
      requiredClaims: ['exp', 'jti'],
    };
    await jwtVerify(signed.assertion, certificate.publicKey, options);
  } catch (error) {
    const claim = error instanceof Error && 'claim' in error ? error.claim : undefined;
    throw claim === 'exp' || claim === 'nbf' ? refusal(700024) : refusal(700027);
  }
}
