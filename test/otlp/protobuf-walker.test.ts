import fc from "fast-check";
import { expect, test } from "vitest";
import { createKeyTable, createWalker, LeafTable, leafKinds, type MessageName } from "../../src/otlp/index.ts";

const options = { times: false, ids: false, within: null };

function walk(bytes: Uint8Array, root: MessageName = "ExportTraceServiceRequest") {
  const leaves = new LeafTable();
  const result = createWalker(createKeyTable(() => 0))(bytes, root, leaves, options);
  return { ...result, leaves };
}

/** A length-delimited field. */
function field(number: number, ...content: (Uint8Array | string | number)[]): Uint8Array {
  const body = Buffer.concat(content.map((part) => (typeof part === "number" ? Buffer.from([part]) : Buffer.from(part as string))));
  return Buffer.concat([varint((number << 3) | 2), varint(body.length), body]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}

const inSpan = (...content: (Uint8Array | string | number)[]) => field(1, field(2, field(2, ...content)));
const nested = (depth: number): Uint8Array => (depth === 0 ? field(1, "deep") : field(5, field(1, nested(depth - 1))));

const refused: [name: string, bytes: Uint8Array, code: string][] = [
  ["a field cut off in its length", Buffer.from([0x0a]), "otlp.truncated"],
  ["a field cut off in its content", Buffer.from([0x0a, 0x05, 0x0a]), "otlp.length_overrun"],
  ["a fixed64 cut off", inSpan(0x39, 1, 2, 3), "otlp.truncated"],
  ["a varint of eleven bytes", inSpan(0x30, Buffer.alloc(10, 0x80), 1), "otlp.varint_overlong"],
  ["a varint above 64 bits", inSpan(0x30, Buffer.alloc(9, 0xff), 0x7f), "otlp.varint_overlong"],
  ["a tag above 32 bits", Buffer.from([0xff, 0xff, 0xff, 0xff, 0x7f, 0x00]), "otlp.varint_overlong"],
  ["a length above what is there by far", Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]), "otlp.length_overrun"],
  ["a start of a group", inSpan(0x4b), "otlp.group"],
  ["an end of a group", inSpan(0x4c), "otlp.group"],
  ["wire type 6", inSpan(0x4e), "otlp.wire_type"],
  ["wire type 7", inSpan(0x4f), "otlp.wire_type"],
  ["field number 0", inSpan(0x02, 0x00), "otlp.field_number"],
  ["field number 0 in a KeyValue", inSpan(field(9, 0x02, 0x00)), "otlp.field_number"],
  ["field number 0 in an AnyValue", inSpan(field(9, field(1, "k"), field(2, 0x02, 0x00))), "otlp.field_number"],
  ["a trace id of 15 bytes", inSpan(field(1, "123456789012345")), "otlp.id_length"],
  ["a span id of 9 bytes", inSpan(field(2, "123456789")), "otlp.id_length"],
  ["a value nested past the bound", inSpan(field(9, field(1, "k"), field(2, nested(70)))), "otlp.depth"],
  [
    "a value nested a hundred thousand deep",
    inSpan(field(9, field(1, "k"), field(2, Buffer.alloc(200_000, Buffer.from([0x2a, 0x00]))))),
    "",
  ],
];

test.each(refused.filter(([, , code]) => code !== ""))("%s is refused with a code", (_name, bytes, code) => {
  expect(walk(bytes).code).toBe(code);
});

