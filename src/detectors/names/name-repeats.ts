import type { ByteView } from "./byte-view.ts";
import { cityLevel, firstStrength, wordLevel } from "./gazetteer.ts";
import { byteKinds, DIGIT, HIGH, LOWER, latin1, UNDERSCORE, UPPER } from "./letters.ts";
import { roles } from "./lexicon.ts";
import { isLongDead } from "./long-dead.ts";
import { createBesideReader } from "./name-beside.ts";
import type { NameReport } from "./name-detectors.ts";
import { evidenceOf } from "./name-detectors.ts";
import { type NameMemory, remembered } from "./name-memory.ts";
import { createParticles } from "./name-particles.ts";
import type { NameSpans } from "./name-spans.ts";
import type { PassedWords } from "./passed-words.ts";
import { createPlaceFinder, isCueSign, isCueWord } from "./place-names.ts";
import { createSmallNames, isWrittenSmall } from "./small-names.ts";
import { gaps, startsLetter } from "./word-marks.ts";
import { createWord, type Word, type WordReader } from "./word-reader.ts";

/** Particles in small letters that stand before hardly anything but a surname. */
const surnameParticles: ReadonlySet<string> = new Set("van von vande vander da de del della dos der di ter zu bin ibn el".split(" "));

function isSurnameParticle(text: Uint8Array, { start: at, end }: Word, start: number): boolean {
  const sign = at > start ? (text[at - 1] as number) : 0x20;
  return (sign <= 0x20 || sign === 0x28 || sign === 0x22) && surnameParticles.has(latin1(text, at, end));
}

/** Whether the text itself told a name in the first pass, or only holds words that make one likely: then the looser rules count. */
export type About = "told" | "hinted" | "no";

