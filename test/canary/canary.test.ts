import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Client, credentials } from "@grpc/grpc-js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Agent, agentSettings, createAgent } from "../../src/agent/index.ts";
import type { Signal } from "../../src/base/index.ts";
import { checkConfigText, formatIssues } from "../../src/config/index.ts";
import { detectors } from "../../src/detectors/index.ts";
import { jsonToProtobuf, protobufToJson } from "../../src/otlp/index.ts";
import { createTelemetry, type Telemetry } from "../../src/telemetry/index.ts";
import { type FakeVendor, startGrpcVendor, startHttpVendor } from "../support/fake-vendor.ts";
import { encode } from "../support/otlp-oracle.ts";
import { allPlaces, markerAt, type Place } from "./places.ts";

/**
 * The canary: an identifier in every text place of OTLP, through every receiver, searched for at every exit. None may come out; the word beside it must.
 */
const folder = mkdtempSync(join(tmpdir(), "cordon-canary-"));
const file = join(folder, "out.jsonl");
const services: Readonly<Record<Signal, string>> = {
  traces: "trace.v1.TraceService",
  logs: "logs.v1.LogsService",
  metrics: "metrics.v1.MetricsService",
};
let agent: Agent;
let telemetry: Telemetry;
let httpUrl = "";
let grpc: Client;
let vendors: { readonly protobuf: FakeVendor; readonly json: FakeVendor; readonly grpc: FakeVendor };
const ownLog: string[] = [];

beforeAll(async () => {
  vendors = { protobuf: await startHttpVendor(), json: await startHttpVendor(), grpc: await startGrpcVendor() };
  const loaded = checkConfigText(`receivers: { otlp_http: { listen: 127.0.0.1:0 }, otlp_grpc: { listen: 127.0.0.1:0 } }
telemetry: { log_level: debug, metrics: { listen: 127.0.0.1:0 } }
buffer: { path: "${folder}/buffer", key: { path: "${folder}/keys/kek" } }
audit: { path: "${folder}/audit" }
destinations:
  protobuf: { type: otlp_http, endpoint: "${vendors.protobuf.url}", compression: none }
  json: { type: otlp_http, endpoint: "${vendors.json.url}", encoding: json, compression: gzip }
  grpc: { type: otlp_grpc, endpoint: "${vendors.grpc.url}" }
  file: { type: file, path: "${file}" }
`);
  if (loaded.kind === "errors") throw new Error(formatIssues(loaded.issues, "the canary's configuration"));
  telemetry = createTelemetry({ logLevel: "debug", metricsListen: null, logStream: { write: (line) => void ownLog.push(line) } });
  agent = await createAgent(agentSettings(loaded.config, detectors), telemetry);
  const started = await agent.start();
  httpUrl = `http://${started.find(({ receiver }) => receiver === "otlp_http")?.address}`;
  grpc = new Client(started.find(({ receiver }) => receiver === "otlp_grpc")?.address ?? "", credentials.createInsecure());
});

afterAll(async () => {
  grpc.close();
  await Promise.all(Object.values(vendors).map((vendor) => vendor.stop()));
  rmSync(folder, { recursive: true });
});

async function post(signal: Signal, body: Buffer, type: string, encoding?: string): Promise<number> {
  const headers: Record<string, string> = { "content-type": type, ...(encoding === undefined ? {} : { "content-encoding": encoding }) };
  const answer = await fetch(`${httpUrl}/v1/${signal}`, { method: "POST", headers, body: new Uint8Array(body) });
  exits.push(Buffer.from(await answer.arrayBuffer()));
  return answer.status;
}

function call(signal: Signal, body: Buffer): Promise<void> {
  const same = (bytes: Buffer) => bytes;
  return new Promise((resolve, reject) => {
    grpc.makeUnaryRequest(`/opentelemetry.proto.collector.${services[signal]}/Export`, same, same, body, (error, answer) => {
      if (answer !== undefined) exits.push(answer);
      if (error === null) resolve();
      else reject(error);
    });
  });
}

/** Everything that went back to senders. */
const exits: Buffer[] = [];

/** Everything that left towards a destination, as OTLP protobuf. */
function arrived(exit: "protobuf" | "json" | "grpc" | "file"): Buffer {
  if (exit === "protobuf" || exit === "grpc") return Buffer.concat(vendors[exit].requests.map(({ body }) => body));
  const bodies = exit === "json" ? vendors.json.requests.map(({ body }) => body) : lines().map((line) => Buffer.from(line));
  return Buffer.concat(
    bodies.map((body) => {
      for (const signal of ["traces", "logs", "metrics"] as const) {
        const read = jsonToProtobuf(signal, body);
        if (read.kind === "done" && read.protobuf.length > 2 && read.unknownCount === 0) return read.protobuf;
      }
      throw new Error("an exit wrote JSON that is no OTLP");
    }),
  );
}

function lines(): string[] {
  return readFileSync(file, "utf8").split("\n").filter(Boolean);
}

function diskFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A marker as it is, without its dashes, and in base64 at every offset. */
function formsOf(marker: string): readonly string[] {
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.from(`${"x".repeat(shift)}${marker}`)
      .toString("base64")
      .slice(shift === 0 ? 0 : 4)
      .replace(/=+$/, "")
      .slice(0, -2),
  );
  return [marker, marker.replaceAll("-", ""), encodeURIComponent(marker), ...base64];
}

