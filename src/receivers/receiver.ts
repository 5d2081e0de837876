import type { Outcome, Signal } from "../base/index.ts";

/**
 * One request's body as it came, decompressed, not decoded: an Export{Trace,Logs,Metrics}ServiceRequest.
 * `items` of the signal are counted by the handler.
 */
export interface ReceivedBatch {
  readonly signal: Signal;
  readonly encoding: "protobuf" | "json";
  readonly body: Buffer;
  /** The receiver is done with the body: who is the last to read it may free its memory. */
  readonly isHandedOver?: true;
}

/**
 * Where a receiver hands its batches. The promise settles when the batch is safe (accepted, to be sent) or turned away:
 * `done` -> 200 (with `rejectedCount` a partial success), `retry` -> 503 + Retry-After / UNAVAILABLE,
 * `refused` -> 400 / INVALID_ARGUMENT (`receiver.body_size` -> 413 / RESOURCE_EXHAUSTED). It never rejects.
 */
export type BatchHandler = (batch: ReceivedBatch) => Promise<Outcome>;

/** A running receiver. `stop` refuses new requests, lets the ones in flight end, then closes. */
export interface Receiver {
  /** The receiver's id in the configuration, `otlp_http` or `otlp_grpc`. */
  readonly id: string;
  /** Opens the socket; resolves with the address in use as `host:port` (port 0 asks the system for one). */
  start(): Promise<string>;
  stop(): Promise<void>;
}
