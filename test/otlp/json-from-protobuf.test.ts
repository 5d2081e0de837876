import fc from "fast-check";
import { expect, test } from "vitest";
import { CordonError, limits, type Signal, signals } from "../../src/base/index.ts";
import { jsonToProtobuf, protobufToJson, requestMessage } from "../../src/otlp/index.ts";
import { createProtobufWriter, type ProtobufWriter } from "../../src/otlp/protobuf-writer.ts";
import { messageArbitrary } from "./json-arbitrary.ts";
import { oracleDecode, oracleEncode } from "./json-oracle.ts";

/** Length-delimited fields, outermost first, around a content that is written by hand. */
function inside(path: readonly number[], write: (out: ProtobufWriter) => void): Buffer {
  const out = createProtobufWriter();
  for (const number of path) {
    out.varint((number << 3) | 2);
    out.begin();
  }
  write(out);
  for (const _ of path) out.end();
  return out.finish();
}
function lengthDelimited(out: ProtobufWriter, number: number, content: string | Uint8Array): void {
  const bytes = Buffer.from(content as string);
  out.varint((number << 3) | 2);
  out.varint(bytes.length);
  out.copy(bytes, 0, bytes.length);
}
function writeParts(out: ProtobufWriter, number: number, hex: readonly string[]): void {
  for (const part of hex) lengthDelimited(out, number, Buffer.from(part, "hex"));
}
const spanPath = [1, 2, 2];
const valuePath = [1, 2, 2, 9, 2];
const histogramPointPath = [1, 2, 2, 9, 1];

function jsonOf(signal: Signal, protobuf: Uint8Array): unknown {
  return JSON.parse(protobufToJson(signal, protobuf).toString());
}
const spanJson = (protobuf: Uint8Array) =>
  (jsonOf("traces", protobuf) as { resourceSpans: [{ scopeSpans: [{ spans: [unknown] }] }] }).resourceSpans[0].scopeSpans[0].spans[0];
const valueJson = (write: (out: ProtobufWriter) => void) =>
  (spanJson(inside(valuePath, write)) as { attributes: [{ value: unknown }] }).attributes[0].value;

test("an empty request is an empty object", () => {
  for (const signal of signals) expect(protobufToJson(signal, new Uint8Array(0)).toString()).toBe("{}");
});

test("a span is written with hexadecimal ids, integers as strings where they have 64 bits, enums as numbers, and defaults that stand in the bytes", () => {
  const span = inside(spanPath, (out) => {
    lengthDelimited(out, 1, Buffer.from("5b8efff798038103d269b633813fc60c", "hex"));
    lengthDelimited(out, 4, "");
    lengthDelimited(out, 5, 'a"\\\n\u0001\u007f\u00e9\u2028\u{1f600}');
    out.varint((6 << 3) | 0);
    out.varint(2);
    out.varint((7 << 3) | 1);
    out.fixed64(0xffffffff, 0xffffffff);
    out.varint((10 << 3) | 0);
    out.varint(0);
  });
  const text = protobufToJson("traces", span).toString();
  const fields =
    '"traceId":"5b8efff798038103d269b633813fc60c","parentSpanId":"","name":"a\\"\\\\\\n\\u0001\u007f\u00e9\u2028\u{1f600}","kind":2,"startTimeUnixNano":"18446744073709551615","droppedAttributesCount":0';
  expect(text).toBe(`{"resourceSpans":[{"scopeSpans":[{"spans":[{${fields}}]}]}]}`);
});

/** The bytes of an AnyValue, in hexadecimal. */
const attributeValues: [bytes: string, value: unknown, reason: string][] = [
  ["0a00", { stringValue: "" }, "an empty string"],
  ["1000", { boolValue: false }, "false"],
  ["10ac02", { boolValue: true }, "any other varint is true"],
  ["18ffffffffffffffffff01", { intValue: "-1" }, "a negative integer in ten bytes"],
  ["1880808080808080808001", { intValue: "-9223372036854775808" }, "the least integer"],
  ["18ffffffffffffffff7f", { intValue: "9223372036854775807" }, "the greatest integer"],
  ["188100", { intValue: "1" }, "a varint longer than it need be"],
  ["210000000000000080", { doubleValue: -0 }, "a negative zero"],
  ["21000000000000f87f", { doubleValue: "NaN" }, "not a number"],
  ["21000000000000f0ff", { doubleValue: "-Infinity" }, "minus infinity"],
  ["2150efe2d6e41a4b44", { doubleValue: 1e21 }, "a double with an exponent"],
  ["3a02fbff", { bytesValue: "+/8=" }, "bytes in padded standard base64"],
  ["2a00", { arrayValue: {} }, "an empty list"],
  ["0a01610a0162", { stringValue: "b" }, "the last of two strings"],
  ["0a01611805", { intValue: "5" }, "the last member of a oneof"],
  ["18052a000a0161", { stringValue: "a" }, "the last member after a message"],
  ["18051d09000000", { intValue: "5" }, "a known number with another wire type has no name"],
  ["", {}, "no value at all"],
];
test.each(attributeValues.map(([bytes, value, reason]) => ({ bytes, value, reason })))(
  "the attribute value $bytes: $reason",
  ({ bytes, value }) => {
    const content = Buffer.from(bytes, "hex");
    expect(valueJson((out) => out.copy(Buffer.from(content), 0, content.length))).toEqual(value);
  },
);

