/** Letters, digits, the underscore, and every byte of a character beyond ASCII. */
export function isWordByte(byte: number): boolean {
  return (
    (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f || byte >= 0x80
  );
}

/** A border is moved outward to the edge of a word, at most so many bytes: a cut word would look like a whole one. */
const wordBytesMax = 64;

export function tokenStart(view: Uint8Array, at: number, from: number): number {
  let position = at;
  while (position > from && position > at - wordBytesMax && isWordByte(view[position - 1] as number)) position--;
  return position;
}

export function tokenEnd(view: Uint8Array, at: number, to: number): number {
  let position = Math.min(at, to);
  const stop = Math.min(to, at + wordBytesMax);
  while (position < stop && isWordByte(view[position] as number)) position++;
  return position;
}
