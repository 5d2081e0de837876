import type { PipelineEvents } from "../pipeline/index.ts";
import type { Events } from "../telemetry/index.ts";

/** The pipeline's events as telemetry's. What receivers report themselves (a sender turned away) is not counted twice. */
export function createPipelineReporter(events: Events): PipelineEvents {
  return {
    emit({ name, signal, destination = "none", code = "scrub.failed", itemsCount = 0, bytes, elapsedMs = 0 }) {
      switch (name) {
        case "delivered":
          events.emit({ name: "batch_sent", destination, signal, itemsCount, bytes, deliveryMs: elapsedMs });
          break;
        case "held":
          events.emit({ name: "batch_held_back", destination, code });
          break;
        case "quarantined":
          events.emit({ name: "batch_quarantined", destination, code });
          break;
        case "retry":
          events.emit({ name: "send_retried", destination, code, afterMs: 0 });
          break;
        case "undelivered":
          events.emit({ name: "send_refused", destination, code, itemsCount });
          break;
        case "rejected":
          events.emit({ name: "items_rejected", destination, itemsCount });
          break;
        case "enqueued":
        case "emptied":
        case "turned_away":
        case "scan_refused":
          break;
        default:
          name satisfies never;
      }
    },
  };
}
