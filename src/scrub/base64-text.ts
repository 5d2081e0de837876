import { isUtf8 } from "node:buffer";
import type { Segments } from "../detectors/index.ts";
import { createRunFinder, runBytesMin } from "./long-runs.ts";

/** Bytes of a run that are decoded first: binary data (images, keys) is told from text by them. */
const probeBytes = 48;

const isBase64 = new Uint8Array(256);
for (const char of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_") isBase64[char.charCodeAt(0)] = 1;

const sextet = new Uint8Array(256);
const isAlphanumeric = new Uint8Array(256);
for (let i = 0; i < 64; i++) {
  const char = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".charCodeAt(i);
  sextet[char] = i;
  if (i < 62) isAlphanumeric[char] = 1;
}

/** Takes each text that holds something like base64, by its number among the segments. */
export type Base64Look = (source: Buffer, segments: Segments, found: (segment: number) => void) => void;

/**
 * Looks for runs of letters and digits that are long enough. The other characters of the alphabet stand in base64 of text only for `?` and `>`, so they are left out, and paths are no
 * runs.
 */
export function createBase64Look(): Base64Look {
  const runs = createRunFinder();
  return (source, { start, end, count }, found) => {
    if (count === 0) return;
    const length = end[count - 1] as number;
    let segment = 0;
    for (let from = runs.find(source, start[0] as number, length); from >= 0; ) {
      let to = from + runBytesMin;
      while (to < length && isAlphanumeric[source[to] as number] === 1) to++;
      while ((end[segment] as number) <= from) segment++;
      // Between two texts lies what is read, not scanned.
      if (from >= (start[segment] as number) && isBase64Text(source, from, to)) {
        found(segment);
        to = end[segment] as number;
      }
      from = runs.find(source, to, length);
    }
  };
}

/** A first look at 16 characters: text decodes to bytes below 0x80 or to UTF-8, and its first characters are no controls. */
function isBase64Text(source: Uint8Array, from: number, to: number): boolean {
  let at = from;
  // The run may begin with characters that belong to the text before it; each of the four alignments is possible only from a border.
  for (let group = 0; group < 4 && at + 4 <= to; group++, at += 4) {
    const bits =
      ((sextet[source[at] as number] as number) << 18) |
      ((sextet[source[at + 1] as number] as number) << 12) |
      ((sextet[source[at + 2] as number] as number) << 6) |
      (sextet[source[at + 3] as number] as number);
    for (let shift = 16; shift >= 0; shift -= 8) {
      const byte = (bits >> shift) & 0xff;
      if (byte < 0x20 ? byte !== 9 && byte !== 10 && byte !== 13 : byte === 0x7f || byte === 0xc0 || byte === 0xc1 || byte > 0xf4)
        return false;
    }
  }
  return true;
}

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
    const run = source.toString("latin1", from, at);
    report(from, to, text, run.includes("-") || run.includes("_"));
    at = to;
  }
}

export function encodeBase64(text: Uint8Array, isUrlSafe: boolean, isPadded: boolean): Buffer {
  const encoded = Buffer.from(text).toString(isUrlSafe ? "base64url" : "base64");
  return Buffer.from(
    isPadded && isUrlSafe ? encoded.padEnd(Math.ceil(encoded.length / 4) * 4, "=") : isPadded ? encoded : encoded.replace(/=+$/, ""),
  );
}

function decode(source: Buffer, from: number, to: number): Buffer {
  return Buffer.from(source.toString("latin1", from, to), "base64");
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
