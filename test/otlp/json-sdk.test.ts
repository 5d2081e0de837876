import { context, logs, SeverityNumber, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { JsonLogsSerializer, JsonTraceSerializer, ProtobufLogsSerializer, ProtobufTraceSerializer } from "@opentelemetry/otlp-transformer";
import { NodeSDK } from "@opentelemetry/sdk-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jsonToProtobuf, protobufToJson } from "../../src/otlp/index.ts";
import { oracleDecode } from "./json-oracle.ts";

type ReadableSpan = NonNullable<Parameters<typeof JsonTraceSerializer.serializeRequest>[0]>[number];
type ReadableLogRecord = NonNullable<Parameters<typeof JsonLogsSerializer.serializeRequest>[0]>[number];

const spans: ReadableSpan[] = [];
const records: ReadableLogRecord[] = [];
const idle = { forceFlush: () => Promise.resolve(), shutdown: () => Promise.resolve() };
const sdk = new NodeSDK({
  autoDetectResources: false,
  spanProcessors: [{ ...idle, onStart: () => undefined, onEnd: (span) => void spans.push(span as ReadableSpan) }],
  logRecordProcessors: [{ ...idle, onEmit: (record) => void records.push(record as ReadableLogRecord), enabled: () => true }],
});

beforeAll(() => {
  sdk.start();
  const tracer = trace.getTracer("clinic", "1.2.3");
  const parent = tracer.startSpan("visit \u00e9\u{1f600}", { kind: SpanKind.SERVER });
  const child = tracer.startSpan(
    "lookup",
    { links: [{ context: parent.spanContext(), attributes: { a: 1 } }] },
    trace.setSpan(context.active(), parent),
  );
  child.setAttributes({ text: 'quote " and \n line', integer: 42, double: 0.1, flag: false, list: ["a", "b"], numbers: [1, 2.5] });
  child.addEvent("retry", { attempt: 2 });
  child.setStatus({ code: SpanStatusCode.ERROR, message: "failed" });
  child.end();
  parent.end();
  const body = { map: { list: [1, "two", true, null], bytes: new Uint8Array([1, 2, 255]) } };
  logs
    .getLogger("clinic")
    .emit({ severityNumber: SeverityNumber.WARN, severityText: "WARN", body, attributes: { empty: "", zero: 0 }, eventName: "e" });
});
afterAll(() => sdk.shutdown());

test("what the Node SDK sends as JSON says the same as what it sends as protobuf", () => {
  expect([spans.length, records.length]).toEqual([2, 1]);
  const both = [
    ["traces", JsonTraceSerializer.serializeRequest(spans), ProtobufTraceSerializer.serializeRequest(spans)],
    ["logs", JsonLogsSerializer.serializeRequest(records), ProtobufLogsSerializer.serializeRequest(records)],
  ] as const;
  for (const [signal, json, protobuf] of both) {
    if (json === undefined || protobuf === undefined) throw new Error("the SDK made no request");
    const result = jsonToProtobuf(signal, Buffer.from(json));
    if (result.kind === "refused") throw new Error(`refused: ${result.code}`);
    expect(result.exact).toBe(true);
    expect(oracleDecode(signal, result.protobuf)).toEqual(oracleDecode(signal, protobuf));
    const back = jsonToProtobuf(signal, protobufToJson(signal, protobuf));
    expect(back.kind === "done" && oracleDecode(signal, back.protobuf)).toEqual(oracleDecode(signal, protobuf));
  }
});
