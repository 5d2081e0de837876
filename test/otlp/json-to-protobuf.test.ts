import fc from "fast-check";
import { expect, test } from "vitest";
import { limits, type Signal, signals } from "../../src/base/index.ts";
import { jsonToProtobuf, messages, protobufToJson, requestMessage } from "../../src/otlp/index.ts";
import { camelCase, type JsonObject, messageArbitrary, toJsonText } from "./json-arbitrary.ts";
import { oracleDecode, oracleEncode } from "./json-oracle.ts";

function protobufOf(signal: Signal, text: string | Uint8Array): Buffer {
  const result = jsonToProtobuf(signal, Buffer.from(text as string));
  if (result.kind === "refused") throw new Error(`refused: ${result.code}`);
  return result.protobuf;
}

const spanText = (span: string) => `{"resourceSpans":[{"scopeSpans":[{"spans":[${span}]}]}]}`;
const valueText = (value: string) => spanText(`{"attributes":[{"key":"k","value":${value}}]}`);
const pointText = (kind: string, point: string) =>
  `{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"${kind}":{"dataPoints":[${point}]}}]}]}]}`;

/** The one object that the nested single-element lists of an oracle's message lead to. */
function dig(message: unknown, ...path: string[]): unknown {
  let at = message;
  for (const name of path) {
    at = (at as JsonObject)[name];
    if (Array.isArray(at)) at = at[0];
  }
  return at;
}
const spanOf = (text: string) =>
  dig(oracleDecode("traces", protobufOf("traces", text)), "resourceSpans", "scopeSpans", "spans") as JsonObject;

const values: [json: string, decoded: JsonObject, reason: string][] = [
  ['{"stringValue":""}', { stringValue: "" }, "an empty string is set, not absent"],
  ['{"stringValue":"a\\u00e9\\n\\ud83d\\ude00"}', { stringValue: "a\u00e9\n\u{1f600}" }, "escapes are decoded"],
  ['{"boolValue":false}', { boolValue: false }, "false is set"],
  ['{"intValue":"0"}', { intValue: "0" }, "zero is set"],
  ['{"intValue":-7}', { intValue: "-7" }, "an integer may be a number"],
  ['{"intValue":1e3}', { intValue: "1000" }, "an integral number in any spelling"],
  ['{"intValue":"9007199254740993"}', { intValue: "9007199254740993" }, "past 2^53 nothing is lost"],
  ['{"intValue":9007199254740993}', { intValue: "9007199254740993" }, "nor in a number"],
  ['{"intValue":"-9223372036854775808"}', { intValue: "-9223372036854775808" }, "the least 64-bit integer"],
  ['{"int_value":"\\u0031"}', { intValue: "1" }, "the .proto spelling and an escaped digit"],
  ['{"\\u0069ntValue":"1"}', { intValue: "1" }, "an escaped name"],
  ['{"doubleValue":0}', { doubleValue: 0 }, "0.0 is set"],
  ['{"doubleValue":"-Infinity"}', { doubleValue: Number.NEGATIVE_INFINITY }, "a double that JSON has no number for"],
  ['{"doubleValue":"NaN"}', { doubleValue: Number.NaN }, "not a number"],
  ['{"doubleValue":"1.5"}', { doubleValue: 1.5 }, "a double in a string"],
  ['{"bytesValue":""}', { bytesValue: "" }, "empty bytes are set"],
  ['{"bytesValue":"-_8="}', { bytesValue: "+/8=" }, "the URL-safe alphabet"],
  ['{"bytesValue":"+\\/8"}', { bytesValue: "+/8=" }, "no padding, and an escaped slash"],
  ['{"arrayValue":{}}', { arrayValue: { values: [] } }, "an empty list"],
  ['{"arrayValue":{"values":[{}]}}', { arrayValue: { values: [{}] } }, "an empty value in a list"],
  [
    '{"kvlistValue":{"values":[{"value":{"boolValue":true},"key":"a"}]}}',
    { kvlistValue: { values: [{ key: "a", value: { boolValue: true }, keyStrindex: 0 }] } },
    "fields in any order",
  ],
  ['{"stringValue":null,"intValue":"1"}', { intValue: "1" }, "null is absent"],
  ["{}", {}, "an empty value is a value"],
];
test.each(values)("the value %s is read as %j: %s", (json, decoded) => {
  expect((dig(spanOf(valueText(json)), "attributes") as JsonObject).value).toEqual(decoded);
});

