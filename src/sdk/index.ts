/**
 * sdk: the engine inside the application's own process, between the OpenTelemetry SDK and its exporters. It promises that nothing raw goes inward and that the application's
 * thread only queues. It must not load servers, databases or the schema library.
 */
export type { DropOptions } from "./drops.ts";
export { type ExporterOptions, scrubbingLogRecordExporter, scrubbingMetricExporter, scrubbingSpanExporter } from "./exporters.ts";
export { type PhiFloor, phiFloor } from "./floor.ts";
export type { GuardStats, QueueOptions } from "./guard-queue.ts";
export { createLogQueue, type PhiLogRecordProcessor, phiLogRecordProcessor, snapshot } from "./log-record-processor.ts";
export { createMetricForm } from "./metric-request.ts";
export { phiPinoStream } from "./pino.ts";
export { type Policy, type PolicyDestination, safeHarborPolicy } from "./policy.ts";
export { phiPropagator } from "./propagator.ts";
export { createRequestClearing, type DropReason, type PolicyOptions, type ScanOptions } from "./request-clearing.ts";
export { createSpanQueue, type PhiProcessorOptions, type PhiSpanProcessor, phiSpanProcessor } from "./span-processor.ts";
export { refuseStartedSdk } from "./started-sdk.ts";
