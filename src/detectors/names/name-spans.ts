import { type DetectorName, detectorNames } from "./name-detectors.ts";

/** Spans of one text, kept in order and without overlap. */
export class NameSpans {
  count = 0;
  #starts = new Int32Array(256);
  #ends = new Int32Array(256);
  #detectors = new Uint8Array(256);

  start(index: number): number {
    return this.#starts[index] as number;
  }

  end(index: number): number {
    return this.#ends[index] as number;
  }

  detector(index: number): DetectorName {
    return detectorNames[this.#detectors[index] as number] as DetectorName;
  }

  /** Adds a span that begins at or behind the last one's start; one that touches the last is joined to it. */
  add(start: number, end: number, detector: DetectorName): void {
    if (end <= start) return;
    const last = this.count - 1;
    if (last >= 0 && start < (this.#ends[last] as number)) {
      this.#ends[last] = Math.max(end, this.#ends[last] as number);
      return;
    }
    if (this.count === this.#starts.length) this.#grow();
    this.#starts[this.count] = start;
    this.#ends[this.count] = end;
    this.#detectors[this.count++] = detectorNames.indexOf(detector);
  }

  clear(): void {
    this.count = 0;
  }

  #grow(): void {
    const length = this.#starts.length * 2;
    const starts = new Int32Array(length);
    const ends = new Int32Array(length);
    const detectors = new Uint8Array(length);
    starts.set(this.#starts);
    ends.set(this.#ends);
    detectors.set(this.#detectors);
    this.#starts = starts;
    this.#ends = ends;
    this.#detectors = detectors;
  }
}
