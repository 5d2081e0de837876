import { cityLevel, firstStrength, isNowhere, surnameStrength, wordLevel } from "./gazetteer.ts";
import { roles } from "./lexicon.ts";
import { firstWeight, isUnknown, type NameRun, surnameWeight } from "./name-run.ts";
import { gaps } from "./word-marks.ts";
import type { Word } from "./word-reader.ts";

/** The longest name: "Maria del Carmen García y Márquez". */
export const nameWordsMax = 6;

/**
 * Whether the words from..to (exclusive) of a run are a full name: a first name, then initials, particles and further names, then a surname. How sure the two
 * ends must be together:
 *   weights of 5 in capitals and where one of them is an English word too; of 3 where neither is one ("Laban Swaminathan")
 *   or both names are so frequent that they outweigh their being words ("Will Smith"): strengths of 10
 *   or one is known as a name and the other in no dictionary at all, and longer than an abbreviation
 */
export function isFullName(run: NameRun, from: number, to: number): boolean {
  const last = lastNameIndex(run, from, to);
  if (last <= from || !hasSpace(run, from, last)) return false;
  for (let i = from + 1; i < last; i++) if (!isMiddle(run.word(i))) return false;
  const a = run.word(from);
  const b = run.word(last);
  if (b.shape === "initial" || b.shape === "lower") return false;
  if ((a.roles & (roles.suffix | roles.credential)) !== 0 && firstStrength(a.info) < 3) return false;
  if (isEponymOf(run, last)) return false;
  if (a.shape === "initial") return isInitialsAndSurname(run, from, last);
  if ((b.roles & roles.region) !== 0 && (a.roles & roles.eponym) === 0 && cityLevel(a.info) > 0) return false;
  return (
    isPair(a, b) ||
    isReversedPair(a, b) ||
    isUnknownWithInitial(run, from, last) ||
    isHyphenatedAndSurname(run, from, last) ||
    (last - from >= 2 && hasParticle(run, from, last) && firstWeight(a) >= 3)
  );
}

export function isPair(a: Word, b: Word): boolean {
  const first = firstWeight(a);
  const surname = surnameWeight(b);
  const isPlain = wordLevel(a.info) < 2 && wordLevel(b.info) < 2;
  const isCaps = a.shape === "caps" || b.shape === "caps";
  const isSoftPlace = (b.roles & roles.softPlaceAfter) !== 0;
  if (isSoftPlace && (cityLevel(a.info) > 1 || first < 4)) return false;
  if (areAbbreviations(a, b) && first + surname < abbreviatedMin) return false;
  if (first >= 1 && surname >= 1 && first + surname >= (isPlain ? (isCaps ? 4 : 3) : 5)) return true;
  const strengths = firstStrength(a.info) + surnameStrength(b.info);
  if (firstStrength(a.info) >= 3 && surnameStrength(b.info) >= 3 && strengths >= 10 && Math.max(first, surname) >= 3) return true;
  if ((a.roles & roles.notAlone) !== 0 || (cityLevel(a.info) > 1 && first < 5) || cityLevel(b.info) > 1) return false;
  if (isUnknown(b)) return b.hasDiacritics ? first >= 2 || (isUnknown(a) && isNew(a)) : first >= 2 && isNew(b) && b.shape === a.shape;
  return isUnknown(a) && (a.hasDiacritics ? surname >= 1 : surname >= 4 && isPlain && isNew(a) && a.shape === b.shape);
}

/** "KIM LEE" are names, "RAS APP" are what a machine calls its parts: three capitals twice must both be frequent. */
const abbreviatedMin = 6;

function areAbbreviations(a: Word, b: Word): boolean {
  return a.shape === "caps" && b.shape === "caps" && a.length <= 3 && b.length <= 3;
}

/** A word in no dictionary and no city: long enough to be no abbreviation. Not in capitals: there every term of a trade would be one. */
function isNew(word: Word): boolean {
  return isNowhere(word.info) && word.length >= 4 && word.shape === "title";
}

/** "Ravil G Yefimov": an initial between makes a name of two words that no dictionary has. */
function isUnknownWithInitial(run: NameRun, from: number, last: number): boolean {
  if (last - from !== 2 || run.word(from + 1).shape !== "initial") return false;
  const a = run.word(from);
  const b = run.word(last);
  const isOne = (word: Word) => isNew(word) || (word.shape === "title" && (firstWeight(word) >= 1 || surnameWeight(word) >= 1));
  return isOne(a) && isOne(b) && a.shape === "title" && b.shape === "title";
}