const inMetric = (...content: (Uint8Array | string | number)[]) => field(1, field(2, field(2, ...content)));
const packed: [name: string, bytes: Uint8Array, code: string | null][] = [
  ["packed fixed64 that end inside a number", inMetric(field(9, field(1, field(6, "12345")))), "otlp.truncated"],
  ["packed doubles that end inside a number", inMetric(field(9, field(1, field(7, "123456789")))), "otlp.truncated"],
  ["packed varints that end inside a number", inMetric(field(10, field(1, field(8, field(2, 0x80, 0x80))))), "otlp.truncated"],
  ["a packed varint of eleven bytes", inMetric(field(10, field(1, field(8, field(2, Buffer.alloc(10, 0x80), 1))))), "otlp.varint_overlong"],
  ["packed numbers", inMetric(field(9, field(1, field(6, Buffer.alloc(16))))), null],
  ["packed varints", inMetric(field(10, field(1, field(8, field(2, 0x80, 0x01, 0x05))))), null],
  ["an empty packed list", inMetric(field(9, field(1, field(6)))), null],
];
test.each(packed)("%s: %o", (_name, bytes, code) => {
  expect(walk(bytes, "ExportMetricsServiceRequest").code).toBe(code);
});

test("no bytes at all are a batch without records", () => {
  expect(walk(Buffer.alloc(0))).toMatchObject({ code: null, items: 0 });
});

test("every text leaf is listed with its key", () => {
  const body = inSpan(field(5, "the name"), field(9, field(1, "k"), field(2, field(1, "a value"))));
  const { leaves, items, code } = walk(body);
  expect(code).toBe(null);
  expect(items).toBe(1);
  const texts = Array.from({ length: leaves.count }, (_, row) => Buffer.from(body.subarray(leaves.start[row], leaves.end[row])).toString());
  expect(texts).toEqual(["the name", "k", "a value"]);
});

test("a key that follows its value still counts for it", () => {
  const paths: string[] = [];
  const keys = createKeyTable((path) => {
    paths.push(path);
    return 0;
  });
  const leaves = new LeafTable();
  const body = inSpan(field(9, field(2, field(1, "12345678")), field(1, "mrn")));
  createWalker(keys)(body, "ExportTraceServiceRequest", leaves, options);
  expect(paths).toEqual(["mrn"]);
  expect(keys.pathOf(leaves.keyId[leaves.count - 1] as number)).toBe("mrn");
});

test("a field with another wire type than its own, an unknown field and a string table reference are unknown leaves", () => {
  const body = inSpan(0x28, 0x01, field(99, "new text"), field(9, field(1, "k"), 0x18, 0x05, field(2, 0x40, 0x01)));
  const { leaves, code } = walk(body);
  expect(code).toBe(null);
  const kinds = Array.from({ length: leaves.count }, (_, row) => leaves.kind[row]);
  expect(kinds.filter((kind) => kind === leafKinds.unknown)).toHaveLength(4);
});

test("a long array of floats is one embedding leaf", () => {
  const double = Buffer.alloc(9);
  double[0] = 0x21;
  const floats = Array.from({ length: 32 }, () => field(1, double));
  const { leaves } = walk(inSpan(field(9, field(1, "v"), field(2, field(5, ...floats)))));
  expect(Array.from({ length: leaves.count }, (_, row) => leaves.kind[row])).toEqual([leafKinds.key, leafKinds.embedding]);
});

test("random bytes never throw, whatever the signal", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom<MessageName>("ExportTraceServiceRequest", "ExportLogsServiceRequest", "ExportMetricsServiceRequest"),
      (bytes, root) => {
        walk(bytes, root);
      },
    ),
  );
});

test("bytes of a valid message that are changed at random never throw and never list a leaf outside the body", () => {
  const valid = inSpan(
    field(5, "the name"),
    field(9, field(1, "k"), field(2, field(6, field(1, field(1, "inner"), field(2, field(1, "v")))))),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), (changes) => {
      const bytes = Buffer.from(valid);
      for (const [at, to] of changes) bytes[at] = to;
      const { leaves } = walk(bytes);
      for (let row = 0; row < leaves.count; row++) {
        expect(leaves.start[row]).toBeLessThanOrEqual(leaves.end[row] as number);
        expect(leaves.end[row]).toBeLessThanOrEqual(bytes.length);
      }
    }),
  );
});
