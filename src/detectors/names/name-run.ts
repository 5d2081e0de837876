import { cityLevel, firstStrength, surnameStrength, wordLevel } from "./gazetteer.ts";
import { decodeAt } from "./letters.ts";
import { roles } from "./lexicon.ts";
import { gapOf, gaps, startsLetter } from "./word-marks.ts";
import { createWord, type Word, type WordReader } from "./word-reader.ts";

/** Words of one run; a longer row of capitalised words is read as several. */
export const runWordsMax = 12;

/**
 * A row of words that could be parts of names: capitalised or initials, with particles between, apart by a space, a hyphen, a comma or a full stop after an initial.
 * The rules then say which of them are names.
 */
export class NameRun {
  readonly words: Word[] = Array.from({ length: runWordsMax }, createWord);
  count = 0;
  /** The word before the first and the one behind the last; their `gap` is what stands between. `has…` says whether there is one. */
  readonly before = createWord();
  hasBefore = false;
  after = createWord();
  hasAfter = false;
  /** Whether the words of a value stand apart by "+" or "%20", as in a query. */
  isQuery = false;
  /** Whether the last word of a value is a key itself: "patient=Maria age=45". */
  keyFollows = false;
  /** Bytes read: the caller goes on here. */
  end = 0;
  readonly #reader: WordReader;

  constructor(reader: WordReader) {
    this.#reader = reader;
  }

  word(index: number): Word {
    return this.words[index] as Word;
  }

  /**
   * Reads the run that begins at `at`. `isNamed` says that what came before announces a name, so that its first word may be one that no dictionary has as a name.
   */
  read(text: Uint8Array, at: number, start: number, end: number, isNamed: boolean): void {
    this.hasBefore = this.#reader.readBefore(text, at, start, this.before);
    this.count = 0;
    this.hasAfter = false;
    this.end = at;
    if (at >= end || !startsLetter(text, at, end)) {
      this.#noAfter(text, at, end);
      return;
    }
    const first = this.word(0);
    this.#reader.read(text, at, end, first);
    first.gap = 0;
    if (isPart(first, 0, isNamed)) this.#readRest(text, end, isNamed);
    else this.#keepAfter(0);
  }

  /** Reads the run that begins with the word in `word(0)`, which opens one. */
  readOn(text: Uint8Array, start: number, end: number): void {
    const first = this.word(0);
    first.gap = 0;
    this.hasBefore = this.#reader.readBefore(text, first.start, start, this.before);
    this.hasAfter = false;
    this.#readRest(text, end, false);
  }

