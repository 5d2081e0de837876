import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJsonLine } from "../../../src/receivers/lines/json-line.ts";
import { JsonRecord } from "../../../src/receivers/lines/json-record.ts";
import { writeLogRequest } from "../../../src/receivers/lines/log-request.ts";
import { parseTime, parseTimeBytes } from "../../../src/receivers/lines/time.ts";
import { recordsOf } from "../file-tail/following.ts";

const known = ["level", "time", "ts", "@timestamp", "severity", "trace_id", "span_id", "msg", "patientName", "a.b", "mdc", "contextMap"];
const values = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom<unknown>(
    "info",
    30,
    50,
    "WARN",
    1768037400123,
    "2026-01-10T09:30:00.123Z",
    "2026-01-10T09:30:59.999+01:00",
    "1768037400.5",
  ),
  fc.constant({ trace_id: "5b8efff798038103d269b633813fc60c", span_id: "eee19b7ec3c1b174" }),
  fc.constantFrom<unknown>("5b8efff798038103d269b633813fc60c", "eee19b7ec3c1b174", 2 ** 53, -0, 1e21, -1.5, "", '\u2028 \\ " \u0000'),
);
const lines = fc.dictionary(fc.oneof(fc.constantFrom(...known), fc.string({ unit: "grapheme" })), values, { maxKeys: 12 });

/** What the request says of one line; attributes in any order, as integer-like keys come first in an object. */
function written(text: string) {
  const [record] = recordsOf(writeLogRequest([[{}, [{ text: Buffer.from(text), time: null, observedMs: 1 }]]]));
  return record;
}

test("the fast reader of JSON lines gives what the other one gives, for any object", () => {
  const reader = new JsonRecord();
  let readFast = 0;
  fc.assert(
    fc.property(lines, fc.constantFrom(undefined, 1), (object, indent) => {
      const text = JSON.stringify(object, null, indent);
      const slow = parseJsonLine(Buffer.from(text));
      const fast = reader.read(Buffer.from(text));
      const record = written(text);
      expect(slow).not.toBeNull();
      expect(record?.body).toBe(Buffer.from(text).toString());
      if (fast !== null) {
        readFast += 1;
        const { attributes: _, ...fields } = slow ?? { attributes: [] };
        expect(fast).toEqual(fields);
      }
      const expected = Object.fromEntries(slow?.attributes ?? []);
      expect(record?.attributes).toEqual(JSON.parse(Buffer.from(JSON.stringify(expected)).toString()));
      expect(record?.severityNumber).toEqual(slow?.severityNumber === 0 ? 0 : expect.anything());
    }),
    { numRuns: 2_000 },
  );
  expect(readFast).toBeGreaterThan(1_000);
});

test.each(['{"a":1,"a":2}', '{"a":1', '{"a":1} x', '{"\\u0061":1}', "{}x", '{"":1}'])("%s is left to the other reader", (text) => {
  expect(new JsonRecord().read(Buffer.from(text))).toBeNull();
});

test("half a surrogate pair becomes U+FFFD, as everywhere", () => {
  expect(written('{"a":"x\\ud800y","b":1}')?.attributes).toEqual({ a: "x\ufffdy", b: 1 });
});

test("times are the same by text and by bytes, whatever was read before", () => {
  const digits = fc.nat({ max: 999_999_999 }).map(String);
  const minutes = fc.constantFrom("2026-01-10T09:30:", "2026-01-10T09:31:", "2026-02-30T09:30:", "2026-01-10 09:30:", "x026-01-10T09:30:");
  const seconds = fc.constantFrom("00", "07", "59", "60", "61", "5", "");
  const zones = fc.constantFrom("Z", "z", "+01:00", "", "Zx");
  fc.assert(
    fc.property(fc.array(fc.tuple(minutes, seconds, fc.constantFrom(".", ",", ""), digits, zones), { maxLength: 8 }), (all) => {
      for (const parts of all) {
        const text = parts.join("");
        const bytes = Buffer.from(`  ${text}`);
        expect(parseTimeBytes(bytes, 2, bytes.length)).toEqual(parseTime(text));
      }
    }),
  );
});

test("nanoseconds since 1970 are exact in every second", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), fc.nat({ max: 999_999_999 }), (seconds, nanos) => {
      const [record] = recordsOf(writeLogRequest([[{}, [{ text: Buffer.from("x"), time: { seconds, nanos }, observedMs: 1 }]]]));
      expect(BigInt(record?.time ?? 0)).toBe(BigInt(seconds) * 1_000_000_000n + BigInt(nanos));
    }),
  );
});
