import { cityLevel, firstStrength, loadGazetteer, surnameStrength, wordLevel } from "./gazetteer.ts";
import { byteKinds, LOWER } from "./letters.ts";
import { loadLexicon, roles } from "./lexicon.ts";
import type { NameMemory } from "./name-memory.ts";
import { gapOf, gaps, startsLetter } from "./word-marks.ts";
import { createWord, type Word, WordReader } from "./word-reader.ts";

/** What a language model takes for a person's name: bytes `[start, end)` of the text, and how sure it is of its least sure part, in percent. */
export interface ModelSpan {
  readonly start: number;
  readonly end: number;
  readonly percent: number;
}

/** Tells `accept` the parts of the span that are names, and the memory their words; `[start, end)` is the whole text. */
export type ModelVet = (
  text: Uint8Array,
  start: number,
  end: number,
  span: ModelSpan,
  memory: NameMemory,
  accept: (start: number, end: number) => void,
) => void;

/** Words of one span that are looked at; a longer span is none. */
const wordsMax = 8;

/** A word that is a city, a product or a disease as well is a name where the model is this sure of it. */
const surePercentMin = 80;

/**
 * Judges what a model found by what the dictionaries and the signs around say. A model alone takes drugs, commands and keys of JSON for names (59 false alarms in 1,000 words of
 * logs); the lexicon knows most of those, and a name stands in a sentence, not in an identifier.
 */
export function createModelVet(): ModelVet {
  const reader = new WordReader(loadGazetteer(), loadLexicon());
  const words = Array.from({ length: wordsMax }, createWord);
  const next = createWord();
  const before = createWord();

  return (text, start, end, span, memory, accept) => {
    let at = wordStart(text, start, span.start);
    const to = Math.min(end, span.end);
    while (at < to) {
      const count = readRun(text, at, to, end);
      if (count === 0) {
        at++;
        continue;
      }
      at = Math.max(at + 1, (words[count - 1] as Word).end);
      judge(text, start, end, count, span, memory, accept);
    }
  };

  /** The words from `at` on that belong together, at most to `to`. Returns how many; the last may end behind `to`. */
  function readRun(text: Uint8Array, at: number, to: number, end: number): number {
    let count = 0;
    let position = at;
    while (count < wordsMax && position < to) {
      if (!startsLetter(text, position, end)) break;
      const word = words[count] as Word;
      if (!reader.read(text, position, end, word)) break;
      count++;
      position = word.end + (word.isPossessive ? 2 : 0);
      const gapStart = position;
      let gap = 0;
      while (position < to && position - gapStart < 3 && !startsLetter(text, position, end)) gap |= gapOf(text[position++] as number);
      if (position === gapStart || (gap & ~(gaps.space | gaps.dot | gaps.hyphen | gaps.comma)) !== 0) break;
    }
    return count;
  }

  function judge(
    text: Uint8Array,
    start: number,
    end: number,
    count: number,
    span: ModelSpan,
    memory: NameMemory,
    accept: (start: number, end: number) => void,
  ): void {
    let from = 0;
    let to = count;
    while (from < to && !isPart(words[from] as Word, span)) from++;
    while (to > from && !isPart(words[to - 1] as Word, span)) to--;
    if (from === to) return;
    const first = words[from] as Word;
    const last = words[to - 1] as Word;
    if (isGlued(text, start, end, first.start, last.end)) return;
    if (!isName(text, start, end, from, to, span)) return;
    // A product that is taken for a name is taken for one there, not wherever it stands: a single word is remembered where the dictionary knows it well.
    for (let i = from; i < to; i++) {
      const word = words[i] as Word;
      if (word.shape !== "lower" && (to - from > 1 || strengthOf(word) >= 3)) memory.rememberWord(word);
    }
    if (to - from > 1 && first.shape !== "lower") memory.rememberInitials(first, last);
    accept(first.start, last.end);
  }

  /** Whether a word can be part of a name at all. An initial is one within a name only. */
  function isPart(word: Word, span: ModelSpan): boolean {
    if (word.shape === "other" || word.length < 2) return false;
    // Half of a word is a slip of the model.
    const covered = Math.min(word.end, span.end) - Math.max(word.start, span.start);
    if (covered * 2 <= word.end - word.start) return false;
    if ((word.roles & (roles.blocked | roles.acronym | roles.placeholder | roles.title | roles.kin | roles.pronoun)) !== 0) return false;
    return !isWordOfLanguage(word);
  }

  function isWordOfLanguage(word: Word): boolean {
    const level = wordLevel(word.info);
    const strength = strengthOf(word);
    if (word.shape === "lower") return level >= 1 && strength < 5;
    return level >= 2 && strength < (level === 3 ? 3 : 2);
  }

  function isName(text: Uint8Array, start: number, end: number, from: number, to: number, span: ModelSpan): boolean {
    let known = 0;
    let best = 0;
    let eponyms = 0;
    let alone = 0;
    let title = 0;
    for (let i = from; i < to; i++) {
      const word = words[i] as Word;
      const strength = strengthOf(word);
      if (strength > 0) known++;
      best = Math.max(best, strength);
      if ((word.roles & roles.eponym) !== 0) eponyms++;
      if ((word.roles & (roles.notAlone | roles.region)) !== 0) alone++;
      if (word.shape === "title" || word.shape === "inner") title++;
    }
    const first = words[from] as Word;
    const last = words[to - 1] as Word;
    const hasNext = readNext(text, last, end);
    if (hasNext && eponyms > 0 && (next.roles & roles.eponymHead) !== 0) return false;
    if (hasNext && reader.isNamesake(last, next)) return false;
    if (hasNext && next.shape !== "lower" && (next.roles & roles.placeAfter) !== 0 && (next.roles & roles.softPlaceAfter) === 0)
      return false;
    const hasBefore = reader.readBefore(text, first.start, start, before) && (before.gap & ~(gaps.space | gaps.dot)) === 0;
    if (hasBefore && before.shape !== "lower" && (before.roles & roles.placeBefore) !== 0) return false;
    const isAnnounced = hasBefore && (before.roles & (roles.kin | roles.title | roles.role | roles.personCue)) !== 0;
    if (to - from > 1) return known === to - from || title === to - from || (known > 0 && (isAnnounced || first.shape !== "lower"));
    if ((alone > 0 || eponyms > 0) && !(isAnnounced && span.percent >= surePercentMin)) return false;
    if (cityLevel(last.info) >= 2 && span.percent < surePercentMin) return false;
    if (last.shape === "title" || last.shape === "inner") return known > 0 || !isDose(text, last.end, end);
    if (last.shape === "caps") return best >= 2 && last.length > 2;
    // In lower case, behind kin or a title a name needs no dictionary: "daughter funmi". Elsewhere the model must be sure, and the words be prose.
    if (best >= 3 || (isAnnounced && wordLevel(last.info) === 0)) return !isQuoted(text, start, end, last);
    return wordLevel(last.info) === 0 && span.percent >= surePercentMin && isInProse(text, start, end, last);
  }

  function readNext(text: Uint8Array, word: Word, end: number): boolean {
    const at = word.end + (word.isPossessive ? 2 : 0);
    return at + 1 < end && text[at] === 0x20 && startsLetter(text, at + 1, end) && reader.read(text, at + 1, end, next);
  }
}

