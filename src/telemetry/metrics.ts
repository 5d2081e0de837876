import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { limits } from "../base/index.ts";

interface MetricRow {
  readonly type: "counter" | "gauge" | "histogram";
  readonly help: string;
  readonly labels: readonly string[];
}

/**
 * Every metric of the product. Units are in the name (seconds, bytes). Labels hold ids of receivers, detectors and destinations, PHI
 * types, signals, encodings and error codes: never anything that came in telemetry. Node's own process metrics are added as they are.
 */
export const metricsTable = {
  cordon_received_batches_total: {
    type: "counter",
    help: "Batches accepted from senders.",
    labels: ["receiver", "signal", "encoding"],
  },
  cordon_received_bytes_total: { type: "counter", help: "Bytes of accepted batches after decompression.", labels: ["receiver"] },
  cordon_received_wire_bytes_total: {
    type: "counter",
    help: "Bytes of accepted batches as they were sent (OTLP/HTTP only).",
    labels: ["receiver"],
  },
  cordon_refused_requests_total: { type: "counter", help: "Requests turned away, by error code.", labels: ["receiver", "code"] },
  cordon_tail_lines_total: { type: "counter", help: "Lines read and accepted.", labels: ["receiver", "namespace", "container", "file"] },
  cordon_tail_bytes_total: {
    type: "counter",
    help: "Bytes of lines read and accepted.",
    labels: ["receiver", "namespace", "container", "file"],
  },
  cordon_tail_lag_bytes: {
    type: "gauge",
    help: "Bytes written to followed files and not accepted yet.",
    labels: ["receiver", "namespace", "container", "file"],
  },
  cordon_tail_files: { type: "gauge", help: "Files followed.", labels: ["receiver"] },
  cordon_tail_open_files: { type: "gauge", help: "Followed files that are open.", labels: ["receiver"] },
  cordon_tail_cut_lines_total: { type: "counter", help: "Lines cut because they were too long.", labels: ["receiver"] },
  cordon_tail_cut_bytes_total: { type: "counter", help: "Bytes left out of lines that were too long.", labels: ["receiver"] },
  cordon_tail_dropped_lines_total: {
    type: "counter",
    help: "Lines that could never be taken; the log says why.",
    labels: ["receiver", "namespace", "container", "file"],
  },
  cordon_tail_errors_total: { type: "counter", help: "Failures to read a followed file.", labels: ["receiver", "code"] },
  cordon_tail_truncations_total: { type: "counter", help: "Followed files that were truncated.", labels: ["receiver"] },
  cordon_tail_lost_bytes_total: {
    type: "counter",
    help: "Bytes of files that went away before they were read.",
    labels: ["receiver"],
  },
  cordon_kubernetes_pods: { type: "gauge", help: "Pods of this node that the Kubernetes API told of.", labels: ["receiver"] },
  cordon_kubernetes_errors_total: {
    type: "counter",
    help: "Times that the Kubernetes API did not tell the node's pods.",
    labels: ["receiver", "code"],
  },
  cordon_scanned_batches_total: { type: "counter", help: "Batches scanned in full.", labels: ["signal"] },
  cordon_scanned_leaves_total: { type: "counter", help: "Text places scanned.", labels: ["signal"] },
  cordon_scanned_bytes_total: { type: "counter", help: "Bytes of scanned batches.", labels: ["signal"] },
  cordon_scan_seconds: { type: "histogram", help: "Time to scan a batch and make every view of it.", labels: ["signal"] },
  cordon_findings_total: {
    type: "counter",
    help: "Findings acted on in what a destination gets.",
    labels: ["detector", "type", "destination"],
  },
  cordon_held_back_batches_total: {
    type: "counter",
    help: "Batches not sent, because they could not be scanned or did not pass the egress check.",
    labels: ["destination", "code"],
  },
  cordon_quarantined_batches_total: {
    type: "counter",
    help: "Batches set aside for a destination; they stay sealed.",
    labels: ["destination", "code"],
  },
  cordon_buffer_bytes: { type: "gauge", help: "Bytes of the sealed buffer on disk.", labels: [] },
  cordon_buffer_records: { type: "gauge", help: "Sealed records in the buffer.", labels: [] },
  cordon_shredded_records_total: { type: "counter", help: "Sealed records whose key was destroyed.", labels: ["reason"] },
  cordon_queue_bytes: { type: "gauge", help: "Bytes waiting for a destination.", labels: ["destination"] },
  cordon_queue_batches: { type: "gauge", help: "Batches waiting for a destination.", labels: ["destination"] },
  cordon_sent_batches_total: { type: "counter", help: "Batches a destination accepted.", labels: ["destination", "signal"] },
  cordon_sent_items_total: {
    type: "counter",
    help: "Spans, log records and data points a destination accepted.",
    labels: ["destination", "signal"],
  },
  cordon_sent_bytes_total: { type: "counter", help: "Bytes of accepted batches before compression.", labels: ["destination"] },
  cordon_send_retries_total: {
    type: "counter",
    help: "Attempts that ended in a retry, by error code.",
    labels: ["destination", "code"],
  },
  cordon_send_refused_total: { type: "counter", help: "Batches a destination refused for good.", labels: ["destination", "code"] },
  cordon_rejected_items_total: {
    type: "counter",
    help: "Items a destination rejected inside an accepted batch.",
    labels: ["destination"],
  },
  cordon_delivery_seconds: {
    type: "histogram",
    help: "Time from accepting a batch to a destination's OK.",
    labels: ["destination"],
  },
  cordon_log_lines_suppressed_total: { type: "counter", help: "Log lines left out because they repeated.", labels: ["event"] },
  cordon_ready: { type: "gauge", help: "1 while the agent is ready.", labels: [] },
} as const satisfies Record<string, MetricRow>;

