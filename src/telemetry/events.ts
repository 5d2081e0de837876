import type { ErrorCode, Signal } from "../base/index.ts";
import type { LogLevel } from "./log-levels.ts";
import type { Metrics } from "./metrics.ts";

/** Where lines came from; `none` where there is no such thing. */
export interface TailLabels {
  readonly namespace: string;
  readonly container: string;
  readonly file: string;
}

/** What each event carries. Ids, codes, counts, sizes in bytes, times in ms. No field may hold anything from telemetry. */
export interface EventFields {
  agent_starting: { readonly version: string };
  agent_started: Record<never, never>;
  agent_stopping: { readonly reason: "signal" | "reload" | "error" | "request" };
  agent_stopped: { readonly waitingBatches: number };
  agent_failed: { readonly code: ErrorCode; readonly where?: string };
  config_reloaded: { readonly destinationsCount: number };
  config_reload_failed: { readonly code: ErrorCode; readonly where?: string };
  selftest_passed: { readonly examplesCount: number; readonly durationMs: number };
  receiver_listening: { readonly receiver: string; readonly address: string };
  receiver_stopped: { readonly receiver: string };
  health_listening: { readonly address: string };
  batch_received: {
    readonly receiver: string;
    readonly signal: Signal;
    readonly encoding: "protobuf" | "json";
    /** After decompression. */
    readonly bytes: number;
    /** As sent; gRPC's library does not tell. */
    readonly wireBytes?: number;
  };
  request_refused: { readonly receiver: string; readonly code: ErrorCode };
  /** Lines of files or of a stream that are with the pipeline. Labels are Kubernetes' names and file names, as the operator's globs chose them. */
  lines_read: { readonly receiver: string; readonly counts: readonly ({ readonly lines: number; readonly bytes: number } & TailLabels)[] };
  tail_lag: {
    readonly receiver: string;
    readonly files: number;
    readonly openFiles: number;
    readonly lags: readonly ({ readonly bytes: number } & TailLabels)[];
  };
  line_cut: { readonly receiver: string; readonly leftOutBytes: number };
  line_dropped: { readonly receiver: string; readonly code: ErrorCode } & TailLabels;
  file_unreadable: { readonly receiver: string; readonly code: ErrorCode };
  file_truncated: { readonly receiver: string; readonly copyFound: boolean };
  /** It went away with so many bytes that had not been read. */
  file_lost: { readonly receiver: string; readonly bytes: number };
  pods_listed: { readonly receiver: string; readonly pods: number };
  /** The HTTP status, where there was an answer. */
  pods_unknown: { readonly receiver: string; readonly code: ErrorCode; readonly status?: number };
  batch_scanned: { readonly signal: Signal; readonly leavesCount: number; readonly bytes: number; readonly durationMs: number };
  findings: {
    readonly destination: string;
    readonly counts: readonly { readonly detector: string; readonly type: string; readonly count: number }[];
  };
  batch_held_back: { readonly destination: string; readonly code: ErrorCode };
  batch_quarantined: { readonly destination: string; readonly code: ErrorCode };
  buffer_opened: { readonly path: string; readonly keyProvider: string; readonly keyCreated: boolean };
  buffer_failed: { readonly code: ErrorCode };
  buffer_size: { readonly bytes: number; readonly records: number };
  buffer_shredded: { readonly slices: number; readonly records: number; readonly reason: "time" | "room" };
  audit_failed: { readonly code: ErrorCode };
  audit_recovered: Record<never, never>;
  audit_head: { readonly seq: number; readonly hash: string };
  destination_not_configured: { readonly destination: string; readonly waiting: number };
  queue_changed: { readonly destination: string; readonly bytes: number; readonly batches: number };
  batch_sent: {
    readonly destination: string;
    readonly signal: Signal;
    readonly itemsCount: number;
    readonly bytes: number;
    readonly deliveryMs: number;
  };
  send_retried: { readonly destination: string; readonly code: ErrorCode; readonly afterMs: number };
  send_refused: { readonly destination: string; readonly code: ErrorCode; readonly itemsCount: number };
  items_rejected: { readonly destination: string; readonly itemsCount: number };
  destination_down: { readonly destination: string; readonly code: ErrorCode };
  destination_up: { readonly destination: string };
}

