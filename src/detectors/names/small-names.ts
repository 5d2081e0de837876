import { cityLevel, firstStrength, surnameStrength, wordLevel } from "./gazetteer.ts";
import { latin1 } from "./letters.ts";
import { roles } from "./lexicon.ts";
import { startsLetter } from "./word-marks.ts";
import { createWord, type Word, type WordReader } from "./word-reader.ts";

/** What an age or a weight looks like right behind a name: "okonkwo, 58m w chf", "augie, 22 kg". */
const age = /^,? \(?[0-9]{1,3}(?:\.[0-9])? ?(?:y\/?o\b|y\.o|yrs?\b|year|mo\b|[mf]\b|kg\b|lbs?\b)/;
/** Who somebody is, right behind the name: "hernandez the hospitalist", "tamika rn here". */
const office =
  /^,? (?:the |our |my |is the )?(?:rn|md|do|np|pa|cna|lpn|hospitalist|intensivist|resident|attending|fellow|intern|surgeon|nurse|pharmacist|therapist|doctor|doc|cardiologist|neurologist|nephrologist|oncologist|psychiatrist|tech|aide|cook|driver|lawyer|neighbor|coach|teacher)\b|^,? in (?:bed|room|rm) ?[0-9]/;
/** Prepositions and the like before a person, which are in no other list; "w" is with. */
const cues: ReadonlySet<string> = new Set([
  "w",
  "per",
  "as",
  "from",
  "and",
  "says",
  "dear",
  "cc",
  "attn",
  "then",
  "call",
  "hi",
  "fyi",
  "about",
]);

/** Names in small letters in a text about somebody that has hardly a capital, by looser rules than elsewhere. */
export function createSmallNames(reader: WordReader) {
  const word = createWord();
  const before = createWord();
  const after = createWord();

  return { nameEnd };

  /** The end of the name that begins with the small letter at `at`, or -1. `isTold`: whether a strict rule found a name; `nameBefore`: where the name before ends. */
  function nameEnd(text: Uint8Array, at: number, start: number, end: number, isTold: boolean, nameBefore: number): number {
    if (!reader.read(text, at, end, word) || word.shape !== "lower" || word.roles !== 0) return -1;
    if (wordLevel(word.info) > 0) return everydayEnd(text, at, start, end, isTold);
    if (word.length < 4 || (text[at - 1] !== 0x28 && isGlue(at > start ? text[at - 1] : 0x20))) return -1;
    const isSpeaker = isSpeaking(text, at, start, word.end, end);
    if (!isSpeaker && isGlue(word.end < end ? text[word.end] : 0x20)) return -1;
    const first = firstStrength(word.info);
    const surname = surnameStrength(word.info);
    if (first + surname === 0 || cityLevel(word.info) > 1) return -1;
    if (nameBefore > start && at - nameBefore === 1 && text[nameBefore] === 0x20) return word.end;
    // "hernandez the hospitalist"
    if (isTold && Math.max(first, surname) >= 4 && office.test(latin1(text, word.end, Math.min(end, word.end + 24)))) return word.end;
    if (isAged(text, word.end, end) || (isSpeaker && first >= (isTold ? 3 : 4))) return word.end;
    if (isTold && first >= 5 && cityLevel(word.info) === 0) return word.end;
    const isKnown = first >= (isTold ? 2 : 4) || surname >= (isTold ? 3 : 4);
    return isKnown && (isCued(text, at, start) || isDoing(text, end, isTold && Math.max(first, surname) >= 4)) ? word.end : -1;
  }

  /** "marguerite dubose", "cc donna", beside other names "bill tuttle": the first name is a word too. */
  function everydayEnd(text: Uint8Array, at: number, start: number, end: number, isTold: boolean): number {
    const first = firstStrength(word.info);
    const level = wordLevel(word.info);
    if (
      level === 1 &&
      isTold &&
      first >= 6 &&
      cityLevel(word.info) < 2 &&
      !isGlue(word.end < end ? text[word.end] : 0x20) &&
      isCued(text, at, start)
    )
      return word.end;
    if (level === 1) return first >= 5 ? withSurname(text, at, start, end, 3) : -1;
    return isTold && first >= 6 ? withSurname(text, at, start, end, 5) : -1;
  }

  function withSurname(text: Uint8Array, at: number, start: number, end: number, least: number): number {
    if (
      (text[at - 1] !== 0x28 && isGlue(at > start ? text[at - 1] : 0x20)) ||
      text[word.end] !== 0x20 ||
      !startsLetter(text, word.end + 1, end)
    )
      return -1;
    if (!reader.read(text, word.end + 1, end, after) || after.shape !== "lower" || after.roles !== 0) return -1;
    return wordLevel(after.info) === 0 && surnameStrength(after.info) >= least && after.length >= 4 ? after.end : -1;
  }

  function isCued(text: Uint8Array, at: number, start: number): boolean {
    if (!reader.readBefore(text, at, start, before) || text[at - 1] !== 0x20) return false;
    return (before.roles & cueRoles) !== 0 || cues.has(ascii(text, before)) || isBehindAge(text, at, start);
  }

  /** "okafor says"; beside other names "ortiz is on the way". */
  function isDoing(text: Uint8Array, end: number, isSure: boolean): boolean {
    if (word.isPossessive || word.end + 1 >= end || text[word.end] !== 0x20 || !startsLetter(text, word.end + 1, end)) return false;
    return (
      reader.read(text, word.end + 1, end, after) &&
      (after.roles & (isSure ? roles.humanVerb | roles.personVerb | roles.cueIs : roles.humanVerb)) !== 0
    );
  }
}

const cueRoles = roles.personCue | roles.kin | roles.role | roles.title | roles.wordTitle | roles.writing;

/** Whether a text has fewer capitals than prose: one in sixty bytes. */
function hasFewCapitals(text: Uint8Array, start: number, end: number): boolean {
  let most = Math.trunc((end - start) / 60);
  let wasCapital = false;
  for (let at = start; at < end; at++) {
    const byte = text[at] as number;
    // "you missed it AGAIN": a word in capitals is one.
    const isCapital = byte >= 0x41 && byte <= 0x5a;
    if (isCapital && !wasCapital && --most < 0) return false;
    wasCapital = isCapital;
  }
  return true;
}

/** Whether a text begins its sentences in small letters, or has fewer capitals than prose. */
export function isWrittenSmall(text: Uint8Array, start: number, end: number): boolean {
  if (hasFewCapitals(text, start, end)) return true;
  let small = 0;
  let large = 0;
  let isBegin = true;
  for (let at = start; at < end; at++) {
    const byte = text[at] as number;
    if (byte === 0x0a || byte === 0x2e || byte === 0x3f || byte === 0x5d) isBegin = true;
    else if (byte > 0x20 && isBegin) {
      if (byte >= 0x61 && byte <= 0x7a && at > start && (text[at - 1] as number) <= 0x20) small++;
      else if (byte >= 0x41 && byte <= 0x5a) large++;
      isBegin = byte === 0x5b;
    }
  }
  return small > 2 && small > large;
}

/** "45f reyes": an age and a sex before the name. */
function isBehindAge(text: Uint8Array, at: number, start: number): boolean {
  return /(?:^|[^0-9a-z])[0-9]{1,3} ?(?:y\/?o ?)?[mf] $/.test(latin1(text, Math.max(start, at - 10), at));
}

/** "[14:22] priya: room 8 is back": who speaks, at the begin of a line. */
function isSpeaking(text: Uint8Array, at: number, start: number, to: number, end: number): boolean {
  if (to + 1 >= end || text[to] !== 0x3a || text[to + 1] !== 0x20) return false;
  return at === start || text[at - 1] === 0x0a || (text[at - 1] === 0x20 && text[at - 2] === 0x5d);
}

function isAged(text: Uint8Array, at: number, end: number): boolean {
  return age.test(latin1(text, at, Math.min(end, at + 16)));
}

/** A sign that makes a word a part of an identifier, a path or an address. */
function isGlue(byte: number | undefined): boolean {
  return byte !== undefined && "/_@-$#\\=(:".includes(String.fromCharCode(byte));
}

function ascii(text: Uint8Array, { start, end }: Word): string {
  return latin1(text, start, Math.min(end, start + 8));
}
