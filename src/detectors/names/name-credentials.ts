import { cityLevel, wordLevel } from "./gazetteer.ts";
import { roles } from "./lexicon.ts";
import { firstWeight, isUnknown, type NameRun, surnameWeight } from "./name-run.ts";
import { gaps } from "./word-marks.ts";

/** "Olumide Falade M.D.": the end of the name before dotted letters of a profession; `from` where there are none. */
export function beforeDottedCredential(run: NameRun, from: number, to: number): number {
  const nameEnd = to - 2;
  if (nameEnd - from < 2 || nameEnd - from > 4) return from;
  const letters = String.fromCharCode(run.word(nameEnd).initial, run.word(nameEnd + 1).initial);
  const isDotted = run.word(nameEnd + 1).shape === "initial" && (run.word(nameEnd + 1).gap & gaps.dot) !== 0;
  if (!isDotted || !/^(?:md|do|rn|np|pa|od)$/.test(letters) || run.word(nameEnd).shape !== "initial") return from;
  for (let i = from; i < nameEnd; i++) {
    const { shape, info } = run.word(i);
    if ((shape !== "title" && shape !== "caps" && shape !== "initial") || wordLevel(info) === 3) return from;
  }
  return nameEnd;
}

/** "Smith, MD", "Jane Roe RN": letters that people put behind their names. */
export function isCredentialed(run: NameRun, from: number, to: number): boolean {
  const { after } = run;
  if (!run.hasAfter || (after.roles & roles.credential) === 0 || after.shape === "lower" || to - from > 4) return false;
  if ((after.gap & ~(gaps.space | gaps.comma)) !== 0 || (after.gap & gaps.space) === 0) return false;
  const isState = (after.roles & roles.state) !== 0;
  const last = run.word(to - 1);
  if (last.shape === "initial") return false;
  if (isState && (to - from < 2 || firstWeight(run.word(from)) + surnameWeight(last) < 3 || cityLevel(last.info) > 0)) return false;
  return to - from === 1
    ? surnameWeight(last) >= 3 && (after.gap & gaps.comma) !== 0 && (last.roles & roles.eponym) === 0
    : surnameWeight(last) >= 1 || isUnknown(last);
}
