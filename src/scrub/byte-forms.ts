/** 16, 32 or 36 (UUID) characters of hexadecimal: trace, span and request ids. */
export function isHexId(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length !== 32 && length !== 36 && length !== 16) return false;
  let letters = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x30 && byte <= 0x39) continue;
    if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66) letters++;
    else if (byte !== 0x2d || length !== 36 || !isUuidDash(at - start)) return false;
  }
  return letters > 0;
}

function isUuidDash(offset: number): boolean {
  return offset === 8 || offset === 13 || offset === 18 || offset === 23;
}

/** `{ "` or `[ {`, which prose and code seldom hold. */
export function isJsonStart(bytes: Uint8Array, at: number, end: number): boolean {
  const first = bytes[at];
  if (first !== 0x7b && first !== 0x5b) return false;
  const next = skipSpace(bytes, at + 1, Math.min(end, at + 4));
  return bytes[next] === (first === 0x7b ? 0x22 : 0x7b);
}

export function skipSpace(bytes: Uint8Array, at: number, end: number): number {
  let position = at;
  while (
    position < end &&
    ((bytes[position] as number) === 0x20 || ((bytes[position] as number) >= 9 && (bytes[position] as number) <= 13))
  )
    position++;
  return position;
}

/** A varint of up to 64 bits as a signed decimal number. The walker has checked its length. */
export function readInt64(bytes: Uint8Array, start: number): string {
  let value = 0n;
  for (let at = start, shift = 0n; ; at++, shift += 7n) {
    const byte = bytes[at] as number;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asIntN(64, value).toString();
  }
}
