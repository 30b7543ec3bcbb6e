import { guidSpace } from './guid';
import { mix } from './mix';

/** An organisation of the world as findTenantInformation tells it. */
export interface Organisation {
  readonly tenantId: string;
  readonly displayName: string;
  readonly defaultDomainName: string;
  readonly federationBrandName: string | null;
  /** False: data still names it, but the tenant is no more. */
  readonly exists: boolean;
}

/** All organisations of the world by number. 0 and 1 are the two that can be signed in to. */
export interface Organisations {
  readonly count: number;
  at(index: number): Organisation;
  indexOf(tenantId: string): number | undefined;
  byTenantId(tenantId: string): Organisation | undefined;
  byDomainName(domainName: string): Organisation | undefined;
}

export const signedInCount = 2;

const fictitious = [
  'Fabrikam',
  'Contoso',
  'Northwind Traders',
  'Wide World Importers',
  'Proseware',
  'Соntоsо',
  '<img src=x onerror=alert(1)> Litware [x](command:quit)',
  'Adventure Works',
  'Woodgrove Bank',
  'Tailspin Toys',
  'Wingtip Toys',
  'A. Datum Corporation',
  'Alpine Ski House',
  'Bellows College',
  'City Power & Light',
  'Coho Vineyard',
  'Consolidated Messenger',
  'Fincher Architects',
  'First Up Consultants',
  'Fourth Coffee',
  'Graphic Design Institute',
  'Humongous Insurance',
  'Lamna Healthcare',
  'Lucerne Publishing',
  "Margie's Travel",
  'Munson’s Pickles and Preserves Farm',
  'Nod Publishers',
  'Relecloud',
  'School of Fine Art',
  'Southridge Video',
  'Tailwind Traders',
  'The Phone Company',
  'Trey Research',
  'VanArsdel',
  'Best For You Organics',
  'Liberty’s Delightful Sinful Bakery & Cafe',
  'Boulder Innovations',
  'Litware',
] as const;

const noLongerThere = 3;
const withoutBrand = 4;
const lookAlike = 5;
const hostile = 6;
const places = ['North', 'South', 'East', 'West', 'Coast', 'Valley', 'Harbour', 'Hills', 'Lakes', 'Plains', 'Islands', 'Forest'] as const;

function nameOf(index: number): string {
  const named = fictitious[index];
  if (named !== undefined) {
    return named;
  }
  const beyond = index - fictitious.length;
  const base = fictitious[7 + (beyond % (fictitious.length - 7))] ?? '';
  const round = Math.floor(beyond / (fictitious.length - 7));
  const place = places[round % places.length] ?? '';
  return round < places.length ? `${base} ${place}` : `${base} ${place} ${Math.floor(round / places.length) + 1}`;
}

function domainOf(index: number): string {
  switch (index) {
    case lookAlike:
      return 'xn--contoso-help.onmicrosoft.com';
    case hostile:
      return 'litware-hostile.onmicrosoft.com';
    default:
      return `${nameOf(index)
        .toLowerCase()
        .replace(/[^a-z0-9]/g, '')}.onmicrosoft.com`;
  }
}

function brandOf(seed: number, index: number): string | null {
  return index === withoutBrand || (index > hostile && mix(seed, 3, index) % 3 === 0) ? null : nameOf(index);
}

/** The two signed-in organisations and `others` more, named after Microsoft's fictitious companies. */
export function createOrganisations(seed: number, others: number): Organisations {
  const count = signedInCount + others;
  const ids = guidSpace(seed, 1);
  const domains = new Map<string, number>();
  const at = (index: number): Organisation => ({
    tenantId: ids.at(index),
    displayName: nameOf(index),
    defaultDomainName: domainOf(index),
    federationBrandName: brandOf(seed, index),
    exists: index !== noLongerThere,
  });
  const indexOf = (tenantId: string): number | undefined => {
    const index = ids.indexOf(tenantId);
    return index !== undefined && index < count ? index : undefined;
  };
  return {
    count,
    at,
    indexOf,
    byTenantId: (tenantId) => {
      const index = indexOf(tenantId);
      return index === undefined ? undefined : at(index);
    },
    byDomainName: (domainName) => {
      if (domains.size === 0) {
        Array.from({ length: count }, (_, index) => domains.set(domainOf(index), index));
      }
      const index = domains.get(domainName.toLowerCase());
      return index === undefined ? undefined : at(index);
    },
  };
}
