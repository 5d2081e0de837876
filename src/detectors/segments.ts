import { widened } from "./widened.ts";

/**
 * The texts of one scan, gathered in one buffer: text i is `[start[i], end[i])`, ascending, each followed by the separator that no pattern can
 * cross.
 */
export class Segments {
  count = 0;
  start = new Int32Array(4096);
  end = new Int32Array(4096);

  clear(): void {
    this.count = 0;
  }

  add(start: number, end: number): number {
    const index = this.count++;
    if (index >= this.start.length) {
      this.start = widened(this.start);
      this.end = widened(this.end);
    }
    this.start[index] = start;
    this.end[index] = end;
    return index;
  }
}

/** "\n\0": a line end, because patterns stop there anyway, and a zero byte, because text does not hold one where a pattern would match it. */
export const separator = Buffer.from("\n\0");
