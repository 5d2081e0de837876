import { limits } from "../base/index.ts";
import { groupFree, hasValue } from "./patterns.ts";
import type { PlacedMatches } from "./placed-matches.ts";
import { RE2 } from "./re2.ts";
import type { Spans } from "./spans.ts";

/** Places the matches of one pattern with RE2. The spans are laid side by side, and one native `replace` marks every match and its value: no object is made for a match. */
export interface Re2Placer {
  /** In the spans of these rows, ascending. */
  place(view: Buffer, spans: Spans, rows: readonly number[], matches: PlacedMatches): void;
}

/** The byte that `replace` puts before a value, between it and its match, and behind that. */
const mark = 1;
let side = Buffer.allocUnsafe(64 * 1024);

export function createRe2Placer(pattern: string): Re2Placer {
  // Where a group begins and ends costs RE2 a second and much slower look.
  const has = hasValue(pattern);
  let re2: RE2 | undefined;
  const template = Buffer.from(has ? "\x01$1\x01$&\x01" : "\x01\x01$&\x01");

  return {
    place(view, spans, rows, matches) {
      re2 ??= new RE2(has ? pattern : groupFree(pattern), "g");
      for (let first = 0; first < rows.length; ) {
        const last = besideEnd(spans, rows, first);
        const marked = re2.replace(layOut(view, spans, rows, first, last), template) as unknown as Buffer;
        readMarks(marked, spans, rows, first, matches);
        first = last;
      }
    },
  };
}

/** Up to which row they fit side by side: rests of millions of matches overlap, and together are many times the text. */
function besideEnd(spans: Spans, rows: readonly number[], first: number): number {
  let last = first;
  for (let bytes = 0; last < rows.length; last++) {
    bytes += spans.bytesOf(rows[last] as number);
    if (last > first && bytes > limits.sideBytesMax) break;
  }
  return last;
}

/** Each span and the separator. Where the texts have the mark themselves it is blanked; it is no part of any identifier. */
function layOut(view: Buffer, spans: Spans, rows: readonly number[], first: number, last: number): Buffer {
  let length = 0;
  for (let row = first; row < last; row++) length += spans.bytesOf(rows[row] as number);
  if (side.length < length) side = Buffer.allocUnsafe(length * 2);
  let at = 0;
  for (let row = first; row < last; row++) {
    const span = rows[row] as number;
    at += view.copy(side, at, spans.start[span] as number, spans.end[span] as number);
    side[at++] = 0x0a;
    side[at++] = 0;
  }
  const laid = side.subarray(0, length);
  for (let at = laid.indexOf(mark); at >= 0; at = laid.indexOf(mark, at)) laid[at] = 0x20;
  return laid;
}

/** Each match has become mark, value, mark, match, mark. */
function readMarks(marked: Buffer, spans: Spans, rows: readonly number[], first: number, matches: PlacedMatches): void {
  let readTo = 0;
  let sideAt = 0;
  let row = first;
  let spanAt = 0;
  for (let valueAt = marked.indexOf(mark) + 1; valueAt > 0; valueAt = marked.indexOf(mark, readTo) + 1) {
    sideAt += valueAt - 1 - readTo;
    const valueEndAt = nextMark(marked, valueAt);
    const matchAt = valueEndAt + 1;
    const matchEndAt = nextMark(marked, matchAt);
    for (let bytes = spans.bytesOf(rows[row] as number); sideAt >= spanAt + bytes; bytes = spans.bytesOf(rows[row] as number)) {
      spanAt += bytes;
      row++;
    }
    const span = rows[row] as number;
    const end = spans.end[span] as number;
    const start = (spans.start[span] as number) + sideAt - spanAt;
    const valueStart = start + valueInMatch(marked, valueAt, valueEndAt, matchAt, matchEndAt);
    // A pattern may take the line end between two texts; it is no part of either.
    matches.add(span, start, Math.min(end, start + matchEndAt - matchAt), valueStart, Math.min(end, valueStart + valueEndAt - valueAt));
    sideAt += matchEndAt - matchAt;
    readTo = matchEndAt + 1;
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
  for (let at = matchEndAt - length; at > matchAt && length > 0; at--) {
    let same = 0;
    while (same < length && marked[at + same] === marked[valueAt + same]) same++;
    if (same === length) return at - matchAt;
  }
  return 0;
}
