import type { IncomingMessage } from "node:http";
import zlib from "node:zlib";
import { type ErrorCode, freeMemory, limits } from "../../base/index.ts";
import type { ByteBudget } from "../byte-budget.ts";

export type BodyEncoding = "protobuf" | "json";
export type Compression = "identity" | "gzip" | "deflate" | "zstd";

/** What the headers say about the body. */
export interface BodyPlan {
  readonly encoding: BodyEncoding;
  readonly compression: Compression;
  /** As announced; undefined for a chunked body. */
  readonly contentLength: number | undefined;
}

export type BodyResult = { readonly body: Buffer; readonly wireBytes: number } | { readonly code: ErrorCode };

/** The encoding of a Content-Type (RFC 9110, 8.3); parameters are allowed, a charset other than UTF-8 is not. */
export function bodyEncoding(contentType: string | undefined): BodyEncoding | undefined {
  const [type = "", ...parameters] = (contentType ?? "").toLowerCase().split(";");
  if (parameters.some((parameter) => /^\s*charset\s*=/.test(parameter) && !/=\s*"?(?:utf-?8|us-ascii)"?\s*$/.test(parameter))) {
    return undefined;
  }
  return mediaTypes.get(type.trim());
}

const mediaTypes: ReadonlyMap<string, BodyEncoding> = new Map([
  ["application/x-protobuf", "protobuf"],
  ["application/protobuf", "protobuf"],
  ["application/json", "json"],
]);

/** What a sender with this Content-Type reads, whatever its parameters; protobuf where that is not known. */
export function answerEncoding(contentType: string | undefined): BodyEncoding {
  return mediaTypes.get((contentType ?? "").toLowerCase().split(";", 1)[0]?.trim() ?? "") ?? "protobuf";
}

/** One Content-Encoding. Several, one after the other, are legal HTTP, but no OTLP sender makes them and each would multiply a bomb. */
export function bodyCompression(contentEncoding: string | undefined): Compression | undefined {
  const name = (contentEncoding ?? "").trim().toLowerCase();
  if (name === "" || name === "identity") return "identity";
  if (name === "x-gzip") return "gzip";
  return name === "gzip" || name === "deflate" || name === "zstd" ? name : undefined;
}

/**
 * Reads a body into one Buffer, decompressed. It stops at the first byte past `bytesMax` (on the wire or decompressed) and where the
 * budget is used up. The bytes taken from the budget stay taken where a body comes back: the caller gives back `body.length`.
 */
export function readBody(request: IncomingMessage, plan: BodyPlan, bytesMax: number, budget: ByteBudget): Promise<BodyResult> {
  if (plan.contentLength === 0) return Promise.resolve({ body: Buffer.alloc(0), wireBytes: 0 });
  if (plan.contentLength !== undefined && plan.contentLength > bytesMax) return Promise.resolve({ code: "receiver.body_size" });
  const known = plan.compression === "identity" ? plan.contentLength : undefined;
  const sink = known === undefined ? new ChunkSink(bytesMax, budget) : new ExactSink(known, budget);
  return plan.compression === "identity" ? readPlain(request, sink) : readCompressed(request, plan.compression, bytesMax, sink);
}

/** Where decompressed bytes go. `add` answers with a code where a bound is reached. */
interface Sink {
  add(chunk: Buffer): ErrorCode | undefined;
  /** The whole body. */
  finish(): Buffer;
  /** Gives everything back to the budget. */
  discard(): void;
}

