import { cityLevel, firstStrength, wordLevel } from "./gazetteer.ts";
import { latin1 } from "./letters.ts";
import { roles } from "./lexicon.ts";
import { firstWeight, isUnknown, type NameRun, surnameWeight } from "./name-run.ts";
import { isGluedAfter, personFollows } from "./name-surroundings.ts";
import { gaps } from "./word-marks.ts";

/** One name with nothing before it that announces it: only a frequent first name in running text, or one that does what people do. */
export function isLone(run: NameRun, index: number, text: Uint8Array, end: number): boolean {
  const word = run.word(index);
  if (word.shape === "title" && (word.roles & ~roles.eponym) === 0 && firstStrength(word.info) >= 5 && isCalled(run, index, text, end))
    return true;
  if (word.shape !== "title" || (word.roles & ~(roles.humanVerb | roles.kin | roles.role)) !== 0) return false;
  if (isGluedAfter(run, index, text, end)) return false;
  if (index > 0 && (word.gap & gaps.comma) === 0) return false;
  const after = index + 1 < run.count ? undefined : run.hasAfter ? run.after : undefined;
  const isFollowed = after !== undefined && after.shape === "lower" && (after.gap & ~(gaps.space | gaps.quote)) === 0;
  const isHuman = isFollowed && ((after.roles & roles.humanVerb) !== 0 || (word.isPossessive && (after.roles & roles.kin) !== 0));
  if (isFollowed && (after.roles & roles.eponymHead) !== 0 && !word.isPossessive) return false;
  const { info } = word;
  const first = firstWeight(word);
  const isBeing = isFollowed && (after.roles & roles.cueIs) !== 0 && first >= 4 && wordLevel(info) === 0 && cityLevel(info) < 2;
  if (
    isBeing ||
    (isFollowed && (after.roles & roles.cueIs) !== 0 && surnameWeight(word) >= 4 && wordLevel(info) === 0 && cityLevel(info) === 0)
  )
    return true;
  if (isHuman)
    return (
      (first >= 3 || (firstStrength(info) >= 6 && wordLevel(info) < 3) || (surnameWeight(word) >= 4 && wordLevel(info) === 0)) &&
      cityLevel(info) < 2
    );
  const isInText =
    isFollowed || (run.hasBefore && run.before.shape === "lower" && (run.before.gap & ~(gaps.space | gaps.quote | gaps.comma)) === 0);
  if (isSpeaker(run, index, text, end)) return first >= 5 || (firstStrength(info) >= 6 && wordLevel(info) < 2);
  if (!isInText || cityLevel(info) > 2 || isVerbAtBegin(run, index, isFollowed)) return false;
  if (first >= 3 && wordLevel(info) === 0 && cityLevel(info) === 0 && isAfterPersonCue(run)) return true;
  return first >= 5 && wordLevel(info) < 2;
}

/** "Frank hematuria.", "Sue the plan": a word that begins a sentence has its capital from there, unless a person's verb follows. */
function isVerbAtBegin(run: NameRun, index: number, isFollowed: boolean): boolean {
  const word = run.word(index);
  if (index > 0 || !isFollowed || word.isPossessive || wordLevel(word.info) === 0) return false;
  const isBegin = !run.hasBefore || (run.before.gap & (gaps.newline | gaps.dot)) !== 0;
  return isBegin && (run.after.roles & (roles.personVerb | roles.cueIs)) === 0;
}

/** "Tanner, your ferritin is 9": who is spoken to. */
function isCalled(run: NameRun, index: number, text: Uint8Array, end: number): boolean {
  const at = run.word(index).end;
  const isBegin = index === 0 && (!run.hasBefore || (run.before.gap & ~gaps.space) !== 0);
  if (!isBegin || run.count !== 1 || text[at] !== 0x2c) return false;
  return /^, (?:your |you |you're|you'll|thank)/.test(latin1(text, at, Math.min(end, at + 10)));
}

/** "Nicole: Remember me?" at the begin of a line. */
function isSpeaker(run: NameRun, index: number, text: Uint8Array, end: number): boolean {
  const { start, end: behind } = run.word(index);
  const isLineStart =
    index === 0 && (!run.hasBefore || (run.before.gap & gaps.newline) !== 0) && (start === 0 || (text[start - 1] as number) <= 0x20);
  return isLineStart && behind + 1 < end && text[behind] === 0x3a && (text[behind + 1] === 0x20 || text[behind + 1] === 0x22);
}

/** "verified with Yusuf", "I will tell Trish": what people do with people. */
function isAfterPersonCue(run: NameRun): boolean {
  return run.hasBefore && run.before.shape === "lower" && run.before.gap === gaps.space && (run.before.roles & roles.personCue) !== 0;
}

/** "Tomasz is a 34 y/o", "Fatoumata c/o dysuria": a word that is no other, with what only a person has behind it. */
export function isAloneWithWhatFollows(run: NameRun, index: number, text: Uint8Array, end: number): boolean {
  const word = run.word(index);
  if (index + 1 !== run.count || word.shape !== "title" || word.roles !== 0 || word.length < 3) return false;
  if (wordLevel(word.info) > (surnameWeight(word) >= 5 ? 1 : 0) || cityLevel(word.info) > 0) return false;
  return (firstStrength(word.info) >= 1 || surnameWeight(word) >= 3 || isUnknown(word)) && personFollows(run, text, end);
}