const spans: [json: string, field: string, value: unknown, reason: string][] = [
  ['{"traceId":"5B8EFFF798038103D269B633813FC60C"}', "traceId", "W47/95gDgQPSabYzgT/GDA==", "hexadecimal of either case"],
  ['{"spanId":""}', "spanId", "", "an empty id"],
  ['{"trace_id":"5b8efff798038103d269b633813fc60c"}', "traceId", "W47/95gDgQPSabYzgT/GDA==", "the .proto spelling"],
  ['{"kind":3}', "kind", 3, "an enum as a number"],
  ['{"kind":"SPAN_KIND_CLIENT"}', "kind", 3, "an enum by name"],
  ['{"kind":99}', "kind", 99, "proto3 enums are open"],
  ['{"startTimeUnixNano":"1544712660000000000"}', "startTimeUnixNano", "1544712660000000000", "time as a string"],
  ['{"startTimeUnixNano":1544712660000000001}', "startTimeUnixNano", "1544712660000000001", "time as a number, exact"],
  ['{"endTimeUnixNano":"18446744073709551615"}', "endTimeUnixNano", "18446744073709551615", "the last nanosecond"],
  ['{"flags":4294967295}', "flags", 4294967295, "32 bits"],
  ['{"droppedLinksCount":"7"}', "droppedLinksCount", 7, "a 32-bit number in a string"],
  ['{"name":null}', "name", "", "null is absent"],
  ['{"status":{"code":"STATUS_CODE_ERROR","message":"m"}}', "status", { code: 2, message: "m" }, "a nested message"],
];
test.each(spans)("the span %s is read as %s %j: %s", (json, field, value) => {
  expect(spanOf(spanText(json))[field]).toEqual(value);
});

test("severities and temporalities are read by name", () => {
  const log = oracleDecode(
    "logs",
    protobufOf("logs", '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severityNumber":"SEVERITY_NUMBER_FATAL4"}]}]}]}'),
  );
  expect((dig(log, "resourceLogs", "scopeLogs", "logRecords") as JsonObject).severityNumber).toBe(24);
  const text =
    '{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"sum":{"aggregationTemporality":"AGGREGATION_TEMPORALITY_CUMULATIVE"}}]}]}]}';
  const metric = oracleDecode("metrics", protobufOf("metrics", text));
  expect((dig(metric, "resourceMetrics", "scopeMetrics", "metrics", "sum") as JsonObject).aggregationTemporality).toBe(2);
});

test("optional fields and members of a oneof are written even when zero; other defaults are not", () => {
  const zero = '{"sum":0,"min":0,"max":-0,"count":"0","flags":0,"bucketCounts":[],"explicitBounds":[0]}';
  const point = dig(
    oracleDecode("metrics", protobufOf("metrics", pointText("histogram", zero))),
    "resourceMetrics",
    "scopeMetrics",
    "metrics",
    "histogram",
    "dataPoints",
  ) as JsonObject;
  expect([point.sum, point.min, point.max]).toEqual([0, 0, -0]);
  expect(protobufOf("metrics", pointText("histogram", '{"count":"0","flags":0,"bucketCounts":[]}'))).toEqual(
    protobufOf("metrics", pointText("histogram", "{}")),
  );
  const number = dig(
    oracleDecode("metrics", protobufOf("metrics", pointText("gauge", '{"asInt":"0"}'))),
    "resourceMetrics",
    "scopeMetrics",
    "metrics",
    "gauge",
    "dataPoints",
  ) as JsonObject;
  expect(number.asInt).toBe("0");
});

test("a batch of zeros in a list of doubles is four times as long as its JSON at most", () => {
  const text = pointText("histogram", `{"explicitBounds":[${"0,".repeat(50_000)}0]}`);
  const protobuf = protobufOf("metrics", text);
  expect(protobuf.length).toBeLessThanOrEqual(text.length * 4);
  const point = dig(
    oracleDecode("metrics", protobuf),
    "resourceMetrics",
    "scopeMetrics",
    "metrics",
    "histogram",
    "dataPoints",
  ) as JsonObject;
  expect(point.explicitBounds).toHaveLength(50_001);
});

