import { unevenDraw } from './draw';
import { guidSpace, type GuidSpace } from './guid';
import { mix } from './mix';
import { oddPeople } from './oddPeople';
import type { Organisations } from './organisations';
import { signedInCount } from './organisations';
import type { OutboundUsers } from './outboundUsers';
import type { PersonTexts } from './personText';
import type { RowBuffer } from './rowBuffer';
import { shuffle } from './shuffle';

/** The people of other organisations whose profiles a tenant stores: row by position, computed when asked for. */
export interface InboundPeople {
  readonly count: number;
  write(position: number, rows: RowBuffer): void;
  userIdAt(position: number): string;
  homeTenantIdAt(position: number): string;
  /** Number of the home organisation: comparing it costs less than comparing ids. */
  homeAt(position: number): number;
  positionOf(userId: string): number | undefined;
  /** Where the odd person of that number stands, when the world is large enough. */
  positionOfOdd(index: number): number | undefined;
}

export interface InboundOptions {
  readonly seed: number;
  readonly tenant: number;
  readonly count: number;
  readonly organisations: Organisations;
  readonly texts: PersonTexts;
  /** The users of the other signed-in tenant, the first `shared` of whom are here. */
  readonly partner: OutboundUsers;
  readonly shared: number;
}

/** More than any row takes: the longest odd name twelve bytes a character, and the rest. */
const mostRowBytes = 32 * 1024;
const piece = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const head = piece('{"userId":"');
const middle = piece('","userPrincipalName":"');

interface OrganisationPieces {
  readonly domain: Uint8Array;
  readonly tail: Uint8Array;
}

function piecesOf(organisations: Organisations): (index: number) => OrganisationPieces {
  const made: (OrganisationPieces | undefined)[] = [];
  return (index) => {
    const known = made[index];
    if (known) {
      return known;
    }
    const { defaultDomainName, tenantId } = organisations.at(index);
    const pieces = { domain: piece(`@${defaultDomainName}","displayName":"`), tail: piece(`","homeTenantId":"${tenantId}"}`) };
    made[index] = pieces;
    return pieces;
  };
}

/** Number of the organisation a person is at home in: everyone of them has somebody, the first many; two odd people in a row are from two. */
function homes({ seed, tenant, organisations, shared }: InboundOptions): (index: number) => number {
  const partner = 1 - tenant;
  const others = organisations.count - signedInCount;
  const candidates = shared > 0 && others > 0 ? others : others + 1;
  const offset = candidates === others ? signedInCount : signedInCount - 1;
  const draw = unevenDraw(candidates);
  const organisation = (candidate: number): number => (candidate + offset < signedInCount ? partner : candidate + offset);
  return (index) => {
    if (index < shared) {
      return partner;
    }
    const beyond = index - shared;
    return organisation(beyond < candidates + oddPeople.length ? beyond % candidates : draw(mix(seed, 20 + tenant, index)));
  };
}

export function createInboundPeople(options: InboundOptions): InboundPeople {
  const { seed, tenant, count, organisations, texts, partner, shared } = options;
  const ids: GuidSpace = guidSpace(seed, 32 + tenant);
  const order = shuffle(seed, 40 + tenant, count);
  const pieces = piecesOf(organisations);
  const home = homes(options);
  const oddOffset = shared + organisations.count;

  const write = (position: number, rows: RowBuffer): void => {
    const index = order.at(position);
    rows.begin(mostRowBytes);
    rows.put(head);
    (index < shared ? partner.ids : ids).write(index, rows.bytes, rows.length);
    rows.length += 36;
    rows.put(middle);
    const { domain, tail } = pieces(home(index));
    if (index < shared) {
      partner.writeName(index, rows, domain);
    } else {
      const text = texts.odd(index - oddOffset) ?? texts.ordinary(index);
      rows.put(text.local);
      rows.putNumber(index);
      rows.put(domain);
      rows.put(text.display);
    }
    rows.put(tail);
  };

  return {
    count,
    write,
    userIdAt: (position) => {
      const index = order.at(position);
      return (index < shared ? partner.ids : ids).at(index);
    },
    homeAt: (position) => home(order.at(position)),
    homeTenantIdAt: (position) => organisations.at(home(order.at(position))).tenantId,
    positionOf: (userId) => {
      const ours = ids.indexOf(userId);
      const theirs = partner.ids.indexOf(userId);
      const index = ours !== undefined && ours >= shared ? ours : theirs !== undefined && theirs < shared ? theirs : undefined;
      return index !== undefined && index < count ? order.positionOf(index) : undefined;
    },
    positionOfOdd: (index) => (oddOffset + index < count ? order.positionOf(oddOffset + index) : undefined),
  };
}
