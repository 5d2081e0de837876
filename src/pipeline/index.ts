/**
 * pipeline: moves a batch from room to room. It promises that a batch is taken for all of its destinations or for none, that one
 * destination's trouble never delays another's batches while there is room, that order is kept per destination, and that every batch it
 * took is delivered or counted as undelivered with its code: never silent.
 *
 * Two pipelines keep that promise: over the sealed buffer (durable-pipeline.ts; a crash loses nothing), and over queues in memory (pipeline.ts; what a stop or a crash
 * leaves in them is lost, and a stop says how much). It must not know protocols, detectors or claims: scanning and releasing are functions it is given.
 */
export { type BackoffSettings, backoffMs } from "./backoff.ts";
export { type Clock, systemClock } from "./clock.ts";
export { createDestinationQueue, type DestinationQueue, type Leftover, type QueueSettings, type Reservation } from "./destination-queue.ts";
export { createDurablePipeline, type DurableDestination, type DurablePipelineSettings, type Inspection } from "./durable-pipeline.ts";
export type { Gate } from "./durable-sender.ts";
export type { PipelineEvent, PipelineEventName, PipelineEvents } from "./events.ts";
export {
  createPipeline,
  type Pipeline,
  type PipelineDestination,
  type PipelineSettings,
  type RawBatch,
  type Released,
  type ScanResult,
} from "./pipeline.ts";
export { type FeedRecord, feedRecord, type MadeViews, type ViewMaker } from "./record-feed.ts";