test("keys that this version cannot name are checked, counted and left out", () => {
  const text = spanText('{"name":"a","future":{"secret":[1,"x",{"y":null}]},"alsoFuture":"z","attributes":[{"key":"k","newer":1}]}');
  const result = jsonToProtobuf("traces", Buffer.from(text));
  expect(result).toMatchObject({ kind: "done", exact: false, unknownCount: 3 });
  expect(result.kind === "done" && result.protobuf).toEqual(protobufOf("traces", spanText('{"name":"a","attributes":[{"key":"k"}]}')));
  expect(jsonToProtobuf("traces", Buffer.from(spanText('{"name":"a"}')))).toMatchObject({ exact: true, unknownCount: 0 });
  expect(jsonToProtobuf("traces", Buffer.from(spanText('{"future":{"a":[1,]}}')))).toEqual({ kind: "refused", code: "otlp.json_syntax" });
});

const nested = (depth: number) => `${'{"arrayValue":{"values":['.repeat(depth - 1)}{"intValue":"1"}${"]}}".repeat(depth - 1)}`;
const nestedMaps = (depth: number) =>
  `${'{"kvlistValue":{"values":[{"key":"a","value":'.repeat(depth - 1)}{"intValue":"1"}${"}]}}".repeat(depth - 1)}`;

test("attribute values nest as deep as the bound and no deeper, in lists and in maps", () => {
  for (const make of [nested, nestedMaps]) {
    const protobuf = protobufOf("traces", valueText(make(limits.anyValueDepthMax)));
    expect(protobufOf("traces", protobufToJson("traces", protobuf))).toEqual(protobuf);
    expect(jsonToProtobuf("traces", Buffer.from(valueText(make(limits.anyValueDepthMax + 1))))).toEqual({
      kind: "refused",
      code: "otlp.depth",
    });
  }
});

test("long messages inside many others get their lengths right", () => {
  for (const length of [100, 127, 128, 4000, 4096, 5000, 20_000, 3_000_000]) {
    const text = valueText(nestedMaps(25).replace('"intValue":"1"', `"stringValue":"${"x".repeat(length)}"`));
    const protobuf = protobufOf("traces", text);
    expect(JSON.parse(protobufToJson("traces", protobuf).toString())).toEqual(JSON.parse(text));
    expect(() => oracleDecode("traces", protobuf)).not.toThrow();
  }
});

