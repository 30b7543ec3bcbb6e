import type { DirectoryUser } from '../directory';
import { unevenDraw } from './draw';
import { guidSpace, type GuidSpace } from './guid';
import { mix } from './mix';
import { signedInCount, type Organisations } from './organisations';
import type { PersonTexts } from './personText';
import type { RowBuffer } from './rowBuffer';
import { shuffle } from './shuffle';

/** A signed-in tenant's own users whose profiles are stored elsewhere. */
export interface OutboundUsers {
  readonly count: number;
  /** Ids by index; index and position differ, so that a list does not begin with the ones that matter. */
  readonly ids: GuidSpace;
  userIdAt(position: number): string;
  positionOf(userId: string): number | undefined;
  /** Tenants that hold the data of the user at this position, none twice. */
  tenantIdsAt(position: number): readonly string[];
  /** Writes local part, then `domain`, then display name. */
  writeName(index: number, rows: RowBuffer, domain: Uint8Array): void;
  /** Positions of users whose account at home is deleted, at most `most` of them. */
  deletedAtHome(most: number): readonly number[];
}

export interface OutboundOptions {
  readonly seed: number;
  readonly tenant: number;
  readonly count: number;
  readonly organisations: Organisations;
  readonly texts: PersonTexts;
  /** How many of the users are in the other signed-in tenant. */
  readonly shared: number;
  /** The people of this tenant who can sign in: the first users. */
  readonly people: readonly Pick<DirectoryUser, 'displayName' | 'userPrincipalName'>[];
}

const deletedEvery = 17;

/** Most have one to three tenants, one in sixteen has many. */
function tenantCount(bits: number, most: number): number {
  const many = (bits & 15) === 0;
  return Math.min(most, many ? 8 + ((bits >>> 4) % 32) : 1 + ((bits >>> 4) % 3));
}

export function outboundIds(seed: number, tenant: number): GuidSpace {
  return guidSpace(seed, 16 + tenant);
}

export function createOutboundUsers(options: OutboundOptions): OutboundUsers {
  const { seed, tenant, count, organisations, texts, shared, people } = options;
  const ids = outboundIds(seed, tenant);
  const order = shuffle(seed, 50 + tenant, count);
  const others = organisations.count - signedInCount;
  const draw = unevenDraw(Math.max(1, others));

  const tenantsOf = (index: number): readonly string[] => {
    const chosen = new Set<number>(index < shared || others === 0 ? [1 - tenant] : []);
    const wanted = tenantCount(mix(seed, 60 + tenant, index), others + chosen.size);
    for (let attempt = 0; chosen.size < wanted && attempt < 4 * wanted; attempt += 1) {
      chosen.add(signedInCount + draw(mix(seed, 62 + tenant, Math.imul(index, 64) + attempt)));
    }
    return [...chosen].map((organisation) => organisations.at(organisation).tenantId);
  };

  return {
    count,
    ids,
    userIdAt: (position) => ids.at(order.at(position)),
    positionOf: (userId) => {
      const index = ids.indexOf(userId);
      return index !== undefined && index < count ? order.positionOf(index) : undefined;
    },
    tenantIdsAt: (position) => tenantsOf(order.at(position)),
    writeName: (index, rows, domain) => {
      const person = people[index];
      const text = texts.ordinary(index ^ (0x40000000 * (tenant + 1)));
      rows.put(person ? Buffer.from(person.userPrincipalName.split('@')[0] ?? '', 'utf8') : text.local);
      if (!person) {
        rows.putNumber(index);
      }
      rows.put(domain);
      rows.put(person ? Buffer.from(person.displayName, 'utf8') : text.display);
    },
    deletedAtHome: (most) =>
      Array.from({ length: most }, (_, step) => people.length + step * deletedEvery)
        .filter((index) => index < count)
        .map((index) => order.positionOf(index)),
  };
}
