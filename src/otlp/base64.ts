/** base64 (RFC 4648) from bytes to bytes, without strings. Reads the standard and the URL-safe alphabet, with or without padding; writes standard. */
const alphabet = new Uint8Array(Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", "latin1"));
const values = new Uint8Array(256).fill(255);
for (const [value, byte] of alphabet.entries()) values[byte] = value;
values["-".charCodeAt(0)] = 62;
values["_".charCodeAt(0)] = 63;
const pad = 0x3d;

/** Decodes [from, to) to `target` at `at`; returns the end, or -1 if it is not base64. `target` needs room for three quarters of the text. */
export function decodeBase64(bytes: Uint8Array, from: number, to: number, target: Uint8Array, at: number): number {
  let end = to;
  if ((to - from) % 4 === 0) while (end > from && to - end < 2 && bytes[end - 1] === pad) end--;
  if ((end - from) % 4 === 1) return -1;
  let out = at;
  let i = from;
  for (; i + 4 <= end; i += 4) {
    const a = values[bytes[i] as number] as number;
    const b = values[bytes[i + 1] as number] as number;
    const c = values[bytes[i + 2] as number] as number;
    const d = values[bytes[i + 3] as number] as number;
    if ((a | b | c | d) > 63) return -1;
    target[out++] = (a << 2) | (b >> 4);
    target[out++] = (b << 4) | (c >> 2);
    target[out++] = (c << 6) | d;
  }
  if (i === end) return out;
  const a = values[bytes[i] as number] as number;
  const b = values[bytes[i + 1] as number] as number;
  const c = i + 2 < end ? (values[bytes[i + 2] as number] as number) : 0;
  if ((a | b | c) > 63) return -1;
  target[out++] = (a << 2) | (b >> 4);
  if (i + 2 < end) target[out++] = (b << 4) | (c >> 2);
  return out;
}

/** Encodes [from, to) to `target` at `at`; returns the end. `target` needs room for 4 bytes for every 3, rounded up. */
export function encodeBase64(bytes: Uint8Array, from: number, to: number, target: Uint8Array, at: number): number {
  let out = at;
  let i = from;
  for (; i + 3 <= to; i += 3) {
    const group = ((bytes[i] as number) << 16) | ((bytes[i + 1] as number) << 8) | (bytes[i + 2] as number);
    target[out++] = alphabet[group >> 18] as number;
    target[out++] = alphabet[(group >> 12) & 63] as number;
    target[out++] = alphabet[(group >> 6) & 63] as number;
    target[out++] = alphabet[group & 63] as number;
  }
  if (i === to) return out;
  const first = bytes[i] as number;
  const second = i + 1 < to ? (bytes[i + 1] as number) : 0;
  target[out++] = alphabet[first >> 2] as number;
  target[out++] = alphabet[((first << 4) | (second >> 4)) & 63] as number;
  target[out++] = i + 1 < to ? (alphabet[(second << 2) & 63] as number) : pad;
  target[out++] = pad;
  return out;
}
