import type { Arena } from './arena';
import type { Engine } from './engine';
import { tableBytes, tableEntriesAt, tableSlots, tableTextsAt } from './layout';

const loneSurrogate = /\p{Cs}/u;

/**
 * Numbers for texts that many rows share, from 0, in order of appearance. The first thousands of them are also known to the assembly, which
 * finds them by their bytes; rows with later ones take the longer way.
 */
export class NameTable {
  private readonly texts: string[] = [];
  private readonly numbers = new Map<string, number>();
  private entered = 0;
  private bytesUsed = 0;

  constructor(
    private readonly arena: Arena,
    private readonly engine: Engine,
    private readonly address: number,
  ) {}

  get size(): number {
    return this.texts.length;
  }

  text(number: number): string {
    return this.texts[number] ?? '';
  }

  /** The number of a text, which gets one when it has none. */
  number(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) {
      return known;
    }
    const number = this.texts.push(text) - 1;
    this.numbers.set(text, number);
    return number;
  }

  /** Makes the UTF-8 text between two addresses known to the assembly. False when it cannot be. */
  learn(from: number, to: number): boolean {
    const bytes = Buffer.from(this.arena.u8.buffer, from, to - from);
    const text = bytes.toString('utf8');
    const textAt = this.address + tableTextsAt + this.bytesUsed;
    const number = this.number(text);
    const fits = textAt + bytes.length <= this.address + tableBytes && this.entered < tableSlots / 2 && number < tableSlots / 2;
    if (!fits || loneSurrogate.test(text) || !Buffer.from(text).equals(bytes)) {
      return false;
    }
    this.arena.u8.set(bytes, textAt);
    this.arena.u32.set([textAt, bytes.length], (this.address + tableEntriesAt + 8 * number) >>> 2);
    this.engine.enterName(this.address, number);
    this.bytesUsed += bytes.length;
    this.entered += 1;
    return true;
  }
}
