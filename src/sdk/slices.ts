/** A scan holds the event loop for a few milliseconds at most: so much text, so many records. */
const sliceTextMax = 8 * 1024;
const sliceItemsMax = 64;

/** The next items that are scanned together, at least one. */
export function takeSlice<T>(items: readonly T[], from: number, sizeOf: (item: T) => number): T[] {
  const slice: T[] = [];
  let size = 0;
  for (let at = from; at < items.length && slice.length < sliceItemsMax; at++) {
    const item = items[at] as T;
    size += sizeOr(item, sizeOf);
    if (slice.length > 0 && size > sliceTextMax) break;
    slice.push(item);
  }
  return slice;
}

/** What cannot be measured (a getter that throws) is scanned by itself. */
function sizeOr<T>(item: T, sizeOf: (item: T) => number): number {
  try {
    return sizeOf(item);
  } catch {
    return sliceTextMax;
  }
}
