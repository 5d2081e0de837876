import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteView } from "../../../src/detectors/names/byte-view.ts";

test("small letters end where the first other byte stands, wherever the text lies in its buffer", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.integer({ min: 0x61, max: 0x7a }), fc.integer({ min: 0x61, max: 0x7a }), fc.nat(255)), { maxLength: 30 }),
      fc.nat(5),
      fc.nat(3),
      (bytes, offset, more) => {
        const whole = Uint8Array.from([...Array(offset).fill(0x61), ...bytes, ...Array(more).fill(0x61)]);
        const text = whole.subarray(offset);
        const view = new ByteView();
        view.open(text);
        for (let at = 0; at <= bytes.length; at++) {
          let end = at;
          while (end < bytes.length && (bytes[end] as number) >= 0x61 && (bytes[end] as number) <= 0x7a) end++;
          expect(view.smallLettersEnd(at, bytes.length)).toBe(end);
        }
      },
    ),
  );
});
