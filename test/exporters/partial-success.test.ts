import fc from "fast-check";
import { expect, test } from "vitest";
import { retryInfoMs } from "../../src/exporters/otlp-grpc/answer.ts";
import { acceptedOutcome } from "../../src/exporters/partial-success.ts";
import { readWireFields } from "../../src/exporters/wire.ts";

test("no answer whatever makes an accepted batch anything but accepted, nor more rejected than it had", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom("json", "protobuf"), fc.nat(1000), (answer, encoding, itemsCount) => {
      const outcome = acceptedOutcome(answer, encoding, itemsCount);
      return outcome.kind === "done" && (outcome.rejectedCount ?? 0) >= 0 && (outcome.rejectedCount ?? 0) <= itemsCount;
    }),
  );
});

test("no JSON answer whatever makes an accepted batch anything but accepted", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (rejectedSpans) => {
      const answer = Buffer.from(JSON.stringify({ partialSuccess: { rejectedSpans } }));
      const outcome = acceptedOutcome(answer, "json", 10);
      return outcome.kind === "done" && (outcome.rejectedCount ?? 0) >= 0 && (outcome.rejectedCount ?? 0) <= 10;
    }),
  );
});

test("no status details whatever make a wait that is no number or lies in the past", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (details) => {
      const afterMs = retryInfoMs(Buffer.from(details));
      return afterMs === undefined || (Number.isFinite(afterMs) && afterMs >= 0);
    }),
  );
});

test.each([
  ["nothing", "", []],
  ["a varint", "0801", [{ number: 1, varint: 1n }]],
  ["bytes", "0a0161", [{ number: 1, bytes: Uint8Array.of(0x61) }]],
  ["32 bits", "0d01020304", [{ number: 1, bytes: Uint8Array.of(1, 2, 3, 4) }]],
  ["bytes that are not there", "0a05", undefined],
  ["a varint that is not there", "08", undefined],
  ["a varint without end", "08ffffffffffffffffffffff01", undefined],
  ["a group", "0b", undefined],
  ["field 0", "00", undefined],
])("reads the fields of a message that is %s", (_what, hex, expected) => {
  expect(readWireFields(Uint8Array.from(Buffer.from(hex, "hex")))).toEqual(expected);
});
