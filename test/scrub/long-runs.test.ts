import fc from "fast-check";
import { expect, test } from "vitest";
import { compileLongRuns } from "../../scripts/build-wasm.ts";
import { createRunFinder } from "../../src/scrub/long-runs.ts";
import { longRunsWasm } from "../../src/scrub/long-runs-wasm.ts";

test("the module that is shipped is the one that the source compiles to", async () => {
  expect(longRunsWasm).toBe(await compileLongRuns());
});

const finder = createRunFinder();

function allOf(bytes: Buffer): number[] {
  const starts: number[] = [];
  for (let from = finder.find(bytes, 0, bytes.length); from >= 0; ) {
    starts.push(from);
    while (from < bytes.length && /[A-Za-z0-9]/.test(String.fromCharCode(bytes[from] as number))) from++;
    from = finder.find(bytes, from, bytes.length);
  }
  return starts;
}

const expected = (text: string) => [...text.matchAll(/[A-Za-z0-9]{16,}/g)].map(({ index }) => index);

test("runs are found wherever they begin and end, across the borders of blocks and pieces", () => {
  for (const length of [15, 16, 17, 31, 33, 200, 5000]) {
    for (const before of [0, 1, 7, 15, 16, 17, 4070, 4080, 4081, 4082, 4090, 4095, 4096, 4097, 8191]) {
      const text = `${"- ".repeat(before).slice(0, before)}${"aZ09".repeat(length).slice(0, length)}.`;
      expect(allOf(Buffer.from(text, "latin1")), `${length} behind ${before}`).toEqual(expected(text));
    }
  }
});

test("every byte is told from letters and digits", () => {
  for (let byte = 0; byte < 256; byte++) {
    const bytes = Buffer.alloc(16, byte);
    expect(finder.find(bytes, 0, 16) >= 0, String(byte)).toBe(/[A-Za-z0-9]/.test(String.fromCharCode(byte)));
  }
});

test("any text has the runs that a regular expression finds in it", () => {
  const part = fc.oneof(
    fc.constantFrom(" ", "-", "_", "/", "=", "@", "[", "{", "`", ":", "\0", "\n", "é"),
    fc.stringMatching(/^[A-Za-z0-9]{1,40}$/),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 400 }), (parts) => {
      const text = Buffer.from(parts.join("")).toString("latin1");
      expect(allOf(Buffer.from(text, "latin1"))).toEqual(expected(text));
    }),
    { numRuns: 300 },
  );
});