test("a repeated field whose parts lie apart is one list", () => {
  const span = inside(spanPath, (out) => {
    lengthDelimited(out, 9, Buffer.from("0a0161", "hex"));
    lengthDelimited(out, 5, "first");
    lengthDelimited(out, 9, Buffer.from("0a0162", "hex"));
    lengthDelimited(out, 5, "last");
  });
  expect(spanJson(span)).toEqual({ name: "last", attributes: [{ key: "a" }, { key: "b" }] });
});

test("packed, unpacked and scattered numbers are one list", () => {
  const point = inside(histogramPointPath, (out) => {
    out.varint((6 << 3) | 2);
    out.varint(16);
    out.fixed64(1, 0);
    out.fixed64(2, 0);
    out.varint((6 << 3) | 1);
    out.fixed64(3, 0);
    out.varint((10 << 3) | 0);
    out.varint(1);
    out.varint((6 << 3) | 2);
    out.varint(0);
    out.varint((6 << 3) | 1);
    out.fixed64(4, 0);
  });
  const text = JSON.stringify(jsonOf("metrics", point));
  expect(text).toContain('"bucketCounts":["1","2","3","4"]');
  expect(text).toContain('"flags":1');
});

test("fields that this version cannot name are left out, and do not break a list in two", () => {
  const span = inside(spanPath, (out) => {
    lengthDelimited(out, 2000, "future");
    lengthDelimited(out, 9, "");
    out.varint((99 << 3) | 5);
    out.fixed32(1);
    lengthDelimited(out, 9, "");
    lengthDelimited(out, 31, "future");
  });
  expect(spanJson(span)).toEqual({ attributes: [{}, {}] });
});

const malformed: [bytes: Uint8Array, code: string, reason: string][] = [
  [Buffer.from([0x0a]), "otlp.truncated", "a tag without its length"],
  [Buffer.from([0x80]), "otlp.truncated", "half a tag"],
  [Buffer.from([0x0a, 5, 0]), "otlp.length_overrun", "a length past the end"],
  [Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]), "otlp.length_overrun", "a length of 4 GiB"],
  [Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 1]), "otlp.varint_overlong", "a length past 32 bits"],
  [Buffer.from([0x10, ...Array(10).fill(0xff), 1]), "otlp.varint_overlong", "a varint of eleven bytes"],
  [Buffer.from([0x10, ...Array(9).fill(0xff), 2]), "otlp.varint_overlong", "a varint past 64 bits"],
  [Buffer.from([0x0b, 0x0c]), "otlp.group", "a group"],
  [Buffer.from([0x0e]), "otlp.wire_type", "wire type 6"],
  [Buffer.from([0x02, 0]), "otlp.field_number", "field number 0"],
  [Buffer.from([0x11, 1, 2, 3]), "otlp.truncated", "half a fixed64"],
  [inside(histogramPointPath, (out) => lengthDelimited(out, 6, "123")), "otlp.truncated", "a packed list that ends inside a number"],
  [inside(spanPath, (out) => lengthDelimited(out, 1, "short")), "otlp.id_length", "a trace id of 5 bytes"],
  [inside(spanPath, (out) => lengthDelimited(out, 5, Buffer.from([0xff]))), "otlp.invalid_utf8", "a name that is not UTF-8"],
  [inside(spanPath, (out) => lengthDelimited(out, 5, Buffer.from([0xc3]))), "otlp.invalid_utf8", "a name that ends inside a character"],
];
test.each(malformed.map(([bytes, code, reason]) => ({ bytes, code, reason })))("refused with $code: $reason", ({ bytes, code }) => {
  const signal = code === "otlp.truncated" && bytes.length > 8 ? "metrics" : "traces";
  expect(() => protobufToJson(signal, bytes)).toThrow(expect.objectContaining({ code }));
  expect(protobufToJson("traces", new Uint8Array(0)).toString()).toBe("{}");
});

