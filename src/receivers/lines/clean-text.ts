import { isUtf8 } from "node:buffer";

/** How far back from a cut is looked for a place where no identifier stands across it. */
const cutBackBytes = 4096;

/**
 * A line as a text that may be an OTLP string: UTF-8 (what is not becomes U+FFFD), without the carriage return of CRLF, a byte order mark, or the zero bytes that a
 * program leaves at the start of a file truncated under it. Where a part was left out a marker says how much; the cut is moved back to the end of a clause, so that no
 * part of an identifier stands before it. `isText`: it is known to be UTF-8.
 */
export function cleanText(bytes: Buffer, leftOut: number, isText = false): Buffer {
  let [from, to] = [0, bytes.length];
  if (leftOut === 0 && to > 0 && bytes[to - 1] === 0x0d) to -= 1;
  while (from < to && bytes[from] === 0) from += 1;
  if (bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf) from += 3;
  if (leftOut === 0) {
    const text = from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to);
    return isText ? text : utf8(text);
  }
  const kept = bytes.subarray(from, Math.max(from, cutPlace(bytes, from, to)));
  const size = to - from + leftOut;
  return Buffer.concat([utf8(kept), Buffer.from(` [line cut by cordon: ${size} bytes, the first ${kept.length} are kept]`)]);
}

/** Behind the last clause, or so far back that nothing that was cut begins before it. */
function cutPlace(bytes: Buffer, from: number, to: number): number {
  const lowest = Math.max(from, to - cutBackBytes);
  for (let at = to - 2; at >= lowest; at--) {
    const byte = bytes[at];
    const next = bytes[at + 1];
    if (byte === 0x0a || ((byte === 0x3b || byte === 0x2e || byte === 0x7d) && (next === 0x20 || next === 0x2c || next === 0x0a)))
      return at + 1;
  }
  return lowest;
}

function utf8(bytes: Buffer): Buffer {
  if (isUtf8(bytes)) return bytes;
  return Buffer.from(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
}
