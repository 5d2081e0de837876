import { type ListenAddress, limits } from "../base/index.ts";
import { countEvent, eventTable, type TelemetryEvent } from "./events.ts";
import { createHealth, type Health, HealthServer } from "./health.ts";
import type { LogLevel } from "./log-levels.ts";
import { createLogger, type LogStream } from "./logger.ts";
import { createMetrics, type Metrics } from "./metrics.ts";

export interface TelemetrySettings {
  readonly logLevel: LogLevel;
  /** Lines for people instead of JSON. */
  readonly pretty?: boolean;
  /** Where /metrics, /live and /ready answer; null for nowhere. */
  readonly metricsListen: ListenAddress | null;
  /** Instead of stderr. */
  readonly logStream?: LogStream;
  /** Node's own process metrics; on unless a test says otherwise. */
  readonly processMetrics?: boolean;
  /** Milliseconds; `Date.now` unless a test says otherwise. */
  readonly now?: () => number;
}

/** The one place where things are logged and counted. It never throws. */
export interface Events {
  emit(event: TelemetryEvent): void;
}

export interface Telemetry {
  readonly events: Events;
  readonly metrics: Metrics;
  readonly health: Health;
  /** Opens the metrics and health port; resolves with `host:port`, or undefined where none is wanted. Rejects with `config.listen`. */
  start(): Promise<string | undefined>;
  stop(): Promise<void>;
}

export function createTelemetry(settings: TelemetrySettings): Telemetry {
  const metrics = createMetrics(settings.processMetrics ?? true);
  const health = createHealth(metrics);
  const server = settings.metricsListen === null ? undefined : new HealthServer(settings.metricsListen, metrics, health);
  const events = createEvents(settings, metrics);
  return {
    events,
    metrics,
    health,
    start: async () => {
      const address = await server?.start();
      if (address !== undefined) events.emit({ name: "health_listening", address });
      return address;
    },
    stop: async () => server?.stop(),
  };
}

/** Counts, but says nothing and opens nothing: for tests and for commands whose output is their own. */
export function createSilentTelemetry(): Telemetry {
  return createTelemetry({ logLevel: "silent", metricsListen: null, processMetrics: false });
}

/** Every event is counted; its line is written unless the same event with the same code was written within `logRepeatMs`. */
function createEvents(settings: TelemetrySettings, metrics: Metrics): Events {
  const logger = createLogger(settings.logLevel, settings.pretty ?? false, settings.logStream);
  const now = settings.now ?? Date.now;
  // Bounded: an event's name, times error codes, times the ids of the configuration; emptied when full.
  const written = new Map<string, { atMs: number; suppressed: number }>();
  return {
    emit: (event) => {
      countEvent(event, metrics);
      const { level, text } = eventTable[event.name];
      if (!logger.isLevelEnabled(level)) return;
      const key = repeatKey(event);
      const last = written.get(key);
      if (last !== undefined && now() - last.atMs < limits.logRepeatMs && (level === "warn" || level === "error")) {
        last.suppressed += 1;
        metrics.add("cordon_log_lines_suppressed_total", { event: event.name });
        return;
      }
      if (written.size >= limits.labelValuesMax) written.clear();
      written.set(key, { atMs: now(), suppressed: 0 });
      const { name, ...fields } = event;
      const suppressed = last === undefined || last.suppressed === 0 ? {} : { suppressed: last.suppressed };
      logger[level]({ event: name, ...fields, ...suppressed }, text);
    },
  };
}

function repeatKey(event: TelemetryEvent): string {
  const code = "code" in event ? event.code : "";
  const id = "receiver" in event ? event.receiver : "destination" in event ? event.destination : "";
  return `${event.name} ${code} ${id}`;
}
