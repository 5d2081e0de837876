import { limits } from "../base/index.ts";

export interface BackoffSettings {
  /** Upper end of the first wait; it doubles with each failure. */
  readonly intervalInitialMs: number;
  /** Upper end of every wait that the destination did not ask for. */
  readonly intervalMaxMs: number;
}

/**
 * How long to wait after the `failuresCount`-th failure in a row (1 and up). Exponential with full jitter: anything from 0 to the upper
 * end, so that many agents do not come back at once ("Exponential Backoff And Jitter", AWS Architecture Blog, 2015). A wait that the
 * destination asked for (Retry-After, RetryInfo) is kept up to `retryAfterMsMax`, with jitter after it and never before.
 * `random` gives 0 up to but not including 1.
 */
export function backoffMs(failuresCount: number, afterMs: number | undefined, settings: BackoffSettings, random: () => number): number {
  // 2^30 times any interval is past every bound; a larger exponent would overflow to Infinity in the end.
  const doubled = settings.intervalInitialMs * 2 ** Math.min(Math.max(failuresCount - 1, 0), 30);
  const upper = Math.min(doubled, settings.intervalMaxMs);
  if (afterMs === undefined) return random() * upper;
  const asked = Math.min(Math.max(afterMs, 0), limits.retryAfterMsMax);
  return asked + random() * Math.min(settings.intervalInitialMs, settings.intervalMaxMs);
}
