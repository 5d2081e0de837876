import { expect, test } from "vitest";
import { parseByteSize, parseDurationMs } from "../../src/base/index.ts";

test.each([
  ["64MiB", 67_108_864],
  ["10GiB", 10_737_418_240],
  ["512kB", 512_000],
  ["1.5 KiB", 1536],
  ["0B", 0],
  ["64", undefined],
  ["64mib", undefined],
  ["-1MiB", undefined],
  ["1e3B", undefined],
  ["9999999TiB", undefined],
  ["", undefined],
])("the size %j is %j bytes", (text, bytes) => {
  expect(parseByteSize(text)).toBe(bytes);
});

test.each([
  ["72h", 259_200_000],
  ["1m30s", 90_000],
  ["250ms", 250],
  ["0s", 0],
  ["1.5s", 1500],
  ["7d", 604_800_000],
  ["30", undefined],
  ["1 h", undefined],
  ["-1s", undefined],
  ["1h1", undefined],
  ["1y", undefined],
  ["", undefined],
])("the duration %j is %j ms", (text, milliseconds) => {
  expect(parseDurationMs(text)).toBe(milliseconds);
});
