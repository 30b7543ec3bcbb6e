import type { Arena } from './arena';
import { foldCharacter } from './foldText';
import { foldsAt, foldsBytes, foldTableAt } from './layout';

/** The folds of characters that the assembly has met. */
export class FoldTable {
  private used = 0;

  constructor(private readonly arena: Arena) {}

  /** Writes down the fold of a character of the basic plane, or of a mathematical letter. False when there is no room left. */
  learn(character: number): boolean {
    const fold = Buffer.from(foldCharacter(String.fromCodePoint(character)));
    if (this.used + fold.length > foldsBytes) {
      return false;
    }
    const address = foldsAt + this.used;
    this.arena.u8.set(fold, address);
    this.arena.u32[(foldTableAt >>> 2) + placeOf(character)] = address * 256 + fold.length + 1;
    this.used += fold.length;
    return true;
  }
}

/** Mathematical letters have the places of the surrogates. */
function placeOf(character: number): number {
  return character < 0x10000 ? character : character - 0x1d400 + 0xd800;
}
