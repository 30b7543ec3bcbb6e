import { createHash, randomUUID } from 'node:crypto';
import { directoryRoleIds, type DirectoryRole } from '../../graph/permissions';
import type { Caller } from './caller';

/** What a token is made from. */
export interface Subject {
  readonly kind: 'user' | 'app';
  readonly tenantId: string;
  readonly objectId: string;
  readonly clientId: string;
  readonly appDisplayName: string;
  readonly userPrincipalName?: string;
  readonly displayName?: string;
  /** Number of the sign-in that the token comes from; none when nobody sat in front of a page. */
  readonly signIn?: number;
  /** Where a person is at home, when that is not the tenant of the token. */
  readonly homeTenantId?: string;
  readonly permissions: readonly string[];
  readonly directoryRoles: readonly DirectoryRole[];
  readonly capabilities: readonly string[];
  readonly answeredClaims: Readonly<Record<string, string>>;
}

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Of a guest: who vouches for the person. */
const providerOf = ({ homeTenantId, tenantId }: Subject): Readonly<Record<string, string>> =>
  homeTenantId === undefined || homeTenantId === tenantId ? {} : { idp: `https://sts.windows.net/${homeTenantId}/` };

/** Source: Entra access token claims reference, tokens of version 1.0 as Graph has them. */
export function accessTokenClaims(subject: Subject): Record<string, unknown> {
  const shared = {
    tid: subject.tenantId,
    oid: subject.objectId,
    appid: subject.clientId,
    app_displayname: subject.appDisplayName,
    uti: randomUUID(),
    ver: '1.0',
    wids: subject.directoryRoles.map((role) => directoryRoleIds[role]),
    ...(subject.signIn === undefined ? {} : { xms_sign_in: subject.signIn }),
    ...(subject.capabilities.length > 0 ? { xms_cc: subject.capabilities } : {}),
    ...(Object.keys(subject.answeredClaims).length > 0 ? { xms_answered: subject.answeredClaims } : {}),
  };
  if (subject.kind === 'app') {
    return { ...shared, idtyp: 'app', roles: subject.permissions };
  }
  const person = { upn: subject.userPrincipalName, name: subject.displayName, ...providerOf(subject) };
  return { ...shared, ...person, idtyp: 'user', scp: subject.permissions.join(' ') };
}

/** A person's name for one app only, as `sub` is. */
export function pairwiseSubject({ objectId, tenantId, clientId }: Subject): string {
  return createHash('sha256').update(`${tenantId} ${objectId} ${clientId}`).digest('base64url');
}

/** Source: Entra id token claims reference, tokens of version 2.0. */
export function idTokenClaims(subject: Subject, nonce: string | undefined): Record<string, unknown> {
  return {
    tid: subject.tenantId,
    oid: subject.objectId,
    preferred_username: subject.userPrincipalName,
    name: subject.displayName,
    ver: '2.0',
    uti: randomUUID(),
    ...providerOf(subject),
    ...(nonce === undefined ? {} : { nonce }),
  };
}

/** Who calls, as the claims of an access token say. */
export function callerOf(claims: Readonly<Record<string, unknown>>): Caller {
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
    signIn: typeof claims['xms_sign_in'] === 'number' ? claims['xms_sign_in'] : Number.POSITIVE_INFINITY,
    capabilities: texts(claims['xms_cc']),
    answeredClaims: (claims['xms_answered'] ?? {}) as Readonly<Record<string, string>>,
  };
}
