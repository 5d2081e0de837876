/** Counts Unicode code points in UTF-8 bytes, going forward only: `at(offset)` for offsets that ascend. */
export function createCodePoints(bytes: Uint8Array, from: number): (offset: number) => number {
  let at = from;
  let count = 0;
  return (offset) => {
    for (; at < offset; at++) if (((bytes[at] as number) & 0xc0) !== 0x80) count++;
    return count;
  };
}
