import { isAboutPerson } from "./about-person.ts";
import { cityLevel, firstStrength, isTown, surnameStrength, wordLevel } from "./gazetteer.ts";
import { latin1 } from "./letters.ts";
import { roles } from "./lexicon.ts";
import { isBlocked, isUnknown, NameRun } from "./name-run.ts";
import { isGluedAfter, isInsideToken, isPlace } from "./name-surroundings.ts";
import { gaps } from "./word-marks.ts";
import type { Word, WordReader } from "./word-reader.ts";

/**
 * Looser rules for a text that has told a name by the strict ones: there a capitalised word that is a name and no English word is one, whatever stands around it, and a
 * name that is a word too is one where a person would stand.
 */

/** What stands before a word, by how much it says that a person follows. */
type Context = "person" | "act" | "mark" | "text";

/** The most words of a name. */
const wordsMax = 4;
const bidding = /^(?:tell|told|ask|asked|remind|reminded|let|inform|informed|notify|notified|thank|thanked|text|call)$/i;
const bidden = /^(?:that|to|about|if|whether|know|how|when|why|what|she|he|we|i|for|and)$/;
/** What a word of a lone name may be beside a name. */
const harmless =
  roles.humanVerb | roles.personVerb | roles.softPlaceAfter | roles.particle | roles.suffix | roles.pronoun | roles.region | roles.state;

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
      isBehindName || isSlashed || isBedded(text, at, start) || isInLaw(text, at, start) || isListedPatient(text, end)
        ? "person"
        : contextOf(text);
    if (context !== "person" && (run.before.gap & gaps.newline) === 0 && isScored(text, run, end)) return -1;
    const to = pairEnd(context);
    if (to > 1 && !isGlued(text, to - 1, end) && !isEponym(to - 1)) return run.word(to - 1).end;
    if (isSurnameFirst(context)) return run.word(1).end;
    const word = run.word(0);
    if (isGlued(text, 0, end) || isEponym(0)) return -1;
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
      if ((before.roles & roles.personCue) !== 0 && gap === gaps.space) return isBidden(text) ? "person" : "act";
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
    if (isHyphened && ((to === 2 && context === "text") || ((a.roles | b.roles) & roles.eponym) !== 0)) return false;
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

/** One name alone, in a text that has told none. */
function isLikely(word: Word, context: Context, after: Word | undefined): boolean {
  if (word.shape !== "title") return false;
  // "Goldberg's K is 5.9"
  if (word.isPossessive && isPlain(word) && surnameStrength(word.info) >= 4 && word.roles === 0) return true;
  const isListed = context === "mark" && after !== undefined && (after.gap & gaps.comma) !== 0;
  if ((firstStrength(word.info) < 3 || isListed) && context !== "person" && context !== "act") return false;
  return (isPlain(word) || context === "person") && isSingle(word, context, after);
}

/** "Jordan's labs", "Taylor was anxious", "tell Madison": a frequent first name that is a city, a product or an eponym too, where a person stands. */
function isShared(word: Word, context: Context, after: Word | undefined, isTold: boolean): boolean {
  const others = word.roles & ~harmless;
  if (others === 0 || (others & ~(roles.notAlone | roles.eponym)) !== 0 || word.shape !== "title" || wordLevel(word.info) > 2) return false;
  const least = (isTold ? 5 : 6) + (wordLevel(word.info) === 2 ? 1 : 0);
  // "Seen by Brandt (surgery)"
  if (after !== undefined && (after.gap & gaps.paren) !== 0 && (after.roles & roles.service) !== 0 && context === "act")
    return strengthOf(word) >= 4;
  if (firstStrength(word.info) < least) return false;
  const isFollowed = after !== undefined && after.shape === "lower" && after.gap === gaps.space;
  if (context === "person") return true;
  if (word.isPossessive)
    return isFollowed && (after.roles & roles.eponymHead) === 0 && (cityLevel(word.info) < 2 || (after.roles & roles.kin) !== 0);
  if (isFollowed && (after.roles & roles.humanVerb) !== 0) return true;
  if (isFollowed && (after.roles & roles.personVerb) !== 0) return cityLevel(word.info) < 3;
  return isTold && context === "act" && cityLevel(word.info) < 2 && (word.roles & roles.region) === 0;
}