/** The second pass: finds the remembered names wherever else they stand in the text, before or behind the place that told them. */
export function createRepeatFinder(reader: WordReader, view: ByteView, passed: PassedWords) {
  const word = createWord();
  const before = createWord();
  const after = createWord();
  const placeEnd = createPlaceFinder(reader);
  const particlesStart = createParticles(reader);
  const beside = createBesideReader(reader);
  const lowerCase = createSmallNames(reader);
  let about: About = "no";
  /** Whether the text has hardly a capital: there names are written in small letters too. */
  let isSmall = false;
  let looseDetector: "city_of_person" | "name_beside" | "name_again" = "name_again";

  return { find };

  /** Reports the spans of the first pass and the repeats between them, in order. */
  function find(
    text: Uint8Array,
    start: number,
    end: number,
    memory: NameMemory,
    spans: NameSpans,
    report: NameReport,
    aboutSomebody: About,
  ): void {
    let at = start;
    let told = start;
    /** With the particles in small letters before a name: "da Cruz", "van Vlaanderen". */
    const tell: NameReport = (from, to, detector, evidence) => {
      report(
        Math.max(
          told,
          particlesStart(text, from, start, (before) => isSurnameParticle(text, before, start)),
        ),
        to,
        detector,
        evidence,
      );
      told = to;
    };
    about = aboutSomebody;
    isSmall = about !== "no" && isWrittenSmall(text, start, end);
    for (let index = 0; index <= spans.count; index++) {
      const to = index < spans.count ? spans.start(index) : end;
      findBetween(text, at, to, start, end, memory, tell);
      if (index === spans.count) break;
      const detector = spans.detector(index);
      tell(to, spans.end(index), detector, evidenceOf(detector));
      at = spans.end(index);
    }
  }

  function findBetween(
    text: Uint8Array,
    from: number,
    to: number,
    start: number,
    end: number,
    memory: NameMemory,
    report: NameReport,
  ): void {
    let at = from;
    let foundStart = -1;
    let foundEnd = -1;
    let nameBefore = from;
    /** A word that begins here may be half of one. */
    let cutAt = from > start ? from : -1;
    /** A word that begins here may stand behind the cue of a place. */
    let cuedAt = from + 1;
    while (at < to) {
      const byte = text[at] as number;
      const first = byteKinds[byte] as number;
      if (first === 0 || first === UNDERSCORE) {
        at++;
        if (isCueSign(byte)) cuedAt = at + 1;
        continue;
      }
      const wordStart = at;
      let seen = first;
      at = view.smallLettersEnd(wordStart + 1, to);
      if (at > wordStart + 1) seen |= LOWER;
      while (at < to) {
        const kind = byteKinds[text[at] as number] as number;
        if (kind === 0 || kind === UNDERSCORE) break;
        seen |= kind;
        at++;
      }
      const length = at - wordStart;
      const isCued = wordStart === cuedAt;
      const isWhole = (seen & (DIGIT | HIGH)) === 0 && wordStart !== cutAt;
      cuedAt = isWhole && !isCueWord(length, text[at - 1] as number) ? -1 : at + 1;
      const mayBeSmall = isSmall && first === LOWER && length > 3;
      if (seen === LOWER && length > 1 && !isCued && !mayBeSmall && !memory.mayHold(byte, length)) continue;
      if ((seen & DIGIT) !== 0) continue;
      let spanEnd = -1;
      let spanStart = wordStart;
      if (length === 1) {
        if (first === UPPER) spanEnd = initialsEnd(text, wordStart, to, memory);
        if (spanEnd < 0 && isApostrophe(text, at, to, memory) && readWord(text, wordStart, to, start, end, memory)) spanEnd = word.end;
      } else if ((seen & HIGH) !== 0) {
        for (spanStart = wordStart; spanStart < at && !startsLetter(text, spanStart, to); spanStart++);
        if (spanStart < at && readWord(text, spanStart, to, start, end, memory)) spanEnd = word.end;
      } else if (memory.mayHold(byte, length) && (first === UPPER || seen === LOWER)) {
        if (readWord(text, wordStart, to, start, end, memory)) spanEnd = word.end;
      } else if (first === UPPER && isApostrophe(text, at, to, memory) && readWord(text, wordStart, to, start, end, memory)) {
        spanEnd = word.end;
      }
      if (spanEnd < 0) {
        const sign = wordStart > start ? (text[wordStart - 1] as number) : 0;
        const isListed = first === UPPER && wordStart - 2 > start && text[wordStart - 2] === 0x2c;
        const isPaired = first === UPPER && at + 1 < to && text[at] === 0x20 && isUpper(text[at + 1] as number);
        const mayBePlace = (isCued || isListed || isPaired) && first !== HIGH && length > 1 && sign === 0x20;
        // A nickname in quotes may be any word.
        const mayBeName = first !== LOWER && (sign === 0x22 || passed.end(text, wordStart, to) !== at);
        if (!mayBePlace && !mayBeName && !mayBeSmall) continue;
        const isNearName = about !== "no" && isNear(wordStart, from, to, start, end);
        const loose = looseEnd(text, wordStart, spanStart, first, at, to, start, isNearName ? nameBefore : -1, memory);
        if (loose > 0 && looseDetector !== "name_again") {
          if (foundEnd >= 0) report(foundStart, foundEnd, "name_again", "dictionary");
          foundStart = foundEnd = -1;
          // A patient who is called so is remembered, and no loose name.
          const isHistoric = looseDetector === "name_beside" && isLongDead(text, spanStart, loose);
          if (!isHistoric) report(looseDetector === "name_beside" ? spanStart : wordStart, loose, looseDetector, "dictionary");
          cutAt = at = Math.max(at, loose);
          cuedAt = at + 1;
          if (looseDetector === "name_beside") nameBefore = loose;
          continue;
        }
        spanEnd = loose;
      }
      if (spanEnd < 0) continue;
      if (first === UPPER) spanEnd = hyphenEnd(text, spanEnd, to);
      cutAt = at = Math.max(at, spanEnd);
      cuedAt = at + 1;
      nameBefore = spanEnd;
      if (foundEnd >= 0 && spanStart - foundEnd === 1 && (text[foundEnd] === 0x20 || text[foundEnd] === 0x2d)) {
        foundEnd = spanEnd;
        continue;
      }
      if (foundEnd >= 0) report(foundStart, foundEnd, "name_again", "dictionary");
      foundStart = spanStart;
      foundEnd = spanEnd;
    }
    if (foundEnd >= 0) report(foundStart, foundEnd, "name_again", "dictionary");
  }

  /** The end of a place or of a name that stands here by no other's word, and in `looseDetector` which; -1 for none. */
  function looseEnd(
    text: Uint8Array,
    wordStart: number,
    nameStart: number,
    first: number,
    wordEnd: number,
    to: number,
    start: number,
    nameBefore: number,
    memory: NameMemory,
  ): number {
    if ((first === UPPER || first === LOWER) && wordEnd - wordStart > 1) {
      looseDetector = "city_of_person";
      const place = placeEnd(text, wordStart, start, to, nameBefore);
      if (place >= 0) return place;
    }
    if (first === LOWER) {
      if (!isSmall || wordEnd - wordStart < 4) return -1;
      looseDetector = "name_beside";
      return lowerCase.nameEnd(text, wordStart, start, to, about === "told", nameBefore);
    }
    if (nameBefore >= 0) {
      looseDetector = "name_beside";
      const name = beside.nameEnd(text, nameStart, start, to, about === "told", nameBefore);
      if (name > 0) {
        if (reader.read(text, nameStart, to, word) && (word.roles & roles.notAlone) === 0) memory.rememberWord(word);
        return name;
      }
    }
    looseDetector = "name_again";
    return first === UPPER && wordEnd - wordStart > 2 && isFirstName(text, wordStart, to, start) ? word.end : -1;
  }

  function readWord(text: Uint8Array, at: number, to: number, start: number, end: number, memory: NameMemory): boolean {
    if (!reader.read(text, at, to, word) || word.length === 0) return false;
    const known = memory.get(word.h1, word.h2);
    if (known === 0) return false;
    const isAmbiguous = (known & remembered.ambiguous) !== 0;
    if (word.shape === "lower" && isAmbiguous) return false;
    if (word.end < end && text[word.end] === 0x40) return false;
    const hasAfter = readNext(text, end);
    if (hasAfter && after.shape !== "lower" && (after.roles & roles.placeAfter) !== 0 && (after.roles & roles.softPlaceAfter) === 0)
      return false;
    if (hasAfter && (after.roles & roles.eponymHead) !== 0 && (word.roles & roles.eponym) !== 0) return false;
    const hasBefore = reader.readBefore(text, word.start, start, before);
    if (hasBefore && before.shape !== "lower" && before.gap === gaps.space && (before.roles & roles.placeBefore) !== 0) return false;
    if (isStateBehind(text, end)) return false;
    if (!isAmbiguous && cityLevel(word.info) < 2) return true;
    // "Park's INR is 3.4"
    if (word.isPossessive && word.shape === "title") return true;
    if (hasBefore && before.shape === "lower" && before.gap === gaps.space) return true;
    // At the begin of a sentence only with what a person does: "Brown was seen."
    return (
      word.shape === "title" &&
      hasAfter &&
      after.shape === "lower" &&
      (after.roles & (roles.humanVerb | roles.personVerb | roles.cueIs)) !== 0
    );
  }

  /** In a text that names somebody a frequent first name is another person's, wherever it stands: "(Lonnie, Darnell)". */
  function isFirstName(text: Uint8Array, at: number, to: number, start: number): boolean {
    if (at > start && isGlue(text[at - 1] as number)) return false;
    if (!reader.read(text, at, to, word) || word.shape !== "title" || word.roles !== 0) return false;
    const next = word.end < to ? (text[word.end] as number) : 0x20;
    if (isGlue(next) || next === 0x28 || next === 0x3d || (next === 0x2e && word.end + 1 < to && (text[word.end + 1] as number) > 0x20))
      return false;
    if (!(firstStrength(word.info) >= 4 && wordLevel(word.info) === 0 && cityLevel(word.info) === 0)) return false;
    if (reader.readBefore(text, word.start, start, before) && reader.isNamesake(before, word)) return false;
    if (!readNext(text, to)) return true;
    return !reader.isNamesake(word, after) && !(after.shape !== "lower" && (after.roles & (roles.placeAfter | roles.eponymHead)) !== 0);
  }

  function readNext(text: Uint8Array, end: number): boolean {
    const at = word.end + (word.isPossessive ? 2 : 0);
    return at + 1 < end && text[at] === 0x20 && startsLetter(text, at + 1, end) && reader.read(text, at + 1, end, after);
  }

  /** "Jackson, MS 39201". */
  function isStateBehind(text: Uint8Array, end: number): boolean {
    const at = word.end;
    if (cityLevel(word.info) === 0 || at + 4 > end || text[at] !== 0x2c || text[at + 1] !== 0x20) return false;
    return (
      startsLetter(text, at + 2, end) &&
      reader.read(text, at + 2, end, after) &&
      (after.roles & roles.state) !== 0 &&
      after.shape === "caps"
    );
  }
}

