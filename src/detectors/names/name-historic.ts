import { latin1 } from "./letters.ts";
import type { NameRun } from "./name-run.ts";
import { gaps } from "./word-marks.ts";
import type { Word } from "./word-reader.ts";

const ofWorks = /^(?:by|author|poet|writer|novelist|composer|painter|artist|director|producer|president|emperor|king|queen)$/i;

/** What announces who made a work or ruled a country. */
export function isOfWorks(word: Word, text: Uint8Array): boolean {
  return ofWorks.test(latin1(text, word.start, word.end));
}

/** "Pope Gregory XIII", "King Louis XIV": the numeral behind a ruler's name. Not I, which is a word, nor IV, which is a way to give a drug. */
export function isRegnal(run: NameRun, text: Uint8Array): boolean {
  if (
    !run.hasBefore ||
    run.before.gap !== gaps.space ||
    !/^(?:king|queen|pope|emperor|empress|tsar|sultan)$/i.test(latin1(text, run.before.start, run.before.end))
  )
    return false;
  const from = run.word(0).start;
  return /^[A-Z][a-z\x80-\xff]{2,20} (?:II|III|V|VI{1,3}|IX|X|XI{1,3}|XIV|XV|XVI|XVIII)(?![A-Za-z])/.test(
    latin1(text, from, Math.min(from + 32, text.length)),
  );
}

/** "Duration: 412.05 ms XRAY TraceId" */
export function isMilliseconds(word: Word, text: Uint8Array, start: number): boolean {
  if (word.shape !== "lower" || word.initial !== 0x6d || word.end - word.start !== 2 || text[word.start + 1] !== 0x73) return false;
  const at = text[word.start - 1] === 0x20 ? word.start - 2 : word.start - 1;
  return at >= start && (text[at] as number) >= 0x30 && (text[at] as number) <= 0x39;
}
