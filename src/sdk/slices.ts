/** What decides which items are scanned together. */
export interface SliceForm<T> {
  /** Characters of text, about. */
  readonly sizeOf: (item: T) => number;
  /** Items of one document (a trace): a name that one of them tells is known in the others. */
  readonly documentOf: (item: T) => string;
}

/** A scan holds the event loop for a few milliseconds: so much text, so many items. */
const sliceTextMax = 8 * 1024;
const sliceItemsMax = 64;
/**
 * A document is not torn apart below this: its items find each other's names, as they do in the agent's batch. A conversation of ten turns, each with all before it, is some 200 kB; an
 * exporter's batch has 512 items. To find a name outranks the event loop's time; `thread` spares that.
 */
const documentTextMax = 256 * 1024;
const documentItemsMax = 512;
/** How far is looked ahead for items of the same document. */
const aheadMax = 1024;

/** Where the next items stand that are scanned together, at least one: the first one's document, and further whole documents while they are small. */
export function takeSlice<T>(items: readonly T[], { sizeOf, documentOf }: SliceForm<T>): number[] {
  const ahead = Array.from(items.slice(0, aheadMax), (_item, at) => at);
  const documents = Map.groupBy(ahead, (at) => orElse(() => documentOf(items[at] as T), ""));
  const slice: number[] = [];
  let size = 0;
  for (const document of documents.values()) {
    const isFirst = slice.length === 0;
    const [textMax, itemsMax] = isFirst ? [documentTextMax, documentItemsMax] : [sliceTextMax, sliceItemsMax];
    const chosen: number[] = [];
    let own = size;
    for (const at of document) {
      // What cannot be measured (a getter that throws) is scanned with little else.
      own += orElse(() => sizeOf(items[at] as T), sliceTextMax);
      const isFull = own > textMax || slice.length + chosen.length >= itemsMax;
      if (isFull && !isFirst) return slice;
      if (isFull && chosen.length > 0) break;
      chosen.push(at);
    }
    slice.push(...chosen);
    size = own;
    if (size > sliceTextMax) break;
  }
  return slice;
}

function orElse<T>(read: () => T, other: T): T {
  try {
    return read();
  } catch {
    return other;
  }
}