/** How far from a name the looser rules reach: a long log is not all about the person in one of its lines. */
const reachBytes = 3000;

/** Whether a name stands near: `from` and `to` are the end of the one before and the begin of the next, or the text's borders. */
function isNear(at: number, from: number, to: number, start: number, end: number): boolean {
  return (from > start && at - from < reachBytes) || (to < end && to - at < reachBytes) || end - start < reachBytes;
}

/** "Llewellyn-Price's tumor": what a hyphen joins to a remembered name is of it, where it has a capital. */
function hyphenEnd(text: Uint8Array, at: number, to: number): number {
  if (at + 2 >= to || text[at] !== 0x2d || !isUpper(text[at + 1] as number) || byteKinds[text[at + 2] as number] !== LOWER) return at;
  let end = at + 2;
  while (end < to && byteKinds[text[end] as number] === LOWER) end++;
  return end < to && byteKinds[text[end] as number] !== 0 ? at : end;
}

/** "O'Brien": the name goes on behind an apostrophe. */
function isApostrophe(text: Uint8Array, at: number, to: number, memory: NameMemory): boolean {
  return memory.hasApostrophes && at < to && text[at] === 0x27;
}

/** The end of "M.G." or "M.A.G." where a remembered name has these initials; -1 otherwise. */
function initialsEnd(text: Uint8Array, at: number, to: number, memory: NameMemory): number {
  let last = at;
  while (last + 3 < to && text[last + 1] === 0x2e && isUpper(text[last + 2] as number) && text[last + 3] === 0x2e && last - at < 6)
    last += 2;
  if (last === at || (last === at + 2 && isDegree(text[at] as number, text[last] as number))) return -1;
  return memory.hasInitials((text[at] as number) | 0x20, (text[last] as number) | 0x20) ? last + 2 : -1;
}

/** M.D., D.O., R.N., P.A.: letters behind anybody's name. */
function isDegree(first: number, second: number): boolean {
  const letters = String.fromCharCode(first, second);
  return letters === "MD" || letters === "DO" || letters === "RN" || letters === "PA";
}

/** A sign that makes a word a part of an identifier, a path or an address. */
function isGlue(byte: number): boolean {
  return byte === 0x2f || byte === 0x5f || byte === 0x40 || byte === 0x2d || byte === 0x24 || byte === 0x23 || byte === 0x5c;
}

function isUpper(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}
