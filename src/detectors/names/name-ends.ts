import { wordLevel } from "./gazetteer.ts";
import { isBlocked, type NameRun } from "./name-run.ts";
import { gaps } from "./word-marks.ts";

/** What stands behind the words that a rule took and is of the name too: a surname, an initial, the half behind a hyphen. */

/** "Gerald N. Feldspar": the surname is an English word, but no everyday one. */
export function isSurnameBehind(run: NameRun): boolean {
  const { after } = run;
  return (
    run.hasAfter &&
    after.shape === "title" &&
    after.gap === (gaps.dot | gaps.space) &&
    wordLevel(after.info) < 3 &&
    !isBlocked(after) &&
    after.length > 3
  );
}

/** "HARGROVE TYRONE D" */
export function isInitialBehind(run: NameRun, from: number, to: number): boolean {
  return (
    to - from === 2 &&
    to + 1 === run.count &&
    run.word(from).shape === "caps" &&
    run.word(to).shape === "initial" &&
    run.word(to).gap === gaps.space
  );
}

/** "Soo-jin": the second half of a name behind a hyphen may be in lower case. */
export function withHyphenated(run: NameRun, to: number): number {
  const { end } = run.word(to - 1);
  // "Dr. Hen-⏎derson"
  const isBroken = run.after.gap === (gaps.hyphen | gaps.newline);
  const isHyphenated =
    to === run.count &&
    run.hasAfter &&
    run.after.shape === "lower" &&
    (isBroken || (run.after.gap === gaps.hyphen && wordLevel(run.after.info) < 2));
  return isHyphenated ? run.after.end : end;
}
