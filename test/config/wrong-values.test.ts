import { expect, test } from "vitest";
import { formatIssues } from "../../src/config/index.ts";
import { archive, issuesOf } from "./loading.ts";

const inFile = (lines: string) => `destinations:\n  a:\n    type: file\n    path: ./a\n${lines}`;
const inHttp = (lines: string) => `destinations:\n  a:\n    type: otlp_http\n    endpoint: https://v.example\n${lines}`;
const readFile = (path: string) => {
  if (path === "./none") throw new Error("ENOENT");
  return Buffer.from("pem");
};
const aText = "Write a text (in quotes where it looks like a number)";

/** text, YAML path, line, the message's end. */
const rows: readonly [text: string, path: string, line: number, hint: string][] = [
  ["", "", 0, "Write a mapping with destinations."],
  ["- a", "", 0, "Write a mapping with destinations."],
  [`receivers: 5\n${archive}`, "receivers", 1, "Write a mapping (key: value)."],
  [`receivers: {}\n${archive}`, "receivers", 1, "Name at least one receiver."],
  [
    `receivers:\n  otlp_http:\n    listen: 4318\n${archive}`,
    "receivers.otlp_http.listen",
    3,
    `${aText}: host and port, such as 127.0.0.1:4318 or [::1]:4318.`,
  ],
  [
    `receivers:\n  otlp_http:\n    listen: ":4318"\n${archive}`,
    "receivers.otlp_http.listen",
    3,
    "Write host and port, such as 127.0.0.1:4318 or [::1]:4318.",
  ],
  [
    `receivers:\n  otlp_grpc: { body_bytes_max: 64 }\n${archive}`,
    "receivers.otlp_grpc.body_bytes_max",
    2,
    `${aText}: a size with its unit, such as 64MiB.`,
  ],
  [
    `receivers:\n  otlp_http: { body_bytes_max: 64 parsecs }\n${archive}`,
    "receivers.otlp_http.body_bytes_max",
    2,
    "Write a size with its unit, such as 64MiB.",
  ],
  [`receivers:\n  otlp_http: { body_bytes_max: 1GiB }\n${archive}`, "receivers.otlp_http.body_bytes_max", 2, "Allowed are 1KiB to 256MiB."],
  [
    `receivers:\n  otlp_http:\n    tls: { cert: ./c.pem }\n${archive}`,
    "receivers.otlp_http.tls.key",
    3,
    `It is required. ${aText}: path of the private key, PEM.`,
  ],
  [
    `receivers:\n  otlp_http:\n    tls: { cert: ./c.pem, key: ./none }\n${archive}`,
    "receivers.otlp_http.tls.key",
    3,
    "The file could not be read.",
  ],
  [
    `receivers:\n  otlp_http:\n    auth: { bearer: short }\n${archive}`,
    "receivers.otlp_http.auth.bearer",
    3,
    "Use a token of at least 16 characters.",
  ],
  [`receivers:\n  otlp_http:\n    auth: true\n${archive}`, "receivers.otlp_http.auth", 3, "Write a mapping (key: value)."],
  [`buffer: { mode: ram }\n${archive}`, "buffer.mode", 1, "Write one of: disk, memory."],
  [`telemetry:\n  log_level: loud\n${archive}`, "telemetry.log_level", 2, "Write one of: trace, debug, info, warn, error, fatal, silent."],
  [`telemetry:\n  pretty: yes\n${archive}`, "telemetry.pretty", 2, "Write true or false: log lines for people instead of JSON."],
  [`detection: { allow: Mercy }\n${archive}`, "detection.allow", 1, "Write a list: texts that are never findings, as they are written."],
  [`detection:\n  allow:\n    - a\n    - ''\n${archive}`, "detection.allow[1]", 4, "Write a text."],
  [`agreements: { a: 1 }\n${archive}`, "agreements", 1, "Write a list."],
  [
    "receivers:\n  otlp_http: {}\n",
    "destinations",
    0,
    "Name at least one destination, such as archive: { type: file, path: ./data/out/scrubbed.jsonl }.",
  ],
  [
    "destinations: []",
    "destinations",
    1,
    "Name at least one destination, such as archive: { type: file, path: ./data/out/scrubbed.jsonl }.",
  ],
  [
    "destinations:\n  My-Vendor: { type: file }",
    "destinations.My-Vendor",
    2,
    "Name destinations in lower_snake_case, at most 64 characters.",
  ],
  ["destinations:\n  a: x", "destinations.a", 2, "Write a mapping (key: value) with type or preset."],
  [
    "destinations:\n  a: {}",
    "destinations.a.type",
    2,
    "It is required. Write type: otlp_http, otlp_grpc or file, or preset: with a vendor's name.",
  ],
  ["destinations:\n  a:\n    type: kafka", "destinations.a.type", 3, "Write one of: otlp_http, otlp_grpc, file."],
  ["destinations:\n  a:\n    type: otlp_http", "destinations.a.endpoint", 2, "It or traces_endpoint is required."],
  [
    "destinations:\n  a:\n    type: otlp_http\n    endpoint: collector",
    "destinations.a.endpoint",
    4,
    "Write an address such as https://host:4318.",
  ],
  [
    "destinations:\n  a:\n    type: otlp_http\n    endpoint: https://user:secret@v.example",
    "destinations.a.endpoint",
    4,
    "Put credentials into headers.",
  ],
  [
    "destinations:\n  a:\n    type: otlp_http\n    endpoint: http://v.example",
    "destinations.a.endpoint",
    4,
    "Telemetry may leave this machine over TLS only (45 CFR 164.312(e)(1)). Write https://, or tls: { insecure: true } where the network is encrypted below.",
  ],
  [
    "destinations:\n  a:\n    type: otlp_grpc\n    endpoint: https://v.example/v1",
    "destinations.a.endpoint",
    4,
    "A gRPC address has no path.",
  ],
  [inHttp("    encoding: xml"), "destinations.a.encoding", 5, "Write one of: protobuf, json."],
  [inHttp("    compression: br"), "destinations.a.compression", 5, "Write one of: gzip, zstd, none."],
  [
    inHttp("    headers: [a]"),
    "destinations.a.headers",
    5,
    "Write a mapping (key: value): sent with every request; the place for API keys, taken from the environment or a file.",
  ],
  [inHttp("    headers: { a: 5 }"), "destinations.a.headers.a", 5, `${aText}.`],
  [inHttp('    headers: { a: "x\\ny" }'), "destinations.a.headers.a", 5, "A header's value has printable ASCII characters only."],
  [inHttp("    headers: { 'a b': x }"), "destinations.a.headers", 5, "A header's name has letters, digits and -."],
  [inHttp("    headers: { Content-Length: '5' }"), "destinations.a.headers", 5, "This header is set by Cordon."],
  [inHttp("    timeout: 30"), "destinations.a.timeout", 5, `${aText}: a duration with its unit, such as 30s.`],
  [inHttp("    timeout: soon"), "destinations.a.timeout", 5, "Write a duration with its unit, such as 30s."],
  [inHttp("    timeout: 1h"), "destinations.a.timeout", 5, "Write at most 10m."],
  [inHttp("    connect_timeout: 0s"), "destinations.a.connect_timeout", 5, "Write at least 1ms."],
  [inFile("    rotate: { size_max: 1KiB }"), "destinations.a.rotate.size_max", 5, "Write at least 4KiB."],
  [inFile("    rotate: { keep: -1 }"), "destinations.a.rotate.keep", 5, "Write at least 0."],
  [inFile("    sync: never"), "destinations.a.sync", 5, "Write one of: batch, close."],
  [
    inFile("    signals: traces"),
    "destinations.a.signals",
    5,
    "Write a list: what it takes of traces, logs and metrics; default: all, or all that the preset's vendor takes.",
  ],
  [inFile("    signals: []"), "destinations.a.signals", 5, "Name at least one signal."],
  [inFile("    signals: [traces, profiles]"), "destinations.a.signals[1]", 5, "Write one of: traces, logs, metrics."],
  [inFile("    claim: hipaa"), "destinations.a.claim", 5, "Write one of: safe_harbor, expert_determination, limited_data_set, baa."],
  [inFile("    agreement: 5"), "destinations.a.agreement", 5, `${aText}: id under agreements; every claim but safe_harbor needs one.`],
  [inFile("    agreement: other"), "destinations.a.agreement", 5, "No entry under agreements has this id. Write agreement: null."],
  [inFile("    queue: { size_max: 0B }"), "destinations.a.queue.size_max", 5, "Write at least 1B."],
  [inFile("    queue: { batches_max: 1.5 }"), "destinations.a.queue.batches_max", 5, "Write a whole number."],
  [inFile("    retry: { time_max: never }"), "destinations.a.retry.time_max", 5, "Write a duration with its unit, such as 30s."],
  [
    inFile("    rules: { keep_keys: a }"),
    "destinations.a.rules.keep_keys",
    5,
    "Write a list: minimum necessary: with entries, every other attribute is dropped; empty: no such list.",
  ],
  [inFile("    rules: { drop_keys: [a, ''] }"), "destinations.a.rules.drop_keys[1]", 5, "Write an attribute key."],
  [inFile("    rules: { embeddings: maybe }"), "destinations.a.rules.embeddings", 5, "Write one of: drop, keep."],
  [inFile("    rules: { record_time: hide }"), "destinations.a.rules.record_time", 5, "Write one of: keep, truncate_hour, shift."],
  [inFile("    rules: { ids: drop }"), "destinations.a.rules.ids", 5, "Write one of: keep, remap."],
  [inFile("    rules:\n      actions:\n        NAME: 5"), "destinations.a.rules.actions.NAME", 7, `${aText}.`],
  [
    inFile("    rules:\n      actions:\n        DATE: yeer"),
    "destinations.a.rules.actions.DATE",
    7,
    "Write one of: placeholder, remove, year, state, zip3, 90+, token, surrogate, hash, mask, keep.",
  ],
  [
    inFile("    rules:\n      actions:\n        NAME: year"),
    "destinations.a.rules.actions.NAME",
    7,
    "year fits DATE only: write DATE: year.",
  ],
  [
    inFile("    rules:\n      hash_key: abc"),
    "destinations.a.rules.hash_key",
    6,
    "Write ${file:PATH} or ${env:NAME} that holds 32 bytes or more in base64 or hexadecimal.",
  ],
];

