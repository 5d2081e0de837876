import { expect, test } from "vitest";
import { limits } from "../../src/base/index.ts";
import { queueConfig, queueSettings, retryConfig } from "../../src/pipeline/config.ts";

test("without keys a queue has the bounds of the product", () => {
  expect(queueSettings(queueConfig.parse(undefined), retryConfig.parse(undefined))).toEqual({
    bytesMax: limits.queueBytesMax,
    batchesMax: limits.queueBatchesMax,
    intervalInitialMs: 1000,
    intervalMaxMs: 30_000,
    retryTimeMaxMs: 300_000,
  });
});

test.each([
  [queueConfig, { size_max: "0B" }, "a queue without room"],
  [queueConfig, { batches_max: 0 }, "a queue without room"],
  [queueConfig, { length: 1 }, "an unknown key"],
  [retryConfig, { interval_initial: "0s" }, "tries without a pause"],
  [retryConfig, { time_max: "5" }, "a duration without its unit"],
])("refuses %#: %j is %s", (schema, keys, _reason) => {
  expect(schema.safeParse(keys).success).toBe(false);
});
