import { limits } from "../../base/index.ts";
import type { Events } from "../../telemetry/index.ts";
import type { BatchHandler } from "../receiver.ts";
import type { RecordBatch } from "./record-batch.ts";

/**
 * Hands a batch over until it is taken, however long that is: a reader has nowhere to send a refusal to, so it stops reading. A record that can never be taken (in memory
 * mode: one that could not be scanned) is found by halving, counted as dropped, and reported; the others go. False where it was stopped before all were taken.
 */
export async function handOver(
  batch: RecordBatch,
  receiver: string,
  handler: BatchHandler,
  events: Events,
  signal: AbortSignal,
): Promise<boolean> {
  if (batch.count === 0) return true;
  const body = batch.request();
  for (let waitMs = firstWaitMs; !signal.aborted; waitMs = Math.min(waitMs * 2, limits.busyRetryMsMax)) {
    const outcome = await handler({ signal: "logs", encoding: "protobuf", body });
    switch (outcome.kind) {
      case "done":
        events.emit({ name: "batch_received", receiver, signal: "logs", encoding: "protobuf", bytes: body.length });
        return true;
      case "refused":
        // Nothing is wrong with the lines: they wait until somebody takes logs.
        if (outcome.code === "pipeline.no_destination") {
          events.emit({ name: "request_refused", receiver, code: outcome.code });
          await pause(waitMs, signal);
          break;
        }
        if (batch.count === 1) {
          events.emit({ name: "line_dropped", receiver, code: outcome.code, ...batch.labels(receiver) });
          return true;
        }
        for (const half of batch.halves()) if (!(await handOver(half, receiver, handler, events, signal))) return false;
        return true;
      case "retry":
        if (outcome.code === "receiver.stopping") return false;
        events.emit({ name: "request_refused", receiver, code: outcome.code });
        await pause(Math.min(outcome.afterMs ?? waitMs, limits.busyRetryMsMax), signal);
        break;
      default:
        outcome satisfies never;
    }
  }
  return false;
}

const firstWaitMs = 100;

/** Resolves after the time, or when it is stopped. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}
