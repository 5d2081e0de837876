import { expect, test } from "vitest";
import { freeMemory } from "../../src/base/index.ts";

test("a buffer whose memory was given back has no bytes, in any of its views", () => {
  const bytes = Buffer.allocUnsafeSlow(100_000).fill(7);
  const [view, words] = [bytes.subarray(10), new Uint32Array(bytes.buffer)];
  freeMemory(bytes);
  expect([bytes.length, view.length, words.length, bytes[0]]).toEqual([0, 0, 0, undefined]);
});

test("a buffer that shares its memory with others is left alone", () => {
  const whole = Buffer.allocUnsafeSlow(100).fill(7);
  freeMemory(whole.subarray(0, 99));
  expect(whole.every((byte) => byte === 7)).toBe(true);
  const small = Buffer.from("from Node's pool");
  freeMemory(small);
  expect(small.toString()).toBe("from Node's pool");
  const shared = Buffer.from(new SharedArrayBuffer(4));
  freeMemory(shared);
  expect(shared.length).toBe(4);
});

test("a buffer may be given back twice, and an empty one at all", () => {
  const bytes = Buffer.allocUnsafeSlow(10);
  freeMemory(bytes);
  freeMemory(bytes);
  freeMemory(Buffer.alloc(0));
  expect(bytes.length).toBe(0);
});