test.each(rows)("%j is refused at %s", (text, path, line, hint) => {
  const issues = issuesOf(text, { readFile });
  expect(issues.map((found) => [found.path, found.line])).toEqual([[path, line]]);
  expect(issues[0]?.message.endsWith(hint) ? hint : issues[0]?.message).toBe(hint);
});

test("everything that is wrong is said at once, in the order of the file", () => {
  const text = `receivers:
  otlp_http: { listen: here, tsl: {} }
agreements:
  - { id: one, party: P, hosts: [https://x.example], signed: 2026-02-30, expires: soon }
destinations:
  a: { type: file, claim: baa, rules: { actions: { NAME: keep } } }
  b: { preset: honeycomb, signals: [traces] }
detection: { allow: [''], custom: [{ id: x, type: OTHER, pattern: '(', hits: [y] }] }
telemetry: { log_level: 5 }
`;
  expect(issuesOf(text).map(({ path, line, code }) => `${line} ${path} ${code}`)).toEqual([
    "2 receivers.otlp_http.listen config.value",
    "2 receivers.otlp_http.tsl config.unknown_key",
    "4 agreements[0].hosts[0] config.value",
    "4 agreements[0].signed config.value",
    "4 agreements[0].expires config.value",
    "6 destinations.a.path config.value",
    "6 destinations.a.rules.actions.NAME config.claim_action",
    "6 destinations.a.agreement config.agreement",
    "7 destinations.b.headers config.value",
    "8 detection.allow[0] config.value",
    "8 detection.custom[0].pattern config.detector",
    "9 telemetry.log_level config.value",
  ]);
});

test("what is wrong in a list hides neither its other entries' errors nor its neighbours'", () => {
  const text = `detection:
  allow: ['']
  custom:
    - { id: Bad, type: OTHER, pattern: a, hits: [a] }
    - { id: good, type: NONE, pattern: a, hits: [a] }
${archive}`;
  expect(issuesOf(text).map(({ path }) => path)).toEqual(["detection.allow[0]", "detection.custom[0].id", "detection.custom[1].type"]);
});

test("at most a hundred errors are listed", () => {
  const keys = Array.from({ length: 300 }, (_, index) => `key_${index}: 1`).join("\n");
  expect(issuesOf(`${keys}\n${archive}`)).toHaveLength(100);
});

test("an issue reads as a line that editors can follow", () => {
  expect(formatIssues(issuesOf("destinations:\n  a: { type: fil, path: ./a }\n"), "agent.yaml")).toBe(
    "agent.yaml:2: destinations.a.type: This value is not allowed here. Write one of: otlp_http, otlp_grpc, file. (config.value)",
  );
  expect(formatIssues(issuesOf(""), "agent.yaml")).toBe(
    "agent.yaml: This value is not allowed here. Write a mapping with destinations. (config.value)",
  );
});
