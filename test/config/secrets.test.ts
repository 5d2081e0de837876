import { expect, test } from "vitest";
import { checkConfigText, destinationPolicyHash, explainConfig, formatExplanation, formatIssues } from "../../src/config/index.ts";
import { hashKey, nowMs } from "./loading.ts";

const secret = "hunter2-hunter2-hunter2";

/** A configuration with every kind of key in it, right as it stands. */
const whole = {
  receivers: {
    otlp_http: {
      listen: "127.0.0.1:4318",
      body_bytes_max: "64MiB",
      tls: { cert: "./c", key: "./k", client_ca: "./a" },
      auth: { bearer: secret },
    },
    otlp_grpc: { listen: "127.0.0.1:4317" },
  },
  buffer: { mode: "memory" },
  agreements: [
    {
      id: "one",
      party: "Example Vendor",
      hosts: ["v.example"],
      signed: "2026-01-10",
      expires: "2027-01-10",
      kind: "baa",
      reference: "DOC-1",
    },
  ],
  destinations: {
    http: {
      type: "otlp_http",
      endpoint: `https://v.example/in?api_key=${secret}`,
      headers: { authorization: `Bearer ${secret}`, "x-key": secret },
      tls: { ca: "./ca", cert: "./cert", key: "./key", server_name: "v.example", insecure: false },
      encoding: "json",
      compression: "none",
      connect_timeout: "1s",
      timeout: "2s",
      signals: ["traces", "logs"],
      claim: "baa",
      agreement: "one",
      rules: {
        keep_keys: ["gen_ai.*"],
        drop_keys: ["a"],
        actions: { NAME: "keep", MRN: "hash" },
        hash_key: hashKey,
        embeddings: "keep",
        record_time: "shift",
        ids: "remap",
      },
      queue: { size_max: "1MiB", batches_max: 5 },
      retry: { interval_initial: "1s", interval_max: "2s", time_max: "3s" },
    },
    grpc: { type: "otlp_grpc", endpoint: "v.example:443", headers: { "x-key": secret }, compression: "gzip" },
    preset: { preset: "honeycomb", headers: { "x-honeycomb-team": secret }, signals: ["traces"] },
    file: { type: "file", path: "./out", rotate: { size_max: "1MiB", keep: 2 }, sync: "close" },
  },
  detection: {
    names: "off",
    custom: [
      {
        id: "study",
        type: "OTHER",
        pattern: `x${secret}`,
        keywords: ["x"],
        hits: [{ text: `x${secret}`, value: `x${secret}` }],
        misses: ["y"],
      },
    ],
    allow: [secret],
  },
  telemetry: { log_level: "info", pretty: false, metrics: { listen: "127.0.0.1:9464" } },
};

const load = (value: unknown) => checkConfigText(JSON.stringify(value, null, 1), { env: {}, readFile: () => Buffer.from(secret), nowMs });

test("no explanation, as text or JSON, and no policy hash holds a header, a token, a key or an address's query", () => {
  const result = load(whole);
  if (result.kind === "errors") throw new Error(formatIssues(result.issues, "whole"));
  const said = explainConfig(result.config, { detectors: [], nowMs });
  const all = `${formatExplanation(said)}${JSON.stringify(said)}`;
  expect(all).not.toContain("hunter2");
  expect(all).not.toContain(hashKey);
  expect(all).not.toContain(Buffer.from(hashKey, "hex").toString("base64"));
  expect(said.destinations.map(({ id }) => id)).toEqual(["http", "grpc", "preset", "file"]);
});

test("a policy's hash does not depend on the hash key, so that it tells nothing of it", () => {
  const hashes = [hashKey, hashKey.replaceAll("0", "1")].map((key) => {
    const result = load({
      ...whole,
      destinations: { http: { ...whole.destinations.http, rules: { ...whole.destinations.http.rules, hash_key: key } } },
    });
    if (result.kind === "errors") throw new Error(formatIssues(result.issues, "whole"));
    const [destination] = result.config.destinations;
    return destination && destinationPolicyHash(destination, result.config, []);
  });
  expect(hashes[0]).toBe(hashes[1]);
});

type Path = readonly (string | number)[];

/** Every place of a value, containers too. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, item]) => placesIn(item, [...path, Array.isArray(value) ? Number(key) : key]));
  return path.length === 0 ? below : [path, ...below];
}

function withAt(value: unknown, [step, ...rest]: Path, put: unknown): unknown {
  if (step === undefined) return put;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[step] = withAt(copy[step], rest, put);
  return copy;
}

const wrong: readonly [string, unknown][] = [
  ["a text", `${secret} !`],
  ["a text of two lines", `${secret}\n${secret}`],
  ["a list", [secret, [secret]]],
  ["a mapping", { nothing: secret }],
  ["a broken substitution", `\${${secret}}`],
  ["a missing variable's neighbour", `${secret}\${env:NOTHING}`],
  ["a missing file's neighbour", `${secret}\${file:${"x".repeat(300)}}`],
];

test.each(wrong)("no error holds a value, whatever stands at any place: %s", (_, put) => {
  let errorsCount = 0;
  for (const path of placesIn(whole)) {
    const result = load(withAt(whole, path, put));
    if (result.kind !== "errors") continue;
    errorsCount += 1;
    expect([path.join("."), `${formatIssues(result.issues, "f")}${JSON.stringify(result.issues)}`.includes("hunter2")]).toEqual([
      path.join("."),
      false,
    ]);
    expect(result.issues.every(({ path: place, message }) => place.length < 300 && message.length < 1200)).toBe(true);
  }
  expect(errorsCount).toBeGreaterThan(60);
});

test("a secret in the place of a header's name is not printed", () => {
  const result = load({
    destinations: { a: { type: "otlp_http", endpoint: "https://v.example", headers: { [`Bearer ${secret}`]: "x" } } },
  });
  expect(result).toMatchObject({ kind: "errors", issues: [{ path: "destinations.a.headers" }] });
  expect(JSON.stringify(result)).not.toContain("hunter2");
});
