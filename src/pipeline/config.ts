import { z } from "zod";
import { byteSize, duration } from "../base/config.ts";
import { limits } from "../base/index.ts";
import type { QueueSettings } from "./destination-queue.ts";

/** pipeline's door for config/: the keys `queue` and `retry` that every destination has. */
export const queueConfig = z
  .strictObject({
    size_max: byteSize.pipe(z.int().min(1)).prefault("128MiB").meta({ description: "scrubbed bytes that wait in memory" }),
    batches_max: z.int().min(1).max(1_000_000).default(limits.queueBatchesMax),
  })
  .prefault({});

export const retryConfig = z
  .strictObject({
    interval_initial: duration.pipe(z.int().min(1)).prefault("1s").meta({ description: "upper end of the first wait; it doubles" }),
    interval_max: duration.pipe(z.int().min(1)).prefault("30s").meta({ description: "upper end of every wait" }),
    time_max: duration.prefault("5m").meta({ description: "a batch tried this long is given up and counted; 0s: never" }),
  })
  .prefault({});

export function queueSettings(queue: z.output<typeof queueConfig>, retry: z.output<typeof retryConfig>): QueueSettings {
  return {
    bytesMax: queue.size_max,
    batchesMax: queue.batches_max,
    intervalInitialMs: retry.interval_initial,
    intervalMaxMs: retry.interval_max,
    retryTimeMaxMs: retry.time_max,
  };
}