/** "Hyun-woo Bae": two syllables joined by a hyphen, the second one in lower case, before a surname. */
function isHyphenatedAndSurname(run: NameRun, from: number, last: number): boolean {
  if (last - from !== 2) return false;
  const first = run.word(from);
  const second = run.word(from + 1);
  const surname = run.word(last);
  return (
    isSyllables(first, second) &&
    surname.gap === gaps.space &&
    surname.shape === "title" &&
    surnameStrength(surname.info) >= 2 &&
    wordLevel(surname.info) < 2
  );
}

/** "Ji-eun", "Soo-jin": no "Follow-up", "Co-pay". */
export function isSyllables(first: Word, second: Word): boolean {
  const isShort = first.length <= 6 && second.length <= 6;
  const isJoined = second.gap === gaps.hyphen && second.shape === "lower" && first.shape === "title";
  return (
    isShort &&
    isJoined &&
    // "Dong-hyun": the first syllable is a rare word, the second none.
    (wordLevel(first.info) === 0 || (wordLevel(first.info) === 1 && wordLevel(second.info) === 0)) &&
    firstStrength(first.info) > 0 &&
    wordLevel(second.info) < 3 &&
    (second.info & 0x3f) !== 0
  );
}

/** "Gonzalez Maria", "Kojima Minoru": only where neither is an English word and both are known well. */
function isReversedPair(a: Word, b: Word): boolean {
  return (
    surnameWeight(a) >= 3 && firstWeight(b) >= 3 && surnameWeight(a) + firstWeight(b) >= 6 && wordLevel(a.info) + wordLevel(b.info) < 2
  );
}

/** "J. Smith", "J.R. Smith", "J Smith": the fewer marks, the more the surname must be one. */
function isInitialsAndSurname(run: NameRun, from: number, last: number): boolean {
  const surname = surnameWeight(run.word(last));
  const isDotted = (run.word(from + 1).gap & gaps.dot) !== 0;
  for (let i = from + 1; i < last; i++) {
    // "J. Tanaka-Reyes"
    if (i === last - 1 && run.word(last).gap === gaps.hyphen && surname >= 3) continue;
    if (run.word(i).shape !== "initial" && firstWeight(run.word(i)) < 3) return false;
  }
  if (isDotted) return surname >= 3 || (isUnknown(run.word(last)) && run.word(last).hasDiacritics);
  const isFirstOfRun = from === 0 && (!run.hasBefore || run.before.shape !== "lower");
  return surname >= 6 && wordLevel(run.word(last).info) < 2 && isFirstOfRun;
}

function isMiddle(word: Word): boolean {
  if (word.shape === "initial" || (word.roles & roles.particle) !== 0) return true;
  // "Eun-ji Kwon"
  if (word.shape === "lower") return word.gap === gaps.hyphen;
  return firstWeight(word) >= 1 || surnameWeight(word) >= 1 || isUnknown(word);
}

/** Two words that are names and English words: a name only where something else says so ("Art Banks returned", "wife May Day"). */
export function isAmbiguousName(run: NameRun, from: number, to: number): boolean {
  const a = run.word(from);
  const b = run.word(to - 1);
  for (let i = from + 1; i < to - 1; i++)
    if (run.word(i).shape !== "initial" && surnameStrength(run.word(i).info) + firstStrength(run.word(i).info) < 3) return false;
  if (a.shape === "lower" || a.shape === "other" || b.shape === "lower" || b.shape === "initial") return false;
  return (
    (firstStrength(a.info) >= 3 && (surnameStrength(b.info) >= 1 || isUnknown(b))) ||
    (isUnknown(a) && surnameStrength(b.info) >= 3) ||
    (isUnknown(a) && isUnknown(b) && a.shape === "title")
  );
}

/** Whether the name that ends at `last` is used for a disease, a sign, a device: "Foley catheter", "Lou Gehrig's disease". */
export function isEponymOf(run: NameRun, last: number): boolean {
  const after = last + 1 < run.count ? run.word(last + 1) : run.hasAfter ? run.after : undefined;
  if (after === undefined || (after.roles & roles.eponymHead) === 0 || after.gap !== gaps.space) return false;
  return (run.word(last).roles & roles.eponym) !== 0 || (!run.word(last).isPossessive && last === 0);
}