/** One name alone. */
function isSingle(word: Word, context: Context, after: Word | undefined): boolean {
  if (word.shape !== "title" && word.shape !== "inner" && !(word.shape === "caps" && word.length >= 4)) return false;
  if ((word.roles & ~harmless) !== 0 || word.length < 2) return false;
  const isVerb =
    after !== undefined &&
    after.shape === "lower" &&
    after.gap === gaps.space &&
    (after.roles & (word.isPossessive ? roles.kin : roles.humanVerb | roles.personVerb)) !== 0;
  // "Yoli (dtr)", "Mark, your appointment"
  const isKin = after !== undefined && (after.gap & gaps.paren) !== 0 && (after.roles & (roles.kin | roles.service)) !== 0;
  const isCalled =
    after !== undefined && after.gap === (gaps.comma | gaps.space) && after.shape === "lower" && (after.roles & roles.pronoun) !== 0;
  const isSaid = context === "person" || isVerb || isKin || isCalled;
  const isHuman = context === "person" || isKin || (isVerb && (after.roles & (roles.humanVerb | roles.kin)) !== 0);
  const first = firstStrength(word.info);
  const surname = surnameStrength(word.info);
  if (word.shape === "caps") return wordLevel(word.info) === 0 && context !== "text" && Math.max(first, surname) >= 4;
  // "Hunter's coach"
  const isOwner = word.isPossessive && after !== undefined && after.shape === "lower" && (after.roles & (roles.kin | roles.role)) !== 0;
  if (isOwner && Math.max(first, surname) >= ((after.roles & roles.kin) !== 0 ? 3 : 5)) return true;
  if (isPlain(word) && isTown(word.info)) return true;
  if (isUnknown(word)) return word.length >= 4 && (isHuman || word.hasDiacritics);
  switch (wordLevel(word.info)) {
    case 0:
      if (word.length === 2) return isSaid || Math.max(first, surname) >= 5;
      return (
        isSaid ||
        first >= 2 ||
        surname >= 3 ||
        cityLevel(word.info) > 0 ||
        (context !== "text" && first + surname >= 2) ||
        (word.length >= 5 && first + surname >= (context === "text" ? 2 : 1))
      );
    case 1:
      return isSaid || context === "act"
        ? first >= 3 || surname >= 4
        : (first >= 6 && context === "mark") || (first >= 5 && word.isPossessive);
    case 2:
      return isSaid ? first >= 2 || surname >= 4 : first >= (word.isPossessive ? 5 : 6) && (context === "act" || word.isPossessive);
    default:
      return isSaid && first >= 5;
  }
}

/** Ignatius "Big Bear" O'Malley: what stands between a name and the closing quotation mark; -1 where it is more than two words of letters. */
function quotedEnd(text: Uint8Array, at: number, end: number): number {
  let blanks = 0;
  for (let to = at; to < end && to - at <= 24; to++) {
    const byte = text[to] as number;
    if (byte === 0x22) return to - at > 1 ? to : -1;
    const letter = byte | 0x20;
    const isLetter = (letter >= 0x61 && letter <= 0x7a) || byte >= 0x80 || byte === 0x27 || byte === 0x2e || byte === 0x2d;
    if (!isLetter && (byte !== 0x20 || ++blanks > 1)) return -1;
  }
  return -1;
}

/** "Unk. male", "Tel. 0561", "Anes: M.", "Min A". */
function isAbbreviation(text: Uint8Array, word: Word, end: number): boolean {
  if (word.end >= end) return false;
  const byte = text[word.end] as number;
  if (byte === 0x3a) return true;
  if (byte !== 0x2e || word.length > 4) return false;
  const next = word.end + 2 < end ? (text[word.end + 2] as number) : 0;
  return (next >= 0x30 && next <= 0x39) || (next >= 0x61 && next <= 0x7a);
}

