import type { ErrorCode, Signal } from "../base/index.ts";

/**
 * What happens to batches, each counted once:
 *   turned_away   nothing was taken: a queue is full, the agent stops, or no destination takes the signal; the sender knows
 *   scan_refused  the body is malformed or could not be scanned; the sender knows
 *   enqueued      taken for a destination
 *   emptied       the destination's view of the batch is empty; nothing to send
 *   held          in memory: the outgoing bytes did not pass the egress check; not sent to that destination, not kept
 *   quarantined   on disk: refused for good, or it could not be cleared; stays sealed until the operator replays or drops it
 *   retry         one try failed and another will follow
 *   delivered     the destination has it; `itemsCount` are the accepted ones
 *   rejected      the destination took the batch but rejected `itemsCount` of its items
 *   undelivered   given up: refused for good, retry time over, or the agent stopped; not kept (in memory only)
 */
export type PipelineEventName =
  | "turned_away"
  | "scan_refused"
  | "enqueued"
  | "emptied"
  | "held"
  | "quarantined"
  | "retry"
  | "delivered"
  | "rejected"
  | "undelivered";

/** One event is about one batch. It holds no value and no name from the batch. */
export interface PipelineEvent {
  readonly name: PipelineEventName;
  readonly signal: Signal;
  readonly destination?: string;
  readonly code?: ErrorCode;
  /** Spans, log records or data points; absent where the batch was not decoded far enough to count them. */
  readonly itemsCount?: number;
  readonly bytes: number;
  /** For delivered and undelivered: from the moment the batch was taken. */
  readonly elapsedMs?: number;
}

/** Where the pipeline reports to. One that throws is not asked again about that event. */
export interface PipelineEvents {
  emit(event: PipelineEvent): void;
}
