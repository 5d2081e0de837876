import { cityLevel, firstStrength, isNowhere, surnameStrength, wordLevel } from "./gazetteer.ts";
import { latin1 } from "./letters.ts";
import { roles } from "./lexicon.ts";
import type { NameSink } from "./name-detectors.ts";
import { gaps, startsLetter } from "./word-marks.ts";
import { createWord, type Word, type WordReader } from "./word-reader.ts";

/** The most words of a name in lower case. */
const wordsMax = 4;

/** Names without a capital, as in chats and search boxes: "my name is maria gonzalez", "pt john doe", "ask dr. patel". */
export function createLowerCaseRules(reader: WordReader) {
  let cue = createWord();
  const before = createWord();
  const words = Array.from({ length: wordsMax }, createWord);
  const word = (index: number) => words[index] as Word;
  /** Where the first word for a patient or kin stands in the text; -1 for none. */
  const seen = { kinAt: -1 };

  return { read, readCue, cueRoles: capitalCueRoles, seen };

  /** Reads the lower-case word at `at`, which may announce a name or begin one. Returns where to go on. */
  function read(text: Uint8Array, at: number, start: number, end: number, sink: NameSink): number {
    reader.read(text, at, end, cue);
    const wordEnd = Math.max(cue.end, at + 1);
    if (cue.shape !== "lower" || isGluedBefore(text, at, start)) return wordEnd;
    if ((cue.roles & cueRoles) !== 0) return readCue(text, cue, start, end, sink);
    return readPair(text, at, end, sink);
  }

  /** A word that may announce a name in lower case. Returns its end where it does not. */
  function readCue(text: Uint8Array, announcing: Word, start: number, end: number, sink: NameSink): number {
    const { end: from, roles: found, start: at } = announcing;
    if ((found & roles.title) !== 0) return readAfter(text, from, end, sink, isAfterTitle);
    if ((found & roles.kin) !== 0 && announcing.shape === "lower") {
      if (seen.kinAt < 0) seen.kinAt = at;
      takeOwner(text, at, start, sink);
    }
    if ((found & roles.writing) !== 0) return readWriting(text, from, end, sink);
    if ((found & roles.kin) !== 0 && announcing.shape === "lower" && announcing.initial !== 0x70)
      return readAfter(text, from, end, sink, isAfterRelative);
    if ((found & roles.greeting) !== 0 && text[from] === 0x2c) return readAfter(text, from, end, sink, isAfterClosing);
    if ((found & roles.wordTitle) !== 0) return readAfter(text, from, end, sink, isAfterWordTitle);
    if ((found & (roles.kin | roles.cueNamed | roles.greeting)) !== 0) return readAfter(text, from, end, sink, isAfterKin);
    // "its fernanda queiroz", not "its aurora".
    if ((found & roles.cueAm) !== 0 && announcing.length === 3) return readAfter(text, from, end, sink, isFrequent);
    if ((found & roles.cueAm) !== 0) return isAfterI(text, announcing, start) ? readAfter(text, from, end, sink, isAfterName) : from;
    if (!reader.readBefore(text, at, start, before)) return from;
    // "my boss trevor", "case mgr ileana"
    if ((found & roles.role) !== 0) {
      const isOfPerson = (before.roles & roles.pronoun) !== 0 || offices.test(latin1(text, before.start, before.end));
      if (isOfPerson && before.gap === gaps.space) {
        if (seen.kinAt < 0) seen.kinAt = at;
        return readAfter(text, from, end, sink, isAfterRole);
      }
      if ((found & ~roles.role) === 0) return from;
    }
    // "last name fuentes"
    if ((found & roles.cueName) !== 0)
      return (before.roles & roles.pronoun) !== 0 ? readAfter(text, from, end, sink, isAfterSurnameCue) : from;
    if ((before.roles & roles.cueName) !== 0) return readAfter(text, from, end, sink, isAfterName);
    // "his pcp is lorraine tibbets"
    if ((before.roles & roles.kin) !== 0) return readAfter(text, from, end, sink, isAfterKinIs);
    // "my doctor is crofoot"
    if ((before.roles & (roles.wordTitle | roles.role)) !== 0 && isOwned(text, start))
      return readAfter(text, from, end, sink, isAfterRoleIs);
    return (before.roles & roles.cueThis) !== 0 ? readAfter(text, from, end, sink, isAfterName) : from;
  }

  /** "note for tyrell gibbs", "letter to okafor": `from` is the end of what is written. */
  function readWriting(text: Uint8Array, from: number, end: number, sink: NameSink): number {
    for (const link of links) {
      let at = 0;
      while (at < link.length && from + at < end && text[from + at] === link[at]) at++;
      if (at === link.length) return Math.max(from, readAfter(text, from + at, end, sink, isAfterWriting));
    }
    return from;
  }

  /** A name right behind an announcement that ends at `from`. */
  function readAfter(text: Uint8Array, from: number, end: number, sink: NameSink, fits: (word: Word) => boolean): number {
    let at = from;
    // "thanks, maria"
    if (at < end && (text[at] === 0x2e || (text[at] === 0x2c && fits === isAfterClosing))) at++;
    if (at >= end || text[at] !== 0x20) return from;
    at = behindFiller(text, at + 1);
    if (at >= end || !startsLetter(text, at, end)) return from;
    const first = word(0);
    reader.read(text, at, end, first);
    if (first.end - first.start === 1) return readInitial(text, from, end, sink);
    const isColoned = fits === isAfterTitle && text[first.end] === 0x3a && text[first.end + 1] === 0x20;
    if (first.shape !== "lower" || (!isColoned && isGluedAfter(text, first, end)) || !(fits(first) || isPairAhead(text, first, end)))
      return from;
    return takeFrom(text, end, sink, true);
  }

  /** "r. castellano": words[0] is a letter. */
  function readInitial(text: Uint8Array, from: number, end: number, sink: NameSink): number {
    const { start, end: letterEnd } = word(0);
    const at = text[letterEnd + 1] === 0x20 ? letterEnd + 2 : letterEnd + 1;
    if (text[letterEnd] !== 0x2e || at >= end || !startsLetter(text, at, end)) return from;
    const surname = word(1);
    reader.read(text, at, end, surname);
    if (surname.shape !== "lower" || surname.roles !== 0 || !isSurname(surname) || isGluedAfter(text, surname, end)) return from;
    sink.add(start, surname.end, "name_cue");
    sink.rememberWord(surname);
    return surname.end;
  }

  /** "clementine archibald": the first is a word too, the surname behind it is none. */
  function isPairAhead(text: Uint8Array, first: Word, end: number): boolean {
    if ((first.roles & ~(roles.notAlone | roles.eponym)) !== 0 || firstStrength(first.info) < 1) return false;
    if (first.end + 1 >= end || text[first.end] !== 0x20 || !startsLetter(text, first.end + 1, end)) return false;
    const second = word(1);
    reader.read(text, first.end + 1, end, second);
    if (second.shape !== "lower" || second.roles !== 0 || wordLevel(second.info) > 0) return false;
    // "grace chukwu", "guy brady", "travis wong": a word of every day, or another's name, before a surname that is neither.
    if (wordLevel(first.info) > 1 || first.roles !== 0)
      return firstStrength(first.info) >= 5 && surnameStrength(second.info) >= (wordLevel(first.info) > 1 ? 2 : 1) && second.length >= 4;
    return firstStrength(first.info) < 3 ? surnameStrength(second.info) >= 2 || isAccented(second) : surnameStrength(second.info) >= 3;
  }

  /** words[0] is a name: takes those that go on with it. */
  function takeFrom(text: Uint8Array, end: number, sink: NameSink, isAnnounced: boolean): number {
    let count = 1;
    let taken = 1;
    while (count < wordsMax) {
      const last = word(count - 1);
      const isJoined = !last.isPossessive && last.end + 1 < end && (text[last.end] === 0x20 || text[last.end] === 0x2d);
      if (!isJoined || !startsLetter(text, last.end + 1, end)) break;
      const next = word(count);
      reader.read(text, last.end + 1, end, next);
      if (next.shape !== "lower" || isGluedAfter(text, next, end)) break;
      count++;
      // "dr kapoor-lane": what a hyphen joins to a name is of it.
      const isHyphened = isAnnounced && text[last.end] === 0x2d && next.length > 2;
      const isRareSurname =
        isAnnounced &&
        count === 2 &&
        wordLevel(word(0).info) === 0 &&
        (isRare(next) || (isNowhere(next.info) && isNameEnd(text, next, end)));
      if (
        isSurname(next) ||
        isHyphened ||
        (isGivenName(next) && next.roles === 0) ||
        (isAnnounced && count === 2 && (isSurnameAndWord(next) || (isGivenName(word(0)) && isSurnameOfEveryDay(text, next)))) ||
        isRareSurname
      )
        taken = count;
      else if ((next.roles & roles.particle) === 0) break;
    }
    const last = word(taken - 1);
    sink.add(word(0).start, last.end, "name_cue");
    for (let i = 0; i < taken; i++) if (wordLevel(word(i).info) === 0) sink.rememberWord(word(i));
    return last.end;
  }

  /** "jaylen's mom", "ashok's wife", "wozniaks wife": the name that stands before kin, in the possessive; in haste it is written without its apostrophe. */
  function takeOwner(text: Uint8Array, kinAt: number, start: number, sink: NameSink): void {
    if (!reader.readBefore(text, kinAt, start, before) || before.shape !== "lower" || before.gap !== gaps.space) return;
    const { info: written } = before;
    const isHasty = !before.isPossessive && before.length >= 5 && text[before.end - 1] === 0x73 && wordLevel(written) === 0;
    if (isHasty) reader.read(text, before.start, before.end - 1, before);
    else if (!before.isPossessive) return;
    const { info, length } = before;
    if (before.roles !== 0 || wordLevel(info) > 0 || cityLevel(info) > 1 || length < 4) return;
    // "martins wife" may be Martins's: the name without its last letter must be the more frequent one.
    const least = isHasty ? Math.max(3, surnameStrength(written) + 1) : 2;
    if (firstStrength(info) < least && surnameStrength(info) < Math.max(4, least)) return;
    if (isGluedBefore(text, before.start, start)) return;
    sink.add(before.start, before.end, "name_cue");
    sink.rememberWord(before);
  }

  /** A frequent first name with a surname behind it, neither of them an English word. */
  function readPair(text: Uint8Array, at: number, end: number, sink: NameSink): number {
    const first = word(0);
    const wordEnd = Math.max(cue.end, at + 1);
    if (cue.roles !== 0 || !isGivenName(cue) || cue.isPossessive) return wordEnd;
    if (firstStrength(cue.info) >= 6 && isDoing(text, end)) {
      sink.add(cue.start, cue.end, "name_cue");
      sink.rememberWord(cue);
      return cue.end;
    }
    if (cue.end + 1 >= end || text[cue.end] !== 0x20 || !startsLetter(text, cue.end + 1, end)) return wordEnd;
    const second = word(1);
    reader.read(text, cue.end + 1, end, second);
    const isFit = second.shape === "lower" && isSurname(second) && (second.roles & ~roles.eponym) === 0 && !isGluedAfter(text, second, end);
    if (!isFit || surnameStrength(second.info) < (firstStrength(cue.info) >= 6 ? 3 : 4)) return wordEnd;
    words[0] = cue;
    cue = first;
    return takeFrom(text, end, sink, false);
  }

  /** "what are the chances kaitlyn has lyme": a frequent first name before what people do or have. */
  function isDoing(text: Uint8Array, end: number): boolean {
    if (cue.end + 1 >= end || text[cue.end] !== 0x20 || !startsLetter(text, cue.end + 1, end) || wordLevel(cue.info) > 0) return false;
    const verb = word(1);
    reader.read(text, cue.end + 1, end, verb);
    return verb.shape === "lower" && (verb.roles & (roles.humanVerb | roles.personVerb)) !== 0;
  }

  /** Whether the word in `before` stands behind "my", "his", "our". */
  function isOwned(text: Uint8Array, start: number): boolean {
    const { start: at, gap } = before;
    return (
      gap === gaps.space && reader.readBefore(text, at, start, before) && (before.roles & roles.pronoun) !== 0 && before.gap === gaps.space
    );
  }

  /** "im", "i'm", "i am". */
  function isAfterI(text: Uint8Array, am: Word, start: number): boolean {
    if (am.initial === 0x69) return true;
    return reader.readBefore(text, am.start, start, before) && before.end - before.start === 1 && before.initial === 0x69;
  }
}

