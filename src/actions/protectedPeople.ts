import { fieldsOf, list, ShapeError } from './checked';
import type { PlanItem } from './plan';

/** People of one tenant whose data is never removed (legal hold), by any of these. Domains include their subdomains. */
export interface ProtectedPeople {
  readonly userIds: readonly string[];
  readonly userPrincipalNames: readonly string[];
  readonly domains: readonly string[];
  readonly homeTenantIds: readonly string[];
}

/** `unknownName`: names or domains are protected and this person's name is not known, so it cannot be told. */
export type Protection = 'userId' | 'userPrincipalName' | 'domain' | 'homeTenant' | 'unknownName';

export const nobodyProtected: ProtectedPeople = { userIds: [], userPrincipalNames: [], domains: [], homeTenantIds: [] };

/** Reads a list of protected people from parsed JSON. Throws ShapeError: a list that cannot be read must not pass for an empty one. */
export function readProtectedPeople(value: unknown): ProtectedPeople {
  const fields = fieldsOf(value, 'protectedPeople');
  const known = Object.keys(nobodyProtected);
  const stranger = Object.keys(fields).find((name) => !known.includes(name));
  if (stranger !== undefined) {
    throw new ShapeError(stranger, { kind: 'oneOf', allowed: known });
  }
  const texts = (name: keyof ProtectedPeople): readonly string[] =>
    fields[name] === undefined ? [] : list(fields, name).map((entry, index) => usableText(entry, `${name}[${index}]`));
  return {
    userIds: texts('userIds'),
    userPrincipalNames: texts('userPrincipalNames'),
    domains: texts('domains'),
    homeTenantIds: texts('homeTenantIds'),
  };
}

/** Everybody whom one of two lists protects. */
export function bothProtected(one: ProtectedPeople, other: ProtectedPeople): ProtectedPeople {
  return {
    userIds: [...one.userIds, ...other.userIds],
    userPrincipalNames: [...one.userPrincipalNames, ...other.userPrincipalNames],
    domains: [...one.domains, ...other.domains],
    homeTenantIds: [...one.homeTenantIds, ...other.homeTenantIds],
  };
}

/** Makes the question "why is this item protected?" for a list; the answer is undefined when it is not. */
export function protectionBy(people: ProtectedPeople): (item: PlanItem) => Protection | undefined {
  const userIds = new Set(people.userIds.map(folded));
  const names = new Set(people.userPrincipalNames.map(folded));
  const homeTenants = new Set(people.homeTenantIds.map(folded));
  const domains = people.domains.map((domain) => folded(domain).replace(/^@/, ''));
  return (item) => {
    if (userIds.has(folded(item.userId))) {
      return 'userId';
    }
    if (item.direction === 'inbound' && homeTenants.has(folded(item.homeTenantId))) {
      return 'homeTenant';
    }
    if (item.userPrincipalName === null) {
      return names.size + domains.length > 0 ? 'unknownName' : undefined;
    }
    return protectionOfName(folded(item.userPrincipalName), names, domains);
  };
}

function protectionOfName(name: string, names: ReadonlySet<string>, domains: readonly string[]): Protection | undefined {
  if (names.has(name)) {
    return 'userPrincipalName';
  }
  return domains.some((domain) => domainsOf(name).some((own) => own === domain || own.endsWith(`.${domain}`))) ? 'domain' : undefined;
}

/** The domain of a user principal name, and the one before `#EXT#` of a guest (`bob_contoso.com#EXT#@fabrikam…`). */
function domainsOf(name: string): readonly string[] {
  const guest = /_([^_@]+)#ext#@/.exec(name)?.[1];
  return [name.slice(name.lastIndexOf('@') + 1), ...(guest === undefined ? [] : [guest])];
}

function usableText(value: unknown, at: string): string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw new ShapeError(at, 'text');
  }
  return value;
}

function folded(text: string): string {
  return text.trim().normalize('NFKC').toLowerCase();
}
