import type { CollectionRows, EntityAnswers } from './client';
import { isJsonObject, type JsonObject } from './json';
import type {
  DataPolicyOperation,
  InboundSharedUserProfile,
  Organization,
  OutboundSharedUserProfile,
  Row,
  TenantInformation,
  TenantReference,
  User,
  VerifiedDomain,
} from './resources';

/** Gives the checked resource, or the reason why it is none. A reason names fields and types, never values. */
type Reader<T> = (raw: JsonObject) => T | string;

/** Checks one row. Unknown fields stay in `raw`, and in `value` where nothing had to be converted. */
export function readRow<T>(reader: Reader<T>, raw: unknown): Row<T> {
  if (!isJsonObject(raw)) {
    return { kind: 'unreadable', reason: `the row is ${kindOf(raw)}`, raw };
  }
  const value = reader(raw);
  return typeof value === 'string' ? { kind: 'unreadable', reason: value, raw } : { kind: 'readable', value, raw };
}

export const collectionReaders: { readonly [Id in keyof CollectionRows]: Reader<CollectionRows[Id]> } = {
  listInboundSharedUserProfiles: readInboundSharedUserProfile,
  listOutboundSharedUserProfiles: readOutboundSharedUserProfile,
  listOutboundTenants: readTenantReference,
  listOrganization: readOrganization,
};

export const entityReaders: { readonly [Id in keyof EntityAnswers]: Reader<EntityAnswers[Id]> } = {
  getInboundSharedUserProfile: readInboundSharedUserProfile,
  getOutboundSharedUserProfile: readOutboundSharedUserProfile,
  findTenantInformationByTenantId: readTenantInformation,
  findTenantInformationByDomainName: readTenantInformation,
  getDataPolicyOperation: readDataPolicyOperation,
  getMe: readUser,
};

function readInboundSharedUserProfile(raw: JsonObject): InboundSharedUserProfile | string {
  const sound =
    isText(raw['userId']) &&
    isText(raw['homeTenantId']) &&
    typeof raw['userPrincipalName'] === 'string' &&
    typeof raw['displayName'] === 'string';
  if (!sound) {
    return problems(raw, ['userId', 'homeTenantId'], ['userPrincipalName', 'displayName']);
  }
  return raw as unknown as InboundSharedUserProfile;
}

/** Expanded tenants that come with a nextLink of their own are not all there: `tenants` is then left out, so that nobody takes them for the whole. */
function readOutboundSharedUserProfile(raw: JsonObject): OutboundSharedUserProfile | string {
  const { userId, tenants } = raw;
  if (!isText(userId)) {
    return problems(raw, ['userId'], []);
  }
  if (tenants === undefined) {
    return raw as unknown as OutboundSharedUserProfile;
  }
  if (!Array.isArray(tenants) || !tenants.every((tenant) => isJsonObject(tenant) && isText(tenant['tenantId']))) {
    return 'tenants is not a list of tenant references';
  }
  return 'tenants@odata.nextLink' in raw ? { userId } : (raw as unknown as OutboundSharedUserProfile);
}

function readTenantReference(raw: JsonObject): TenantReference | string {
  return isText(raw['tenantId']) ? (raw as unknown as TenantReference) : problems(raw, ['tenantId'], []);
}

function readTenantInformation(raw: JsonObject): TenantInformation | string {
  const { tenantId, displayName = null, defaultDomainName = null, federationBrandName = null } = raw;
  if (!isText(tenantId)) {
    return problems(raw, ['tenantId'], []);
  }
  if (!isTextOrNull(displayName) || !isTextOrNull(defaultDomainName) || !isTextOrNull(federationBrandName)) {
    return nullableProblems(raw, ['displayName', 'defaultDomainName', 'federationBrandName']);
  }
  return { tenantId, displayName, defaultDomainName, federationBrandName };
}

function readDataPolicyOperation(raw: JsonObject): DataPolicyOperation | string {
  const { id, status, userId, submittedDateTime, storageLocation = null, completedDateTime = null } = raw;
  if (!isText(id) || !isText(status) || typeof userId !== 'string' || typeof submittedDateTime !== 'string') {
    return problems(raw, ['id', 'status'], ['userId', 'submittedDateTime']);
  }
  if (!isTextOrNull(storageLocation) || !isTextOrNull(completedDateTime)) {
    return nullableProblems(raw, ['storageLocation', 'completedDateTime']);
  }
  return { id, status, progress: readProgress(raw['progress']), userId, storageLocation, submittedDateTime, completedDateTime };
}

/** Edm.Double: a number, or in OData JSON a string with one, "NaN", "INF" or "-INF". */
function readProgress(progress: unknown): number | null {
  const number = typeof progress === 'string' && progress.trim() !== '' ? Number(progress) : progress;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function readUser(raw: JsonObject): User | string {
  const { id, displayName = null, userPrincipalName = null } = raw;
  if (!isText(id)) {
    return problems(raw, ['id'], []);
  }
  return isTextOrNull(displayName) && isTextOrNull(userPrincipalName)
    ? { id, displayName, userPrincipalName }
    : nullableProblems(raw, ['displayName', 'userPrincipalName']);
}

function readOrganization(raw: JsonObject): Organization | string {
  const { id, displayName = null, verifiedDomains = [] } = raw;
  if (!isText(id)) {
    return problems(raw, ['id'], []);
  }
  if (!isTextOrNull(displayName) || !Array.isArray(verifiedDomains)) {
    return 'displayName or verifiedDomains has the wrong type';
  }
  const domains = verifiedDomains.map(readVerifiedDomain);
  return domains.includes(undefined)
    ? 'verifiedDomains has an entry without a name'
    : { id, displayName, verifiedDomains: domains.filter((domain) => domain !== undefined) };
}

function readVerifiedDomain(raw: unknown): VerifiedDomain | undefined {
  if (!isJsonObject(raw) || !isText(raw['name'])) {
    return undefined;
  }
  return { name: raw['name'], isDefault: raw['isDefault'] === true, isInitial: raw['isInitial'] === true };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isTextOrNull(value: unknown): value is string | null {
  return typeof value === 'string' || value === null;
}

function problems(raw: JsonObject, keys: readonly string[], texts: readonly string[]): string {
  const wrong = [...keys.filter((name) => !isText(raw[name])), ...texts.filter((name) => typeof raw[name] !== 'string')];
  return wrong.map((name) => `${name} is ${kindOf(raw[name])}`).join(', ');
}

function nullableProblems(raw: JsonObject, names: readonly string[]): string {
  const wrong = names.filter((name) => !isTextOrNull(raw[name] ?? null));
  return wrong.map((name) => `${name} is ${kindOf(raw[name])}`).join(', ');
}

function kindOf(value: unknown): string {
  if (value === undefined) {
    return 'missing';
  }
  if (value === null || value === '') {
    return value === null ? 'null' : 'empty';
  }
  return Array.isArray(value) ? 'a list' : `of type ${typeof value}`;
}
