import { isAboutPerson } from "./about-person.ts";
import {
  isAbbreviation,
  isAssistant,
  isBedded,
  isBehindAge,
  isInLaw,
  isJoined,
  isOfEponyms,
  isScored,
  listedPatient,
  quotedEnd,
  standsInBrackets,
} from "./beside-signs.ts";
import { cityLevel, firstStrength, surnameStrength, wordLevel } from "./gazetteer.ts";
import { latin1 } from "./letters.ts";
import { roles } from "./lexicon.ts";
import { isSyllables } from "./name-pairs.ts";
import { isSpokenWith, isToldBehind } from "./name-rare.ts";
import { isBlocked, isUnknown, NameRun } from "./name-run.ts";
import { type Context, harmless, isLikely, isPlain, isShared, isSingle, strengthOf } from "./name-single.ts";
import { isGluedAfter, isInsideToken, isPlace } from "./name-surroundings.ts";
import { gaps } from "./word-marks.ts";
import type { Word, WordReader } from "./word-reader.ts";

/**
 * Looser rules for a text that has told a name by the strict ones: there a capitalised word that is a name and no English word is one, whatever stands around it, and a
 * name that is a word too is one where a person would stand.
 */

/** The most words of a name. */
const wordsMax = 4;
const bidding = /^(?:tell|told|ask|asked|remind|reminded|let|inform|informed|notify|notified|thank|thanked|text|call)$/i;
const bidden = /^(?:that|to|about|if|whether|know|how|when|why|what|she|he|we|i|for|and)$/;
export function createBesideReader(reader: WordReader) {
  const run = new NameRun(reader);
  /** Whether the first word of the run stands alone before a bracket's end and is no drug. */
  let isInBrackets = false;

  return { nameEnd };

  /** The end of the name that begins with the capital at `at`, or -1. `nameBefore`: where the name before it ends. `isTold`: whether a strict rule found a name in the text. */
  function nameEnd(text: Uint8Array, at: number, start: number, end: number, isTold: boolean, nameBefore: number): number {
    const isBehindName = nameBefore > start && isJoined(text, nameBefore, at);
    const nickname = isBehindName && text[at - 1] === 0x22 ? quotedEnd(text, at, end) : -1;
    if (nickname > 0) return nickname;
    run.read(text, at, start, end, false);
    if (run.count === 0 || run.word(0).start !== at) return -1;
    const isSlashed = nameBefore > start && at - nameBefore === 1 && text[nameBefore] === 0x2f;
    if (!isSlashed && isInsideToken(text, run, start)) return -1;
    if (run.hasBefore && reader.isNamesake(run.before, run.word(0))) return -1;
    if (isPlace(run, text, start) || reader.isNamesake(run.word(0), run.count > 1 ? run.word(1) : run.after)) return -1;
    isInBrackets = standsInBrackets(text, run, end);
    if (run.word(0).shape === "initial" && at - 2 >= start && isDigit(text[at - 2] as number)) return -1;
    const context =
      isBehindName ||
      isSlashed ||
      isBedded(text, at, start) ||
      isBehindAge(text, at, start) ||
      isInLaw(text, at, start) ||
      isListedPatient(text, end)
        ? "person"
        : contextOf(text);
    if (context !== "person" && (run.before.gap & gaps.newline) === 0 && isScored(text, run, end)) return -1;
    const to = pairEnd(context);
    if (to > 1 && !isGlued(text, to - 1, end) && !isEponym(to - 1)) return run.word(to - 1).end;
    if (isSurnameFirst(context)) return run.word(1).end;
    const word = run.word(0);
    // "Soo-jin drives him"
    if (isTold && run.count === 1 && run.hasAfter && (word.roles & ~harmless) === 0 && isSyllables(word, run.after)) return run.after.end;
    if (isGlued(text, 0, end) || isEponym(0)) return -1;
    if (isToldBehind(word, text, end)) return word.end;
    if (context !== "person" && isOfEponyms(text, word, end)) return -1;
    if (isAbbreviation(text, word, end) && !((context === "person" || context === "act") && isPlain(word) && strengthOf(word) >= 3))
      return -1;
    const after = follower();
    if (after !== undefined && after.gap === gaps.hyphen && after.shape !== "lower" && context !== "person" && context !== "act") return -1;
    if (isNicknamed(text, word, end)) return word.end;
    if (isTold && isSigned(text, word, end, context)) return word.end;
    if (isTold && isListed(text, at, start, end)) return run.word(Math.min(2, run.count) - 1).end;
    const isName = isTold ? isSingle(word, context, after) : isLikely(word, context, after);
    if (!isName && isAssistant(text, word)) return -1;
    if (!isName && !(isShared(word, context, after, isTold) && isAboutPerson(text, at, start, end))) return -1;
    // "(Prescott-Lane)"
    return after !== undefined && after.gap === gaps.hyphen && after.shape !== "lower" && after.shape !== "other" ? after.end : word.end;
  }

  /** "M. Bianchi/CRNA Stubbs" is no path. */
  function isGlued(text: Uint8Array, index: number, end: number): boolean {
    const at = run.word(index).end;
    const isSlashed = at + 1 < end && text[at] === 0x2f && (text[at + 1] as number) >= 0x41 && (text[at + 1] as number) <= 0x5a;
    return !isSlashed && isGluedAfter(run, index, text, end);
  }

  /** "Sun, Wei", "CASH, RIVER": two words that could be a name so, and nothing else in the row. */
  function isSurnameFirst(context: Context): boolean {
    if (run.count !== 2 || context === "text") return false;
    const a = run.word(0);
    const b = run.word(1);
    // "Osgood, Perpetua, BCBS"
    const isRowEnd = (run.after.gap & gaps.comma) === 0 || run.after.shape === "caps";
    const isRow = b.gap === (gaps.comma | gaps.space) && isRowEnd && a.shape === b.shape;
    if (!isRow || ((a.roles | b.roles) & ~(harmless | roles.notAlone | roles.eponym)) !== 0) return false;
    return surnameStrength(a.info) >= 3 && firstStrength(b.info) >= (isPlain(b) ? 1 : 2) && cityLevel(a.info) < 2;
  }

  function contextOf(text: Uint8Array): Context {
    const { before } = run;
    if (!run.hasBefore) return "mark";
    const { gap } = before;
    if ((gap & gaps.newline) !== 0) return "mark";
    if ((gap & ~(gaps.space | gaps.dot | gaps.comma | gaps.quote)) === 0) {
      const isTitled = (before.roles & (roles.title | roles.wordTitle | roles.kin | roles.role)) !== 0;
      if (isTitled && (gap & gaps.dot) === 0) return "person";
      if ((before.roles & roles.credential) !== 0 && before.shape === "caps" && gap === gaps.space) return "person";
      if ((before.roles & roles.personCue) !== 0 && gap === gaps.space)
        return isBidden(text) || isSpokenWith(text, run.word(0).start, 0) ? "person" : "act";
    }
    // "Ortho (Blumenkrantz)"
    if ((gap & gaps.paren) !== 0 && (before.roles & roles.service) !== 0 && isInBrackets) return "person";
    // "w/ Tammy", "w Tammy"
    if (before.length === 1 && before.initial === 0x77 && before.shape === "lower" && (gap & ~gaps.other) === gaps.space) return "act";
    return (gap & (gaps.colon | gaps.paren | gaps.comma | gaps.other)) !== 0 ? "mark" : "text";
  }

  /** "Tell Hope that", "Ask Sky to": what is said follows. */
  function isBidden(text: Uint8Array): boolean {
    const { before, after } = run;
    if (run.count !== 1 || !run.hasAfter || after.shape !== "lower" || after.gap !== gaps.space || run.word(0).isPossessive) return false;
    return (
      bidding.test(latin1(text, before.start, before.end)) &&
      bidden.test(latin1(text, after.start, after.end)) &&
      !isAssistant(text, run.word(0))
    );
  }

  function isListedPatient(text: Uint8Array, end: number): boolean {
    const last = run.word(run.count - 1);
    return listedPatient.test(latin1(text, last.end, Math.min(end, last.end + 16)));
  }

  /** "Wanyi (Winnie) Zhou": a name of the same person in parentheses, and a further one behind it. */
  function isNicknamed(text: Uint8Array, word: Word, end: number): boolean {
    const { after } = run;
    if (run.count !== 1 || !run.hasAfter || (after.gap & gaps.paren) === 0 || word.shape !== "title" || after.shape !== "title")
      return false;
    if ((word.roles & ~harmless) !== 0 || wordLevel(word.info) > 1 || firstStrength(after.info) < 3 || text[after.start - 1] !== 0x28)
      return false;
    const next = after.end + 2 < end ? (text[after.end + 2] as number) : 0;
    return text[after.end] === 0x29 && text[after.end + 1] === 0x20 && ((next >= 0x41 && next <= 0x5a) || next >= 0xc3);
  }

  /** "call me if anything, Meg": the end of the message. */
  function isSigned(text: Uint8Array, word: Word, end: number, context: Context): boolean {
    if (context !== "mark" || word.shape !== "title" || (word.roles & ~harmless) !== 0 || firstStrength(word.info) < 3) return false;
    let at = word.end;
    while (at < end && ((text[at] as number) <= 0x20 || text[at] === 0x2e || text[at] === 0x22)) at++;
    return at === end && wordLevel(word.info) < 3;
  }

  /** "Young - r/o TB, airborne": who heads a line of a list. */
  function isListed(text: Uint8Array, at: number, start: number, end: number): boolean {
    const word = run.word(0);
    const isAtLineStart = at === start || text[at - 1] === 0x0a;
    if (!isAtLineStart || word.shape !== "title" || (word.roles & ~(harmless | roles.eponym)) !== 0) return false;
    const { shape, gap } = run.count === 2 ? run.word(1) : run.after;
    if (run.count === 2 && shape === "initial" && gap === (gaps.comma | gaps.space) && surnameStrength(word.info) >= 5) return true;
    const isDashed = word.end + 3 < end && text[word.end] === 0x20 && text[word.end + 1] === 0x2d && text[word.end + 2] === 0x20;
    return isDashed && surnameStrength(word.info) >= 6;
  }

  /** What stands right behind the first word of the run. */
  function follower(): Word | undefined {
    if (run.count > 1) return run.word(1);
    return run.hasAfter ? run.after : undefined;
  }

  /** "Dix-Hallpike", "Baker cyst", "Kelly clamp". */
  function isEponym(index: number): boolean {
    const after = index + 1 < run.count ? run.word(index + 1) : run.hasAfter ? run.after : undefined;
    if (after === undefined || (after.roles & roles.eponymHead) === 0 || (after.gap & ~gaps.space) !== 0) return false;
    // "Myerson's sign", but "Maria's scan"
    const word = run.word(index);
    return !word.isPossessive || ((after.roles & roles.namedHead) !== 0 && firstStrength(word.info) < 3);
  }

  /** How many words of the run, two or more, are a name together; 0 for none. */
  function pairEnd(context: Context): number {
    let to = 1;
    while (to < run.count && to < wordsMax && (run.word(to).gap & (gaps.comma | gaps.newline | gaps.quote | gaps.other)) === 0) to++;
    for (; to > 1; to--) if (isPair(to, context)) return to;
    return 0;
  }

  function isPair(to: number, context: Context): boolean {
    const a = run.word(0);
    const b = run.word(to - 1);
    if ((a.roles & roles.suffix) !== 0) return false;
    if (to === 2 && b.shape === "lower" && b.gap === gaps.hyphen) return isPlain(a) && a.length < 6 && strengthOf(a) > 0 && b.length < 6;
    if (b.shape === "lower" || (b.shape === "initial" && (to > 2 || a.shape === "initial"))) return false;
    let known = 0;
    for (let i = 0; i < to; i++) {
      const word = run.word(i);
      // "Ji-woo Kang"
      if (i === 1 && word.shape === "lower" && word.gap === gaps.hyphen && a.length < 6 && strengthOf(a) > 0 && isPlain(a)) continue;
      if (word.shape === "initial" || (i > 0 && (word.roles & (roles.particle | roles.suffix)) !== 0)) continue;
      if (word.shape !== a.shape && a.shape !== "initial" && word.shape === "caps") return false;
      if ((word.roles & ~(harmless | roles.notAlone | roles.kin | roles.eponym)) !== 0) return false;
      if (isPlain(word) && strengthOf(word) >= 1) known++;
      // "Code status: Hollis Bergamot, DNR": a rare word behind a frequent first name.
      else if (i === 1 && to === 2 && context !== "text" && wordLevel(word.info) === 1 && isPlain(a) && firstStrength(a.info) >= 5)
        continue;
      else if (wordLevel(word.info) > 0 && strengthOf(word) < wordLevel(word.info) + 1) return false;
    }
    // "J. Long", "K Bloom"
    if (a.shape === "initial") return to === 2 && isAfterInitial(b, context);
    if (b.shape === "initial" && b.gap !== gaps.space) return false;
    // "May I refer her"
    if (b.shape === "initial" && b.initial === 0x69 && wordLevel(a.info) > 1) return false;
    if (b.shape === "initial") return isPlain(a) ? strengthOf(a) >= 2 : firstStrength(a.info) >= 4 && context !== "text";
    // "Mann-Whitney", "Bland-Altman", "Wolff-Parkinson-White": tests, scores, diseases.
    const isHyphened = isOneWord(to);
    if (isHyphened && ((a.roles | b.roles) & roles.eponym) !== 0) return false;
    // "Jean-Paul drives him"
    if (isHyphened && to === 2 && context === "text" && Math.min(firstStrength(a.info), firstStrength(b.info)) < 3) return false;
    if (known > 0) return a.shape === "title" || a.shape === "inner" || strengthOf(a) + strengthOf(b) >= 6;
    return context !== "text" && firstStrength(a.info) >= 4 && surnameStrength(b.info) >= 4;
  }

  /** Hyphens and nothing else between the first words. */
  function isOneWord(to: number): boolean {
    for (let i = 1; i < to; i++) if (run.word(i).gap !== gaps.hyphen) return false;
    return true;
  }

  function isAfterInitial(surname: Word, context: Context): boolean {
    if (surname.length < 3 || isBlocked(surname) || cityLevel(surname.info) > 2) return false;
    if ((surname.roles & roles.eponym) !== 0 && context !== "person" && surnameStrength(surname.info) < 4) return false;
    const isDotted = (surname.gap & gaps.dot) !== 0;
    if (!isDotted) return context === "person" && (isUnknown(surname) || surnameStrength(surname.info) >= 3);
    if (isUnknown(surname)) return true;
    const strength = Math.max(surnameStrength(surname.info), firstStrength(surname.info));
    return strength >= (isPlain(surname) ? 1 : 3) && (wordLevel(surname.info) < 2 || context !== "text");
  }
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