export type EventName = keyof EventFields;
export type TelemetryEvent = { [N in EventName]: { readonly name: N } & EventFields[N] }[EventName];

interface EventRow<N extends EventName> {
  readonly level: Exclude<LogLevel, "silent">;
  readonly text: string;
  readonly count?: (fields: EventFields[N], metrics: Metrics) => void;
}

/** Every event: how severe, the words of its log line, what it counts. What happens per batch is `debug`, so that a busy agent is quiet. */
export const eventTable: { readonly [N in EventName]: EventRow<N> } = {
  agent_starting: { level: "info", text: "starting" },
  agent_started: { level: "info", text: "started" },
  agent_stopping: { level: "info", text: "stopping: no new batches, the queues drain" },
  agent_stopped: { level: "info", text: "stopped" },
  agent_failed: { level: "fatal", text: "the agent failed" },
  config_reloaded: { level: "info", text: "the configuration was reloaded" },
  config_reload_failed: { level: "error", text: "the new configuration is not usable; the old one stays" },
  selftest_passed: { level: "info", text: "every detector's own examples passed" },
  receiver_listening: { level: "info", text: "receiving" },
  receiver_stopped: { level: "info", text: "receiver stopped" },
  health_listening: { level: "info", text: "metrics and health" },
  batch_received: {
    level: "debug",
    text: "batch received",
    count: ({ receiver, signal, encoding, bytes, wireBytes }, metrics) => {
      metrics.add("cordon_received_batches_total", { receiver, signal, encoding });
      metrics.add("cordon_received_bytes_total", { receiver }, bytes);
      if (wireBytes !== undefined) metrics.add("cordon_received_wire_bytes_total", { receiver }, wireBytes);
    },
  },
  request_refused: {
    level: "warn",
    text: "request refused",
    count: ({ receiver, code }, metrics) => metrics.add("cordon_refused_requests_total", { receiver, code }),
  },
  lines_read: {
    level: "trace",
    text: "lines read",
    count: ({ receiver, counts }, metrics) => {
      for (const { namespace, container, file, lines, bytes } of counts) {
        metrics.add("cordon_tail_lines_total", { receiver, namespace, container, file }, lines);
        metrics.add("cordon_tail_bytes_total", { receiver, namespace, container, file }, bytes);
        // Seen to be 0, rather than not seen.
        metrics.add("cordon_tail_dropped_lines_total", { receiver, namespace, container, file }, 0);
      }
    },
  },
  tail_lag: {
    level: "trace",
    text: "tail",
    count: ({ receiver, files, openFiles, lags }, metrics) => {
      metrics.set("cordon_tail_files", { receiver }, files);
      metrics.set("cordon_tail_open_files", { receiver }, openFiles);
      for (const { namespace, container, file, bytes } of lags)
        metrics.set("cordon_tail_lag_bytes", { receiver, namespace, container, file }, bytes);
    },
  },
  line_cut: {
    level: "warn",
    text: "a line longer than line_bytes_max was cut; a marker in it says how much",
    count: ({ receiver, leftOutBytes }, metrics) => {
      metrics.add("cordon_tail_cut_lines_total", { receiver });
      metrics.add("cordon_tail_cut_bytes_total", { receiver }, leftOutBytes);
    },
  },
  line_dropped: {
    level: "error",
    text: "a line could not be taken and is dropped",
    count: ({ receiver, namespace, container, file }, metrics) =>
      metrics.add("cordon_tail_dropped_lines_total", { receiver, namespace, container, file }),
  },
  file_unreadable: {
    level: "warn",
    text: "a log file cannot be read",
    count: ({ receiver, code }, metrics) => metrics.add("cordon_tail_errors_total", { receiver, code }),
  },
  file_truncated: {
    level: "debug",
    text: "a log file was truncated: it is read from its beginning",
    count: ({ receiver }, metrics) => metrics.add("cordon_tail_truncations_total", { receiver }),
  },
  file_lost: {
    level: "error",
    text: "a log file went away before it was read to its end: rotate less often, or keep a rotation uncompressed (delaycompress)",
    count: ({ receiver, bytes }, metrics) => metrics.add("cordon_tail_lost_bytes_total", { receiver }, bytes),
  },
  pods_listed: {
    level: "debug",
    text: "pods of this node",
    count: ({ receiver, pods }, metrics) => metrics.set("cordon_kubernetes_pods", { receiver }, pods),
  },
  pods_unknown: {
    level: "warn",
    text: "the Kubernetes API did not tell this node's pods: lines go on without their labels, and it is asked again",
    count: ({ receiver, code }, metrics) => metrics.add("cordon_kubernetes_errors_total", { receiver, code }),
  },
  batch_scanned: {
    level: "debug",
    text: "batch scanned",
    count: ({ signal, leavesCount, bytes, durationMs }, metrics) => {
      metrics.add("cordon_scanned_batches_total", { signal });
      metrics.add("cordon_scanned_leaves_total", { signal }, leavesCount);
      metrics.add("cordon_scanned_bytes_total", { signal }, bytes);
      metrics.observe("cordon_scan_seconds", { signal }, durationMs / 1_000);
    },
  },
  findings: {
    level: "debug",
    text: "findings",
    count: ({ destination, counts }, metrics) => {
      for (const { detector, type, count } of counts) metrics.add("cordon_findings_total", { detector, type, destination }, count);
    },
  },
  batch_held_back: {
    level: "error",
    text: "a batch is held back and not sent",
    count: ({ destination, code }, metrics) => metrics.add("cordon_held_back_batches_total", { destination, code }),
  },
  batch_quarantined: {
    level: "error",
    text: "a batch was set aside for a destination; it stays sealed: see cordon buffer status",
    count: ({ destination, code }, metrics) => metrics.add("cordon_quarantined_batches_total", { destination, code }),
  },
  buffer_opened: { level: "info", text: "the sealed buffer is open" },
  buffer_failed: { level: "error", text: "the sealed buffer cannot be used" },
  buffer_size: {
    level: "trace",
    text: "buffer",
    count: ({ bytes, records }, metrics) => {
      metrics.set("cordon_buffer_bytes", {}, bytes);
      metrics.set("cordon_buffer_records", {}, records);
    },
  },
  buffer_shredded: {
    level: "info",
    text: "raw records were shredded",
    count: ({ records, reason }, metrics) => metrics.add("cordon_shredded_records_total", { reason }, records),
  },
  audit_failed: { level: "error", text: "the audit chain cannot be written: delivery stops, batches wait in the buffer" },
  audit_recovered: { level: "info", text: "the audit chain can be written again: delivery goes on" },
  audit_head: { level: "info", text: "the audit chain's end: kept elsewhere, it shows a chain that was put back" },
  destination_not_configured: {
    level: "warn",
    text: "the buffer holds batches for a destination that the configuration does not have: see cordon buffer forget",
  },
  queue_changed: {
    level: "trace",
    text: "queue",
    count: ({ destination, bytes, batches }, metrics) => {
      metrics.set("cordon_queue_bytes", { destination }, bytes);
      metrics.set("cordon_queue_batches", { destination }, batches);
    },
  },
  batch_sent: {
    level: "debug",
    text: "batch sent",
    count: ({ destination, signal, itemsCount, bytes, deliveryMs }, metrics) => {
      metrics.add("cordon_sent_batches_total", { destination, signal });
      metrics.add("cordon_sent_items_total", { destination, signal }, itemsCount);
      metrics.add("cordon_sent_bytes_total", { destination }, bytes);
      metrics.observe("cordon_delivery_seconds", { destination }, deliveryMs / 1_000);
    },
  },
  send_retried: {
    level: "warn",
    text: "the destination is to be tried again",
    count: ({ destination, code }, metrics) => metrics.add("cordon_send_retries_total", { destination, code }),
  },
  send_refused: {
    level: "error",
    text: "the destination refused a batch for good",
    count: ({ destination, code }, metrics) => metrics.add("cordon_send_refused_total", { destination, code }),
  },
  items_rejected: {
    level: "warn",
    text: "the destination rejected a part of a batch",
    count: ({ destination, itemsCount }, metrics) => metrics.add("cordon_rejected_items_total", { destination }, itemsCount),
  },
  destination_down: { level: "warn", text: "the destination cannot be reached" },
  destination_up: { level: "info", text: "the destination can be reached again" },
};

/** The one place where an event's row and its fields meet; the table's type has tied them together. */
export function countEvent<N extends EventName>(event: { readonly name: N } & EventFields[N], metrics: Metrics): void {
  eventTable[event.name].count?.(event, metrics);
}
