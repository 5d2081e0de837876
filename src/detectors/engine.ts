import { limits } from "../base/index.ts";
import { longestMatch } from "./automaton/longest-match.ts";
import { parsePattern } from "./automaton/pattern-tree.ts";
import type { Detector, MatchContext } from "./detector.ts";
import type { FindingTable } from "./finding-table.ts";
import { groupFree, hasValue } from "./patterns.ts";
import { RE2 } from "./re2.ts";
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
 *   3. For each such detector its windows are laid side by side and one native `replace` marks every match and its value: no object is made for
 *      a match. The check runs on the value; where it says no, the rest of that match is searched again, so that a rejected match hides nothing.
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
/** The byte that `replace` puts before a value, between it and its match, and behind that. */
const mark = 1;

export function createEngine(detectors: readonly Detector[]): Engine {
  const passes = [true, false].map((byCue) => createSweep(detectors, byCue)).filter((pass) => pass !== null);
  // Where a group begins and ends costs RE2 a second and much slower look.
  const haveValue = detectors.map(({ pattern }) => hasValue(pattern));
  const singles = detectors.map(({ pattern }, index) => sharedPattern(haveValue[index] === true ? pattern : groupFree(pattern)));
  const templates = haveValue.map((has) => Buffer.from(has ? "\x01$1\x01$&\x01" : "\x01\x01$&\x01"));
  /** Where a text is cut there is no end of it. */
  const asksForEnd = detectors.map(({ pattern }) => /\$|\\z/.test(pattern));
  const checks = detectors.map(checkOf);
  const firedIn: number[][] = detectors.map(() => []);
  let side = Buffer.allocUnsafe(64 * 1024);
  let holdsMark = false;
  let spans = new Spans();
  let again = new Spans();

  return {
    detectors,
    scan(text, length, segments, findings, marked) {
      const view = text.subarray(0, length);
      holdsMark = view.includes(mark);
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
    const isWhole = asksForEnd[index] as boolean;
    const single = singles[index] as Single;
    single.longest ??= longestOf((detectors[index] as Detector).pattern);
    for (let i = 0; i < list.length; i += 3) {
      const row = list[i] as number;
      const start = windows.start[row] as number;
      const end = windows.end[row] as number;
      // The first match may end a byte before, and what it begins behind is looked at too.
      const from = (list[i + 1] as number) - single.longest - 2;
      spans.add(
        from <= start ? start : tokenStart(view, from, start),
        isWhole ? end : tokenEnd(view, (list[i + 2] as number) + 1, end),
        windows.segment[row] as number,
        noBound,
        end,
      );
    }
    let first = 0;
    while (first < spans.count) {
      if (first === 0) again.clear();
      const last = besideEnd(first);
      const marked = markMatches(view, index, first, last);
      let readTo = 0;
      let sideAt = 0;
      let span = first;
      let spanAt = 0;
      for (let valueAt = marked.indexOf(mark) + 1; valueAt > 0; valueAt = marked.indexOf(mark, readTo) + 1) {
        sideAt += valueAt - 1 - readTo;
        const valueEndAt = nextMark(marked, valueAt);
        const matchAt = valueEndAt + 1;
        const matchEndAt = nextMark(marked, matchAt);
        for (let bytes = spans.bytesOf(span); sideAt >= spanAt + bytes; bytes = spans.bytesOf(span)) {
          spanAt += bytes;
          span++;
        }
        const start = spans.start[span] as number;
        const end = spans.end[span] as number;
        const matchStart = start + sideAt - spanAt;
        // A pattern may take the line end between two texts; it is no part of either.
        const matchEnd = Math.min(end, matchStart + matchEndAt - matchAt);
        const valueStart = matchStart + valueInMatch(marked, valueAt, valueEndAt, matchAt, matchEndAt);
        const valueEnd = valueAt === valueEndAt ? matchEnd : Math.min(end, valueStart + valueEndAt - valueAt);
        sideAt += matchEndAt - matchAt;
        readTo = matchEndAt + 1;
        judge(span, matchStart, matchEnd, valueStart, valueEnd);
      }
      first = last;
      if (first < spans.count) continue;
      [spans, again] = [again, spans];
      first = 0;
    }

    function judge(span: number, matchStart: number, matchEnd: number, valueStart: number, valueEnd: number): void {
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

  /** Up to which span from `first` on they fit side by side: rests of millions of matches overlap, and together are many times the text. */
  function besideEnd(first: number): number {
    let last = first;
    for (let bytes = 0; last < spans.count && (last === first || bytes + spans.bytesOf(last) <= limits.sideBytesMax); last++) {
      bytes += spans.bytesOf(last);
    }
    return last;
  }

  /**
   * Lays the spans side by side and marks all matches of a detector in one native call: each match becomes mark, value, mark, match, mark. Where
   * the texts have that byte themselves it is blanked in the copy; it is no part of any identifier.
   */
  function markMatches(view: Buffer, index: number, first: number, last: number): Buffer {
    let length = 0;
    for (let span = first; span < last; span++) length += spans.bytesOf(span);
    if (side.length < length) side = Buffer.allocUnsafe(length * 2);
    let at = 0;
    for (let span = first; span < last; span++) {
      at += view.copy(side, at, spans.start[span] as number, spans.end[span] as number);
      side[at++] = 0x0a;
      side[at++] = 0;
    }
    if (holdsMark) for (let i = 0; i < length; i++) if (side[i] === mark) side[i] = 0x20;
    return (singles[index] as Single).re2.replace(side.subarray(0, length), templates[index] as Buffer) as unknown as Buffer;
  }
}

function checkOf({ check, keywords = [] }: Detector): Detector["check"] {
  if (keywords.length === 0) return check;
  return (value, context) => {
    const around = `${context.before}${value}${context.after}`.toLowerCase();
    return keywords.some((word) => around.includes(word)) && (check?.(value, context) ?? true);
  };
}

interface Single {
  readonly re2: RE2;
  /** Bytes of the longest match, once the pattern has fired. */
  longest: number | undefined;
}

/** A compiled pattern has an automaton that grows with what it sees: all engines use the same one. */
const compiled = new Map<string, Single>();

function sharedPattern(pattern: string): Single {
  const known = compiled.get(pattern) ?? { re2: new RE2(pattern, "g"), longest: undefined };
  compiled.set(pattern, known);
  return known;
}

/** Infinity where the pattern is beyond what a tree can have. */
function longestOf(pattern: string): number {
  try {
    return longestMatch(parsePattern(pattern));
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function nextMark(marked: Buffer, from: number): number {
  let at = from;
  while (marked[at] !== mark) at++;
  return at;
}

/** Where the value begins in its match: it stands at the end, behind its label. */
function valueInMatch(marked: Buffer, valueAt: number, valueEndAt: number, matchAt: number, matchEndAt: number): number {
  const length = valueEndAt - valueAt;
  if (length === 0) return 0;
  for (let at = matchEndAt - length; at > matchAt; at--) {
    let same = 0;
    while (same < length && marked[at + same] === marked[valueAt + same]) same++;
    if (same === length) return at - matchAt;
  }
  return 0;
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