function strengthOf({ info }: Word): number {
  return Math.max(firstStrength(info), surnameStrength(info));
}

/** Where the word begins that `at` stands in. */
function wordStart(text: Uint8Array, start: number, at: number): number {
  let from = at;
  while (from > start && byteKinds[text[from - 1] as number] !== 0) from--;
  while (from < at && !startsLetter(text, from, at)) from++;
  return from;
}

/** Whether the name sticks to signs of an identifier, a path, a call or a key: `"sha":`, `pam_unix(`, `.Foster(`, `/maria/`. */
function isGlued(text: Uint8Array, start: number, end: number, from: number, to: number): boolean {
  const before = from > start ? (text[from - 1] as number) : 0x20;
  if (isGlue(before) || (before === 0x2e && from - 2 >= start && (text[from - 2] as number) > 0x20)) return true;
  const after = to < end ? (text[to] as number) : 0x20;
  const behind = to + 1 < end ? (text[to + 1] as number) : 0x20;
  if (isGlue(after) || after === 0x28 || after === 0x3d || after === 0x5b) return true;
  if ((after === 0x2e || after === 0x3a) && behind > 0x20 && behind !== 0x22) return true;
  // A star on one side only is no emphasis: "BLOCK*", "ISA*00*".
  if ((after === 0x2a) !== (before === 0x2a)) return true;
  return after === 0x22 && behind === 0x3a;
}

function isGlue(byte: number): boolean {
  return (
    byte === 0x2f ||
    byte === 0x5c ||
    byte === 0x5f ||
    byte === 0x24 ||
    byte === 0x23 ||
    byte === 0x40 ||
    byte === 0x25 ||
    byte === 0x3c ||
    (byte >= 0x30 && byte <= 0x39)
  );
}

/** A word in quotes or back ticks: an example's value. */
function isQuoted(text: Uint8Array, start: number, end: number, word: Word): boolean {
  const sign = word.start > start && word.end < end ? (text[word.start - 1] as number) : 0x20;
  return (sign === 0x22 || sign === 0x27 || sign === 0x60) && text[word.end] === sign;
}

/** Whether letters and spaces stand around a word: "gave shanthi some", not "range okgoarch {". */
function isInProse(text: Uint8Array, start: number, end: number, { start: from, end: to }: Word): boolean {
  if (
    from > start &&
    (from - start < 2 || text[from - 1] !== 0x20 || !(byteKinds[text[from - 2] as number] === LOWER || text[from - 2] === 0x2c))
  )
    return false;
  if (to >= end) return true;
  const after = text[to] as number;
  if (after === 0x2e || after === 0x2c || after === 0x3f || after === 0x21) return true;
  return after === 0x20 && to + 1 < end && byteKinds[text[to + 1] as number] === LOWER;
}

/** "Eliquis 5 mg", "Humira®": a drug, where a number or a mark follows. */
function isDose(text: Uint8Array, at: number, end: number): boolean {
  const byte = at + 1 < end && text[at] === 0x20 ? (text[at + 1] as number) : 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (text[at] === 0xc2 && text[at + 1] === 0xae);
}

/** How the rule is described to users; it has no pattern, and its examples need the model (test/model). */
export const modelRule = {
  id: "name_model",
  type: "NAME",
  title: "A name that the optional language model sees in free text, where the dictionaries do not speak against it",
  evidence: "model",
  source: "45 CFR 164.514(b)(2)(i)(A); Rampart by National Design Studio",
} as const;
