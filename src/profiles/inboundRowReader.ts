import { stopped } from './engine';
import { FoldTable } from './foldTable';
import type { InboundColumns } from './inboundColumns';
import { rowsPerSegment, templateAt } from './layout';

export const inboundFields = ['userId', 'userPrincipalName', 'displayName', 'homeTenantId'] as const;
export type InboundField = (typeof inboundFields)[number];

/** Room for the texts of so many bytes of JSON, folds and all. Rows that need more take the longer way. */
function roomFor(bytes: number): number {
  return 3 * bytes + 0x4000;
}

/** Where reading stopped: at a row that has to be parsed, or behind the last one. */
export interface Stop {
  readonly at: number;
  readonly needsParsing: boolean;
}

/**
 * Reads plain rows from their JSON bytes straight into the columns: objects without spaces, with the four fields in the order that the service
 * uses, each a string without escapes, the user id a GUID in one case. The assembly does it; here it is given what it does not know yet.
 */
export class InboundRowReader {
  private readonly folds: FoldTable;

  constructor(private readonly columns: InboundColumns) {
    this.folds = new FoldTable(columns.arena);
    this.setOrder(inboundFields);
  }

  /** How the service orders the fields of a row. */
  setOrder(order: readonly InboundField[]): void {
    const { u8, u32 } = this.columns.arena;
    let textAt = templateAt + 0x80;
    order.forEach((field, index) => {
      const text = Buffer.from(`${index === 0 ? '{' : '",'}"${field}":"`);
      u8.set(text, textAt);
      u32.set([textAt, text.length], (templateAt >>> 2) + 2 * index);
      u32[(templateAt >>> 2) + 8 + index] = inboundFields.indexOf(field);
      textAt += text.length;
    });
    this.columns.engine.setTemplate(templateAt);
  }

  /** Reads rows from position `from` on, as far as they are plain and separated by commas. `to` is behind the last one. */
  read(bytes: Uint8Array, from: number, to: number): Stop {
    const { columns } = this;
    const { engine } = columns;
    let at = from;
    let lent = 0;
    for (;;) {
      const segment = columns.begin();
      if (lent === 0 || lent + at < columns.arena.end + roomFor(to - at)) {
        lent = columns.arena.lend(bytes.subarray(at, to), roomFor(to - at)) - at;
      }
      const rows = columns.size - (columns.segmentCount - 1) * rowsPerSegment;
      const why = engine.readRows(lent + at, lent + to, segment, rows, columns.arena.end, lent + at);
      columns.take(engine.rows.value, engine.textEnd.value >>> 0);
      at = (engine.rowAt.value >>> 0) - lent;
      if (why === stopped.noMoreRows || !this.learn(why)) {
        return { at, needsParsing: why !== stopped.noMoreRows };
      }
    }
  }

  /** Whether reading can go on with what is known now. */
  private learn(why: number): boolean {
    const { engine, homeTenants, domains } = this.columns;
    const [nameFrom, nameTo] = [engine.nameFrom.value >>> 0, engine.nameTo.value >>> 0];
    switch (why) {
      case stopped.segmentFull:
        return true;
      case stopped.newHomeTenant:
        return homeTenants.learn(nameFrom, nameTo);
      case stopped.newDomain:
        return domains.learn(nameFrom, nameTo);
      case stopped.newCharacter:
        return this.folds.learn(engine.unknownCharacter.value);
      default:
        return false;
    }
  }
}