type Table = typeof metricsTable;
type NamesOf<T extends MetricRow["type"]> = { [N in keyof Table]: Table[N]["type"] extends T ? N : never }[keyof Table];
type LabelsOf<N extends keyof Table> = Readonly<Record<Table[N]["labels"][number], string>>;

/** Counts things. Label values are bounded: an odd one, and any past the bound, is counted as `other`. */
export interface Metrics {
  add<N extends NamesOf<"counter">>(name: N, labels: LabelsOf<N>, amount?: number): void;
  set<N extends NamesOf<"gauge">>(name: N, labels: LabelsOf<N>, value: number): void;
  /** Seconds. */
  observe<N extends NamesOf<"histogram">>(name: N, labels: LabelsOf<N>, seconds: number): void;
  /** The Prometheus text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** From a batch of a few spans (about 0.1 ms) to a destination that was down for minutes. */
const secondsBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

/** `processMetrics` adds Node's own (memory, CPU, event loop lag); their timers are not wanted in tests. */
export function createMetrics(processMetrics: boolean): Metrics {
  const registry = new Registry();
  if (processMetrics) collectDefaultMetrics({ register: registry });
  const counters = new Map<string, Counter>();
  const gauges = new Map<string, Gauge>();
  const histograms = new Map<string, Histogram>();
  for (const [name, row] of Object.entries(metricsTable)) {
    const options = { name, help: row.help, labelNames: [...row.labels], registers: [registry] };
    if (row.type === "counter") counters.set(name, new Counter(options));
    else if (row.type === "gauge") gauges.set(name, new Gauge(options));
    else histograms.set(name, new Histogram({ ...options, buckets: secondsBuckets }));
  }
  const bound = createLabelBound();
  return {
    add: (name, labels, amount = 1) => counters.get(name)?.inc(bound(labels), amount),
    set: (name, labels, value) => gauges.get(name)?.set(bound(labels), value),
    observe: (name, labels, seconds) => histograms.get(name)?.observe(bound(labels), seconds),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** Ids and codes pass; anything that does not look like one, or comes after `labelValuesMax` others, becomes `other`. */
function createLabelBound(): (labels: Readonly<Record<string, string>>) => Record<string, string> {
  const seen = new Map<string, Set<string>>();
  const boundValue = (label: string, value: string): string => {
    let values = seen.get(label);
    if (values === undefined) {
      values = new Set();
      seen.set(label, values);
    }
    if (values.has(value)) return value;
    if (values.size >= limits.labelValuesMax || !/^[A-Za-z0-9_.:-]{1,64}$/.test(value)) return "other";
    values.add(value);
    return value;
  };
  return (labels) => {
    const bounded: Record<string, string> = {};
    for (const label in labels) bounded[label] = boundValue(label, labels[label] ?? "");
    return bounded;
  };
}
