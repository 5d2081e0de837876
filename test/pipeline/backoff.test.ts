import fc from "fast-check";
import { expect, test } from "vitest";
import { limits } from "../../src/base/index.ts";
import { backoffMs } from "../../src/pipeline/index.ts";

const settings = { intervalInitialMs: 1000, intervalMaxMs: 30_000 };
const almostOne = () => 1 - 2 ** -53;

test.each([
  [1, undefined, 0, 1000, "the first wait is at most the initial interval"],
  [2, undefined, 0, 2000, "the upper end doubles"],
  [5, undefined, 0, 16_000, "and doubles"],
  [6, undefined, 0, 30_000, "up to the largest interval"],
  [10_000, undefined, 0, 30_000, "and stays there"],
  [1, 7000, 7000, 8000, "a wait that was asked for is kept, with jitter after it"],
  [1, 60_000, 60_000, 61_000, "also past the largest interval of our own"],
  [1, 0, 0, 1000, "at once is at once, with jitter"],
  [1, -5, 0, 1000, "no wait is shorter than none"],
  [1, 1e12, limits.retryAfterMsMax, limits.retryAfterMsMax + 1000, "a wait of years is a mistake: it is bounded"],
])("after failure %i and a wait of %s asked for, waits from %i to %i ms: %s", (failuresCount, afterMs, low, high, _reason) => {
  expect(backoffMs(failuresCount, afterMs, settings, () => 0)).toBe(low);
  expect(backoffMs(failuresCount, afterMs, settings, almostOne)).toBeCloseTo(high, 6);
});

test("every wait is a number from 0, never before what was asked for, and within both bounds", () => {
  const positive = fc.integer({ min: 1, max: 86_400_000 });
  const asked = fc.option(fc.double({ noNaN: true }), { nil: undefined });
  fc.assert(
    fc.property(
      fc.nat(),
      asked,
      positive,
      positive,
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (failures, afterMs, initial, max, random) => {
        const wait = backoffMs(failures, afterMs, { intervalInitialMs: initial, intervalMaxMs: max }, () => random);
        const least = afterMs === undefined ? 0 : Math.min(Math.max(afterMs, 0), limits.retryAfterMsMax);
        return wait >= least && wait <= least + max;
      },
    ),
  );
});

test("waits differ, so that agents that failed together do not come back together", () => {
  const waits = Array.from({ length: 100 }, () => backoffMs(5, undefined, settings, Math.random));
  expect(new Set(waits).size).toBeGreaterThan(90);
});
