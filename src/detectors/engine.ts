import { isAscii } from "node:buffer";
import type { Detector, MatchContext } from "./detector.ts";
import type { FindingTable } from "./finding-table.ts";
import { PlacedMatches } from "./placed-matches.ts";
import { type Placer, placerOf } from "./placer.ts";
import type { Segments } from "./segments.ts";
import { noBound, Spans } from "./spans.ts";
import { createSweep, type Family } from "./sweep.ts";
import type { Windows } from "./windows.ts";
import { isWordByte, tokenEnd, tokenStart } from "./word-bytes.ts";

/**
 * Finds the identifiers in the gathered texts of a batch, in time linear in their bytes.
 *
 *   1. An automaton of all cues runs over the whole buffer (sweep.ts). A hit opens a window around itself.
 *   2. An automaton of the patterns of a cue's detectors says which of them fired in its windows (classifier.ts).
 *   3. For each such detector its matches in these windows are placed (placer.ts): all of them in columns, no object is made for a match. The check runs on the value; where it
 *      says no, the rest of that match is searched again, so that a rejected match hides nothing.
 *
 * The result is that of running every detector alone over every text. It does not depend on how texts are gathered.
 */
export interface Engine {
  readonly detectors: readonly Detector[];
  /** `marked`: a text hides something behind the encoding of that index (markerNames); once a text and encoding. */
  scan(text: Buffer, length: number, segments: Segments, findings: FindingTable, marked: (segment: number, marker: number) => void): void;
}

/** Bytes behind a rejected match that are searched again with its rest. */
const marginBytes = 128;

export function createEngine(detectors: readonly Detector[]): Engine {
  const passes = [true, false].map((byCue) => createSweep(detectors, byCue)).filter((pass) => pass !== null);
  const placers = detectors.map(({ pattern }) => placerOf(pattern));
  const checks = detectors.map(checkOf);
  const firedIn: number[][] = detectors.map(() => []);
  const matches = new PlacedMatches();
  let isPlain = false;
  let spans = new Spans();
  let again = new Spans();

  return {
    detectors,
    scan(text, length, segments, findings, marked) {
      const view = text.subarray(0, length);
      isPlain = isAscii(view);
      for (const pass of passes) {
        pass.run(view, segments, marked);
        for (const family of pass.families) locateFamily(view, segments, findings, family);
      }
    },
  };

  function locateFamily(view: Buffer, segments: Segments, findings: FindingTable, family: Family): void {
    const { windows, classifier, detectors: indexes } = family;
    classifier.run(view, windows, (pattern, window, firstEnd, lastEnd) =>
      (firedIn[indexes[pattern] as number] as number[]).push(window, firstEnd, lastEnd),
    );
    for (const index of indexes) {
      const list = firedIn[index] as number[];
      if (list.length === 0) continue;
      locate(view, segments, findings, index, list, windows);
      list.length = 0;
    }
  }

  /** Finds every match of one detector in the windows it fired in (window and where its first and its last match there may end, in turn). */
  function locate(
    view: Buffer,
    segments: Segments,
    findings: FindingTable,
    index: number,
    list: readonly number[],
    windows: Windows,
  ): void {
    const check = checks[index];
    spans.clear();
    const placer = placers[index] as Placer;
    const longest = placer.longest();
    for (let i = 0; i < list.length; i += 3) {
      const row = list[i] as number;
      const start = windows.start[row] as number;
      const end = windows.end[row] as number;
      // The first match may end a byte before, and what it begins behind is looked at too.
      const from = (list[i + 1] as number) - longest - 2;
      spans.add(
        from <= start ? start : tokenStart(view, from, start),
        tokenEnd(view, (list[i + 2] as number) + 1, end),
        windows.segment[row] as number,
        noBound,
        end,
      );
    }
    while (spans.count > 0) {
      again.clear();
      matches.clear();
      placer.place(view, isPlain, spans, matches);
      for (let row = 0; row < matches.count; row++) judge(row);
      [spans, again] = [again, spans];
    }

    function judge(row: number): void {
      const span = matches.span[row] as number;
      const matchStart = matches.start[row] as number;
      const matchEnd = matches.end[row] as number;
      const valueStart = matches.valueStart[row] as number;
      const valueEnd = matches.valueEnd[row] as number;
      const startsBefore = spans.startsBefore[span] as number;
      if (matchStart >= startsBefore) return;
      const start = spans.start[span] as number;
      const end = spans.end[span] as number;
      const segment = spans.segment[span] as number;
      const from = segments.start[segment] as number;
      const to = segments.end[segment] as number;
      const isCutLeft = matchStart === start && start > from && isInsideWord(view, start);
      const isCutRight = matchEnd === end && end < to;
      // What starts behind the first match is another match's rest: without that bound each rest would run to the end of the text.
      const bound = Math.min(startsBefore, matchEnd);
      if (isCutLeft || isCutRight) {
        // The match may go on behind the border of its window: look again at a wider one. It at least doubles, so this ends.
        const width = (end - start) * 2;
        again.add(isCutLeft ? Math.max(from, matchStart - width) : start, isCutRight ? Math.min(to, end + width) : end, segment, bound, 0);
        return;
      }
      if (check === undefined || check(view.toString("utf8", valueStart, valueEnd), new TextAround(view, valueStart, valueEnd, from, to))) {
        findings.add(segment, valueStart, valueEnd, index);
        return;
      }
      const rest = afterFirstToken(view, matchStart, matchEnd);
      if (rest >= matchEnd) return;
      const restEnd = tokenEnd(view, matchEnd + marginBytes, to);
      const knownTo = spans.knownTo[span] as number;
      again.add(rest - 1, restEnd <= knownTo ? Math.min(end, restEnd) : restEnd, segment, bound, knownTo);
    }
  }
}

function checkOf({ check, keywords = [] }: Detector): Detector["check"] {
  if (keywords.length === 0) return check;
  return (value, context) => {
    const around = `${context.before}${value}${context.after}`.toLowerCase();
    return keywords.some((word) => around.includes(word)) && (check?.(value, context) ?? true);
  };
}

/** Where the second word of a match begins; its end where it has only one. */
function afterFirstToken(view: Buffer, start: number, end: number): number {
  let position = start;
  while (position < end && !isWordByte(view[position] as number)) position++;
  while (position < end && isWordByte(view[position] as number)) position++;
  while (position < end && !isWordByte(view[position] as number)) position++;
  return position;
}

/** A border with a word on both sides cuts that word. */
function isInsideWord(view: Buffer, at: number): boolean {
  return isWordByte(view[at - 1] as number) && isWordByte(view[at] as number);
}

class TextAround implements MatchContext {
  readonly #view: Buffer;
  readonly #start: number;
  readonly #end: number;
  readonly #from: number;
  readonly #to: number;
  #before: string | undefined;
  #after: string | undefined;

  constructor(view: Buffer, start: number, end: number, from: number, to: number) {
    this.#view = view;
    this.#start = start;
    this.#end = end;
    this.#from = from;
    this.#to = to;
  }

  get before(): string {
    this.#before ??= this.#view.toString("utf8", Math.max(this.#from, this.#start - 64), this.#start);
    return this.#before;
  }

  get after(): string {
    this.#after ??= this.#view.toString("utf8", this.#end, Math.min(this.#to, this.#end + 32));
    return this.#after;
  }
}
