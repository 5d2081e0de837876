import { widened } from "./widened.ts";

/** Stretches of texts, ascending, as columns. Those that touch are one. */
export class Windows {
  count = 0;
  segment = new Int32Array(256);
  start = new Int32Array(256);
  end = new Int32Array(256);

  clear(): void {
    this.count = 0;
  }

  open(segment: number, start: number, end: number): void {
    const last = this.count - 1;
    if (last >= 0 && this.segment[last] === segment && start <= (this.end[last] as number)) {
      if (end > (this.end[last] as number)) this.end[last] = end;
      if (start < (this.start[last] as number)) this.start[last] = start;
      return;
    }
    if (this.count === this.segment.length) this.#widen();
    const row = this.count++;
    this.segment[row] = segment;
    this.start[row] = start;
    this.end[row] = end;
  }

  #widen(): void {
    this.segment = widened(this.segment);
    this.start = widened(this.start);
    this.end = widened(this.end);
  }
}