const refused: [signal: Signal, body: string | Uint8Array, code: string, reason: string][] = [
  ["traces", spanText('{"traceId":"5b8efff798038103d269b633813fc6"}'), "otlp.json_hex", "trace id of 15 bytes"],
  ["traces", spanText('{"traceId":"W47/95gDgQPSabYzgT/GDA=="}'), "otlp.json_hex", "trace id in base64"],
  ["traces", spanText('{"spanId":"00000000000000000g"}'), "otlp.json_hex", "span id of odd length"],
  ["traces", spanText('{"spanId":"000000000000000g"}'), "otlp.json_hex", "span id with a letter past f"],
  ["traces", spanText('{"spanId":12}'), "otlp.json_type", "span id as a number"],
  ["traces", spanText('{"name":"a","name":"b"}'), "otlp.json_duplicate_key", "the same key twice"],
  ["traces", spanText('{"name":null,"name":"b"}'), "otlp.json_duplicate_key", "the same key twice, once null"],
  ["traces", spanText('{"traceState":"a","trace_state":"b"}'), "otlp.json_duplicate_key", "both spellings of a key"],
  ["traces", spanText('{"name":"a","\\u006eame":"b"}'), "otlp.json_duplicate_key", "the same key with an escape"],
  ["traces", valueText('{"stringValue":"a","intValue":"1"}'), "otlp.json_type", "two members of a oneof"],
  ["metrics", pointText("gauge", '{"asInt":"1","asDouble":1}'), "otlp.json_type", "two values of a data point"],
  ["metrics", '{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"gauge":{},"sum":{}}]}]}]}', "otlp.json_type", "two kinds of metric"],
  ["traces", valueText('{"intValue":"99999999999999999999"}'), "otlp.json_type", "integer of more than 64 bits"],
  ["traces", valueText('{"intValue":"9223372036854775808"}'), "otlp.json_type", "integer past the signed range"],
  ["traces", valueText('{"intValue":"-9223372036854775809"}'), "otlp.json_type", "integer below the signed range"],
  ["traces", valueText('{"intValue":1.5}'), "otlp.json_type", "integer with a fraction"],
  ["traces", valueText('{"intValue":" 1"}'), "otlp.json_type", "integer with a space"],
  ["traces", valueText('{"intValue":"0x1"}'), "otlp.json_type", "integer in hexadecimal"],
  ["traces", valueText('{"intValue":""}'), "otlp.json_type", "integer without digits"],
  ["traces", valueText('{"intValue":true}'), "otlp.json_type", "integer as a boolean"],
  ["traces", valueText('{"doubleValue":1e400}'), "otlp.json_type", "double past its range"],
  ["traces", valueText('{"doubleValue":"infinity"}'), "otlp.json_type", "double by a name that is none"],
  ["traces", valueText('{"boolValue":"true"}'), "otlp.json_type", "boolean as a string"],
  ["traces", valueText('{"stringValue":1}'), "otlp.json_type", "string as a number"],
  ["traces", valueText('{"bytesValue":"a"}'), "otlp.json_base64", "base64 of one letter"],
  ["traces", valueText('{"bytesValue":"ab?="}'), "otlp.json_base64", "base64 with a foreign letter"],
  ["traces", valueText('{"bytesValue":"a==="}'), "otlp.json_base64", "base64 with too much padding"],
  ["traces", valueText('{"bytesValue":"ab==ab=="}'), "otlp.json_base64", "base64 with padding inside"],
  ["traces", valueText('{"arrayValue":[1]}'), "otlp.json_type", "list where a message belongs"],
  ["traces", valueText('{"arrayValue":{"values":[null]}}'), "otlp.json_type", "null in a list"],
  ["traces", valueText('"x"'), "otlp.json_type", "attribute value without its type"],
  ["traces", spanText('{"attributes":{"key":"k"}}'), "otlp.json_type", "message where a list belongs"],
  ["traces", spanText('{"kind":"CLIENT"}'), "otlp.json_type", "unknown enum name"],
  ["traces", spanText('{"kind":1.5}'), "otlp.json_type", "enum with a fraction"],
  ["traces", spanText('{"kind":2147483648}'), "otlp.json_type", "enum past 32 bits"],
  ["traces", spanText('{"flags":4294967296}'), "otlp.json_type", "unsigned number past 32 bits"],
  ["traces", spanText('{"flags":-1}'), "otlp.json_type", "negative unsigned number"],
  ["traces", spanText('{"endTimeUnixNano":"-1"}'), "otlp.json_type", "negative time"],
  ["traces", spanText('{"endTimeUnixNano":"18446744073709551616"}'), "otlp.json_type", "time past 64 bits"],
  ["metrics", pointText("exponentialHistogram", '{"scale":-2147483649}'), "otlp.json_type", "signed number past 32 bits"],
  ["metrics", pointText("histogram", '{"bucketCounts":["1",-1]}'), "otlp.json_type", "negative count in a packed list"],
  ["metrics", pointText("histogram", '{"bucketCounts":"1"}'), "otlp.json_type", "one number where a list belongs"],
  ["traces", spanText('{"name":"a').slice(0, -8), "otlp.json_syntax", "cut inside a string"],
  ["traces", spanText('{"name":"a"}').slice(0, -1), "otlp.json_syntax", "cut before the last brace"],
  ["traces", `${spanText("{}")}x`, "otlp.json_syntax", "letters behind the value"],
  ["traces", `${spanText("{}")}{}`, "otlp.json_syntax", "a second value"],
  ["traces", `${spanText("{}")}\u0000`, "otlp.json_syntax", "a NUL behind the value"],
  ["traces", "\u0000{}", "otlp.json_syntax", "a NUL before the value"],
  ["traces", spanText('{"name":"a\u0000b"}'), "otlp.json_syntax", "a raw NUL in a string"],
  ["traces", "\ufeff{}", "otlp.json_syntax", "a byte order mark"],
  ["traces", "", "otlp.json_syntax", "an empty body"],
  ["traces", "  ", "otlp.json_syntax", "a body of spaces"],
  ["traces", "[]", "otlp.json_type", "a list at the root"],
  ["traces", "null", "otlp.json_type", "null at the root"],
  ["traces", '"x"', "otlp.json_type", "a string at the root"],
  ["traces", Buffer.from('{"a":"\xff"}', "latin1"), "otlp.invalid_utf8", "a byte that UTF-8 does not have"],
  ["traces", Buffer.from("{}", "utf16le"), "otlp.json_syntax", "UTF-16"],
  ["traces", "[".repeat(100_000), "otlp.json_type", "a depth bomb at the root"],
  ["traces", `{"future":${"[".repeat(100_000)}`, "otlp.depth", "a depth bomb under an unknown key"],
  ["traces", `{"future":${'{"a":'.repeat(100_000)}`, "otlp.depth", "a depth bomb of objects"],
  ["traces", valueText('{"arrayValue":{"values":['.repeat(100_000)), "otlp.depth", "a depth bomb of attribute values"],
];
test.each(refused.map(([signal, body, code, reason]) => ({ signal, body, code, reason })))(
  "refused with $code: $reason",
  ({ signal, body, code }) => {
    expect(jsonToProtobuf(signal, Buffer.from(body as string))).toEqual({ kind: "refused", code });
    // A refusal leaves nothing behind for the next batch.
    expect(protobufOf("traces", "{}")).toHaveLength(0);
  },
);

