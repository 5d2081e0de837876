/**
 * The texts inside the leaves of a batch: a leaf is a text, the strings of JSON in it are texts, a percent-encoded text read decoded is another, to any depth of
 * limits.nestedTextDepthMax. Columns of numbers, as there may be ten thousands.
 *
 *   row          the leaf (LeafTable) it belongs to
 *   parent       the text it was found in, -1 for the leaf itself
 *   encoding     how its own bytes become the text (encodings)
 *   source       where the decoded text lies: 0 the body, 1 the scratch buffer
 *   start, end   the decoded text in `source`
 *   srcStart, srcEnd   its encoded form in the parent's decoded text (for a leaf: in the body)
 *   scanStart    where it was laid for the scan in the scratch buffer; -1: it is not scanned itself, only the texts in it
 *   keyId        the key it is the value of; negative: it is the text of the key -keyId itself
 *   depth        how many encodings lie around it
 *   hash         of the text, where it may be remembered as clean (clean-texts.ts); `knownClean`: it is, and is not scanned
 */
export const encodings = {
  raw: 0,
  jsonString: 1,
  jsonNumber: 2,
  percent: 3,
  escapes: 4,
  entities: 5,
  lookAlikes: 6,
  base64: 7,
  number: 8,
  wrappedLines: 9,
} as const;
export type EncodingCode = (typeof encodings)[keyof typeof encodings];

export const inBody = 0;
export const inScratch = 1;
/** A hash is 32 bits and not 0; this stands for none of them. */
export const knownClean = -1;

const columns = [
  "row",
  "parent",
  "encoding",
  "source",
  "start",
  "end",
  "srcStart",
  "srcEnd",
  "scanStart",
  "keyId",
  "depth",
  "hash",
] as const;

export class TextTable {
  count = 0;
  /** Texts that have no row: they are known to be clean, and nobody reads them. */
  leftOutCount = 0;
  row = new Int32Array(4096);
  parent = new Int32Array(4096);
  encoding = new Int32Array(4096);
  source = new Int32Array(4096);
  start = new Int32Array(4096);
  end = new Int32Array(4096);
  srcStart = new Int32Array(4096);
  srcEnd = new Int32Array(4096);
  scanStart = new Int32Array(4096);
  keyId = new Int32Array(4096);
  depth = new Int32Array(4096);
  hash = new Int32Array(4096);

  clear(): void {
    this.count = 0;
    this.leftOutCount = 0;
  }

  add(row: number, parent: number, encoding: EncodingCode, source: number, start: number, end: number, keyId: number): number {
    const id = this.count++;
    if (id >= this.row.length) this.#widen();
    this.row[id] = row;
    this.parent[id] = parent;
    this.encoding[id] = encoding;
    this.source[id] = source;
    this.start[id] = start;
    this.end[id] = end;
    this.srcStart[id] = start;
    this.srcEnd[id] = end;
    this.scanStart[id] = -1;
    this.keyId[id] = keyId;
    this.hash[id] = 0;
    this.depth[id] = parent < 0 ? 0 : (this.depth[parent] as number) + (encoding === encodings.raw ? 0 : 1);
    return id;
  }

  #widen(): void {
    for (const name of columns) {
      const wider = new Int32Array(this[name].length * 2);
      wider.set(this[name]);
      this[name] = wider;
    }
  }
}
