import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import { expect, test } from "vitest";
import { areTextsValid, LeafTable, leafKinds } from "../../src/otlp/index.ts";

function leavesAt(kind: 0 | 1 | 2, start: number, end: number): LeafTable {
  const leaves = new LeafTable();
  leaves.add(kind, start, start, end, 0);
  return leaves;
}

test("a text is valid exactly where its own bytes are UTF-8, wherever it begins and however long it is", () => {
  const byte = fc.oneof(fc.constant(0x61), fc.nat(0x7f), fc.constantFrom(0x80, 0xc3, 0xa9, 0xff));
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 40 }), fc.nat(40), fc.nat(40), fc.nat(8), (bytes, one, other, offset) => {
      // Not at the start of its memory: places count from the body's own.
      const body = Buffer.from([...Array(offset).fill(0xff), ...bytes]).subarray(offset);
      const [start = 0, end = 0] = [Math.min(one, body.length), Math.min(other, body.length)].sort((a, b) => a - b);
      for (const kind of [leafKinds.text, leafKinds.key])
        expect(areTextsValid(body, leavesAt(kind, start, end))).toBe(isUtf8(body.subarray(start, end)));
    }),
    { numRuns: 2000 },
  );
});

test("bytes need not be UTF-8", () => {
  expect(areTextsValid(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff]), leavesAt(leafKinds.bytes, 0, 5))).toBe(true);
});