const places = allPlaces();

test("the .proto files have as many text places as the table of fields knows", () => {
  expect(places.length).toBeGreaterThan(300);
  expect(new Set(places.map(({ signal, path }) => `${signal} ${path}`)).size).toBe(places.length);
});

test("an identifier in any text place leaves through no exit, and the word beside it leaves through all", async () => {
  const senders: readonly ((place: Place) => Promise<unknown>)[] = [
    (place) => post(place.signal, place.request, "application/x-protobuf"),
    (place) => post(place.signal, gzipSync(place.request), "application/x-protobuf", "gzip"),
    (place) => post(place.signal, Buffer.from(protobufToJson(place.signal, place.request)), "application/json"),
    (place) => call(place.signal, place.request),
  ];
  const statuses: unknown[] = [];
  for (const send of senders) {
    // A few at a time: more at once than the agent takes would be refused for the moment.
    for (let at = 0; at < places.length; at += 8) statuses.push(...(await Promise.all(places.slice(at, at + 8).map(send))));
  }
  expect(statuses.filter((status) => status !== 200 && status !== undefined)).toEqual([]);
  for (const [signal, request] of nestedForms()) {
    expect(await post(signal, request, "application/x-protobuf")).toBe(200);
    await call(signal, request);
  }
  const unsent = await agent.stop("request");
  expect(unsent).toBe(0);

  const outside = (["protobuf", "json", "grpc", "file"] as const).map((exit) => ({ exit, bytes: arrived(exit).toString("latin1") }));
  const raw = [
    ...outside.map(({ exit, bytes }) => ({ exit: String(exit), bytes })),
    { exit: "json, as sent", bytes: vendors.json.requests.map(({ body }) => body.toString("latin1")).join("\n") },
    { exit: "file, as written", bytes: readFileSync(file, "latin1") },
    {
      exit: "headers",
      bytes: JSON.stringify(Object.values(vendors).map((vendor) => vendor.requests.map(({ headers, path }) => [path, headers]))),
    },
    { exit: "answers to senders", bytes: Buffer.concat(exits).toString("latin1") },
    ...["buffer", "audit"].flatMap((room) =>
      diskFiles(join(folder, room)).map((path) => ({ exit: path, bytes: readFileSync(path, "latin1") })),
    ),
    { exit: "own log", bytes: ownLog.join("") },
    { exit: "metrics", bytes: await telemetry.metrics.text() },
  ];
  const markers = [
    ...places.map(({ signal, path, marker }) => ({ place: `${signal} ${path}`, marker })),
    ...nestedNames.map((place, index) => ({ place, ...markerAt(5000 + index) })),
  ];
  const leaks = markers.flatMap(({ place, marker }) =>
    raw.flatMap(({ exit, bytes }) => (formsOf(marker).some((form) => bytes.includes(form)) ? [`${place} through ${exit}`] : [])),
  );
  expect(leaks).toEqual([]);
  const lost = places.flatMap(({ signal, path, neighbour }) =>
    outside.flatMap(({ exit, bytes }) =>
      bytes.split(`${neighbour} `).length - 1 === senders.length ? [] : [`${signal} ${path} at ${exit}`],
    ),
  );
  expect(lost).toEqual([]);
}, 120_000);

/** One identifier in each form in which a text can hide another, and at places that need more than a text. */
const hidden: readonly (readonly [name: string, value: (marker: string) => unknown])[] = [
  ["JSON in a string", (marker) => ({ stringValue: JSON.stringify({ a: [{ b: marker }] }) })],
  ["JSON in JSON in a string", (marker) => ({ stringValue: JSON.stringify({ a: JSON.stringify({ b: marker }) }) })],
  ["a key in JSON", (marker) => ({ stringValue: JSON.stringify({ [marker]: 1 }) })],
  ["percent-encoding", (marker) => ({ stringValue: `/x?q=${marker.replaceAll("-", "%2D")}` })],
  ["escapes", (marker) => ({ stringValue: `a \\u0022${marker.replaceAll("-", "\\u002d")}` })],
  ["escaped line ends", (marker) => ({ stringValue: `line\\n${marker}\\nline` })],
  ["entities", (marker) => ({ stringValue: marker.replaceAll("-", "&#45;") })],
  ["U+2011", (marker) => ({ stringValue: marker.replaceAll("-", "\u2011") })],
  ["full-width digits", (marker) => ({ stringValue: marker.replace(/[0-9]/g, (digit) => String.fromCharCode(0xff10 + Number(digit))) })],
  ["zero-width characters", (marker) => ({ stringValue: [...marker].join("\u200b") })],
  ["base64", (marker) => ({ stringValue: Buffer.from(`patient ${marker} was seen here`).toString("base64") })],
  ["a word glued to it", (marker) => ({ stringValue: `patient_${marker}` })],
  ["bytes", (marker) => ({ bytesValue: Buffer.from(JSON.stringify({ ssn: marker })) })],
];
const nestedNames = hidden.map(([name]) => name);

function nestedForms(): readonly (readonly [Signal, Buffer])[] {
  return hidden.map(([, hide], index) => {
    const attributes = [{ key: "note", value: hide(markerAt(5000 + index).marker) }];
    return [
      "traces",
      Buffer.from(encode("traces", { resourceSpans: [{ scopeSpans: [{ spans: [{ name: "op", attributes }] }] }] })),
    ] as const;
  });
}
