import { widened } from "./widened.ts";

/**
 * Findings of one scan as columns of numbers: the text (segment) they are in, their bytes `[start, end)` in the scanned buffer, and the detector's
 * index in the engine's list.
 */
export class FindingTable {
  count = 0;
  segment = new Int32Array(256);
  start = new Int32Array(256);
  end = new Int32Array(256);
  detector = new Int32Array(256);

  clear(): void {
    this.count = 0;
  }

  add(segment: number, start: number, end: number, detector: number): void {
    const row = this.count++;
    if (row >= this.segment.length) this.#widen();
    this.segment[row] = segment;
    this.start[row] = start;
    this.end[row] = end;
    this.detector[row] = detector;
  }

  #widen(): void {
    this.segment = widened(this.segment);
    this.start = widened(this.start);
    this.end = widened(this.end);
    this.detector = widened(this.detector);
  }
}
