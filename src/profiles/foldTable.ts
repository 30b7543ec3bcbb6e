import type { Arena } from './arena';
import { foldCharacter } from './foldText';
import { foldsAt, foldsBytes, foldTableAt } from './layout';

/** The folds of characters that the assembly has met. */
export class FoldTable {
  private used = 0;

  constructor(private readonly arena: Arena) {}

  /** Writes down the fold of a character of the basic plane. False when there is no room left. */
  learn(character: number): boolean {
    const fold = Buffer.from(foldCharacter(String.fromCharCode(character)));
    if (this.used + fold.length > foldsBytes) {
      return false;
    }
    const address = foldsAt + this.used;
    this.arena.u8.set(fold, address);
    this.arena.u32[(foldTableAt >>> 2) + character] = address * 256 + fold.length + 1;
    this.used += fold.length;
    return true;
  }
}
