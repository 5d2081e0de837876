import { expect, test } from "vitest";
import { archive, configOf, issuesOf, placesOf } from "./loading.ts";

/** Keys of the contract that later versions have. When one arrives, its row here goes with its row in the table. */
test.each([[`console: { listen: 127.0.0.1:8686 }\n${archive}`, "console", 1, "no console"]])(
  "%j: this version says that it does not have %s",
  (text, path, line, advice) => {
    const issues = issuesOf(text);
    expect(issues).toMatchObject([{ code: "config.not_available", path, line }]);
    expect(issues[0]?.message).toContain("not available in this version");
    expect(issues[0]?.message).toContain(advice);
  },
);

test.each([
  [`buffer: { mode: memory }\n${archive}`, "the mode there is"],
  [`buffer:\n  mode: memory\n  # path: ./data\n${archive}`, "a comment under it"],
  [
    `buffer:\n  mode: memory\ntelemetry:\n  metrics:\ndetection:\n  custom:\n  allow:\n${archive}`,
    "keys with all below them commented out",
  ],
])("%j loads: %s", (text) => {
  expect(configOf(text)).toMatchObject({ buffer: { mode: "memory" }, detection: { names: "dictionary" } });
});

test("an unavailable part that is wrong in itself says only that it is unavailable", () => {
  expect(placesOf(`console: { lisen: x }\n${archive}`)).toEqual(["console config.not_available"]);
});

test("the language model has a folder and a number of threads", () => {
  expect(configOf(`detection: { names: model }\n${archive}`).detection).toMatchObject({
    names: "model",
    model: { directory: "./data/models", threadsCount: 1 },
  });
  expect(configOf(`detection: { names: model, model: { path: /opt/models, threads: 2 } }\n${archive}`).detection.model).toEqual({
    directory: "/opt/models",
    threadsCount: 2,
  });
  expect(placesOf(`detection: { model: { threads: 0, path: "" } }\n${archive}`).sort()).toEqual([
    "detection.model.path config.value",
    "detection.model.threads config.value",
  ]);
});

/** The design's own example, as it is written there: substitutions stand without quotes in flow mappings. */
const designExample = `
receivers:
  otlp_http: { listen: 127.0.0.1:4318, body_bytes_max: 64MiB, tls: { cert: ./cert.pem, key: ./key.pem, client_ca: ./ca.pem }, auth: { bearer: \${env:CORDON_IN} } }
  otlp_grpc: { listen: 127.0.0.1:4317 }
  file_tail:
    containers:
      include: [/var/log/containers/*.log]
      exclude: []
      format: auto            # auto | cri | docker_json | json | plain
      start_at: beginning
buffer:
  mode: disk                  # disk | memory (ephemeral: nothing raw touches the disk)
  path: ./data/buffer
  size_max: 10GiB
  retain_raw: 72h             # 0s: a raw record is shredded as soon as every destination has it
  key: { provider: file, path: ./data/keys/kek }      # file | env | exec (KMS, Vault, enclave attestation)
audit: { path: ./data/audit }
access:
  principals:
    - { id: dana, role: investigator, token_hash: "scrypt:…" }     # viewer | investigator | operator | auditor
agreements:
  - { id: ms-2026, party: Microsoft, hosts: [acme.openai.azure.com], signed: 2026-01-10, expires: 2027-01-10, reference: BAA-0042 }
destinations:
  honeycomb:
    preset: honeycomb
    headers: { x-honeycomb-team: \${env:HONEYCOMB_KEY} }
    signals: [traces, logs]
    claim: safe_harbor        # safe_harbor | expert_determination | limited_data_set | baa
    agreement: null
    rules:
      keep_keys: []           # minimum necessary: when present, every other attribute is dropped
      drop_keys: ["http.request.header.*"]
      actions: { default: placeholder, NAME: token, DATE: year, LOCATION: state, AGE_OVER_89: "90+" }
      embeddings: drop
      record_time: keep       # keep | truncate_hour | shift
      ids: keep               # keep | remap
  archive: { type: file, path: ./data/out/scrubbed.jsonl }
  warehouse: { type: otlp_http, endpoint: http://127.0.0.1:14318, claim: safe_harbor, compression: none }
detection:
  names: dictionary           # off | dictionary | model
  custom:
    - { id: study_code, type: OTHER, pattern: 'STUDY-\\d{4}', keywords: [study], hits: ["STUDY-0042"], misses: ["STUDY-X"] }
  allow: ["Mercy General (test tenant)"]
telemetry: { log_level: info, metrics: { listen: 127.0.0.1:9464 } }
console: { listen: 127.0.0.1:8686 }
`;
const tokenHash = `scrypt:15:8:1:${"a".repeat(22)}:${"b".repeat(43)}`;
const around = { env: { CORDON_IN: "a-token-of-some-length", HONEYCOMB_KEY: "key" }, readFile: () => Buffer.from("pem") };

test("of the design's whole example only the parts of later versions are refused", () => {
  // The example's token hash is shortened.
  expect(placesOf(designExample.replace("scrypt:…", tokenHash), around)).toEqual(["console config.not_available"]);
});

test("the design's example without them loads as it is written", () => {
  const text = designExample.replace("scrypt:…", tokenHash).replace(/console:.*/, "");
  const { destinations, receivers, tails, detection, agreements, buffer, access } = configOf(text, around);
  expect(buffer).toEqual({
    mode: "disk",
    settings: {
      directory: "./data/buffer",
      key: { provider: "file", path: "./data/keys/kek" },
      sizeMax: 10 * 2 ** 30,
      retainMs: 72 * 3_600_000,
    },
    auditDirectory: "./data/audit",
  });
  expect(access.principals).toEqual([{ id: "dana", role: "investigator", tokenHash }]);
  expect(tails).toEqual([
    {
      name: "containers",
      include: ["/var/log/containers/*.log"],
      exclude: [],
      format: "auto",
      startAt: "beginning",
      multiline: "auto",
      lineBytesMax: 2 ** 20,
      checkpoints: "./data/tail",
      kubernetes: {
        server: "https://kubernetes.default.svc",
        credentials: "/var/run/secrets/kubernetes.io/serviceaccount",
        node: null,
      },
    },
  ]);
  expect(receivers.map(({ settings }) => settings.bearer)).toEqual(["a-token-of-some-length", undefined]);
  expect(destinations.map(({ id, type, hosts }) => [id, type, hosts])).toEqual([
    ["honeycomb", "otlp_http", ["api.honeycomb.io"]],
    ["archive", "file", ["localhost"]],
    ["warehouse", "otlp_http", ["127.0.0.1"]],
  ]);
  expect(destinations[0]?.plan.actions).toMatchObject({
    NAME: "token",
    DATE: "year",
    LOCATION: "state",
    AGE_OVER_89: "age_90_plus",
    SSN: "placeholder",
  });
  expect(destinations[0]?.exporter).toMatchObject({ headers: { "x-honeycomb-team": "key" } });
  expect(detection.custom.map(({ id }) => id)).toEqual(["study_code"]);
  expect(agreements.map(({ id }) => id)).toEqual(["ms-2026"]);
});