/** "Alvarado 8.", "Gustilo II", "Waddell 1/5", "Rovsing +": a score, a grade or a sign called after somebody, not "Ndiaye 62M" nor "Doe 3/14". */
function isScored(text: Uint8Array, run: NameRun, end: number): boolean {
  const last = lastJoined(run);
  return scored.test(latin1(text, last.end, Math.min(end, last.end + 16)));
}
const scored =
  /^(?:'s)?(?: (?:[0-9]\+?\/(?:5|10|20|30)\b|(?:1[3-9]|[2-9][0-9])\/[0-9]|[0-9]{1,2}\/(?:3[2-9]|[4-9][0-9])|(?:[0-9]{1,2}|[0-9]{1,3}\.[0-9]{1,2}|I{1,3}|IV|V)[ab]?(?:$|[,;.)](?:$|[^0-9])|\n)|x ?[0-9]{1,2}(?:$|[,;. ])|\+|[0-9]\+)| ?\([+-]\)| [0-9]{1,3}(?:\.[0-9])? x [0-9])/;

/** The end of "Cormack-Lehane", "Burch-Wartofsky". */
function lastJoined(run: NameRun): Word {
  return run.count > 1 && run.word(1).gap === gaps.hyphen ? run.word(1) : run.word(0);
}

/** "brother-in-law, Kunle" */
function isInLaw(text: Uint8Array, at: number, start: number): boolean {
  return at - 10 >= start && /[a-z]-in-law,? $/.test(latin1(text, at - 10, at));
}

/** "Yi, chair 5", "Cox (MRN": what stands behind a patient of a list. */
const listedPatient =
  /^(?:,? (?:in )?(?:bed|room|rm|chair|bay|slot|station) ?#?[0-9]| \((?:MRN|mrn|DOB|dob|age|rm|bed|room|[0-9]{1,3} ?(?:yo?|[MF])\b)| \((?:CHF|DKA|COPD|N?STEMI|ESRD|CVA|TIA|PE|DVT|UTI|GI bleed|GIB|UGIB|AKI|PNA|SBO|AMS|ETOH|EtOH|afib|syncope|sepsis|pneumonia|stroke|cellulitis|chest pain|hip fx|fall|chole|appy)\b)/;

/** "bed 7 (Whitcombe)", "Rm 412: Okafor": who lies there. */
function isBedded(text: Uint8Array, at: number, start: number): boolean {
  const sign = at - 1 > start ? text[at - 1] : 0;
  if (sign !== 0x28 && sign !== 0x20) return false;
  return /\b(?:bed|room|rm|bay|crib|isolette) ?#?[0-9]{1,4}-?[A-D]? ?[(:] ?$/i.test(latin1(text, Math.max(start, at - 18), at));
}

/** Who is asked and is nobody. */
function isAssistant(text: Uint8Array, { start, end }: Word): boolean {
  return /^(?:Claude|Alexa|Siri|Cortana|Gemini|Copilot|Bard)$/.test(latin1(text, start, end));
}

/** "(Blumenkrantz)", "(Doe/Roe)", not "(Cefepime)". */
function standsInBrackets(text: Uint8Array, run: NameRun, end: number): boolean {
  const last = run.word(run.count - 1);
  const next = last.end < end ? text[last.end] : 0;
  if (next !== 0x29 && next !== 0x2f) return false;
  return !drug.test(latin1(text, Math.max(last.start, last.end - 8), last.end));
}
const drug =
  /(?:cillin|mycin|micin|azole|pril|sartan|olol|statin|floxacin|cycline|penem|navir|vir|pime|axone|zolin|fungin|tinib|mab|parin|xaban|gliptin|gliflozin|tidine|setron|triptan|dipine|semide|thiazide|profen|caine|curium|onium|fentanil|barbital|azepam|zolam|pine|done|sone|lone|ine|ide|ate)$/i;

/** What makes the next word a name too: Dolores "Lola" Quintanilla, Theodora (Teddy) Blackwood, Gina and Paulie. */
function isJoined(text: Uint8Array, from: number, to: number): boolean {
  const length = to - from;
  // "Monteverde/Osei"
  if (length === 1) return text[from] === 0x2f;
  // Ignatius "Iggy" O'Malley
  if (length === 2 && text[from] === 0x22) return text[to - 1] === 0x20;
  if (length === 2) return text[to - 1] !== 0x20;
  const isAnd = length === 5 && text[from] === 0x20 && text[from + 1] === 0x61 && text[from + 2] === 0x6e && text[from + 3] === 0x64;
  return isAnd || (length === 3 && text[from] === 0x20 && (text[from + 1] === 0x26 || text[from + 1] === 0x2b));
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isPlain(word: Word): boolean {
  return wordLevel(word.info) === 0;
}

function strengthOf(word: Word): number {
  return Math.max(firstStrength(word.info), surnameStrength(word.info));
}
