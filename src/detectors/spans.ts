import { widened } from "./widened.ts";

/** Of a span: its matches may start anywhere in it. */
export const noBound = 0x7fffffff;

/**
 * Stretches that one detector looks at, as columns, each in one text (`segment`). Only matches that start before `startsBefore` count. Up to `knownTo` no match
 * ends behind the span. Laid side by side each takes its bytes and the separator.
 */
export class Spans {
  count = 0;
  start = new Int32Array(64);
  end = new Int32Array(64);
  segment = new Int32Array(64);
  startsBefore = new Int32Array(64);
  knownTo = new Int32Array(64);

  clear(): void {
    this.count = 0;
  }

  add(start: number, end: number, segment: number, startsBefore: number, knownTo: number): void {
    if (this.count === this.start.length) this.#widen();
    const row = this.count++;
    this.start[row] = start;
    this.end[row] = end;
    this.segment[row] = segment;
    this.startsBefore[row] = startsBefore;
    this.knownTo[row] = knownTo;
  }

  /** With the separator. */
  bytesOf(row: number): number {
    return (this.end[row] as number) - (this.start[row] as number) + 2;
  }

  #widen(): void {
    for (const name of ["start", "end", "segment", "startsBefore", "knownTo"] as const) this[name] = widened(this[name]);
  }
}
