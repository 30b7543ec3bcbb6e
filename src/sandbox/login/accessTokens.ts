import { randomUUID } from 'node:crypto';
import type { CryptoKey, JWK } from 'jose';
import { errors, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { directoryRoleIds, graphResourceAppId, type DirectoryRole } from '../../graph/permissions';
import type { Clock } from '../clock';
import type { Caller, Refusal } from './caller';

/** What a token is made from. */
export interface Subject {
  readonly kind: 'user' | 'app';
  readonly tenantId: string;
  readonly objectId: string;
  readonly clientId: string;
  readonly appDisplayName: string;
  readonly userPrincipalName?: string;
  readonly displayName?: string;
  readonly permissions: readonly string[];
  readonly directoryRoles: readonly DirectoryRole[];
  readonly capabilities: readonly string[];
  readonly answeredClaims: Readonly<Record<string, string>>;
}

export interface AccessTokens {
  readonly jwks: { readonly keys: readonly JWK[] };
  sign(subject: Subject, lifetimeSeconds: number): Promise<string>;
  verify(authorization: string | undefined): Promise<Caller | Refusal>;
}

const audiences = [graphResourceAppId, 'https://graph.microsoft.com'];
const mostRemembered = 1000;

const refusal = (reason: Refusal['reason'], message: string): Refusal => ({ kind: 'refusal', reason, message });

function claimsOf(subject: Subject): Record<string, unknown> {
  const shared = {
    tid: subject.tenantId,
    oid: subject.objectId,
    appid: subject.clientId,
    app_displayname: subject.appDisplayName,
    uti: randomUUID(),
    ver: '1.0',
    wids: subject.directoryRoles.map((role) => directoryRoleIds[role]),
    ...(subject.capabilities.length > 0 ? { xms_cc: subject.capabilities } : {}),
    ...(Object.keys(subject.answeredClaims).length > 0 ? { xms_answered: subject.answeredClaims } : {}),
  };
  return subject.kind === 'app'
    ? { ...shared, idtyp: 'app', roles: subject.permissions }
    : { ...shared, idtyp: 'user', scp: subject.permissions.join(' '), upn: subject.userPrincipalName, name: subject.displayName };
}

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function callerOf(claims: Readonly<Record<string, unknown>>): Caller {
  const kind = claims['idtyp'] === 'app' ? 'app' : 'user';
  const wids = texts(claims['wids']);
  const roles = Object.entries(directoryRoleIds).filter(([, id]) => wids.includes(id));
  return {
    kind,
    tenantId: text(claims['tid']),
    objectId: text(claims['oid']),
    ...(typeof claims['upn'] === 'string' ? { userPrincipalName: claims['upn'] } : {}),
    permissions: kind === 'app' ? texts(claims['roles']) : text(claims['scp']).split(' ').filter(Boolean),
    directoryRoles: roles.map(([role]) => role as DirectoryRole),
    clientId: text(claims['appid']),
    tokenId: text(claims['uti']),
    capabilities: texts(claims['xms_cc']),
    answeredClaims: (claims['xms_answered'] ?? {}) as Readonly<Record<string, string>>,
  };
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) {
    return refusal('expired', 'Lifetime validation failed, the token is expired.');
  }
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
    return refusal('wrongAudience', 'Access token validation failure. Invalid audience.');
  }
  return refusal('malformed', 'CompactToken parsing failed.');
}

/** Reads tokens; remembers those it has read, since checking a signature costs more than answering. */
function createVerifier(publicKey: CryptoKey, issuerOf: (tenantId: string) => string, clock: Clock): AccessTokens['verify'] {
  const known = new Map<string, { readonly caller: Caller; readonly expiresAt: number }>();

  const check = async (token: string): Promise<Caller | Refusal> => {
    try {
      const { payload } = await jwtVerify(token, publicKey, { audience: audiences, currentDate: new Date(clock.now()) });
      if (payload.iss !== issuerOf(text(payload['tid']))) {
        return refusal('malformed', 'The issuer is not the sign-in service of the tenant.');
      }
      const caller = callerOf(payload);
      if (known.size >= mostRemembered) {
        known.clear();
      }
      known.set(token, { caller, expiresAt: (payload.exp ?? 0) * 1000 });
      return caller;
    } catch (error) {
      return refusalOf(error);
    }
  };

  return async (authorization) => {
    if (authorization === undefined) {
      return refusal('missing', 'Access token is empty.');
    }
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    if (token === undefined) {
      return refusal('malformed', 'The authorization header is not a bearer token.');
    }
    const remembered = known.get(token);
    return remembered && remembered.expiresAt > clock.now() ? remembered.caller : check(token);
  };
}

/** Signs access tokens with a key of this run and reads them again. `issuerOf` gives the issuer of a tenant. */
export async function createAccessTokens(issuerOf: (tenantId: string) => string, clock: Clock): Promise<AccessTokens> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const kid = randomUUID();
  return {
    jwks: { keys: [{ ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' }] },
    sign: (subject, lifetimeSeconds) => {
      const now = Math.floor(clock.now() / 1000);
      return new SignJWT(claimsOf(subject))
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
        .setIssuer(issuerOf(subject.tenantId))
        .setAudience(graphResourceAppId)
        .setSubject(subject.objectId)
        .setIssuedAt(now)
        .setNotBefore(now)
        .setExpirationTime(now + lifetimeSeconds)
        .sign(privateKey);
    },
    verify: createVerifier(publicKey, issuerOf, clock),
  };
}
