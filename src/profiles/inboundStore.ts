import type { Completeness } from '../graph/client';
import type { InboundSharedUserProfile } from '../graph/resources';
import { guidText } from './guid';
import { idBytes } from './idBytes';
import { InboundColumns } from './inboundColumns';
import { inboundJsonLines } from './inboundJsonLines';
import { endOfLocalPart, endOfName, idAt, noDomain, oddRow, upperCaseId } from './layout';
import { InboundRowWriter } from './inboundRowWriter';
import { HomeTenantRows } from './homeTenantRows';
import type { HomeTenant, InboundProfiles, UnreadableRow } from './inboundProfiles';
import { sameId } from './sameId';
import type { RowNumbers } from './rowNumbers';

const moreThanAscii = /[^ -~]/u;
const bytesPerUnreadable = 400;

/** Inbound people in columns. */
export class InboundStore implements InboundProfiles {
  readonly unreadable: UnreadableRow[] = [];
  readonly columns = new InboundColumns();
  completeness: Completeness | undefined;
  private readonly homeTenantRows = new HomeTenantRows(this.columns);

  /** The store behind profiles; profiles of another make are copied. */
  static from(profiles: InboundProfiles): InboundStore {
    if (profiles instanceof InboundStore) {
      return profiles;
    }
    const store = new InboundStore();
    const writer = new InboundRowWriter(store.columns);
    for (let index = 0; index < profiles.size; index += 1) {
      writer.write(profiles.row(index), profiles.raw(index));
    }
    return store;
  }

  get size(): number {
    return this.columns.size;
  }

  get byteLength(): number {
    return this.columns.byteLength + this.homeTenantRows.byteLength + this.unreadable.length * bytesPerUnreadable;
  }

  row(index: number): InboundSharedUserProfile {
    const odd = this.oddJson(index);
    if (odd !== undefined) {
      const { userId, userPrincipalName, displayName, homeTenantId } = odd;
      return { userId, userPrincipalName, displayName, homeTenantId };
    }
    const { columns } = this;
    return {
      userId: this.plainUserId(index),
      ...this.plainNames(index),
      homeTenantId: columns.homeTenants.text(columns.homeTenant(index)),
    };
  }

  raw(index: number): Readonly<Record<string, unknown>> {
    return { ...(this.oddJson(index) ?? this.row(index)) };
  }

  jsonLines(from: number, to: number): Iterable<Uint8Array> {
    return inboundJsonLines(this, this.columns, from, to);
  }

  homeTenants(): readonly HomeTenant[] {
    return this.homeTenantRows.counts();
  }

  rowsOfHomeTenant(tenantId: string): RowNumbers {
    return this.homeTenantRows.rows(tenantId);
  }

  rowNumbersByKey(homeTenantId: string, userId: string): readonly number[] {
    return this.rowsOfUserId(userId).filter((index) => {
      return sameId(this.columns.homeTenants.text(this.columns.homeTenant(index)), homeTenantId);
    });
  }

  rowsOfUserId(userId: string): readonly number[] {
    const letters = idBytes(userId, this.columns.arena.u8, idAt);
    const rows = this.columns.rowsOfId();
    return letters === undefined ? rows.filter((index) => sameId(this.row(index).userId, userId)) : rows;
  }

  userPrincipalName(index: number): string {
    const odd = this.oddJson(index);
    if (odd !== undefined) {
      return odd.userPrincipalName;
    }
    const text = this.text(index);
    return this.principal(index, text.toString('utf8', 0, text.indexOf(endOfLocalPart)));
  }

  displayName(index: number): string {
    return (this.oddJson(index) ?? this.plainNames(index)).displayName;
  }

  /** Whether a row's texts have nothing but printable ASCII. */
  isPlainAscii(index: number): boolean {
    const { columns } = this;
    const { u8 } = columns.arena;
    const end = columns.textEnd(index);
    for (let at = columns.textStart(index); at < end; at += 1) {
      const byte = u8[at] ?? 0;
      if (byte < 0x20 || (byte > 0x7e && byte < endOfLocalPart)) {
        return false;
      }
    }
    const domain = columns.domain(index);
    return domain === noDomain || !moreThanAscii.test(columns.domains.text(domain));
  }

  private oddJson(index: number): (InboundSharedUserProfile & Readonly<Record<string, unknown>>) | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.size) {
      throw new RangeError(`There is no row ${index}.`);
    }
    if ((this.columns.flags(index) & oddRow) === 0) {
      return undefined;
    }
    return JSON.parse(this.columns.odd.text(index) ?? '') as InboundSharedUserProfile & Readonly<Record<string, unknown>>;
  }

  private plainUserId(index: number): string {
    const text = guidText(this.columns.arena.u8, this.columns.id(index));
    return (this.columns.flags(index) & upperCaseId) === 0 ? text : text.toUpperCase();
  }

  private plainNames(index: number): { readonly userPrincipalName: string; readonly displayName: string } {
    const text = this.text(index);
    const localEnd = text.indexOf(endOfLocalPart);
    const nameEnd = text.indexOf(endOfName, localEnd + 1);
    return {
      userPrincipalName: this.principal(index, text.toString('utf8', 0, localEnd)),
      displayName: text.toString('utf8', localEnd + 1, nameEnd),
    };
  }

  private principal(index: number, local: string): string {
    const domain = this.columns.domain(index);
    return domain === noDomain ? local : local + this.columns.domains.text(domain);
  }

  private text(index: number): Buffer {
    const { arena } = this.columns;
    const start = this.columns.textStart(index);
    return Buffer.from(arena.u8.buffer, start, this.columns.textEnd(index) - start);
  }
}
