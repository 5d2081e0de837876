/**
 * The text places of one batch, one row each, as columns of numbers: a batch has ten thousands of them, and no object is made for one.
 *
 *   kind        what it is (leafKinds)
 *   start, end  the content's bytes in the body
 *   fieldStart  where the tag of the field that holds it begins: [fieldStart, end) is the whole field
 *   keyId       the attribute's key (key-table.ts), 0 where there is none
 *   outerStart, outerEnd   for a key: the whole KeyValue field, so that a destination can drop the attribute; for an id: the message it is of
 */
export const leafKinds = {
  text: 0,
  key: 1,
  bytes: 2,
  int: 3,
  double: 4,
  bool: 5,
  unknown: 6,
  embedding: 7,
  time: 8,
  traceId: 9,
  spanId: 10,
} as const;
export type LeafKind = (typeof leafKinds)[keyof typeof leafKinds];

export class LeafTable {
  count = 0;
  kind = new Uint8Array(4096);
  start = new Int32Array(4096);
  end = new Int32Array(4096);
  fieldStart = new Int32Array(4096);
  keyId = new Int32Array(4096);
  outerStart = new Int32Array(4096);
  outerEnd = new Int32Array(4096);

  clear(): void {
    this.count = 0;
  }

  add(kind: LeafKind, fieldStart: number, start: number, end: number, keyId: number): number {
    const row = this.count++;
    if (row >= this.kind.length) this.#widen();
    this.kind[row] = kind;
    this.fieldStart[row] = fieldStart;
    this.start[row] = start;
    this.end[row] = end;
    this.keyId[row] = keyId;
    return row;
  }

  #widen(): void {
    const length = this.kind.length * 2;
    this.kind = widened(this.kind, new Uint8Array(length));
    this.start = widened(this.start, new Int32Array(length));
    this.end = widened(this.end, new Int32Array(length));
    this.fieldStart = widened(this.fieldStart, new Int32Array(length));
    this.keyId = widened(this.keyId, new Int32Array(length));
    this.outerStart = widened(this.outerStart, new Int32Array(length));
    this.outerEnd = widened(this.outerEnd, new Int32Array(length));
  }
}

function widened<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
