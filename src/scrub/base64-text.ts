import { isUtf8 } from "node:buffer";

/** Shorter runs hold too little to hide an identifier with its label, and words look like them. */
const runBytesMin = 16;
/** Bytes of a run that are decoded first: binary data (images, keys) is told from text by them. */
const probeBytes = 48;

const isBase64 = new Uint8Array(256);
for (const char of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_") isBase64[char.charCodeAt(0)] = 1;

/**
 * Finds the runs of base64 or base64url (RFC 4648 4 and 5) in `[start, end)` that decode to UTF-8 text without control characters, and reports each with its
 * text.
 */
export function forEachBase64Text(
  source: Buffer,
  start: number,
  end: number,
  report: (from: number, to: number, text: Buffer, isUrlSafe: boolean) => void,
): void {
  let at = start;
  while (at < end) {
    while (at < end && isBase64[source[at] as number] === 0) at++;
    const from = at;
    while (at < end && isBase64[source[at] as number] === 1) at++;
    let to = at;
    while (to < end && to < at + 2 && source[to] === 0x3d) to++;
    if (at - from < runBytesMin || (at - from) % 4 === 1) continue;
    const probe = decode(source, from, Math.min(at, from + probeBytes));
    if (!isText(probe, at - from > probeBytes)) continue;
    const text = at - from > probeBytes ? decode(source, from, at) : probe;
    if (text !== probe && !isText(text, false)) continue;
    const run = source.latin1Slice(from, at);
    report(from, to, text, run.includes("-") || run.includes("_"));
    at = to;
  }
}

export function encodeBase64(text: Uint8Array, isUrlSafe: boolean, isPadded: boolean): Buffer {
  const encoded = Buffer.from(text).toString(isUrlSafe ? "base64url" : "base64");
  return Buffer.from(isPadded && isUrlSafe ? encoded.padEnd(Math.ceil(encoded.length / 4) * 4, "=") : isPadded ? encoded : encoded.replace(/=+$/, ""));
}

function decode(source: Buffer, from: number, to: number): Buffer {
  return Buffer.from(source.latin1Slice(from, to), "base64");
}

function isText(bytes: Buffer, isCut: boolean): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if ((byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte === 0x7f) return false;
  }
  if (bytes.length === 0) return false;
  // A probe may end inside a character; its last three bytes are left out.
  return isUtf8(isCut ? bytes.subarray(0, lastWhole(bytes)) : bytes);
}

function lastWhole(bytes: Buffer): number {
  let at = bytes.length;
  while (at > bytes.length - 4 && at > 0 && ((bytes[at - 1] as number) & 0xc0) === 0x80) at--;
  return at > 0 && (bytes[at - 1] as number) >= 0xc0 ? at - 1 : bytes.length;
}
