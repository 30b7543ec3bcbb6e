import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import { graphResourceAppId } from '../../graph/permissions';
import type { Clock } from '../clock';
import type { Caller, Refusal } from './caller';
import type { Keyring } from './keyring';
import { accessTokenClaims, callerOf, idTokenClaims, pairwiseSubject, type Subject } from './tokenClaims';

export interface AccessTokens {
  sign(subject: Subject, lifetimeSeconds: number, audience?: string): Promise<string>;
  /** An id token for a client: who signed in, and where. */
  signIdToken(subject: Subject, nonce: string | undefined, lifetimeSeconds: number): Promise<string>;
  verify(authorization: string | undefined): Promise<Caller | Refusal>;
  /** No token that was read before is trusted without reading it again. */
  clear(): void;
}

export interface Issuing {
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly issuerOf: (tenantId: string) => string;
}

const audiences = [graphResourceAppId, 'https://graph.microsoft.com'];
const mostRemembered = 1000;

const refusal = (reason: Refusal['reason'], message: string): Refusal => ({ kind: 'refusal', reason, message });

function refusalOf(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) {
    return refusal('expired', 'Lifetime validation failed, the token is expired.');
  }
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
    return refusal('wrongAudience', 'Access token validation failure. Invalid audience.');
  }
  return refusal('malformed', 'CompactToken parsing failed.');
}

async function readToken(token: string, { keyring, clock, issuerOf }: Issuing): Promise<{ caller: Caller; expiresAt: number }> {
  const key = keyring.find(decodeProtectedHeader(token).kid);
  if (key === undefined) {
    throw new errors.JWKSNoMatchingKey();
  }
  const options = { audience: audiences, currentDate: new Date(clock.now()) };
  const { payload } = await jwtVerify(token, key.publicKey, options);
  const caller = callerOf(payload);
  if (payload.iss !== issuerOf(caller.tenantId)) {
    throw new errors.JWTClaimValidationFailed('The issuer is not the sign-in service of the tenant.', payload, 'iss');
  }
  return { caller, expiresAt: (payload.exp ?? 0) * 1000 };
}

/** Signs access tokens and id tokens and reads access tokens again; remembers those it has read, since checking a signature costs more than answering. */
export function createAccessTokens(issuing: Issuing): AccessTokens {
  const { keyring, clock, issuerOf } = issuing;
  const known = new Map<string, { readonly caller: Caller; readonly expiresAt: number }>();

  const jwt = (claims: Record<string, unknown>, subject: Subject, audience: string, name: string, seconds: number): Promise<string> => {
    const now = Math.floor(clock.now() / 1000);
    const { kid, privateKey } = keyring.current();
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
      .setIssuer(issuerOf(subject.tenantId))
      .setAudience(audience)
      .setSubject(name)
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + seconds)
      .sign(privateKey);
  };

  const check = async (token: string): Promise<Caller | Refusal> => {
    try {
      const read = await readToken(token, issuing);
      if (known.size >= mostRemembered) {
        known.clear();
      }
      known.set(token, read);
      return read.caller;
    } catch (error) {
      return refusalOf(error);
    }
  };

  return {
    sign: (subject, lifetimeSeconds, audience = graphResourceAppId) =>
      jwt(accessTokenClaims(subject), subject, audience, subject.objectId, lifetimeSeconds),
    signIdToken: (subject, nonce, lifetimeSeconds) =>
      jwt(idTokenClaims(subject, nonce), subject, subject.clientId, pairwiseSubject(subject), lifetimeSeconds),
    verify: async (authorization) => {
      if (authorization === undefined) {
        return refusal('missing', 'Access token is empty.');
      }
      const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
      if (token === undefined) {
        return refusal('malformed', 'The authorization header is not a bearer token.');
      }
      const remembered = known.get(token);
      return remembered && remembered.expiresAt > clock.now() ? remembered.caller : check(token);
    },
    clear: () => known.clear(),
  };
}
