import { latin1 } from "./letters.ts";
import type { NameRun } from "./name-run.ts";
import { gaps } from "./word-marks.ts";
import type { Word } from "./word-reader.ts";

/** Signs around a word that make it a name or forbid it: brackets, quotation marks, beds, scores, what joins it to the name before. */

/** Ignatius "Big Bear" O'Malley: what stands between a name and the closing quotation mark; -1 where it is more than two words of letters. */
export function quotedEnd(text: Uint8Array, at: number, end: number): number {
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
export function isAbbreviation(text: Uint8Array, word: Word, end: number): boolean {
  if (word.end >= end) return false;
  const byte = text[word.end] as number;
  if (byte === 0x3a) return true;
  if (byte !== 0x2e || word.length > 4) return false;
  const next = word.end + 2 < end ? (text[word.end + 2] as number) : 0;
  return (next >= 0x30 && next <= 0x39) || (next >= 0x61 && next <= 0x7a);
}

/** "Alvarado 8.", "Gustilo II", "Waddell 1/5", "Rovsing +": a score, a grade or a sign called after somebody, not "Ndiaye 62M" nor "Doe 3/14". */
export function isScored(text: Uint8Array, run: NameRun, end: number): boolean {
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
export function isInLaw(text: Uint8Array, at: number, start: number): boolean {
  return at - 10 >= start && /[a-z]-in-law,? $/.test(latin1(text, at - 10, at));
}

/** "Yi, chair 5", "Cox (MRN": what stands behind a patient of a list. */
export const listedPatient =
  /^(?:,? (?:in )?(?:bed|room|rm|chair|bay|slot|station) ?#?[0-9]| \((?:MRN|mrn|DOB|dob|age|rm|bed|room|[0-9]{1,3} ?(?:yo?|[MF])\b)| \((?:CHF|DKA|COPD|N?STEMI|ESRD|CVA|TIA|PE|DVT|UTI|GI bleed|GIB|UGIB|AKI|PNA|SBO|AMS|ETOH|EtOH|afib|syncope|sepsis|pneumonia|stroke|cellulitis|chest pain|hip fx|fall|chole|appy)\b)/;

/** "bed 7 (Whitcombe)", "Rm 412: Okafor": who lies there. */
export function isBedded(text: Uint8Array, at: number, start: number): boolean {
  const sign = at - 1 > start ? text[at - 1] : 0;
  if (sign !== 0x28 && sign !== 0x20) return false;
  return /\b(?:bed|room|rm|bay|crib|isolette) ?#?[0-9]{1,4}-?[A-D]? ?[(:] ?$/i.test(latin1(text, Math.max(start, at - 18), at));
}

/** "97 yo M, Okafor, from snf": whose age and sex they are. */
export function isBehindAge(text: Uint8Array, at: number, start: number): boolean {
  if (at - 6 < start || text[at - 2] !== 0x2c || text[at - 1] !== 0x20) return false;
  return /\b[0-9]{1,3}[ -]?(?:(?:yo|y\/o|yr|yrs?[ -]old|year[ -]old)[ -])?(?:[MF]|male|female|man|woman), $/i.test(
    latin1(text, Math.max(start, at - 26), at),
  );
}

/** Who is asked and is nobody. */
export function isAssistant(text: Uint8Array, { start, end }: Word): boolean {
  return /^(?:Claude|Alexa|Siri|Cortana|Gemini|Copilot|Bard)$/.test(latin1(text, start, end));
}

/** "(Blumenkrantz)", "(Doe/Roe)", not "(Cefepime)". */
export function standsInBrackets(text: Uint8Array, run: NameRun, end: number): boolean {
  const last = run.word(run.count - 1);
  const next = last.end < end ? text[last.end] : 0;
  if (next !== 0x29 && next !== 0x2f) return false;
  return !drug.test(latin1(text, Math.max(last.start, last.end - 8), last.end));
}
const drug =
  /(?:cillin|mycin|micin|azole|pril|sartan|olol|statin|floxacin|cycline|penem|navir|vir|pime|axone|zolin|fungin|tinib|mab|parin|xaban|gliptin|gliflozin|tidine|setron|triptan|dipine|semide|thiazide|profen|caine|curium|onium|fentanil|barbital|azepam|zolam|pine|done|sone|lone|ine|ide|ate)$/i;

/** "Noonan and Turner syndromes": the first of two that diseases or signs are called after. */
export function isOfEponyms(text: Uint8Array, { end: at }: Word, end: number): boolean {
  return /^(?:'s)?(?: (?:and|or)|, [A-Z][a-z]+,? (?:and|or)) [A-Z][a-z]+(?:'s)? (?:syndromes?|diseases?|signs?|tests?|criteria|scores?)\b/.test(
    latin1(text, at, Math.min(end, at + 56)),
  );
}

/** What makes the next word a name too: Dolores "Lola" Quintanilla, Theodora (Teddy) Blackwood, Gina and Paulie. */
export function isJoined(text: Uint8Array, from: number, to: number): boolean {
  const length = to - from;
  // "Monteverde/Osei"
  if (length === 1) return text[from] === 0x2f;
  // Ignatius "Iggy" O'Malley
  if (length === 2 && text[from] === 0x22) return text[to - 1] === 0x20;
  if (length === 2) return text[to - 1] !== 0x20;
  const isAnd = length === 5 && text[from] === 0x20 && text[from + 1] === 0x61 && text[from + 2] === 0x6e && text[from + 3] === 0x64;
  return isAnd || (length === 3 && text[from] === 0x20 && (text[from + 1] === 0x26 || text[from + 1] === 0x2b));
}
