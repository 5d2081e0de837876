import { expect, onTestFinished, test } from "vitest";
import { CordonError, errorTable, limits } from "../../src/base/index.ts";
import { createSilentTelemetry, createTelemetry, eventTable, metricsTable, type TelemetryEvent } from "../../src/telemetry/index.ts";
import { createLogger } from "../../src/telemetry/logger.ts";

function createTelemetryWithLog(settings: Partial<Parameters<typeof createTelemetry>[0]> = {}) {
  const lines: string[] = [];
  const telemetry = createTelemetry({
    logLevel: "debug",
    metricsListen: null,
    processMetrics: false,
    logStream: { write: (line) => lines.push(line) },
    ...settings,
  });
  return { telemetry, lines, entries: () => lines.map((line) => JSON.parse(line)) };
}

/** The value of one series in the Prometheus text. */
async function seriesValue(telemetry: ReturnType<typeof createSilentTelemetry>, series: string): Promise<number | undefined> {
  const line = (await telemetry.metrics.text()).split("\n").find((each) => each.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

const events: readonly { event: TelemetryEvent; level: string; counts: Readonly<Record<string, number>> }[] = [
  {
    event: { name: "batch_received", receiver: "otlp_http", signal: "logs", encoding: "json", bytes: 700, wireBytes: 90 },
    level: "debug",
    counts: {
      'cordon_received_batches_total{receiver="otlp_http",signal="logs",encoding="json"}': 2,
      'cordon_received_bytes_total{receiver="otlp_http"}': 1_400,
      'cordon_received_wire_bytes_total{receiver="otlp_http"}': 180,
    },
  },
  {
    event: { name: "request_refused", receiver: "otlp_grpc", code: "receiver.body_size" },
    level: "warn",
    counts: { 'cordon_refused_requests_total{receiver="otlp_grpc",code="receiver.body_size"}': 2 },
  },
  {
    event: { name: "batch_scanned", signal: "traces", leavesCount: 40, bytes: 900, durationMs: 2 },
    level: "debug",
    counts: {
      'cordon_scanned_batches_total{signal="traces"}': 2,
      'cordon_scanned_leaves_total{signal="traces"}': 80,
      'cordon_scanned_bytes_total{signal="traces"}': 1_800,
      'cordon_scan_seconds_sum{signal="traces"}': 0.004,
      'cordon_scan_seconds_bucket{le="0.001",signal="traces"}': 0,
      'cordon_scan_seconds_bucket{le="0.0025",signal="traces"}': 2,
    },
  },
  {
    event: {
      name: "findings",
      destination: "archive",
      counts: [
        { detector: "ssn", type: "SSN", count: 3 },
        { detector: "email", type: "EMAIL", count: 1 },
      ],
    },
    level: "debug",
    counts: {
      'cordon_findings_total{detector="ssn",type="SSN",destination="archive"}': 6,
      'cordon_findings_total{detector="email",type="EMAIL",destination="archive"}': 2,
    },
  },
  {
    event: { name: "batch_held_back", destination: "archive", code: "release.egress_check" },
    level: "error",
    counts: { 'cordon_held_back_batches_total{destination="archive",code="release.egress_check"}': 2 },
  },
  {
    event: { name: "batch_sent", destination: "archive", signal: "metrics", itemsCount: 12, bytes: 500, deliveryMs: 20 },
    level: "debug",
    counts: {
      'cordon_sent_batches_total{destination="archive",signal="metrics"}': 2,
      'cordon_sent_items_total{destination="archive",signal="metrics"}': 24,
      'cordon_sent_bytes_total{destination="archive"}': 1_000,
      'cordon_delivery_seconds_count{destination="archive"}': 2,
    },
  },
  {
    event: { name: "send_retried", destination: "archive", code: "exporter.timeout", afterMs: 500 },
    level: "warn",
    counts: { 'cordon_send_retries_total{destination="archive",code="exporter.timeout"}': 2 },
  },
  {
    event: { name: "send_refused", destination: "archive", code: "exporter.permanent_status", itemsCount: 3 },
    level: "error",
    counts: { 'cordon_send_refused_total{destination="archive",code="exporter.permanent_status"}': 2 },
  },
  {
    event: { name: "items_rejected", destination: "archive", itemsCount: 3 },
    level: "warn",
    counts: { 'cordon_rejected_items_total{destination="archive"}': 6 },
  },
];

test.each(events)("$event.name is counted each time and written as one JSON line at level $level", async ({ event, level, counts }) => {
  let nowMs = 0;
  const { telemetry, entries } = createTelemetryWithLog({ now: () => nowMs });
  telemetry.events.emit(event);
  nowMs += limits.logRepeatMs;
  telemetry.events.emit(event);
  const { name, ...fields } = event;
  expect(entries()).toEqual(Array(2).fill({ level, time: expect.any(String), event: name, msg: eventTable[name].text, ...fields }));
  for (const [series, value] of Object.entries(counts)) expect([series, await seriesValue(telemetry, series)]).toEqual([series, value]);
});

test("a queue's gauges show the last state", async () => {
  const telemetry = createSilentTelemetry();
  telemetry.events.emit({ name: "queue_changed", destination: "archive", bytes: 900, batches: 3 });
  telemetry.events.emit({ name: "queue_changed", destination: "archive", bytes: 100, batches: 1 });
  expect(await seriesValue(telemetry, 'cordon_queue_bytes{destination="archive"}')).toBe(100);
  expect(await seriesValue(telemetry, 'cordon_queue_batches{destination="archive"}')).toBe(1);
});

test("every event has a row and every metric a help text and a unit in its name or a plain count", () => {
  for (const row of Object.values(eventTable)) expect(row.text).toMatch(/^[a-z]/);
  for (const [name, row] of Object.entries(metricsTable)) {
    expect(row.help).toMatch(/^[A-Z0-9].*\.$/);
    expect(name).toMatch(row.type === "counter" ? /^cordon_[a-z_]+_total$/ : /^cordon_[a-z_]+$/);
  }
});

test("a warning that repeats is written once a second, and the next line says how many were left out", async () => {
  let nowMs = 0;
  const { telemetry, entries } = createTelemetryWithLog({ now: () => nowMs });
  const refused: TelemetryEvent = { name: "request_refused", receiver: "otlp_http", code: "receiver.busy" };
  for (let at = 0; at < 500; at++) telemetry.events.emit(refused);
  telemetry.events.emit({ ...refused, code: "receiver.stopping" });
  nowMs += limits.logRepeatMs;
  telemetry.events.emit(refused);
  expect(entries().map(({ code, suppressed }) => [code, suppressed])).toEqual([
    ["receiver.busy", undefined],
    ["receiver.stopping", undefined],
    ["receiver.busy", 499],
  ]);
  expect(await seriesValue(telemetry, 'cordon_refused_requests_total{receiver="otlp_http",code="receiver.busy"}')).toBe(501);
  expect(await seriesValue(telemetry, 'cordon_log_lines_suppressed_total{event="request_refused"}')).toBe(499);
});

test("label values are bounded: what does not look like an id, and what comes past the bound, is counted as other", async () => {
  const telemetry = createSilentTelemetry();
  const found = (detector: string) =>
    telemetry.events.emit({ name: "findings", destination: "d", counts: [{ detector, type: "OTHER", count: 1 }] });
  found("Jane Example, born 1950");
  for (let at = 0; at < limits.labelValuesMax + 10; at++) found(`custom_${at}`);
  const text = await telemetry.metrics.text();
  expect(text).not.toContain("Jane");
  expect(text.match(/^cordon_findings_total\{/gm)?.length).toBe(limits.labelValuesMax + 1);
  expect(await seriesValue(telemetry, 'cordon_findings_total{detector="other",type="OTHER",destination="d"}')).toBe(11);
});

test.each([
  { error: new Error("Jane Example"), told: { code: "unknown" }, reason: "a message may quote its input" },
  {
    error: Object.assign(new Error("connect 10.1.2.3"), { code: "ECONNREFUSED" }),
    told: { code: "ECONNREFUSED" },
    reason: "a system call's code",
  },
  { error: Object.assign(new Error("x"), { code: "Jane Example" }), told: { code: "unknown" }, reason: "a code that is none" },
  {
    error: new CordonError("config.value", "destinations.a.claim"),
    told: { code: "config.value", where: "destinations.a.claim" },
    reason: "ours",
  },
  { error: "Jane Example", told: { code: "unknown" }, reason: "not even an error" },
])("an error in the log is reduced to its code: $reason", ({ error, told }) => {
  const lines: string[] = [];
  const logger = createLogger("info", false, { write: (line) => lines.push(line) });
  logger.error({ err: error }, "failed");
  logger.error({ error }, "failed");
  const [first, second] = lines.map((line) => JSON.parse(line));
  expect([first.err, second.error]).toEqual([told, told]);
  expect(lines.join("")).not.toMatch(/Jane|10\.1\.2\.3/);
});

test("below the level nothing is written, but everything is counted", async () => {
  const { telemetry, lines } = createTelemetryWithLog({ logLevel: "error" });
  telemetry.events.emit({ name: "request_refused", receiver: "otlp_http", code: "receiver.path" });
  expect(lines).toEqual([]);
  expect(await seriesValue(telemetry, 'cordon_refused_requests_total{receiver="otlp_http",code="receiver.path"}')).toBe(1);
});

test("lines for people hold the time, the level, the words and the fields", () => {
  const { telemetry, lines } = createTelemetryWithLog({ pretty: true });
  telemetry.events.emit({ name: "receiver_listening", receiver: "otlp_http", address: "127.0.0.1:4318" });
  expect(lines.join("")).toMatch(/^\d\d:\d\d:\d\d info {2}receiving receiver=otlp_http address=127\.0\.0\.1:4318\n$/);
});

test("the port answers /metrics, /live and /ready, and nothing else", async () => {
  const { telemetry } = createTelemetryWithLog({ metricsListen: { host: "127.0.0.1", port: 0 }, processMetrics: true });
  const address = await telemetry.start();
  onTestFinished(() => telemetry.stop());
  const get = async (path: string, method = "GET") => {
    const response = await fetch(`http://${address}${path}`, { method });
    return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
  };
  expect(await get("/live")).toMatchObject({ status: 200, text: '{"live":true}' });
  const starting = { status: 503, type: "application/json", text: '{"ready":false,"state":"starting","parts":{}}' };
  expect(await get("/ready")).toEqual(starting);
  telemetry.health.setPart("receivers.otlp_http", false);
  telemetry.health.set("running");
  expect((await get("/ready")).text).toBe('{"ready":false,"state":"running","parts":{"receivers.otlp_http":false}}');
  telemetry.health.setPart("receivers.otlp_http", true);
  expect(await get("/ready?verbose")).toMatchObject({
    status: 200,
    text: '{"ready":true,"state":"running","parts":{"receivers.otlp_http":true}}',
  });
  const metrics = await get("/metrics");
  expect(metrics.type).toContain("text/plain");
  expect(metrics.text).toContain("\ncordon_ready 1\n");
  expect(metrics.text).toMatch(/^process_resident_memory_bytes \d+$/m);
  for (const name of Object.keys(metricsTable)) expect(metrics.text).toContain(`# HELP ${name} `);
  telemetry.health.set("stopping");
  expect((await get("/ready")).status).toBe(503);
  expect((await get("/")).status).toBe(404);
  expect((await get("/metrics", "POST")).status).toBe(405);
});

test("a port in use is a config.listen that names the YAML path; without a port nothing listens", async () => {
  const first = createTelemetryWithLog({ metricsListen: { host: "127.0.0.1", port: 0 } }).telemetry;
  const address = await first.start();
  onTestFinished(() => first.stop());
  const port = Number(address?.split(":")[1]);
  const second = createTelemetryWithLog({ metricsListen: { host: "127.0.0.1", port } }).telemetry;
  await expect(second.start()).rejects.toMatchObject({ code: "config.listen", where: "telemetry.metrics.listen" });
  await second.stop();
  const none = createSilentTelemetry();
  expect(await none.start()).toBeUndefined();
  await none.stop();
});

test("the code of every error is a label value as it is", async () => {
  const telemetry = createSilentTelemetry();
  for (const code of Object.keys(errorTable) as (keyof typeof errorTable)[]) {
    telemetry.events.emit({ name: "batch_held_back", destination: "d", code });
  }
  expect(await telemetry.metrics.text()).not.toContain("other");
});
