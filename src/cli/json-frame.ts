import type { ByteWindow } from "./byte-window.ts";

/**
 * Where the JSON value that begins at `from` ends, found without reading it strictly: brackets and strings only. What is found goes to the strict tokeniser
 * afterwards; this decides nothing but where to cut.
 *   end     behind its last byte
 *   long    it does not end within `bytesMax`
 *   broken  what stands there is no JSON, or the input ends inside it; seen by `at`
 */
export type Frame =
  | { readonly kind: "end"; readonly end: number }
  | { readonly kind: "long" }
  | { readonly kind: "broken"; readonly at: number };

const plain = 0;
const quote = 1;
const backslash = 2;
const open = 3;
const close = 4;
/** White space, `,` and `:`. */
const between = 5;
/** Not outside of a string. */
const foreign = 6;
const classes = new Uint8Array(256).fill(foreign);
for (const char of "+-.0123456789Eaeflnrstu") classes[char.charCodeAt(0)] = plain;
for (const char of " \t\r\n,:") classes[char.charCodeAt(0)] = between;
for (const char of "[{") classes[char.charCodeAt(0)] = open;
for (const char of "]}") classes[char.charCodeAt(0)] = close;
classes[0x22] = quote;
/** Inside of a string: a quote or a backslash, or a control character, which JSON does not have there. */
const inString = new Uint8Array(256).fill(plain);
inString.fill(foreign, 0, 0x20);
inString[0x22] = quote;
inString[0x5c] = backslash;

export async function frameValue(window: ByteWindow, from: number, bytesMax: number): Promise<Frame> {
  const cursor = createCursor();
  let at = from;
  for (;;) {
    const stop = Math.min(window.length, from + bytesMax);
    const end = cursor.read(window.bytes, at, stop);
    if (end === broken) return { kind: "broken", at: cursor.brokenAt() };
    if (end >= 0) return { kind: "end", end };
    at = stop;
    if (at - from >= bytesMax) return { kind: "long" };
    if (!(await window.has(at + 1))) return cursor.isScalar() ? { kind: "end", end: at } : { kind: "broken", at };
  }
}

/** Goes behind a value of any length without holding it; false where it is broken. The window begins behind it then. */
export async function skipValue(window: ByteWindow, from: number): Promise<boolean> {
  const cursor = createCursor();
  window.drop(from);
  for (;;) {
    const length = window.length;
    const end = cursor.read(window.bytes, 0, length);
    if (end === broken) return false;
    window.drop(end >= 0 ? end : length);
    if (end >= 0) return true;
    if (!(await window.has(1))) return cursor.isScalar();
  }
}

const unfinished = -1;
const broken = -2;

/** Reads one value piece by piece: `read` gives its end, `unfinished` or `broken`. */
function createCursor() {
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  let isScalar = false;
  let brokenAt = 0;

  function fail(at: number): number {
    brokenAt = at;
    return broken;
  }

  function read(bytes: Uint8Array, from: number, to: number): number {
    for (let at = from; at < to; at++) {
      const byte = bytes[at] as number;
      if (isInString) {
        if (isEscaped) {
          isEscaped = false;
          continue;
        }
        const kind = inString[byte];
        if (kind === plain) continue;
        if (kind === foreign) return fail(at);
        if (kind === backslash) isEscaped = true;
        else {
          isInString = false;
          if (depth === 0) return at + 1;
        }
        continue;
      }
      const kind = classes[byte];
      if (isScalar && kind !== plain) return kind === between || kind === close ? at : fail(at);
      if (kind === plain) isScalar = depth === 0;
      else if (kind === quote) isInString = true;
      else if (kind === open) depth++;
      else if (kind === close) {
        if (--depth === 0) return at + 1;
        if (depth < 0) return fail(at);
      } else if (kind !== between || depth === 0) return fail(at);
    }
    return unfinished;
  }

  return { read, isScalar: () => isScalar, brokenAt: () => brokenAt };
}

export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** The offset of the next byte that is no white space, or of the input's end. */
export async function skipSpace(window: ByteWindow, from: number): Promise<number> {
  let at = from;
  while (isSpace(await window.byteAt(at))) at++;
  return at;
}
