import { cityLevel, firstStrength, isTown, surnameStrength, wordLevel } from "./gazetteer.ts";
import { roles } from "./lexicon.ts";
import { isFollowedByVerb } from "./name-rare.ts";
import { isUnknown } from "./name-run.ts";
import { gaps } from "./word-marks.ts";
import type { Word } from "./word-reader.ts";

/** Whether one word alone is a name in a text about somebody, by what stands before and behind it. */

/** What stands before a word, by how much it says that a person follows. */
export type Context = "person" | "act" | "mark" | "text";

/** What a word of a lone name may be beside a name. */
export const harmless =
  roles.humanVerb | roles.personVerb | roles.softPlaceAfter | roles.particle | roles.suffix | roles.pronoun | roles.region | roles.state;

/** One name alone, in a text that has told none. */
export function isLikely(word: Word, context: Context, after: Word | undefined): boolean {
  if (word.shape !== "title" && word.shape !== "inner") return false;
  // "Goldberg's K is 5.9"
  if (word.isPossessive && isPlain(word) && surnameStrength(word.info) >= 4 && word.roles === 0) return true;
  const isListed = context === "mark" && after !== undefined && (after.gap & gaps.comma) !== 0;
  // "Femi was admitted"
  const isFrequent = firstStrength(word.info) >= 3 || (firstStrength(word.info) >= 1 && isPlain(word) && isFollowedByVerb(after));
  if ((!isFrequent || isListed) && context !== "person" && context !== "act") return false;
  return (isPlain(word) || context === "person") && isSingle(word, context, after);
}

/** "Jordan's labs", "Taylor was anxious", "tell Madison": a frequent first name that is a city, a product or an eponym too, where a person stands. */
export function isShared(word: Word, context: Context, after: Word | undefined, isTold: boolean): boolean {
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
export function isSingle(word: Word, context: Context, after: Word | undefined): boolean {
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

export function isPlain(word: Word): boolean {
  return wordLevel(word.info) === 0;
}

export function strengthOf(word: Word): number {
  return Math.max(firstStrength(word.info), surnameStrength(word.info));
}