  /** What follows the first word. */
  #readRest(text: Uint8Array, end: number, isNamed: boolean): void {
    const at = this.word(0).start;
    let position = at;
    let gap = 0;
    this.count = 0;
    while (this.count < runWordsMax) {
      const word = this.word(this.count);
      if (this.count > 0) {
        if (position >= end || !startsLetter(text, position, end)) {
          this.after.gap = gap | (position < end ? gapOf(text[position] as number) : gaps.newline);
          this.after.start = this.after.end = position;
          break;
        }
        this.#reader.read(text, position, end, word);
        word.gap = gap;
        // "Dr. Lonnie Ruckus": behind a title and a first name a word of every day is a surname.
        const isSurname = isNamed && this.count < 3 && gap === gaps.space && word.shape === "title" && word.roles === 0;
        if (!(isSurname && firstStrength(this.word(0).info) >= 4) && !isPart(word, this.count, false)) {
          this.#keepAfter(this.count);
          break;
        }
      }
      this.count++;
      position = word.end;
      if (word.isPossessive) {
        position = skipPossessive(text, position, end);
        gap = readGap(text, position, end, word);
        position += gapBytes;
        this.#readAfter(text, position, end, gap);
        break;
      }
      gap = readGap(text, position, end, word);
      if (gap === 0) {
        this.#noAfter(text, position, end);
        break;
      }
      position += gapBytes;
      if ((gap & (gaps.newline | gaps.other | gaps.paren | gaps.colon)) !== 0 || (gap & (gaps.quote | gaps.comma)) === gaps.quote) {
        this.#readAfter(text, position, end, gap);
        break;
      }
    }
    while (this.count > 0 && this.word(this.count - 1).shape === "lower") {
      this.count--;
      this.#keepAfter(this.count);
    }
    this.end = this.count === 0 ? at : this.word(this.count - 1).end;
  }

  /**
   * Reads the words of a labelled value, whatever they are written like: up to `wordCountMax` words of letters apart by spaces, commas, full stops, hyphens, "+" or
   * "%20". Returns where the row of words ends.
   */
  readValue(text: Uint8Array, at: number, end: number, wordCountMax: number): number {
    this.count = 0;
    this.hasBefore = false;
    this.hasAfter = false;
    let position = at;
    let behind = at;
    let gap = 0;
    this.isQuery = false;
    while (this.count < wordCountMax && position < end && startsLetter(text, position, end)) {
      const word = this.word(this.count);
      this.#reader.read(text, position, end, word);
      word.gap = gap;
      this.count++;
      position = behind = word.end;
      if (word.isPossessive) break;
      gap = 0;
      while (position < end && position - behind < 4) {
        const byte = text[position] as number;
        if (byte === 0x25 && text[position + 1] === 0x32 && text[position + 2] === 0x30) {
          gap |= gaps.space;
          position += 3;
          this.isQuery = true;
          continue;
        }
        if (byte === 0x2b) this.isQuery = true;
        if (byte !== 0x20 && byte !== 0x2c && byte !== 0x2e && byte !== 0x2d && byte !== 0x2b) break;
        gap |= byte === 0x2b ? gaps.space : gapOf(byte);
        position++;
      }
      if (gap === 0 || gap === gaps.dot) break;
    }
    this.keyFollows = behind < end && (text[behind] === 0x3d || text[behind] === 0x3a);
    this.end = behind;
    this.after.start = this.after.end = behind;
    this.after.gap = gap;
    return behind;
  }

  /**
   * Leaves out what stands behind the last comma: "Marisela Ortega, Wayne County". False where there is no comma, or a place stands before the run as well, or fewer
   * words than `wordsMin` would be left.
   */
  cutAtLastComma(wordsMin: number): boolean {
    let at = this.count - 1;
    while (at > 0 && (this.word(at).gap & gaps.comma) === 0) at--;
    if (at < wordsMin || (this.hasBefore && (this.before.roles & roles.placeBefore) !== 0)) return false;
    this.count = at;
    this.hasAfter = false;
    this.after.gap = gaps.comma;
    this.end = this.word(at - 1).end;
    return true;
  }

  #readAfter(text: Uint8Array, at: number, end: number, gap: number): void {
    this.hasAfter = at < end && startsLetter(text, at, end) && this.#reader.read(text, at, end, this.after);
    this.after.gap = gap;
    if (!this.hasAfter) this.after.start = this.after.end = at;
  }

  #noAfter(text: Uint8Array, at: number, end: number): void {
    this.hasAfter = false;
    this.after.gap = at < end ? gapOf(text[at] as number) : gaps.newline;
    this.after.start = this.after.end = at;
  }

  /** The word at `index` is no part of the run any more: it changes places with `after`. */
  #keepAfter(index: number): void {
    const word = this.word(index);
    this.words[index] = this.after;
    this.after = word;
    this.hasAfter = true;
  }
}

/** Whether a word can be a part of a name. */
function isPart(word: Word, index: number, isNamed: boolean): boolean {
  const { info } = word;
  // "Soo-jin", "Hyun-woo", not "Follow-up".
  const isSyllable = wordLevel(info) < 2 || (wordLevel(info) === 2 && surnameStrength(info) >= 3);
  if (word.shape === "lower" && index > 0 && word.gap === gaps.hyphen && word.length < 6 && isSyllable) return true;
  if (word.shape === "lower")
    return (index > 0 || isNamed) && (word.roles & roles.particle) !== 0 && (word.gap & (gaps.comma | gaps.dot)) === 0;
  if (word.shape === "initial") return true;
  if (word.shape === "other") return false;
  if (index > 0 && (word.roles & roles.suffix) !== 0) return true;
  if (isBlocked(word) || (word.roles & (roles.title | roles.cueAm)) !== 0) return false;
  // "Ms. Love", but "Love, Maria" ends a letter.
  if (index === 0 && !isNamed && (word.roles & roles.greeting) !== 0) return false;
  if ((word.roles & roles.credential) !== 0 && word.shape === "caps") return false;
  if (isNamed) return wordLevel(info) < 3 || surnameStrength(info) >= 2 || firstStrength(info) >= 2;
  if ((word.roles & roles.particle) !== 0 && (index > 0 || word.shape === "title")) {
    return (word.roles & roles.placeBefore) === 0 || (index > 0 && (word.gap & gaps.comma) === 0);
  }
  if ((word.roles & roles.placeBefore) !== 0) return index > 0 && surnameStrength(info) >= 4;
  if ((word.roles & roles.placeAfter) !== 0 && (word.roles & roles.softPlaceAfter) === 0) return false;
  const strength = Math.max(firstStrength(info), surnameStrength(info));
  switch (wordLevel(info)) {
    case 3:
      return strength >= 4 && !((word.roles & (roles.kin | roles.role | roles.eponymHead)) !== 0 && strength < 6);
    case 2:
      return strength >= 3 && (index > 0 || (word.roles & (roles.kin | roles.role)) === 0);
    case 1:
      return strength > 0 && (index > 0 || (word.roles & (roles.kin | roles.role)) === 0);
    default:
      if (index === 0 && strength < 6 && (word.roles & (roles.kin | roles.role)) !== 0) return false;
      // Capitals of two or three letters that no dictionary knows are an acronym.
      return strength > 0 || word.shape !== "caps" || word.length > 3;
  }
}