test.each(signals)(
  "generated %s: the protobuf says what the oracle's encoding of the same message says, and goes there and back unchanged",
  (signal) => {
    fc.assert(
      fc.property(messageArbitrary(requestMessage[signal]), (message) => {
        const protobuf = protobufOf(signal, toJsonText(message));
        const expected = oracleEncode(signal, message);
        expect(oracleDecode(signal, protobuf)).toEqual(oracleDecode(signal, expected));
        const json = protobufToJson(signal, protobuf);
        expect(protobufOf(signal, json)).toEqual(protobuf);
        expect(protobufToJson(signal, protobufOf(signal, json))).toEqual(json);
      }),
      { numRuns: 150 },
    );
  },
);

/** The same message in other legal words: .proto names, numbers for strings, pretty printed, escaped, in reverse order, with nulls. */
function inOtherWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOtherWords);
  if (value === null || typeof value !== "object") return value;
  const renamed = Object.entries(value).map(([name, item]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    inOtherWords(item),
  ]);
  return Object.fromEntries(renamed.reverse());
}

test.each(signals)("generated %s: another spelling of the same message says the same", (signal) => {
  fc.assert(
    fc.property(messageArbitrary(requestMessage[signal]), (message) => {
      const text = JSON.stringify(inOtherWords(message), null, "\t").replace(
        /[^\t\n -~]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
      const plain = JSON.stringify(message);
      expect(oracleDecode(signal, protobufOf(signal, text))).toEqual(oracleDecode(signal, protobufOf(signal, plain)));
    }),
    { numRuns: 100 },
  );
});

test("every field of the table is found by both names, and by no other", () => {
  for (const signal of signals) {
    for (const field of messages.get(requestMessage[signal]) ?? []) {
      for (const name of [field.name, camelCase(field.name)]) {
        expect(jsonToProtobuf(signal, Buffer.from(`{"${name}":[]}`))).toMatchObject({ unknownCount: 0 });
        for (const other of [`${name}x`, name.slice(1), name.toUpperCase(), ""]) {
          expect(jsonToProtobuf(signal, Buffer.from(`{"${other}":[]}`))).toMatchObject({ unknownCount: 1 });
        }
      }
    }
  }
});

test("no bytes make it throw", () => {
  const seeds = [
    spanText('{"name":"a","attributes":[{"key":"k","value":{"bytesValue":"YQ=="}}]}'),
    pointText("histogram", '{"bucketCounts":["1",2],"sum":1.5e3}'),
  ];
  const changed = fc
    .tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(150), fc.nat(255)), { maxLength: 4 }), fc.nat(150))
    .map(([seed, edits, cut]) => {
      const bytes = Buffer.from(seed);
      for (const [at, byte] of edits) if (at < bytes.length) bytes[at] = byte;
      return bytes.subarray(0, cut % 3 === 0 ? cut : bytes.length);
    });
  const bodies = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    changed,
    fc.json().map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(fc.constantFrom(...signals), bodies, (signal, bytes) => {
      const result = jsonToProtobuf(signal, Buffer.from(bytes));
      // Whatever is accepted is OTLP.
      if (result.kind === "done") expect(() => oracleDecode(signal, result.protobuf)).not.toThrow();
    }),
    { numRuns: 2000 },
  );
});