/** "mister uh guadalupe benitez": how speech is written down. */
function behindFiller(text: Uint8Array, at: number): number {
  const isFiller = (text[at] === 0x75 && (text[at + 1] === 0x68 || text[at + 1] === 0x6d)) || (text[at] === 0x61 && text[at + 1] === 0x68);
  return isFiller && text[at + 2] === 0x20 ? at + 3 : at;
}

/** Between what is written and whom it is about. */
const links = [" for", " to", " on", " about", " re"].map((link) => Buffer.from(link));

/** Before a role that somebody has: "case mgr", "school nurse". */
const offices = /^(?:case|care|charge|school|team|office|shift|store|social|unit|nurse|practice|program|peer)$/i;

const capitalCueRoles =
  roles.writing | roles.title | roles.kin | roles.cueNamed | roles.greeting | roles.wordTitle | roles.cueAm | roles.cueIs | roles.cueName;
const cueRoles = capitalCueRoles | roles.role;

/** A first name that is no English word to speak of. */
function isGivenName(word: Word): boolean {
  const first = firstStrength(word.info);
  const level = wordLevel(word.info);
  return ((first >= 5 && level === 0) || (first >= 6 && level === 1)) && cityLevel(word.info) < 2;
}

function isSurname(word: Word): boolean {
  const surname = surnameStrength(word.info);
  const level = wordLevel(word.info);
  if ((word.roles & ~(roles.eponym | roles.notAlone | roles.softPlaceAfter)) !== 0) return false;
  if (word.hasDiacritics && level === 0 && word.length >= 3) return true;
  return (surname >= 3 && level === 0) || (surname >= 5 && level === 1) || (surname >= 7 && level < 4);
}

