import { latin1 } from "./letters.ts";
import { roles } from "./lexicon.ts";
import type { NameRun } from "./name-run.ts";
import { gaps } from "./word-marks.ts";

/** What only a person has behind the name: ", DOB", "is a 45-year-old", "(45F", "reports". */
export function personFollows(run: NameRun, text: Uint8Array, end: number): boolean {
  if (run.hasAfter && run.after.shape === "lower" && run.after.gap === gaps.space && (run.after.roles & roles.humanVerb) !== 0) return true;
  const from = run.word(run.count - 1).end;
  const behind = latin1(text, from, Math.min(end, from + 24));
  return /^(?:,? \(?(?:DOB|D\.O\.B|dob|AKA\b|aka\b|MRN|mrn|SSN|ssn|aged? \d|age:|\d{1,3} ?-?(?:y|Y|[MF]\b|years?))|,? (?:born|b\.) (?:on |in )?\d|,? is an? \d{1,3}\b(?!,)|, \d{1,3}(?:\.\d)? ?kg\b| \((?:they|she|he)\/| c\/o\b|'s (?:chart|record|appointment|wife|husband|mother|father|son|daughter|lab|mrn|MRN|DOB)|,? [(-]{0,2} ?(?:(?:his|her|the|pt'?s|patient's|their) )?(?:wife|husband|spouse|son|daughter|mother|father|brother|sister|niece|nephew|aunt|uncle|cousin|grand(?:son|daughter|mother|father|ma|pa)|POA|HCP|mom|dad|roommate|landlord|caregiver|stepson|stepdaughter|fianc)(?![a-z'’-]))/.test(
    behind,
  );
}

/** " (1816–1855)", " (born Byron; 10 December 1815 – 27 November 1852)": who died before 1960, as an encyclopaedia says it. */
export function lifeFollows(run: NameRun, text: Uint8Array, end: number): boolean {
  const from = run.word(run.count - 1).end;
  if (text[from] !== 0x20 || text[from + 1] !== 0x28) return false;
  const behind = latin1(text, from, Math.min(end, from + 72));
  return /^ \([^()]{0,30}\b1[0-9]{3} ?(?:-|\xe2\x80[\x93\x94]) ?(?:[0-9]{1,2} [A-Z][a-z]{2,8} |[A-Z][a-z]{2,8} [0-9]{1,2}, )?1(?:[0-8][0-9]|9[0-5])[0-9]\)/.test(
    behind,
  );
}

/** A place, an institution, a street: by the word before ("New", "Lake", "San") or behind ("Hospital", "Street") or a house number. */
export function isPlace(run: NameRun, text: Uint8Array, start: number): boolean {
  const { before, after } = run;
  if (
    run.hasBefore &&
    (before.roles & roles.placeBefore) !== 0 &&
    before.shape !== "lower" &&
    (before.gap === gaps.space || before.gap === (gaps.dot | gaps.space))
  )
    return true;
  const isHard = run.hasAfter && (after.roles & roles.placeAfter) !== 0 && after.shape !== "lower" && after.gap === gaps.space;
  if (isHard && (after.roles & roles.softPlaceAfter) === 0) return true;
  const last = run.word(run.count - 1);
  const isSoft = (isHard && run.count < 3) || ((last.roles & roles.softPlaceAfter) !== 0 && run.count > 1);
  return (isSoft && hasNumberBefore(run, text, start)) || (isHard && run.count === 1);
}

function hasNumberBefore(run: NameRun, text: Uint8Array, start: number): boolean {
  const at = run.word(0).start - 2;
  return at >= start && text[at + 1] === 0x20 && (text[at] as number) >= 0x30 && (text[at] as number) <= 0x39;
}

/** Part of a path, a host, an identifier, an address: not a word of a text. */
export function isInsideToken(text: Uint8Array, run: NameRun, start: number): boolean {
  const at = run.word(0).start;
  if (at === start) return false;
  const byte = text[at - 1] as number;
  const isGlue = byte === 0x2f || byte === 0x40 || byte === 0x23 || byte === 0x24 || byte === 0x5f || byte === 0x2d;
  if (isGlue) return at - 2 >= start && (text[at - 2] as number) > 0x20;
  // ".Maria", but not "…\nMaria" or "end.Maria" of texts without spaces: a dot glued on both sides is a host's or a class's.
  return byte === 0x2e && at - 2 >= start && isWord(text[at - 2] as number);
}

/** "Parents Sunita/Rohan": two names, no path. */
export function isSlashedName(run: NameRun, text: Uint8Array, end: number): boolean {
  const at = run.word(run.count - 1).end;
  const letter = at + 1 < end ? (text[at + 1] as number) : 0;
  return text[at] === 0x2f && letter >= 0x41 && letter <= 0x5a;
}

/** "Martin(", "Martin.local", "Martin=", "Martin/x": the name goes on as something else. */
export function isGluedAfter(run: NameRun, index: number, text: Uint8Array, end: number): boolean {
  const word = run.word(index);
  if (word.isPossessive || word.end >= end) return false;
  const byte = text[word.end] as number;
  if (byte === 0x28 || byte === 0x3d || byte === 0x5f || byte === 0x40 || byte === 0x5b || byte === 0x24) return true;
  if (byte === 0x2d) return index + 1 >= run.count;
  const next = word.end + 1 < end ? (text[word.end + 1] as number) : 0x20;
  return (byte === 0x2e || byte === 0x2f || byte === 0x3a || byte === 0x3c || byte === 0x5c) && isWord(next) && next !== 0x6e;
}

function isWord(byte: number): boolean {
  const letter = byte | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (byte >= 0x30 && byte <= 0x39);
}
