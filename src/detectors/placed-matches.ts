import { widened } from "./widened.ts";

/** Matches of one pattern, as columns: the span that each was found in, its place and that of its value. */
export class PlacedMatches {
  count = 0;
  span = new Int32Array(64);
  start = new Int32Array(64);
  end = new Int32Array(64);
  valueStart = new Int32Array(64);
  valueEnd = new Int32Array(64);

  clear(): void {
    this.count = 0;
  }

  /** A value that is empty, or that the pattern does not have, is the match. */
  add(span: number, start: number, end: number, valueStart: number, valueEnd: number): void {
    if (this.count === this.span.length) this.#widen();
    const hasValue = valueStart < valueEnd;
    const row = this.count++;
    this.span[row] = span;
    this.start[row] = start;
    this.end[row] = end;
    this.valueStart[row] = hasValue ? valueStart : start;
    this.valueEnd[row] = hasValue ? valueEnd : end;
  }

  #widen(): void {
    for (const name of ["span", "start", "end", "valueStart", "valueEnd"] as const) this[name] = widened(this[name]);
  }
}
