import { CordonError } from "../base/index.ts";

/**
 * Replaces whole fields of a protobuf message that the walker has passed, and rewrites just the lengths of the messages around them. Every other byte
 * is copied as it stands; without a splice the input itself is returned.
 *
 * A splice covers one or more whole fields of one message, tag included: `[start, end)` becomes `replacement`, which is empty or again whole
 * fields; or it is one length-delimited field whose content, from `contentStart` on, is edited. Splices are sorted and do not overlap.
 */
export type Splice = FieldsSplice | ContentSplice;

interface FieldsSplice {
  readonly start: number;
  readonly end: number;
  readonly replacement: Uint8Array;
}

interface ContentSplice {
  readonly start: number;
  readonly end: number;
  readonly contentStart: number;
  /** Sorted, and apart from each other. */
  readonly edits: readonly ContentEdit[];
}

/** `[start, end)` of the content becomes `to`. */
export interface ContentEdit {
  readonly start: number;
  readonly end: number;
  readonly to: Uint8Array;
}

const COPY = 0;
const LENGTH = 1;
const REPLACEMENT = 2;

/** The new bytes, and where the replacements stand in them: `[start, end, start, end, …]`, ascending. */
export interface Spliced {
  readonly bytes: Uint8Array;
  readonly ranges: readonly number[];
  /** What was copied: `[from, to, at, …]`, bytes `[from, to)` of the input stand at `at` of the output. */
  readonly kept: readonly number[];
}

export function spliceFields(bytes: Uint8Array, splices: readonly Splice[]): Spliced {
  if (splices.length === 0) return { bytes, ranges: [], kept: [0, bytes.length, 0] };
  // What to write, in order: [kind, a, b] triples. A LENGTH's value is known only after what it counts.
  const steps: number[] = [];
  let next = 0;
  const length = edit(0, bytes.length, 0, splices.length);
  return assemble(bytes, splices, steps, length);

  function edit(start: number, end: number, first: number, last: number): number {
    let size = 0;
    let at = start;
    let copyFrom = start;
    let index = first;
    while (index < last) {
      const splice = splices[index] as Splice;
      if (splice.start === at) {
        const content = contentLength(splice);
        size += copy(copyFrom, at) + ("edits" in splice ? 1 + varintLength(content) : 0) + content;
        steps.push(REPLACEMENT, index, content);
        at = splice.end;
        copyFrom = splice.end;
        index++;
        continue;
      }
      const wire = (bytes[at] as number) & 7;
      const lengthAt = skipVarint(bytes, at, end);
      const to = fieldEnd(wire, lengthAt, end);
      if (splice.start < to) {
        const contentStart = next;
        let inside = index;
        while (inside < last && (splices[inside] as Splice).start < to) inside++;
        if (wire !== 2 || splice.start < contentStart || (splices[inside - 1] as Splice).end > to) throw misplaced();
        size += copy(copyFrom, lengthAt);
        const slot = steps.push(LENGTH, 0, 0) - 2;
        const inner = edit(contentStart, to, index, inside);
        steps[slot] = inner;
        size += varintLength(inner) + inner;
        copyFrom = to;
        index = inside;
      }
      at = to;
      if (at > end) throw misplaced();
    }
    return size + copy(copyFrom, end);
  }

  function copy(from: number, to: number): number {
    if (to > from) steps.push(COPY, from, to);
    return to - from;
  }

  function fieldEnd(wire: number, at: number, end: number): number {
    if (wire === 0) return skipVarint(bytes, at, end);
    if (wire === 1) return at + 8;
    if (wire === 5) return at + 4;
    let value = 0;
    let scale = 1;
    for (let position = at; position < end; position++, scale *= 128) {
      const byte = bytes[position] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        next = position + 1;
        return next + value;
      }
    }
    throw misplaced();
  }
}

function assemble(bytes: Uint8Array, splices: readonly Splice[], steps: readonly number[], length: number): Spliced {
  const ranges: number[] = [];
  const kept: number[] = [];
  const out = Buffer.allocUnsafe(length);
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  const copy = (from: number, to: number) => {
    if (to - from < 16) for (let k = from; k < to; k++) out[at++] = source[k] as number;
    else at += source.copy(out, at, from, to);
  };
  for (let i = 0; i < steps.length; i += 3) {
    const a = steps[i + 1] as number;
    const b = steps[i + 2] as number;
    switch (steps[i]) {
      case COPY:
        kept.push(a, b, at);
        copy(a, b);
        break;
      case LENGTH:
        at = writeVarint(out, at, a);
        break;
      default: {
        const splice = splices[a] as Splice;
        const start = at;
        if ("edits" in splice) {
          out[at] = (fieldNumber(source, splice.start) << 3) | 2;
          at = writeVarint(out, at + 1, b);
          let from = splice.contentStart;
          for (const edit of splice.edits) {
            copy(from, edit.start);
            out.set(edit.to, at);
            at += edit.to.length;
            from = edit.end;
          }
          copy(from, splice.end);
        } else {
          out.set(splice.replacement, at);
          at += splice.replacement.length;
        }
        ranges.push(start, at);
      }
    }
  }
  if (at !== length) throw misplaced();
  return { bytes: out, ranges, kept };
}

function contentLength(splice: Splice): number {
  if (!("edits" in splice)) return splice.replacement.length;
  let length = splice.end - splice.contentStart;
  for (const { start, end, to } of splice.edits) length += to.length - (end - start);
  return length;
}

/** Of the tag at `at`. The fields of texts have numbers below 16; a tag may still be padded to several bytes. */
function fieldNumber(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) & 0x7f) >> 3;
}

/** `tag` and length before `content`: a length-delimited field of number 1 to 15. */
export function lengthDelimited(number: number, content: Uint8Array): Uint8Array {
  const head = 1 + varintLength(content.length);
  const field = Buffer.allocUnsafe(head + content.length);
  field[0] = (number << 3) | 2;
  writeVarint(field, 1, content.length);
  field.set(content, head);
  return field;
}

function writeVarint(out: Uint8Array, at: number, value: number): number {
  let rest = value;
  let position = at;
  while (rest >= 0x80) {
    out[position++] = (rest & 0x7f) | 0x80;
    rest = Math.floor(rest / 128);
  }
  out[position++] = rest;
  return position;
}

function varintLength(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x200000 ? 3 : value < 0x10000000 ? 4 : 5;
}

function skipVarint(bytes: Uint8Array, at: number, end: number): number {
  for (let position = at; position < end; position++) if ((bytes[position] as number) < 0x80) return position + 1;
  throw misplaced();
}

/** A splice that does not lie on field borders is a bug of the caller: nothing may be sent. */
function misplaced(): CordonError {
  return new CordonError("scrub.failed");
}
