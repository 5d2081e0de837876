import { gaps } from "./word-marks.ts";
import { createWord, type Word, type WordReader } from "./word-reader.ts";

/** "von und zu" */
const particlesMax = 4;

/** Says where the particles in small letters before a name begin: "van de Wiel", "da Cruz". */
export function createParticles(reader: WordReader) {
  const word = createWord();

  /** `at`: where the name begins; `fits`: which words may stand before it. */
  return function particlesStart(text: Uint8Array, at: number, start: number, fits: (word: Word) => boolean): number {
    let from = at;
    for (let count = 0; count < particlesMax && from > start && text[from - 1] === 0x20; count++) {
      if (!reader.readBefore(text, from, start, word) || word.shape !== "lower" || word.gap !== gaps.space || !fits(word)) break;
      from = word.start;
    }
    return from;
  };
}
