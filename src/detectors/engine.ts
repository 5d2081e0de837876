import { sweeps } from "./cues/cue.ts";
import type { Detector, MatchContext } from "./detector.ts";
import type { FindingTable } from "./finding-table.ts";
import { hasGroup } from "./patterns.ts";
import { RE2 } from "./re2.ts";
import type { Segments } from "./segments.ts";
import { createSweep, type Family } from "./sweep.ts";
import type { Windows } from "./windows.ts";
import { isWordByte, tokenEnd } from "./word-bytes.ts";

/**
 * Finds the identifiers in the gathered texts of a batch, in time linear in their bytes.
 *
 *   1. Two small automata of cues run over the whole buffer (sweep.ts): one native call each where nothing is seen. A hit opens a window around itself.
 *   2. A set of the cues says which ones are in the window; for each of these a set of its detectors' patterns says which detectors fired.
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
/** The bytes that `replace` puts around a value and its match. */
const valueMark = 1;
const matchMark = 2;
const endMark = 3;

export function createEngine(detectors: readonly Detector[]): Engine {
  const passes = [...sweeps, null].map((sweep) => createSweep(detectors, sweep)).filter((pass) => pass !== null);
  const singles = detectors.map((detector) => new RE2(detector.pattern, "g"));
  const templates = detectors.map((detector) => Buffer.from(hasGroup(detector.pattern) ? `\x01$1\x02$&\x03` : `\x01\x02$&\x03`));
  const firedIn: number[][] = detectors.map(() => []);
  let side = Buffer.allocUnsafe(64 * 1024);

  return {
    detectors,
    scan(text, length, segments, findings, marked) {
      const view = text.subarray(0, length);
      for (const pass of passes) {
        pass.run(view, segments, marked);
        for (const family of pass.families) locateFamily(view, segments, findings, family);
      }
    },
  };

  function locateFamily(view: Buffer, segments: Segments, findings: FindingTable, family: Family): void {
    classify(view, family);
    for (const index of family.detectors) {
      const list = firedIn[index] as number[];
      if (list.length === 0) continue;
      locate(view, segments, findings, index, list, family.windows);
      list.length = 0;
    }
  }

  function classify(view: Buffer, { windows, set, detectors: indexes }: Family): void {
    for (let row = 0; row < windows.count; row++) {
      const fired = set.match(view.subarray(windows.start[row] as number, windows.end[row] as number));
      for (let k = 0; k < fired.length; k++) (firedIn[indexes[fired[k] as number] as number] as number[]).push(row);
    }
  }

  /** Finds every match of one detector in the windows it fired in. */
  function locate(
    view: Buffer,
    segments: Segments,
    findings: FindingTable,
    index: number,
    list: readonly number[],
    windows: Windows,
  ): void {
    const check = detectors[index]?.check;
    let spans: Span[] = list.map((window) => ({
      start: windows.start[window] as number,
      end: windows.end[window] as number,
      segment: windows.segment[window] as number,
      startsBefore: Number.POSITIVE_INFINITY,
    }));
    while (spans.length > 0) {
      const again: Span[] = [];
      forEachMatch(view, index, spans, (span, matchStart, matchEnd, valueStart, valueEnd) => {
        if (matchStart >= span.startsBefore) return;
        const from = segments.start[span.segment] as number;
        const to = segments.end[span.segment] as number;
        const isCutLeft = matchStart === span.start && span.start > from && isInsideWord(view, span.start);
        const isCutRight = matchEnd === span.end && span.end < to;
        if (isCutLeft || isCutRight) {
          // The match may go on behind the border of its window: look again at a wider one. It at least doubles, so this ends.
          const width = (span.end - span.start) * 2;
          again.push({
            start: isCutLeft ? Math.max(from, matchStart - width) : span.start,
            end: isCutRight ? Math.min(to, span.end + width) : span.end,
            segment: span.segment,
            startsBefore: Math.min(span.startsBefore, matchEnd),
          });
          return;
        }
        if (
          check === undefined ||
          check(view.toString("utf8", valueStart, valueEnd), createContext(view, valueStart, valueEnd, from, to))
        ) {
          findings.add(span.segment, valueStart, valueEnd, index);
          return;
        }
        const rest = afterFirstToken(view, matchStart, matchEnd);
        if (rest < matchEnd) {
          // What starts behind the first match is another match's rest: without that bound each rest would run to the end of the text.
          const startsBefore = Math.min(span.startsBefore, matchEnd);
          again.push({ start: rest - 1, end: tokenEnd(view, matchEnd + marginBytes, to), segment: span.segment, startsBefore });
        }
      });
      spans = again;
    }
  }

  /**
   * Lays the spans side by side, marks all matches in one native call, and reports each with its place in `view`. The three bytes
   * used as marks are blanked in the copy; they are no part of any identifier.
   */
  function forEachMatch(
    view: Buffer,
    index: number,
    spans: readonly Span[],
    report: (span: Span, matchStart: number, matchEnd: number, valueStart: number, valueEnd: number) => void,
  ): void {
    let length = 0;
    for (const span of spans) length += span.end - span.start + 2;
    if (side.length < length) side = Buffer.allocUnsafe(length * 2);
    let at = 0;
    for (const span of spans) {
      at += view.copy(side, at, span.start, span.end);
      side[at++] = 0x0a;
      side[at++] = 0;
    }
    for (let i = 0; i < length; i++) if ((side[i] as number) <= endMark && (side[i] as number) >= valueMark) side[i] = 0x20;
    const out = (singles[index] as RE2).replace(side.subarray(0, length), templates[index] as Buffer) as unknown as Buffer;
    let read = 0;
    let sideAt = 0;
    let spanIndex = 0;
    let spanAt = 0;
    for (let mark = out.indexOf(valueMark); mark >= 0; mark = out.indexOf(valueMark, read)) {
      sideAt += mark - read;
      const matchAt = out.indexOf(matchMark, mark);
      const endAt = out.indexOf(endMark, matchAt);
      const matchLength = endAt - matchAt - 1;
      const valueLength = matchAt - mark - 1;
      let span = spans[spanIndex] as Span;
      while (sideAt >= spanAt + span.end - span.start + 2) {
        spanAt += span.end - span.start + 2;
        span = spans[++spanIndex] as Span;
      }
      const matchStart = span.start + sideAt - spanAt;
      // A pattern may take the line end between two texts; it is no part of either.
      const matchEnd = Math.min(span.end, matchStart + matchLength);
      // The value stands at the end of its match, behind its label.
      const inMatch = valueLength === 0 ? 0 : out.subarray(matchAt + 1, endAt).lastIndexOf(out.subarray(mark + 1, matchAt));
      const valueStart = matchStart + inMatch;
      report(span, matchStart, matchEnd, valueStart, valueLength === 0 ? matchEnd : Math.min(span.end, valueStart + valueLength));
      sideAt += matchLength;
      read = endAt + 1;
    }
  }
}

/** A stretch of one text that one detector looks at; only matches that start before `startsBefore` count. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly segment: number;
  readonly startsBefore: number;
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

function createContext(view: Buffer, start: number, end: number, from: number, to: number): MatchContext {
  return {
    get before() {
      return view.toString("utf8", Math.max(from, start - 64), start);
    },
    get after() {
      return view.toString("utf8", end, Math.min(to, end + 32));
    },
  };
}
