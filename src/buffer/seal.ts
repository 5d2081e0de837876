import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { CordonError, type Signal, signals } from "../base/index.ts";

/** What stands beside a sealed record in the clear, and is authenticated with it: another record's bytes under this one's place do not open. */
export interface RecordMetadata {
  readonly seq: number;
  /** 16 random bytes: the batch's name over retries, restarts and destinations. */
  readonly batchId: Uint8Array;
  readonly slice: number;
  /** Milliseconds since 1970, by the clock of the machine at that time. */
  readonly receivedMs: number;
  readonly signal: Signal;
  readonly encoding: "protobuf" | "json";
  readonly rawBytes: number;
}

/**
 * A sealed record: `nonce (12) | AES-256-GCM ciphertext of zstd(body) | tag (16)`. The key is the slice's data key, put through HKDF for this one use; the nonce
 * is random (NIST SP 800-38D, 8.2.2: below 2^32 records a key). Additional authenticated data: the metadata, as `cordon record 1|buffer|seq|…`.
 */
export function sealRecord(key: Uint8Array, bufferId: string, metadata: RecordMetadata, body: Uint8Array): Buffer {
  const compressed = zstdCompressSync(body, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(authenticated(bufferId, metadata));
  const sealed = Buffer.concat([nonce, cipher.update(compressed), cipher.final(), cipher.getAuthTag()]);
  compressed.fill(0);
  return sealed;
}

/** Throws buffer.seal where a bit of the record, its metadata or its key is not what it was. */
export function openRecord(key: Uint8Array, bufferId: string, metadata: RecordMetadata, sealed: Uint8Array): Buffer {
  if (sealed.length < 28) throw new CordonError("buffer.seal");
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12))
    .setAAD(authenticated(bufferId, metadata))
    .setAuthTag(sealed.subarray(sealed.length - 16));
  try {
    const compressed = Buffer.concat([decipher.update(sealed.subarray(12, sealed.length - 16)), decipher.final()]);
    return zstdDecompressSync(compressed, { maxOutputLength: Math.max(metadata.rawBytes, 1) });
  } catch {
    throw new CordonError("buffer.seal");
  }
}

function authenticated(bufferId: string, { seq, batchId, slice, receivedMs, signal, encoding, rawBytes }: RecordMetadata): Buffer {
  const batch = Buffer.from(batchId).toString("hex");
  return Buffer.from(`cordon record 1|${bufferId}|${seq}|${batch}|${slice}|${receivedMs}|${signal}|${encoding}|${rawBytes}`);
}

/** A slice's data key gives one key to seal with and one to index with. */
export interface SliceKeys {
  readonly seal: Buffer;
  readonly index: Buffer;
}

export function deriveSliceKeys(dataKey: Uint8Array): SliceKeys {
  const derive = (use: string) => Buffer.from(hkdfSync("sha256", dataKey, Buffer.alloc(0), `cordon ${use} 1`, 32));
  return { seal: derive("seal"), index: derive("index") };
}

/** What a record can be found by beside its time and signal. */
export interface Terms {
  /** 16 bytes each, one after the other. */
  readonly traceIds: Uint8Array;
  readonly services: readonly string[];
}

const termBytes = 8;

/**
 * Keyed hashes of a record's terms, 8 bytes each. They can only be made, or compared, with the slice's index key, and mean nothing once that key is
 * destroyed. A trace id is one block of AES, which under a secret key is a pseudo-random function of it: one native call hashes all ids of a batch, where
 * HMAC would cost as much as sealing. Services are few, and hashed by HMAC-SHA-256.
 */
export function hashTerms(indexKey: Uint8Array, { traceIds, services }: Terms): Buffer {
  const cipher = createCipheriv("aes-256-ecb", indexKey, null).setAutoPadding(false);
  const blocks = cipher.update(traceIds);
  const idsCount = blocks.length / 16;
  const hashes = Buffer.alloc((idsCount + services.length) * termBytes);
  for (let index = 0; index < idsCount; index++) blocks.copy(hashes, index * termBytes, index * 16, index * 16 + termBytes);
  for (const [index, service] of services.entries()) hashService(indexKey, service).copy(hashes, (idsCount + index) * termBytes);
  return hashes;
}

function hashService(indexKey: Uint8Array, service: string): Buffer {
  return createHmac("sha256", indexKey).update(`service\0${service}`).digest().subarray(0, termBytes);
}

export function hasTerm(hashes: Uint8Array, wanted: Uint8Array): boolean {
  const bytes = Buffer.from(hashes.buffer, hashes.byteOffset, hashes.length);
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) if (at % termBytes === 0) return true;
  return false;
}

export function signalCode(signal: Signal): number {
  return signals.indexOf(signal);
}

export function signalOf(code: number): Signal {
  const signal = signals[code];
  if (signal === undefined) throw new CordonError("buffer.corrupt");
  return signal;
}