/** The last word that is no suffix: "Sammy Davis Jr." */
function lastNameIndex(run: NameRun, from: number, to: number): number {
  let last = to - 1;
  while (last > from && isSuffix(run.word(last))) last--;
  return last;
}

/** "Jr.", "III"; "Junior" is a surname too. */
export function isSuffix(word: Word): boolean {
  return (word.roles & roles.suffix) !== 0 && (word.length < 4 || surnameStrength(word.info) < 3);
}

function hasParticle(run: NameRun, from: number, last: number): boolean {
  for (let i = from + 1; i < last; i++) if ((run.word(i).roles & roles.particle) !== 0) return true;
  return false;
}

/** A name joined by hyphens only is one word: "Epstein-Barr", "Austin-Bergstrom". */
function hasSpace(run: NameRun, from: number, last: number): boolean {
  for (let i = from + 1; i <= last; i++) if ((run.word(i).gap & (gaps.space | gaps.plus | gaps.dot)) !== 0) return true;
  return false;
}

/** "SURNAME, First M": words a..comma are the surname, comma..to the rest. */
export function isSurnameFirst(run: NameRun, from: number, comma: number, to: number): boolean {
  if (comma - from > 3 || (run.word(comma).gap & gaps.quote) !== 0) return false;
  const surname = run.word(comma - 1);
  const first = run.word(comma);
  if (surname.shape === "initial" || surname.shape === "lower") return false;
  if ((surname.roles & roles.suffix) !== 0 && surname.length < 4) return false;
  // A list of eponyms: "Guillain-Barre, Stevens-Johnson", "Heller, Hartmann".
  if ((surname.roles & first.roles & roles.eponym) !== 0 && (comma + 1 < to || firstStrength(first.info) < 7)) return false;
  // "In May, June and the hot months"
  if ((surname.roles & first.roles & roles.notAlone) !== 0) return false;
  // "Phos, UA"
  if (first.shape === "caps" && surname.shape === "title" && first.length < 3) return false;
  if (isEponymOf(run, to - 1) || (isListed(run, from, to) && isEponymAmong(run))) return false;
  if (comma - from > 1 && surname.gap === gaps.hyphen && ((run.word(from).roles | surname.roles) & roles.eponym) !== 0) return false;
  // "Newtonberg, KY"
  if (first.shape === "caps" && surname.shape !== "caps" && (first.roles & roles.state) !== 0) return false;
  if (cityLevel(surname.info) > 0 && ((first.roles & roles.region) !== 0 || cityLevel(first.info) > 1)) return false;
  for (let i = comma + 1; i < to; i++) if (!isMiddle(run.word(i))) return false;
  for (let i = from; i < comma - 1; i++) if (surnameWeight(run.word(i)) < 1 && (run.word(i).roles & roles.particle) === 0) return false;
  if (first.shape === "initial") {
    const isDotted = first.end < run.after.start || comma + 1 < to;
    return isDotted && surnameWeight(surname) >= 4 && first.gap === (gaps.comma | gaps.space);
  }
  const isListOfFirstNames = firstWeight(surname) > surnameWeight(surname) + 1;
  if (isListOfFirstNames) return false;
  const known = surnameWeight(surname) >= 1 ? surnameWeight(surname) : isUnknown(surname) ? (surname.hasDiacritics ? 2 : 1) : 0;
  const isPlain = wordLevel(surname.info) < 2 && wordLevel(first.info) < 2;
  if (surnameStrength(surname.info) >= 5 && firstStrength(first.info) >= 5 && wordLevel(first.info) < 3) return true;
  return known >= 1 && firstWeight(first) >= 1 && known + firstWeight(first) >= (isPlain ? 4 : 6);
}

/** Whether the list goes on before or behind. */
function isListed(run: NameRun, from: number, to: number): boolean {
  return (from > 0 && (run.word(from).gap & gaps.comma) !== 0) || (to < run.count && (run.word(to).gap & gaps.comma) !== 0);
}

function isEponymAmong(run: NameRun): boolean {
  for (let i = 0; i < run.count; i++) if ((run.word(i).roles & roles.eponym) !== 0) return true;
  return false;
}
