import RE2 from "re2";
import { CordonError } from "../base/index.ts";
import type { Detector, MatchContext } from "./detector.ts";
import type { FindingTable } from "./finding-table.ts";
import type { Segments } from "./segments.ts";

/**
 * Finds the identifiers in the gathered texts of a batch, in time linear in their bytes.
 *
 *   1. One alternation of all triggers runs over the whole buffer: one native call where nothing is found. A hit opens a window around itself
 *      (the whole text where it is short) and the search goes on behind it.
 *   2. An RE2.Set of all patterns says for each window which detectors fired there.
 *   3. For each such detector its windows are laid side by side and one native `replace` marks every match and its value: no object is made for
 *      a match. The check runs on the value; where it says no, the rest of that match is searched again, so that a rejected match hides nothing.
 *
 * The result is that of running every detector alone over every text. It does not depend on how texts are gathered.
 */
export interface Engine {
  readonly detectors: readonly Detector[];
  /** Texts that must be read in another way as well, by the index of the marker (encodings); reported once a text and marker. */
  readonly markers: readonly Marker[];
  scan(text: Buffer, length: number, segments: Segments, findings: FindingTable, marked: (segment: number, marker: number) => void): void;
}

/** A form that hides text: percent-encoding, escapes, base64. Same rules for the pattern as a trigger's. */
export interface Marker {
  readonly id: string;
  readonly pattern: string;
}

/** A text up to this many bytes is looked at whole once it has a hit. */
const wholeTextBytesMax = 640;
/** Bytes before and after a hit that belong to its window. Detectors promise their trigger within 96 bytes of a match's end. */
const marginBytes = 160;
/** One window covers the hits of this many bytes. */
const strideBytes = 256;
/** The bytes that `replace` puts around a value and its match. */
const valueMark = 1;
const matchMark = 2;
const endMark = 3;

