import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import zlib from "node:zlib";
import { expect, test } from "vitest";
import { limits } from "../../../src/base/index.ts";
import { ByteBudget } from "../../../src/receivers/byte-budget.ts";
import { readBody } from "../../../src/receivers/otlp-http/request.ts";

const mebibyte = 1024 * 1024;

/** readBody asks no more of a request than that it is a stream of bytes. */
function requestOf(...chunks: Buffer[]): IncomingMessage {
  return Readable.from(chunks) as unknown as IncomingMessage;
}

test.each([
  { compression: "gzip", pack: zlib.gzipSync },
  { compression: "deflate", pack: zlib.deflateSync },
  { compression: "zstd", pack: zlib.zstdCompressSync },
] as const)("a $compression bomb of 500 MiB is held no further than the limit, and is given back", async ({ compression, pack }) => {
  const bomb = pack(Buffer.alloc(500 * mebibyte));
  const budget = new ByteBudget(limits.bodiesBytesMax);
  const plan = { encoding: "protobuf", compression, contentLength: bomb.length } as const;
  expect(await readBody(requestOf(bomb), plan, 4 * mebibyte, budget)).toEqual({ code: "receiver.body_size" });
  expect(budget.peak).toBeGreaterThan(3 * mebibyte);
  expect(budget.peak).toBeLessThanOrEqual(4 * mebibyte);
  expect(budget.held).toBe(0);
});

test("ten bombs at once stay within the budget of all bodies", async () => {
  const bomb = zlib.gzipSync(Buffer.alloc(64 * mebibyte));
  const budget = new ByteBudget(10 * mebibyte);
  const plan = { encoding: "protobuf", compression: "gzip", contentLength: bomb.length } as const;
  const results = await Promise.all(Array.from({ length: 10 }, () => readBody(requestOf(bomb), plan, 4 * mebibyte, budget)));
  expect(budget.peak).toBeLessThanOrEqual(10 * mebibyte);
  expect(budget.held).toBe(0);
  expect(results.every((result) => "code" in result && ["receiver.body_size", "receiver.busy"].includes(result.code))).toBe(true);
});

test("a body that came is counted until its owner gives it back", async () => {
  const budget = new ByteBudget(1_000);
  const body = Buffer.alloc(600, 1);
  const plan = { encoding: "json", compression: "identity" } as const;
  for (const contentLength of [600, undefined]) {
    const read = await readBody(requestOf(body.subarray(0, 100), body.subarray(100)), { ...plan, contentLength }, 800, budget);
    expect(read).toEqual({ body, wireBytes: 600 });
    expect(budget.held).toBe(600);
    budget.give(600);
  }
  const over = await readBody(requestOf(Buffer.alloc(500), Buffer.alloc(500)), { ...plan, contentLength: undefined }, 800, budget);
  expect([over, budget.held]).toEqual([{ code: "receiver.body_size" }, 0]);
});

test("a small body does not keep the decompressor's large piece of memory alive", async () => {
  const packed = zlib.gzipSync(Buffer.alloc(100, 1));
  const plan = { encoding: "json", compression: "gzip", contentLength: packed.length } as const;
  const read = await readBody(requestOf(packed), plan, mebibyte, new ByteBudget(mebibyte));
  expect("body" in read && read.body.length).toBe(100);
  expect("body" in read && read.body.buffer.byteLength).toBeLessThan(limits.decompressChunkBytes);
});
