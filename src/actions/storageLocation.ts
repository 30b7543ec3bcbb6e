import { sha256 } from './canonicalJson';
import type { PlannedStorage } from './plan';

export type StorageRefusal =
  | 'empty'
  | 'notALocation'
  | 'notHttps'
  | 'notLoopback'
  | 'credentialsInUrl'
  | 'noContainer'
  | 'noSignature'
  | 'noPermissions'
  | 'notForContainers'
  | 'noExpiry'
  | 'expired'
  | 'notYetValid'
  | 'noVersion'
  | 'cannotWrite'
  | 'cannotMake';

export type StorageWarning = 'notAUrl' | 'expiresSoon' | 'moreThanWriting' | 'wholeAccount' | 'identifierOnly';

export type CheckedStorage =
  | {
      readonly kind: 'usable';
      readonly planned: PlannedStorage;
      readonly expiresAt: Date | undefined;
      readonly warnings: readonly StorageWarning[];
    }
  | { readonly kind: 'refused'; readonly why: StorageRefusal; readonly masked: string };

export interface StorageRules {
  /** Only a sandbox may be given http, and only on a loopback address. */
  readonly sandbox: boolean;
  readonly now: Date;
}

const accountName = /^[A-Za-z0-9-]{3,63}$/;
const soonMs = 86_400_000;
const loopbackHosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Checks a storage location before it is used: a container URL with a shared access signature. The name of an account is let through
 * with a warning, since the service may accept it. Sources: storage services REST reference (service and account SAS), exportPersonalData page.
 */
export function checkStorageLocation(location: string, rules: StorageRules): CheckedStorage {
  const trimmed = location.trim();
  if (trimmed === '') {
    return { kind: 'refused', why: 'empty', masked: '' };
  }
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  if (url === undefined) {
    return accountName.test(trimmed) ? usable(trimmed, undefined, ['notAUrl']) : { kind: 'refused', why: 'notALocation', masked: '…' };
  }
  const why = placeRefusal(url, rules) ?? signatureRefusal(url.searchParams, rules);
  return why === undefined
    ? usable(trimmed, expiryOf(url.searchParams), warningsOf(url.searchParams, rules))
    : { kind: 'refused', why, masked: maskedLocation(trimmed) };
}

/**
 * Whether a signature is one of an account that may make containers; undefined when it may. Source: storage services REST reference,
 * account SAS, Create Container: resource type container, permission create or write.
 */
export function makingRefusal(location: string): StorageRefusal | undefined {
  const query = URL.canParse(location.trim()) ? new URL(location.trim()).searchParams : undefined;
  if (query === undefined) {
    return 'notALocation';
  }
  return (query.get('srt') ?? '').includes('c') && /[cw]/.test(query.get('sp') ?? '') ? undefined : 'cannotMake';
}

/** A storage location as it may be shown and kept: scheme, host and path, never the query that carries the signature. */
export function maskedLocation(location: string): string {
  const trimmed = location.trim();
  if (!URL.canParse(trimmed)) {
    return accountName.test(trimmed) ? trimmed : '…';
  }
  const url = new URL(trimmed);
  return `${url.protocol}//${url.host}${url.pathname}${url.search === '' ? '' : '?…'}`;
}

/** What a plan keeps of a location. The fingerprint binds the plan to it without telling it: a signature has 256 bits. */
export function plannedStorage(location: string): PlannedStorage {
  return { masked: maskedLocation(location), fingerprint: sha256(location.trim()), make: false };
}

function usable(location: string, expiresAt: Date | undefined, warnings: readonly StorageWarning[]): CheckedStorage {
  return { kind: 'usable', planned: plannedStorage(location), expiresAt, warnings };
}

function placeRefusal(url: URL, rules: StorageRules): StorageRefusal | undefined {
  if (url.protocol !== 'https:' && !(rules.sandbox && url.protocol === 'http:')) {
    return 'notHttps';
  }
  if (url.protocol === 'http:' && !loopbackHosts.includes(url.hostname)) {
    return 'notLoopback';
  }
  if (url.username !== '' || url.password !== '') {
    return 'credentialsInUrl';
  }
  return url.pathname.split('/').some((segment) => segment !== '') ? undefined : 'noContainer';
}

function signatureRefusal(query: URLSearchParams, rules: StorageRules): StorageRefusal | undefined {
  if (!query.get('sig')) {
    return 'noSignature';
  }
  if (!query.get('sv')) {
    return 'noVersion';
  }
  const account = query.has('ss') || query.has('srt');
  if (account ? !(query.get('srt') ?? '').includes('o') || !(query.get('ss') ?? '').includes('b') : query.get('sr') !== 'c') {
    return 'notForContainers';
  }
  return query.get('si') ? undefined : (permissionRefusal(query) ?? timeRefusal(query, rules.now));
}

function permissionRefusal(query: URLSearchParams): StorageRefusal | undefined {
  const permissions = query.get('sp');
  if (!permissions) {
    return 'noPermissions';
  }
  return /[wc]/.test(permissions) && /[wa]/.test(permissions) ? undefined : 'cannotWrite';
}

function timeRefusal(query: URLSearchParams, now: Date): StorageRefusal | undefined {
  const expiresAt = expiryOf(query);
  if (expiresAt === undefined) {
    return 'noExpiry';
  }
  if (expiresAt <= now) {
    return 'expired';
  }
  const start = timeOf(query.get('st'));
  return start !== undefined && start > now ? 'notYetValid' : undefined;
}

function warningsOf(query: URLSearchParams, rules: StorageRules): readonly StorageWarning[] {
  const expiresAt = expiryOf(query);
  return [
    ...(query.get('si') ? (['identifierOnly'] as const) : []),
    ...(expiresAt !== undefined && expiresAt.getTime() - rules.now.getTime() < soonMs ? (['expiresSoon'] as const) : []),
    ...(/[rldxyt]/.test(query.get('sp') ?? '') ? (['moreThanWriting'] as const) : []),
    ...(query.has('srt') ? (['wholeAccount'] as const) : []),
  ];
}

function expiryOf(query: URLSearchParams): Date | undefined {
  return timeOf(query.get('se'));
}

/** SAS times are UTC; a date alone is its midnight. */
function timeOf(text: string | null): Date | undefined {
  const time = text === null ? Number.NaN : Date.parse(/[Zz]$|[+-]\d\d:\d\d$/.test(text) || !text.includes('T') ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : new Date(time);
}