/** The length is known: one allocation, each chunk copied to its place. */
class ExactSink implements Sink {
  readonly #body: Buffer;
  readonly #budget: ByteBudget;
  #length = 0;
  constructor(length: number, budget: ByteBudget) {
    // Not from the pool: the body may be held for long, and would hold its neighbours with it.
    this.#body = Buffer.allocUnsafeSlow(length);
    this.#budget = budget;
  }
  add(chunk: Buffer): ErrorCode | undefined {
    if (!this.#budget.take(chunk.length)) return "receiver.busy";
    this.#length += chunk.copy(this.#body, this.#length);
    // A request's body comes as copies of what the socket read, which nobody else has.
    freeMemory(chunk);
    return undefined;
  }
  finish(): Buffer {
    return this.#body;
  }
  discard(): void {
    this.#budget.give(this.#length);
  }
}

/** The length is not known: chunks are kept, and joined once. */
class ChunkSink implements Sink {
  readonly #bytesMax: number;
  readonly #budget: ByteBudget;
  #chunks: Buffer[] = [];
  #length = 0;
  constructor(bytesMax: number, budget: ByteBudget) {
    this.#bytesMax = bytesMax;
    this.#budget = budget;
  }
  add(chunk: Buffer): ErrorCode | undefined {
    if (this.#length + chunk.length > this.#bytesMax) return "receiver.body_size";
    if (!this.#budget.take(chunk.length)) return "receiver.busy";
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    return undefined;
  }
  finish(): Buffer {
    const only = this.#chunks.length === 1 ? this.#chunks[0] : undefined;
    // A short chunk is a piece of a far larger allocation, which it would keep alive for as long as the body is held.
    return only !== undefined && only.buffer.byteLength <= 2 * only.length ? only : Buffer.concat(this.#chunks, this.#length);
  }
  discard(): void {
    this.#budget.give(this.#length);
    this.#chunks = [];
  }
}

function readPlain(request: IncomingMessage, sink: Sink): Promise<BodyResult> {
  return new Promise((resolve) => {
    let wireBytes = 0;
    const settle = (code: ErrorCode | undefined) => {
      request.off("data", onData).off("end", onEnd).off("close", onClose).off("error", onClose);
      request.on("error", ignore);
      if (code === undefined) return resolve({ body: sink.finish(), wireBytes });
      sink.discard();
      resolve({ code });
    };
    const onData = (chunk: Buffer) => {
      wireBytes += chunk.length;
      const code = sink.add(chunk);
      if (code !== undefined) settle(code);
    };
    const onEnd = () => settle(undefined);
    const onClose = () => settle("receiver.body_aborted");
    request.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose);
  });
}

function readCompressed(
  request: IncomingMessage,
  compression: Exclude<Compression, "identity">,
  bytesMax: number,
  sink: Sink,
): Promise<BodyResult> {
  return new Promise((resolve) => {
    let wireBytes = 0;
    let decompressor: Decompressor | undefined;
    const settle = (code: ErrorCode | undefined) => {
      request.off("data", onData).off("end", onEnd).off("close", onClose).off("error", onClose);
      request.on("error", ignore);
      decompressor?.removeAllListeners().on("error", ignore).destroy();
      // A client that still writes would never come to read the answer.
      request.resume();
      if (code === undefined) return resolve({ body: sink.finish(), wireBytes });
      sink.discard();
      resolve({ code });
    };
    const open = (firstByte: number): Decompressor => {
      const opened = createDecompressor(compression, firstByte);
      opened
        .on("data", (chunk: Buffer) => {
          const code = sink.add(chunk);
          if (code !== undefined) settle(code);
        })
        // Node ends at the first deflate stream (before 24.22 at the first zstd frame, too) and drops what follows: that would lose telemetry in silence.
        .on("end", () => settle(opened.bytesWritten === wireBytes ? undefined : "receiver.body_corrupt"))
        .on("drain", () => request.resume())
        .on("error", () => settle("receiver.body_corrupt"));
      return opened;
    };
    const onData = (chunk: Buffer) => {
      wireBytes += chunk.length;
      if (wireBytes > bytesMax) return settle("receiver.body_size");
      decompressor ??= open(chunk[0] ?? 0);
      if (!decompressor.write(chunk)) request.pause();
    };
    const onEnd = () => {
      // Now only the decompressor has something to say; the request's own close is no abort any more.
      request.off("close", onClose);
      if (decompressor === undefined) settle(undefined);
      else decompressor.end();
    };
    const onClose = () => settle("receiver.body_aborted");
    request.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose);
  });
}

type Decompressor = zlib.Gunzip | zlib.Inflate | zlib.InflateRaw | zlib.ZstdDecompress;

/** HTTP's "deflate" is the zlib format (RFC 9110, 8.4.1.2), but some clients send raw deflate: zlib's first byte ends in 8. */
function createDecompressor(compression: Exclude<Compression, "identity">, firstByte: number): Decompressor {
  const chunkSize = limits.decompressChunkBytes;
  switch (compression) {
    case "gzip":
      return zlib.createGunzip({ chunkSize });
    case "deflate":
      return (firstByte & 0x0f) === 8 ? zlib.createInflate({ chunkSize }) : zlib.createInflateRaw({ chunkSize });
    case "zstd":
      return zlib.createZstdDecompress({
        chunkSize,
        params: { [zlib.constants.ZSTD_d_windowLogMax]: limits.zstdWindowLogMax },
      });
  }
}

function ignore(): void {
  // A stream that was given up may still report an error; its reader has its answer already.
}