export function createEngine(detectors: readonly Detector[], markers: readonly Marker[] = []): Engine {
  const patterns = [...detectors.map((detector) => detector.pattern), ...markers.map((marker) => marker.pattern)];
  const triggers = [...detectors.map((detector) => detector.trigger ?? detector.pattern), ...markers.map((marker) => marker.pattern)];
  const anyTrigger = new RE2([...new Set(triggers.map(groupFree))].map((source) => `(?:${source})`).join("|"), "g");
  const allPatterns = new RE2.Set(patterns.map(groupFree));
  const singles = detectors.map((detector) => new RE2(detector.pattern, "g"));
  const templates = detectors.map((detector) => Buffer.from(hasGroup(detector.pattern) ? `\x01$1\x02$&\x03` : `\x01\x02$&\x03`));
  const windows = createWindows();
  const firedIn: number[][] = detectors.map(() => []);
  let side = Buffer.allocUnsafe(64 * 1024);

  return {
    detectors,
    markers,
    scan(text, length, segments, findings, marked) {
      const view = text.subarray(0, length);
      openWindows(view, segments);
      classify(view, marked);
      for (let index = 0; index < detectors.length; index++) {
        const list = firedIn[index] as number[];
        if (list.length === 0) continue;
        locate(view, segments, findings, index, list);
        list.length = 0;
      }
    },
  };

  function openWindows(view: Buffer, segments: Segments): void {
    windows.clear();
    const { start, end, count } = segments;
    if (count === 0) return;
    let segment = 0;
    anyTrigger.lastIndex = start[0] as number;
    while (anyTrigger.test(view)) {
      const hit = anyTrigger.lastIndex;
      while (segment < count && (end[segment] as number) < hit) segment++;
      if (segment >= count) break;
      const from = start[segment] as number;
      if (hit <= from) {
        // Between two texts lies what is read, not scanned: JSON whose strings are texts of their own.
        anyTrigger.lastIndex = from;
        continue;
      }
      const to = end[segment] as number;
      if (to - from <= wholeTextBytesMax) {
        windows.open(segment, from, to);
        if (++segment >= count) break;
        anyTrigger.lastIndex = start[segment] as number;
      } else {
        const stop = hit + strideBytes;
        windows.open(
          segment,
          tokenStart(view, Math.max(from, hit - marginBytes), from),
          tokenEnd(view, Math.min(to, stop + marginBytes), to),
        );
        anyTrigger.lastIndex = Math.min(stop, to);
      }
    }
  }

  function classify(view: Buffer, marked: (segment: number, marker: number) => void): void {
    for (let index = 0; index < windows.count; index++) {
      const fired = allPatterns.match(view.subarray(windows.start[index] as number, windows.end[index] as number));
      for (let k = 0; k < fired.length; k++) {
        const pattern = fired[k] as number;
        if (pattern < detectors.length) (firedIn[pattern] as number[]).push(index);
        else marked(windows.segment[index] as number, pattern - detectors.length);
      }
    }
  }

  /** Finds every match of one detector in the windows it fired in. */
  function locate(view: Buffer, segments: Segments, findings: FindingTable, index: number, list: readonly number[]): void {
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
          again.push({ start: rest - 1, end: tokenEnd(view, matchEnd + marginBytes, to), segment: span.segment, startsBefore: matchEnd });
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
      // The value stands at the end of its match, behind its label.
      const inMatch = valueLength === 0 ? 0 : out.subarray(matchAt + 1, endAt).lastIndexOf(out.subarray(mark + 1, matchAt));
      const valueStart = matchStart + inMatch;
      report(span, matchStart, matchStart + matchLength, valueStart, valueStart + (valueLength === 0 ? matchLength : valueLength));
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

function createWindows() {
  const windows = {
    count: 0,
    segment: new Int32Array(1024),
    start: new Int32Array(1024),
    end: new Int32Array(1024),
    clear() {
      windows.count = 0;
    },
    /** Adds a window, or widens the last one where they touch. */
    open(segment: number, start: number, end: number) {
      const last = windows.count - 1;
      if (last >= 0 && windows.segment[last] === segment && start <= (windows.end[last] as number)) {
        windows.end[last] = Math.max(end, windows.end[last] as number);
        return;
      }
      if (windows.count === windows.segment.length) {
        for (const name of ["segment", "start", "end"] as const) {
          const wider = new Int32Array(windows.count * 2);
          wider.set(windows[name]);
          windows[name] = wider;
        }
      }
      windows.segment[windows.count] = segment;
      windows.start[windows.count] = start;
      windows.end[windows.count++] = end;
    },
  };
  return windows;
}

/** Moves a window's border outward to the edge of a word, at most 64 bytes: a cut word would look like a whole one. */
function tokenStart(view: Buffer, at: number, from: number): number {
  let position = at;
  while (position > from && position > at - 64 && isWordByte(view[position - 1] as number)) position--;
  return position;
}

function tokenEnd(view: Buffer, at: number, to: number): number {
  let position = Math.min(at, to);
  const stop = Math.min(to, at + 64);
  while (position < stop && isWordByte(view[position] as number)) position++;
  return position;
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

function isWordByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x5f || byte >= 0x80
  );
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

/** Turns the capture groups of a pattern into plain ones: in a set or an alternation they would cost speed. */
export function groupFree(pattern: string): string {
  return mapGroups(pattern, "(?:");
}

function hasGroup(pattern: string): boolean {
  return groupFree(pattern) !== pattern;
}

function mapGroups(pattern: string, opening: string): string {
  let out = "";
  let inClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string;
    if (char === "\\") {
      out += char + (pattern[++i] ?? "");
      continue;
    }
    if (inClass) inClass = char !== "]" || pattern[i - 1] === "[" || (pattern[i - 1] === "^" && pattern[i - 2] === "[");
    else if (char === "[") inClass = true;
    out += char === "(" && !inClass && pattern[i + 1] !== "?" ? opening : char;
  }
  return out;
}

/** Compiles one pattern alone and says whether it may be used: RE2 accepts it, it cannot be empty, it cannot cross the separator. */
export function assertUsable(pattern: string, where: string): void {
  let compiled: RE2;
  try {
    compiled = new RE2(pattern);
  } catch {
    throw new CordonError("config.detector", where, "The pattern is not RE2 syntax.");
  }
  if (compiled.test("")) throw new CordonError("config.detector", where, "The pattern matches the empty text.");
  if (compiled.test("\n\0")) throw new CordonError("config.detector", where, "The pattern matches the separator of texts.");
}
