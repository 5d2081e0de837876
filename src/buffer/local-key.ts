import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { CordonError } from "../base/index.ts";
import type { KeyProvider, WrappedKey } from "./wrapped-key.ts";

/**
 * Wrapping under a key that this process holds: AES-256-GCM, `nonce (12) | ciphertext (32) | tag (16)` in base64, with the context as additional
 * authenticated data. The key id is the start of a SHA-256 over the key, which tells nothing of 32 random bytes.
 */
export function wrapWith(key: Uint8Array, dataKey: Uint8Array, context: string): WrappedKey {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(context));
  const wrapped = Buffer.concat([nonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]).toString("base64");
  return { keyId: keyIdOf(key), wrapped };
}

/** Throws buffer.key_wrong where the key is another one or the wrapped bytes were changed. */
export function unwrapWith(key: Uint8Array, { wrapped }: WrappedKey, context: string): Buffer {
  const bytes = Buffer.from(wrapped, "base64");
  if (bytes.length !== 60) throw new CordonError("buffer.key_wrong");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12)).setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(44));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(12, 44)), decipher.final()]);
  } catch {
    throw new CordonError("buffer.key_wrong");
  }
}

export function keyIdOf(key: Uint8Array): string {
  return createHash("sha256").update("cordon key-encryption key\0").update(key).digest("hex").slice(0, 16);
}

/** 32 bytes from base64 or hexadecimal; `where` is the place that an error names. */
export function decodeKeyText(text: string, where: string): Buffer {
  const trimmed = text.trim();
  const key = /^[0-9a-fA-F]{64}$/.test(trimmed) ? Buffer.from(trimmed, "hex") : Buffer.from(trimmed, "base64");
  if (key.length !== 32 || !/^[A-Za-z0-9+/_=-]+$/.test(trimmed)) throw new CordonError("buffer.key_invalid", where);
  return key;
}

export function createLocalKeyProvider(text: string, where: string): KeyProvider {
  if (text === "") throw new CordonError("buffer.key_missing", where);
  const key = decodeKeyText(text, where);
  const keyId = keyIdOf(key);
  return {
    currentKeyId: () => keyId,
    wrap: (dataKey, context) => wrapWith(key, dataKey, context),
    unwrap(wrapped, context) {
      if (wrapped.keyId !== keyId) throw new CordonError("buffer.key_wrong", where);
      return unwrapWith(key, wrapped, context);
    },
  };
}
