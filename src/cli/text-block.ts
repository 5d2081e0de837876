import { isUtf8 } from "node:buffer";
import { limits } from "../base/index.ts";

/** The next piece of a plain text: the window's first `length` bytes. Around it, what the scan may look at but not touch. */
export interface TextBlock {
  readonly length: number;
  /** Bytes of the window that the scan sees; `length` or more. */
  readonly seen: number;
  /** Its bytes are UTF-8 without NUL. False: a line, or the whole block of a longer line, that cannot be scanned. */
  readonly isText: boolean;
}

/**
 * Takes the next block of about limits.cliBlockBytes from `bytes`, which end where the plain text does (`isLast`) or reach far enough: whole lines where they are
 * that short. A longer line is cut behind white space, else behind punctuation, else (a run of limits.cliTokenBytesMax without either) in a place
 * where base64 may be cut.
 */
export function takeBlock(bytes: Buffer, isLast: boolean): TextBlock {
  const length = bytes.length <= limits.cliBlockBytes && isLast ? bytes.length : cutBefore(bytes);
  const ahead = Math.min(bytes.length, length + limits.cliContextBytes);
  const seen = isLast && ahead === bytes.length ? ahead : runCut(bytes, ahead, length);
  if (isText(bytes.subarray(0, seen))) return { length, seen, isText: true };
  if (isText(bytes.subarray(0, length))) return { length, seen: length, isText: true };
  return firstTextLines(bytes.subarray(0, length));
}

/** What the next block sees of the text before it: the end of `before`, begun where base64 may be cut. */
export function contextBefore(before: Buffer): Buffer {
  if (before.length <= limits.cliContextBytes) return Buffer.from(before);
  return Buffer.from(before.subarray(runCut(before, before.length - limits.cliContextBytes, before.length)));
}

function isText(bytes: Buffer): boolean {
  return isUtf8(bytes) && !bytes.includes(0);
}

/** The lines before the first one that is no text, or else that one alone. */
function firstTextLines(bytes: Buffer): TextBlock {
  let good = 0;
  for (let at = 0; at < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, at);
    const end = newline < 0 ? bytes.length : newline + 1;
    if (!isText(bytes.subarray(at, end)))
      return good > 0 ? { length: good, seen: good, isText: true } : { length: end, seen: end, isText: false };
    good = end;
    at = end;
  }
  return { length: good, seen: good, isText: true };
}

const punctuation = new Set([...",;\"'<>(){}[]|&!?*`"].map((char) => char.charCodeAt(0)));

function cutBefore(bytes: Buffer): number {
  const stop = Math.min(bytes.length, limits.cliBlockBytes);
  const newline = bytes.lastIndexOf(0x0a, stop - 1);
  if (newline >= 0) return newline + 1;
  for (let at = stop; at > stop / 2; at--) if (isBlank(bytes[at - 1] as number)) return at;
  for (let at = stop; at > stop / 2; at--) if (punctuation.has(bytes[at - 1] as number)) return at;
  const reach = Math.min(bytes.length, limits.cliTokenBytesMax);
  for (let at = stop; at < reach; at++) if (isBlank(bytes[at] as number) || punctuation.has(bytes[at] as number)) return at + 1;
  if (reach < limits.cliTokenBytesMax) return reach;
  let runAt = reach;
  while (runAt > 0 && isBase64(bytes[runAt - 1] as number)) runAt--;
  return runCut(bytes, reach, runAt);
}

/** Near `at`, a multiple of four characters away from `runAt`, between two characters of UTF-8, and of what the run says if it is base64. */
function runCut(bytes: Buffer, at: number, runAt: number): number {
  const aligned = at - ((((at - runAt) % 4) + 4) % 4);
  for (let cut = aligned; cut > Math.max(0, aligned - 16); cut -= 4) {
    const decoded = Buffer.from(bytes.toString("latin1", cut, cut + 4), "base64")[0] ?? 0;
    if ((decoded & 0xc0) !== 0x80) return characterEnd(bytes, cut);
  }
  return characterEnd(bytes, aligned);
}

function isBase64(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    [0x2b, 0x2d, 0x2f, 0x5f].includes(byte)
  );
}

/** The end of the last whole character of UTF-8 in `[0, at)`. */
function characterEnd(bytes: Buffer, at: number): number {
  let start = at;
  while (start > 0 && start > at - 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
  return ((bytes[start] ?? 0) & 0xc0) === 0x80 ? at : start;
}

function isBlank(byte: number): boolean {
  return byte === 0x0a || byte === 0x20 || byte === 0x09 || byte === 0x0d;
}
