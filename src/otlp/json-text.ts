/**
 * What JSON strings may hold as it is (RFC 8259 section 7): all bytes but control characters, the quote and the backslash. Long strings are tested four bytes
 * at a time, which is about twice as fast as byte by byte.
 */
export const plainBytes = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x20 && byte !== 0x22 && byte !== 0x5c ? 1 : 0));

/** True if none of the four bytes of `word` needs an escape. Each term has the top bit of a byte set if that byte is below 0x20, a quote, a backslash. */
export function isPlainWord(word: number): boolean {
  const quotes = word ^ 0x22222222;
  const backslashes = word ^ 0x5c5c5c5c;
  const controls = (word - 0x20202020) & ~word;
  return ((controls | ((quotes - 0x01010101) & ~quotes) | ((backslashes - 0x01010101) & ~backslashes)) & 0x80808080) === 0;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
