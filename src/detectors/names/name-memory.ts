import { wordLevel } from "./gazetteer.ts";
import { roles } from "./lexicon.ts";
import type { NameRun } from "./name-run.ts";
import type { Word } from "./word-reader.ts";
import { WordTable } from "./word-table.ts";

/** Words of names that one memory keeps; later ones are found by the rules only. */
const capacity = 2048;
/** Initials that one memory keeps. */
const initialsMax = 256;

export const remembered = {
  word: 1,
  /** An everyday English word too ("Brown"): found again only within a sentence and with a capital. */
  ambiguous: 2,
} as const;

/**
 * The names found in a text, to find them there again in other forms ("Maria Gonzalez", then "Gonzalez", "M.G."). Share one over the texts of a conversation or a
 * trace; it is bounded, and holds hashes and initials, no names.
 */
export class NameMemory {
  readonly #words = new WordTable(capacity);
  readonly #initials = new Set<number>();
  /** By first letter and bytes: most words of a text are not looked up. */
  readonly #lengths = new Uint8Array(32 * 64);
  /** Whether a name with an apostrophe was remembered ("O'Brien"): its first letters alone are no word of the text. */
  hasApostrophes = false;
  /** Grows with each new word: tells whether a text must be read again. */
  generation = 0;

  /** Words it holds. */
  get count(): number {
    return this.#words.count;
  }

  get isEmpty(): boolean {
    return this.#words.count === 0;
  }

  /** 0, or bits of `remembered`. */
  get(h1: number, h2: number): number {
    return this.#words.get(h1, h2);
  }

  hasInitials(first: number, last: number): boolean {
    return this.#initials.has((first << 8) | last);
  }

  remember(run: NameRun, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const word = run.word(i);
      if (word.shape !== "lower" && word.shape !== "initial") this.rememberWord(word);
    }
    if (to - from < 2) return;
    let last = to - 1;
    while (last > from && (run.word(last).roles & roles.suffix) !== 0) last--;
    this.rememberInitials(run.word(from), run.word(last));
  }

  rememberInitials({ initial: first }: Word, { initial: second }: Word): void {
    if (this.#initials.size >= initialsMax) return;
    this.#initials.add((first << 8) | second);
    this.#initials.add((second << 8) | first);
  }

  rememberWord(word: Word): void {
    if (word.length < 2 || (word.roles & (roles.particle | roles.suffix | roles.title | roles.blocked)) !== 0) return;
    const isAmbiguous = wordLevel(word.info) >= 2 || word.length === 2 || (word.roles & (roles.notAlone | roles.eponym)) !== 0;
    this.#add(word.h1, word.h2, isAmbiguous);
    const bytes = word.end - word.start;
    if (bytes !== word.length) this.hasApostrophes = true;
    // With diacritics and without: "Núñez" is found as "Nunez" too.
    this.#lengths[((word.initial & 31) << 6) | Math.min(63, bytes)] = 1;
    this.#lengths[((word.initial & 31) << 6) | Math.min(63, word.length)] = 1;
  }

  /** Whether a word of ASCII letters can be a remembered one. */
  mayHold(letter: number, bytes: number): boolean {
    return this.#lengths[((letter & 31) << 6) | Math.min(63, bytes)] !== 0;
  }

  #add(h1: number, h2: number, isAmbiguous: boolean): void {
    const known = this.#words.get(h1, h2);
    if (known !== 0) return;
    if (this.#words.set(h1, h2, isAmbiguous ? remembered.word | remembered.ambiguous : remembered.word)) this.generation++;
  }

  clear(): void {
    if (this.#words.count === 0) return;
    this.#words.clear();
    this.#initials.clear();
    this.#lengths.fill(0);
    this.hasApostrophes = false;
    this.generation = 0;
  }
}

export function createNameMemory(): NameMemory {
  return new NameMemory();
}
