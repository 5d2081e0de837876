/**
 * telemetry: what Cordon says about itself: one table of metrics, one table of events (an event is a counter and a log line), the
 * metrics and health port. It promises that no line and no label holds a value from telemetry, and that both stay bounded whatever comes in.
 * It must not know OTLP, findings' text, or who emits.
 */
export { type EventFields, type EventName, eventTable, type TailLabels, type TelemetryEvent } from "./events.ts";
export type { Health } from "./health.ts";
export type { LogLevel } from "./log-levels.ts";
export { type Metrics, metricsTable } from "./metrics.ts";
export { createSilentTelemetry, createTelemetry, type Events, type Telemetry, type TelemetrySettings } from "./telemetry.ts";
