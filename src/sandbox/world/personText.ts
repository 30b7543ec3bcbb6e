import { mix } from './mix';
import { scriptOf, scripts } from './names';
import { oddEvery, oddPeople } from './oddPeople';

/** A name as it stands in a JSON document: bytes of the display name and of the local part, both escaped. */
interface PersonText {
  readonly display: Uint8Array;
  readonly local: Uint8Array;
}

const bytes = (text: string): Uint8Array => Buffer.from(JSON.stringify(text).slice(1, -1), 'utf8');

function combinations(script: (typeof scripts)[number]): readonly PersonText[] {
  return script.given.flatMap(([given, latinGiven]) =>
    script.family.map(([family, latinFamily]) => ({
      display: bytes(script.order === 'givenFirst' ? `${given}${script.separator}${family}` : `${family}${script.separator}${given}`),
      local: bytes(`${latinGiven}.${latinFamily}.`),
    })),
  );
}

/** The names of everybody: drawn from the scripts by number, now and then an odd one. */
export interface PersonTexts {
  ordinary(index: number): PersonText;
  /** The odd person that stands at `index`, counted behind the last shared one, if one does. */
  odd(index: number): PersonText | undefined;
}

export function createPersonTexts(seed: number): PersonTexts {
  const everybody = scripts.map(combinations);
  const oddTexts = oddPeople.map(({ displayName, localPart }) => ({ display: bytes(displayName), local: bytes(`${localPart}.`) }));
  const none: PersonText = { display: bytes(''), local: bytes('nobody.') };
  return {
    ordinary: (index) => {
      const bits = mix(seed, 11, index);
      const script = everybody[scriptOf(bits)];
      return script?.[(bits >>> 6) % script.length] ?? none;
    },
    odd: (index) => {
      if (index < oddTexts.length) {
        return index < 0 ? undefined : oddTexts[index];
      }
      return index % oddEvery === 0 ? oddTexts[(index / oddEvery) % oddTexts.length] : undefined;
    },
  };
}