test("a message in parts is written merged, as a protobuf reader takes it", () => {
  const parts = (...hex: string[]) => spanJson(inside(spanPath, (out) => writeParts(out, 15, hex)));
  expect(parts("1801", "")).toEqual({ status: { code: 1 } });
  expect(parts("1801", "120161", "120162")).toEqual({ status: { code: 1, message: "b" } });
  // The value of an attribute in parts: arrays are put together, another member of the oneof in between takes their place.
  const one = "2a040a021801"; // arrayValue [1]
  const two = "2a040a021802"; // arrayValue [2]
  const text = "0a0178"; // stringValue "x"
  const value = (...hex: string[]) =>
    (
      spanJson(inside([...spanPath, 9], (out) => writeParts(out, 2, hex))) as {
        attributes: [{ value: unknown }];
      }
    ).attributes[0].value;
  expect(value(one, two)).toEqual({ arrayValue: { values: [{ intValue: "1" }, { intValue: "2" }] } });
  expect(value(one + two)).toEqual({ arrayValue: { values: [{ intValue: "1" }, { intValue: "2" }] } });
  expect(value(one, text, two)).toEqual({ arrayValue: { values: [{ intValue: "2" }] } });
  expect(value(one, two, text)).toEqual({ stringValue: "x" });
});

test("parts inside parts are bounded: refused with otlp.repeated_message", () => {
  const big = Buffer.alloc(4 * 1024 * 1024, "a");
  let value: Uint8Array = field(1, big);
  for (let level = 0; level < 20; level++)
    value = Buffer.concat([field(5, field(1, value)), field(5, field(1, field(1, Buffer.from("b"))))]);
  const request = inside([...spanPath, 9], (out) => lengthDelimited(out, 2, Buffer.from(value)));
  expect(() => protobufToJson("traces", request)).toThrow(expect.objectContaining({ code: "otlp.repeated_message" }));
  expect(protobufToJson("traces", new Uint8Array(0)).toString()).toBe("{}");

  function field(number: number, content: Uint8Array): Buffer {
    return inside([number], (out) => out.copy(Buffer.from(content), 0, content.length));
  }
});

test("attribute values nest as deep as the bound and no deeper", () => {
  const path = (depth: number) => [...valuePath, ...Array.from({ length: depth - 1 }, () => [5, 1]).flat()];
  const write = (out: ProtobufWriter) => lengthDelimited(out, 1, "x");
  expect(() => protobufToJson("traces", inside(path(limits.anyValueDepthMax), write))).not.toThrow();
  expect(() => protobufToJson("traces", inside(path(limits.anyValueDepthMax + 1), write))).toThrow(
    expect.objectContaining({ code: "otlp.depth" }),
  );
  expect(() => protobufToJson("traces", inside(path(20_000), write))).toThrow(expect.objectContaining({ code: "otlp.depth" }));
});

test("scattered fields at every level cost a pass over each level, not one for each path", () => {
  // Every value sets a second member of its oneof, so that each level takes the slow way.
  const out = createProtobufWriter();
  const levels = limits.anyValueDepthMax;
  for (const number of valuePath) {
    out.varint((number << 3) | 2);
    out.begin();
  }
  for (let level = 1; level < levels; level++) {
    out.varint(24);
    out.varint(level);
    for (const number of [5, 1]) {
      out.varint((number << 3) | 2);
      out.begin();
    }
  }
  lengthDelimited(out, 1, "x".repeat(1000));
  for (let level = 0; level < (levels - 1) * 2 + valuePath.length; level++) out.end();
  const started = performance.now();
  protobufToJson("traces", out.finish());
  expect(performance.now() - started).toBeLessThan(2000);
});

test.each(signals)("generated %s in the oracle's encoding: the JSON says the same and is valid JSON", (signal) => {
  fc.assert(
    fc.property(messageArbitrary(requestMessage[signal]), (message) => {
      const bytes = oracleEncode(signal, message);
      const json = protobufToJson(signal, bytes);
      JSON.parse(json.toString());
      const back = jsonToProtobuf(signal, json);
      if (back.kind === "refused") throw new Error(`refused: ${back.code}`);
      expect(back.exact).toBe(true);
      expect(oracleDecode(signal, back.protobuf)).toEqual(oracleDecode(signal, bytes));
    }),
    { numRuns: 150 },
  );
});

test("bytes that are no OTLP throw a CordonError or give JSON that can be read again, never anything else", () => {
  const seed = Buffer.from(inside(valuePath, (out) => lengthDelimited(out, 1, "abc")));
  const changed = fc.array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }).map((edits) => {
    const bytes = Buffer.from(seed);
    for (const [at, byte] of edits) bytes[at] = byte;
    return bytes;
  });
  fc.assert(
    fc.property(fc.constantFrom(...signals), fc.oneof(fc.uint8Array({ maxLength: 100 }), changed), (signal, bytes) => {
      let json: Buffer;
      try {
        json = protobufToJson(signal, bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(CordonError);
        return;
      }
      JSON.parse(json.toString());
      expect(jsonToProtobuf(signal, json)).toMatchObject({ kind: "done", exact: true });
    }),
    { numRuns: 2000 },
  );
});

test("a batch larger than the memory that is kept is written whole", () => {
  const long = "x\n".repeat(6_000_000);
  expect(valueJson((out) => lengthDelimited(out, 1, long))).toEqual({ stringValue: long });
  expect(valueJson((out) => lengthDelimited(out, 1, "y"))).toEqual({ stringValue: "y" });
});
