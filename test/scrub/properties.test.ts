import fc from "fast-check";
import { expect, test } from "vitest";
import { signals } from "../../src/base/index.ts";
import { detectors } from "../../src/detectors/index.ts";
import { protobufToJson, requestMessage } from "../../src/otlp/index.ts";
import { createClearance } from "../../src/policy/clearance.ts";
import { type JsonObject, messageArbitrary } from "../otlp/json-arbitrary.ts";
import { oracleEncode } from "../otlp/json-oracle.ts";
import { plan } from "./bodies.ts";

/** Any message of the three signals, in which some texts are replaced by one that holds an identifier. */
const clearance = createClearance([plan({ unknownFields: "keep", embeddings: "keep" })], { detectors, names: "dictionary", allow: [] });

function clear(signal: (typeof signals)[number], encoding: "protobuf" | "json", body: Buffer) {
  const result = clearance.clear(signal, encoding, body, ["out"]);
  if (result.kind === "refused") throw new Error(result.code);
  const view = result.views.get("out");
  if (view === undefined || view.kind === "held") throw new Error("held back");
  return view.kind === "nothing" ? null : { protobuf: Buffer.from(view.batch.protobuf), counts: view.counts };
}

function planted(value: unknown, at: (index: number) => boolean): unknown {
  let index = 0;
  const visit = (inner: unknown, key: string): unknown => {
    if (Array.isArray(inner)) return inner.map((item) => visit(item, key));
    if (typeof inner === "object" && inner !== null && !(inner instanceof Uint8Array)) {
      return Object.fromEntries(Object.entries(inner).map(([name, item]) => [name, visit(item, name)]));
    }
    return isText.has(key) && at(index++) ? "seen 201-45-6789 today" : inner;
  };
  return visit(value, "");
}
const isText = new Set(["stringValue", "key", "name", "description", "unit", "schemaUrl", "version", "message", "eventName", "traceState"]);

test.each(signals)("%s: bytes are identical exactly where nothing was found; twice is once; JSON and protobuf agree", (signal) => {
  let [clean, dirty] = [0, 0];
  const holds = (message: unknown, choices: readonly boolean[]) => {
    const body = Buffer.from(oracleEncode(signal, planted(message, (index) => choices[index] === true) as JsonObject));
    const out = clear(signal, "protobuf", body);
    if (out === null) return;
    const found = out.counts.findings.size > 0;
    if (found) dirty++;
    else clean++;
    expect(out.protobuf.equals(body)).toBe(!found);
    expect(out.protobuf.includes("201-45-6789")).toBe(false);
    expect(clear(signal, "protobuf", out.protobuf)?.protobuf.equals(out.protobuf)).toBe(true);
    const viaJson = clear(signal, "json", protobufToJson(signal, body));
    expect(protobufToJson(signal, viaJson?.protobuf as Buffer).equals(protobufToJson(signal, out.protobuf))).toBe(true);
  };
  fc.assert(
    fc.property(
      messageArbitrary(requestMessage[signal]),
      fc.oneof(fc.constant([]), fc.constant(new Array<boolean>(30).fill(true)), fc.array(fc.boolean(), { maxLength: 30 })),
      holds,
    ),
    { numRuns: 150 },
  );
  // How many of the random messages hold a text is chance: one with and one without a finding are sure.
  const resource = { attributes: [{ key: "a", value: { stringValue: "b" } }] };
  const message = {
    traces: { resourceSpans: [{ resource, scopeSpans: [{ spans: [{ name: "op" }] }] }] },
    logs: { resourceLogs: [{ resource, scopeLogs: [{ logRecords: [{ severityNumber: 9 }] }] }] },
    metrics: { resourceMetrics: [{ resource, scopeMetrics: [{ metrics: [{ name: "m", gauge: { dataPoints: [{ asDouble: 1 }] } }] }] }] },
  }[signal];
  const before = { clean, dirty };
  holds(message, []);
  holds(message, [false, true]);
  expect({ clean, dirty }).toEqual({ clean: before.clean + 1, dirty: before.dirty + 1 });
});
