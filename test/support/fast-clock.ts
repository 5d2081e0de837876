import type { Clock } from "../../src/pipeline/index.ts";

/** Real time in which waits of up to `skipMaxMs` pass at once: the clock jumps ahead instead. `waits` are all it was asked for. */
export interface FastClock extends Clock {
  readonly waits: readonly number[];
}

export function createFastClock(skipMaxMs: number): FastClock {
  const waits: number[] = [];
  let skippedMs = 0;
  return {
    waits,
    now: () => performance.now() + skippedMs,
    sleep(ms, signal) {
      waits.push(ms);
      if (ms <= skipMaxMs) {
        skippedMs += ms;
        return new Promise((resolve) => setImmediate(resolve));
      }
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        signal.addEventListener("abort", () => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
  };
}
