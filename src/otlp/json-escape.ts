import { isPlainWord, viewOf } from "./json-text.ts";

/** The escapes of JSON strings (RFC 8259 section 7), from bytes to bytes. */
const backslash = 0x5c;
/** From this length on it pays to make views for reading four bytes at a time. */
const longLength = 256;

/** The byte that a one-letter escape stands for; 0 for letters that are none. */
const escapes = new Uint8Array(256);
for (const [letter, byte] of ['""', "\\\\", "//", "b\b", "f\f", "n\n", "r\r", "t\t"])
  escapes[letter?.charCodeAt(0) ?? 0] = byte?.charCodeAt(0) ?? 0;

/**
 * Writes the content [from, to) of a key or string token, unescaped, to `target` at `at`; returns the end. The tokeniser has checked the
 * escapes; `target` needs room for its decodedLength.
 */
export function unescapeJson(bytes: Uint8Array, from: number, to: number, target: Uint8Array, at: number): number {
  let out = at;
  let i = from;
  const isLong = to - from >= longLength;
  const source = isLong ? viewOf(bytes) : noView;
  const sink = isLong ? viewOf(target) : noView;
  while (i < to) {
    if (isLong) {
      for (; i + 4 <= to; i += 4, out += 4) {
        const word = source.getInt32(i, true);
        if (!isPlainWord(word)) break;
        sink.setInt32(out, word, true);
      }
      if (i === to) break;
    }
    const byte = bytes[i] as number;
    if (byte !== backslash) {
      target[out++] = byte;
      i++;
    } else if (bytes[i + 1] !== 0x75) {
      target[out++] = escapes[bytes[i + 1] as number] as number;
      i += 2;
    } else {
      const length = escapeLength(bytes, i, to);
      out = writeUtf8(escapedCode(bytes, i, length), target, out);
      i += length;
    }
  }
  return out;
}

const noView = new DataView(new ArrayBuffer(0));

/** The character of a `\u` escape of that length; half a surrogate pair, which a text cut off in the middle ends with, is U+FFFD. */
function escapedCode(bytes: Uint8Array, at: number, length: number): number {
  const code = hex4(bytes, at + 2);
  if (length === 12) return 0x10000 + ((code - 0xd800) << 10) + hex4(bytes, at + 8) - 0xdc00;
  return code < 0xd800 || code > 0xdfff ? code : 0xfffd;
}

/** Bytes of the escape at `at`: 2, 6, or 12 for a surrogate pair; 0 if it is none. */
export function escapeLength(bytes: Uint8Array, at: number, limit: number): number {
  if (at + 1 >= limit) return 0;
  const letter = bytes[at + 1] as number;
  if (letter !== 0x75) return escapes[letter] === 0 ? 0 : 2;
  if (at + 6 > limit) return 0;
  const code = hex4(bytes, at + 2);
  if (code < 0) return 0;
  if (code < 0xd800 || code >= 0xdc00 || at + 12 > limit || bytes[at + 6] !== backslash || bytes[at + 7] !== 0x75) return 6;
  const low = hex4(bytes, at + 8);
  return low >= 0xdc00 && low <= 0xdfff ? 12 : 6;
}

/** The value of a hexadecimal digit, 255 for other bytes. */
export const hexDigits = new Uint8Array(256).fill(255);
for (let digit = 0; digit < 16; digit++) {
  hexDigits[digit.toString(16).charCodeAt(0)] = digit;
  hexDigits[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

/** Four hexadecimal digits at `at`, or a negative number. */
function hex4(bytes: Uint8Array, at: number): number {
  const a = hexDigits[bytes[at] as number] as number;
  const b = hexDigits[bytes[at + 1] as number] as number;
  const c = hexDigits[bytes[at + 2] as number] as number;
  const d = hexDigits[bytes[at + 3] as number] as number;
  return (a | b | c | d) > 15 ? -1 : (a << 12) | (b << 8) | (c << 4) | d;
}

/** How many UTF-8 bytes the escape at `at`, of `length` bytes, stands for. */
export function escapedBytes(bytes: Uint8Array, at: number, length: number): number {
  if (length !== 6) return length === 2 ? 1 : 4;
  const code = hex4(bytes, at + 2);
  return code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
}

function writeUtf8(code: number, target: Uint8Array, at: number): number {
  if (code < 0x80) {
    target[at] = code;
    return at + 1;
  }
  if (code < 0x800) {
    target[at] = 0xc0 | (code >> 6);
    target[at + 1] = 0x80 | (code & 0x3f);
    return at + 2;
  }
  if (code < 0x10000) {
    target[at] = 0xe0 | (code >> 12);
    target[at + 1] = 0x80 | ((code >> 6) & 0x3f);
    target[at + 2] = 0x80 | (code & 0x3f);
    return at + 3;
  }
  target[at] = 0xf0 | (code >> 18);
  target[at + 1] = 0x80 | ((code >> 12) & 0x3f);
  target[at + 2] = 0x80 | ((code >> 6) & 0x3f);
  target[at + 3] = 0x80 | (code & 0x3f);
  return at + 4;
}
