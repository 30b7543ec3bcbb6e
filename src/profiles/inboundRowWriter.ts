import type { InboundSharedUserProfile } from '../graph/resources';
import { foldText } from './foldText';
import { idBytes } from './idBytes';
import type { InboundColumns } from './inboundColumns';
import { endOfLocalPart, endOfName, noDomain, oddRow, upperCaseId } from './layout';

const fieldCount = 4;
const loneSurrogate = /\p{Cs}/u;
const capitals = /[A-Z]+/gu;
const localMark = Buffer.of(endOfLocalPart);
const endMark = Buffer.of(endOfName);

/** Puts rows that were parsed into the columns. What the columns cannot give back exactly is kept as JSON beside them. */
export class InboundRowWriter {
  constructor(private readonly columns: InboundColumns) {}

  /** `raw` is the row as served, `value` the four texts of it. */
  write(value: InboundSharedUserProfile, raw: Readonly<Record<string, unknown>>): void {
    const { columns } = this;
    columns.begin();
    const letters = idBytes(value.userId, columns.arena.u8, columns.id(columns.size));
    const at = value.userPrincipalName.lastIndexOf('@');
    const domain = at < 0 ? noDomain : columns.domains.number(value.userPrincipalName.slice(at + 1));
    const local = at < 0 ? value.userPrincipalName : value.userPrincipalName.slice(0, at + 1);
    const textEnd = this.writeTexts(local, value.displayName, letters === undefined ? value.userId : undefined);
    const homeTenant = columns.homeTenants.number(value.homeTenantId);
    if ((letters === 'lower' || letters === 'upper') && isWhole(value, raw)) {
      columns.commit(textEnd, homeTenant, domain, letters === 'upper' ? upperCaseId : 0);
      return;
    }
    columns.odd.add(columns.size, Buffer.from(JSON.stringify(raw)));
    columns.commit(textEnd, homeTenant, domain, oddRow);
  }

  /** Writes both texts, their folds, and that of an id that is no GUID, behind the arena's end and gives where they end. */
  private writeTexts(local: string, name: string, id: string | undefined): number {
    const { arena } = this.columns;
    const [foldedLocal, foldedName] = [foldText(local), foldText(name)];
    const plain = foldedLocal === lowerAscii(local) && foldedName === lowerAscii(name);
    const folds = plain ? [] : [rowText(foldedLocal, foldedName)];
    const ids = id === undefined ? [] : [Buffer.from(foldText(id)), endMark];
    const bytes = Buffer.concat([rowText(local, name), ...folds, ...ids]);
    arena.reserve(bytes.length);
    arena.u8.set(bytes, arena.end);
    return arena.end + bytes.length;
  }
}

function rowText(local: string, name: string): Buffer {
  return Buffer.concat([Buffer.from(local), localMark, Buffer.from(name), endMark]);
}

function lowerAscii(text: string): string {
  return text.replace(capitals, (letters) => letters.toLowerCase());
}

/** Whether the four texts are all there is, and all of it can be had back from UTF-8. */
function isWhole(value: InboundSharedUserProfile, raw: Readonly<Record<string, unknown>>): boolean {
  const texts = [value.userPrincipalName, value.displayName, value.homeTenantId];
  return Object.keys(raw).length === fieldCount && !texts.some((text) => loneSurrogate.test(text));
}