/** "john doe": a common word, but no everyday one, that many people are called by. */
function isSurnameAndWord(word: Word): boolean {
  return surnameStrength(word.info) >= 4 && wordLevel(word.info) < 3 && (word.roles & ~roles.softPlaceAfter) === 0;
}

/** "my mom filip sporysz is": what no dictionary has, before what only follows a name. */
function isNameEnd(text: Uint8Array, word: Word, end: number): boolean {
  return (
    word.roles === 0 &&
    word.length >= 4 &&
    /^(?:$|[,.;)\n]|'s | (?:is|was|has|had|who|dob|and|says|said|called|turned|will)\b)/.test(
      latin1(text, word.end, Math.min(end, word.end + 8)),
    )
  );
}

/** "amelia stone", "justin young": a word of every day behind a first name that is none. */
function isSurnameOfEveryDay(text: Uint8Array, word: Word): boolean {
  return (
    surnameStrength(word.info) >= 5 &&
    word.length >= 4 &&
    (word.roles & ~(roles.softPlaceAfter | roles.eponym | roles.notAlone | roles.humanVerb | roles.personVerb)) === 0 &&
    !doings.test(latin1(text, word.start, word.end))
  );
}
/** Words that stand behind a first name in a sentence, and are surnames of many. */
const doings =
  /^(?:will|long|days?|best|still|little|early|love|price|bill|pays?|back|cases?|read|foot|head|hand|cross|save|self|short|poor|wise|good|sharp|sick|rest|fast|main|post|card|call|page|park|state|house|home|room|child|speed|power|cash|bank|field|christian|english|does|like|must|just|here|when|with|that|this|what|told|says|said|have|made|came|went|took)$/;

