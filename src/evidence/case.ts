import type { CloudName } from '../graph/clouds';
import { cloudNames } from '../graph/clouds';
import type { Context, Environment } from '../signin/context';
import type { Format, JsonObject } from './documents';
import { isObject, optionalTextField, textField, timeField } from './documents';
import type { EvidenceProblem } from './errors';
import { EvidenceError } from './errors';

export const caseFormat: Format = { name: 'shared-profiles-case', version: 1 };

/** A tenant that a case is about: nothing is done in any other while the case is open. */
export interface PinnedTenant {
  readonly environment: Environment;
  readonly tenantId: string;
  readonly displayName: string | undefined;
  readonly defaultDomainName: string | undefined;
}

/** What the person says about a breach. Times are UTC, ISO 8601. */
export interface Case {
  readonly id: string;
  readonly title: string;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly awareSince: string;
  readonly pinned: readonly PinnedTenant[];
}

export type CaseAnswer =
  { readonly kind: 'allowed' } | { readonly kind: 'refused'; readonly why: Extract<EvidenceProblem, { readonly kind: 'caseRefuses' }> };

function sameEnvironment(a: Environment, b: Environment): boolean {
  if (a.kind === 'cloud') {
    return b.kind === 'cloud' && a.cloud === b.cloud;
  }
  return b.kind === 'sandbox' && a.origin === b.origin;
}

function sameTenant(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

export function pinOf(context: Context): PinnedTenant {
  const { environment, tenantId, tenantDisplayName, defaultDomainName } = context;
  return { environment, tenantId, displayName: tenantDisplayName, defaultDomainName };
}

/** Whether a case lets anything be done in the tenant of a context. A case that pins no tenant allows none. */
export function caseAllows(opened: Pick<Case, 'id' | 'pinned'>, context: Pick<Context, 'environment' | 'tenantId'>): CaseAnswer {
  const isPinned = opened.pinned.some(
    (pin) => sameTenant(pin.tenantId, context.tenantId) && sameEnvironment(pin.environment, context.environment),
  );
  if (isPinned) {
    return { kind: 'allowed' };
  }
  const pinned = opened.pinned.map(({ tenantId }) => tenantId);
  return { kind: 'refused', why: { kind: 'caseRefuses', caseId: opened.id, pinned, tenantId: context.tenantId } };
}

/** Adds the tenant of a context to the case; gives the same case back when it is there already. */
export function pinTenant(opened: Case, context: Context): Case {
  if (caseAllows(opened, context).kind === 'allowed') {
    return opened;
  }
  return { ...opened, pinned: [...opened.pinned, pinOf(context)] };
}

function isCloud(name: unknown): name is CloudName {
  return cloudNames.some((cloud) => cloud === name);
}

/** Reads an environment from JSON; undefined when it is none that is known. */
export function environmentFrom(value: unknown): Environment | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  if (value['kind'] === 'sandbox' && typeof value['origin'] === 'string') {
    return { kind: 'sandbox', origin: value['origin'] };
  }
  return value['kind'] === 'cloud' && isCloud(value['cloud']) ? { kind: 'cloud', cloud: value['cloud'] } : undefined;
}

function pinFrom(value: unknown, path: string): PinnedTenant {
  const environment = isObject(value) ? environmentFrom(value['environment']) : undefined;
  if (!isObject(value) || environment === undefined) {
    throw new EvidenceError({ kind: 'environmentUnknown' }, 'damaged', { path });
  }
  return {
    environment,
    tenantId: textField(value, 'tenantId', path),
    displayName: optionalTextField(value, 'displayName'),
    defaultDomainName: optionalTextField(value, 'defaultDomainName'),
  };
}

/** Reads a case from its JSON. Throws EvidenceError that names the field that is missing or wrong. */
export function caseFrom(value: JsonObject, path: string): Case {
  const pinned = value['pinned'];
  if (!Array.isArray(pinned)) {
    throw new EvidenceError({ kind: 'field', field: 'pinned', wanted: 'list' }, 'damaged', { path });
  }
  return {
    id: textField(value, 'id', path),
    title: textField(value, 'title', path),
    madeBy: textField(value, 'madeBy', path),
    madeAt: timeField(value, 'madeAt', path),
    awareSince: timeField(value, 'awareSince', path),
    pinned: pinned.map((pin) => pinFrom(pin, path)),
  };
}
