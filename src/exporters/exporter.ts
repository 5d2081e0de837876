import type { Outcome, Signal } from "../base/index.ts";
import type { Cleared } from "../policy/index.ts";

/** One scrubbed batch for one destination: protobuf bytes of an Export*ServiceRequest. */
export interface ClearedBatch {
  readonly signal: Signal;
  /** Stable over retries, unique per destination: random, not derived from the content. */
  readonly batchId: string;
  /** Spans, log records or data points. */
  readonly itemsCount: number;
  readonly protobuf: Cleared<Uint8Array>;
  /** The same batch as OTLP JSON where the sender sent JSON and nothing was found, so that it can leave byte-identical. */
  readonly json?: Cleared<Uint8Array>;
}

/**
 * One connection to one destination. `send` tries once and classifies the answer: `done` (with `rejectedCount` after a partial
 * success), `retry` (connection trouble, time-out, 429, 502, 503, 504 and the retryable gRPC codes, `afterMs` from Retry-After or
 * RetryInfo), `refused` (any other answer). It never throws and never logs: the pipeline counts and retries.
 */
export interface Exporter {
  readonly id: string;
  readonly signals: readonly Signal[];
  start(): Promise<void>;
  send(batch: ClearedBatch): Promise<Outcome>;
  stop(): Promise<void>;
}

/**
 * An Export*ServiceRequest in protobuf to the same in OTLP JSON, on one line. Throws on bytes that are not OTLP. It renders bytes that
 * are cleared already, so that what it returns is cleared too.
 */
export type EncodeJson = (signal: Signal, protobuf: Uint8Array) => Uint8Array;