function isAfterName(word: Word): boolean {
  return (
    (word.roles & roles.blocked) === 0 &&
    (isAccented(word) ||
      (wordLevel(word.info) === 0 && (firstStrength(word.info) >= 3 || surnameStrength(word.info) >= 5)) ||
      isGivenName(word))
  );
}

/** "his wife is despina", not "his wife is anxious". */
function isAfterKinIs(word: Word): boolean {
  return word.roles === 0 && word.length >= 4 && firstStrength(word.info) >= 3 && wordLevel(word.info) === 0;
}

/** "hey its marcus again", not "its aurora". */
function isFrequent(word: Word): boolean {
  return word.roles === 0 && firstStrength(word.info) >= 4 && wordLevel(word.info) === 0 && cityLevel(word.info) === 0;
}

/** "my boss trevor" */
function isAfterRole(word: Word): boolean {
  return word.roles === 0 && word.length >= 4 && firstStrength(word.info) >= 3 && wordLevel(word.info) === 0 && cityLevel(word.info) < 2;
}

/** "my doctor is crofoot" */
function isAfterRoleIs(word: Word): boolean {
  return isAfterRole(word) || (word.roles === 0 && word.length >= 5 && surnameStrength(word.info) >= 3 && wordLevel(word.info) === 0);
}