/** Whether a run can begin with this word where nothing announces a name. */
export function opensRun(word: Word): boolean {
  return isPart(word, 0, false);
}

/** A word that no name holds; acronyms are words ("LAN") only in capitals or in lower case. */
export function isBlocked(word: Word): boolean {
  if ((word.roles & roles.blocked) !== 0) return true;
  return (word.roles & roles.acronym) !== 0 && word.shape !== "title";
}

/** Set by readGap: the bytes that the gap takes. */
let gapBytes = 0;

/** What stands after a word of a run, up to four bytes, as bits; 0 where it ends the run at once. */
function readGap(text: Uint8Array, at: number, end: number, word: Word): number {
  let gap = 0;
  let position = at;
  while (position < end && position - at < 4) {
    const byte = text[position] as number;
    if (byte >= 0x80) {
      // A no-break space or a hyphen of U+2010 to U+2011.
      const codePoint = decodeAt(text, position, end);
      if (codePoint === 0xa0) {
        gap |= gaps.space;
        position += 2;
        continue;
      }
      if (codePoint === 0x2010 || codePoint === 0x2011) {
        gap |= gaps.hyphen;
        position += 3;
        continue;
      }
      break;
    }
    const bit = gapOf(byte);
    const letter = byte | 0x20;
    if ((letter >= 0x61 && letter <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f) break;
    if (bit === gaps.dot && word.shape !== "initial" && (word.roles & (roles.suffix | roles.particle)) === 0) {
      gap |= gaps.other | gaps.dot;
      position++;
      continue;
    }
    if ((bit === gaps.hyphen || bit === gaps.plus) && gap !== 0) gap |= gaps.other;
    if (bit === gaps.space && (gap & gaps.hyphen) !== 0) gap |= gaps.other;
    gap |= bit;
    position++;
  }
  gapBytes = position - at;
  return gap;
}

/** The bytes of 's or ’s. */
function skipPossessive(text: Uint8Array, at: number, end: number): number {
  return Math.min(end, at + (text[at] === 0x27 ? 2 : 4));
}

/** How much a word counts as a first name: its strength, less where it is an English word or a large city too. Unknown words count 0. */
export function firstWeight(word: Word): number {
  const strength = firstStrength(word.info);
  return strength === 0 ? 0 : strength - wordPenalty(word.info, strength) - cityPenalty(word.info);
}

export function surnameWeight(word: Word): number {
  const strength = surnameStrength(word.info);
  return strength === 0 ? 0 : strength - wordPenalty(word.info, strength) - cityPenalty(word.info);
}

function wordPenalty(info: number, strength: number): number {
  const level = wordLevel(info);
  return level === 3 ? 4 : level === 2 ? 2 : level === 1 && strength < 4 ? 1 : 0;
}

function cityPenalty(info: number): number {
  return cityLevel(info) >= 2 ? 1 : 0;
}

/** A capitalised word that no dictionary has at all. */
export function isUnknown(word: Word): boolean {
  return (word.info & 0xff) === 0 && word.length >= 2 && (word.shape === "title" || word.shape === "inner" || word.shape === "caps");
}
