import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";

/** Time as the pipeline needs it: a parameter, so that a test need not wait. */
export interface Clock {
  /** Milliseconds since some start; never goes back. */
  now(): number;
  /** Resolves after `ms`, or at once when `signal` is aborted. Never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
};