function isAfterSurnameCue(word: Word): boolean {
  return word.roles === 0 && wordLevel(word.info) < 2 && (isAfterName(word) || surnameStrength(word.info) >= 3);
}

/** "thanks, layla" */
function isAfterClosing(word: Word): boolean {
  return word.length >= 4 && isGivenName(word) && word.roles === 0;
}

/** "stepdad travis", "mom virginia": behind kin a first name may be a product's or a State's too. */
function isSharedName(word: Word): boolean {
  return (
    word.roles !== 0 &&
    (word.roles & ~(roles.notAlone | roles.region | roles.eponym)) === 0 &&
    word.length >= 4 &&
    firstStrength(word.info) >= 6 &&
    wordLevel(word.info) < 2
  );
}

/** "roommate priyanka": kin and the like have names that fewer people have. */
function isAfterRelative(word: Word): boolean {
  return (
    isAfterKin(word) ||
    isShortName(word) ||
    isSharedName(word) ||
    (word.roles === 0 && word.length >= 5 && firstStrength(word.info) >= 2 && wordLevel(word.info) === 0)
  );
}

/** "wife bev", "dad tim" */
function isShortName(word: Word): boolean {
  return word.roles === 0 && word.length === 3 && firstStrength(word.info) >= 3 && wordLevel(word.info) === 0;
}

/** "doctor yamamoto", "officer castellano": the title is a word too. */
function isAfterWordTitle(word: Word): boolean {
  return isAfterKin(word) || (word.roles === 0 && word.length >= 4 && surnameStrength(word.info) >= 3 && wordLevel(word.info) === 0);
}

function isAfterWriting(word: Word): boolean {
  const strength = Math.max(firstStrength(word.info) + 1, surnameStrength(word.info));
  return word.roles === 0 && word.length >= 4 && wordLevel(word.info) === 0 && cityLevel(word.info) === 0 && strength >= 4;
}

/** "ezekiel thornquist": hardly anybody is called so, and it is no other word. */
function isRare(word: Word): boolean {
  return word.roles === 0 && word.length >= 5 && wordLevel(word.info) === 0 && firstStrength(word.info) + surnameStrength(word.info) > 0;
}

/** "pt dương đặng": a word that no English text has. */
function isAccented(word: Word): boolean {
  return word.hasDiacritics && word.length >= 3 && wordLevel(word.info) === 0;
}

function isAfterKin(word: Word): boolean {
  return (
    word.roles === 0 &&
    (isAccented(word) || isGivenName(word) || (word.length >= 4 && firstStrength(word.info) >= 4 && wordLevel(word.info) === 0))
  );
}

function isAfterTitle(word: Word): boolean {
  if ((word.roles & (roles.blocked | roles.notAlone | roles.particle)) !== 0) return false;
  const strength = Math.max(firstStrength(word.info), surnameStrength(word.info));
  // "mrs lius son", "dr okonjo": in no dictionary at all.
  if (isNowhere(word.info) && word.roles === 0 && word.length >= 4) return true;
  return wordLevel(word.info) === 0 ? strength >= 1 : wordLevel(word.info) === 1 ? strength >= 4 : surnameStrength(word.info) >= 6;
}

function isGluedBefore(text: Uint8Array, at: number, start: number): boolean {
  if (at === start) return false;
  const byte = text[at - 1] as number;
  return (
    byte === 0x2e || byte === 0x2f || byte === 0x5f || byte === 0x2d || byte === 0x40 || byte === 0x24 || byte === 0x5c || byte === 0x3d
  );
}

/** "maria_", "maria.local", "maria=", "maria@": no word of a text. */
function isGluedAfter(text: Uint8Array, word: Word, end: number): boolean {
  if (word.end >= end || word.isPossessive) return false;
  const byte = text[word.end] as number;
  if (byte === 0x5f || byte === 0x3d || byte === 0x40 || byte === 0x2f || byte === 0x28 || byte === 0x3a) return true;
  return byte === 0x2e && word.end + 1 < end && startsLetter(text, word.end + 1, end);
}
