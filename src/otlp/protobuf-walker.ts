import { type ErrorCode, limits } from "../base/index.ts";
import { type MessageName, messages } from "./fields.ts";
import { type KeyTable, keyIsClean, keyIsSelected, keyIsTelling } from "./key-table.ts";
import { type LeafKind, type LeafTable, leafKinds } from "./leaf-table.ts";

/**
 * Walks the protobuf bytes of an OTLP request and lists every text place in a LeafTable, without decoding or copying anything.
 *
 * Wire format (protobuf encoding guide): a message is a run of fields; a field is a tag varint (number << 3 | wire type) and its content: varint (0), 8 bytes
 * (1), length and bytes (2), 4 bytes (5). Wire types 3 and 4 (groups) do not occur in OTLP and are refused, 6 and 7 do not exist. A field
 * that fields.ts does not name, or that comes with another wire type than it should, is a leaf of kind `unknown`. Fields may come in
 * any order and more than once (the last one counts for a reader); each occurrence is a leaf of its own. In a KeyValue whose key follows its value, or
 * that has several keys, the last key is the one that counts, as for any protobuf reader.
 *
 * Lengths are checked before they are used, so a walk reads inside the body, ends after at most body-length steps, and recurses no deeper than the schema plus
 * limits.anyValueDepthMax.
 */
export interface WalkOptions {
  /** List record times and ids too; only where a destination changes them. */
  readonly times: boolean;
  readonly ids: boolean;
  /** List only the leaves of messages that touch one of these sorted ranges `[start, end, start, end, …]`; other messages are stepped over. */
  readonly within: readonly number[] | null;
}

export interface WalkResult {
  readonly code: ErrorCode | null;
  /** Spans, log records or data points. */
  readonly items: number;
}

const names = [...messages.keys()];
const indexOf = new Map(names.map((name, index) => [name, index]));
const KEY_VALUE = indexOf.get("KeyValue") as number;
const ANY_VALUE = indexOf.get("AnyValue") as number;

// What to do with field `number` of message `index`, at [index * 32 + number]: one of these, or 32 + the index of the nested message.
const UNKNOWN = 0;
const SKIP = 1;
const TEXT = 2;
const TRACE_ID = 3;
const SPAN_ID = 4;
const TIME = 5;
const NESTED = 32;
const actions = new Uint8Array(names.length * 32);
const wires = new Uint8Array(names.length * 32);
const isPackable = new Uint8Array(names.length * 32);
const isItem = new Uint8Array(names.length);
for (const [name, fields] of messages) {
  const index = indexOf.get(name) as number;
  if (/^(Span|LogRecord|\w*DataPoint)$/.test(name)) isItem[index] = 1;
  for (const field of fields) {
    const at = index * 32 + field.number;
    wires[at] = field.wire;
    isPackable[at] = field.repeated && field.wire !== 2 ? 1 : 0;
    actions[at] =
      field.role === "message"
        ? NESTED + (indexOf.get(field.message as MessageName) as number)
        : field.role === "text"
          ? TEXT
          : field.role === "traceId"
            ? TRACE_ID
            : field.role === "spanId"
              ? SPAN_ID
              : field.role === "time"
                ? TIME
                : field.role === "number"
                  ? SKIP
                  : UNKNOWN;
  }
}

export type Walker = (bytes: Uint8Array, root: MessageName, leaves: LeafTable, options: WalkOptions) => WalkResult;

export function createWalker(keys: KeyTable): Walker {
  let bytes: Uint8Array = new Uint8Array(0);
  let leaves: LeafTable;
  let times = false;
  let ids = false;
  let within: readonly number[] | null = null;
  let range = 0;
  let items = 0;
  let failure: ErrorCode | null = null;
  /** Where the last varint that was read ends, or -1 after a failure. */
  let next = 0;

  return (input, root, table, options) => {
    bytes = input;
    leaves = table;
    leaves.clear();
    times = options.times;
    ids = options.ids;
    within = options.within;
    range = 0;
    items = 0;
    failure = null;
    walkMessage(indexOf.get(root) as number, 0, input.length);
    return { code: failure, items };
  };

  function fail(code: ErrorCode): void {
    failure ??= code;
  }

  /** Reads a varint that must fit 32 bits (tags, lengths): its value, or -1 after a failure. `next` is set to its end. */
  function readVarint(at: number, end: number): number {
    if (at >= end) {
      fail("otlp.truncated");
      return -1;
    }
    let byte = bytes[at] as number;
    if (byte < 0x80) {
      next = at + 1;
      return byte;
    }
    let value = byte & 0x7f;
    let position = at + 1;
    for (let shift = 7; shift < 70; shift += 7) {
      if (position >= end) {
        fail("otlp.truncated");
        return -1;
      }
      byte = bytes[position++] as number;
      if (shift < 28) value |= (byte & 0x7f) << shift;
      else if (shift === 28) {
        if ((byte & 0x7f) > 0x0f) break;
        value += (byte & 0x7f) * 0x10000000;
      } else if ((byte & 0x7f) !== 0) break;
      if (byte < 0x80) {
        next = position;
        return value;
      }
    }
    fail("otlp.varint_overlong");
    return -1;
  }

  /** Steps over a varint of up to 64 bits; returns its end or -1. */
  function skipVarint(at: number, end: number): number {
    for (let position = at; position < at + 10; position++) {
      if (position >= end) {
        fail("otlp.truncated");
        return -1;
      }
      const byte = bytes[position] as number;
      if (byte < 0x80) {
        if (position === at + 9 && byte > 1) break;
        return position + 1;
      }
    }
    fail("otlp.varint_overlong");
    return -1;
  }

  /** After a tag: steps over the content of a field; returns its end or -1. */
  function skipContent(wire: number, at: number, end: number): number {
    let to: number;
    switch (wire) {
      case 0:
        return skipVarint(at, end);
      case 1:
        to = at + 8;
        break;
      case 5:
        to = at + 4;
        break;
      case 2: {
        const length = readVarint(at, end);
        if (length < 0) return -1;
        to = next + length;
        if (to > end) {
          fail("otlp.length_overrun");
          return -1;
        }
        return to;
      }
      case 3:
      case 4:
        fail("otlp.group");
        return -1;
      default:
        fail("otlp.wire_type");
        return -1;
    }
    if (to > end) {
      fail("otlp.truncated");
      return -1;
    }
    return to;
  }

  /** Numbers side by side must end where their list ends. */
  function checkPacked(wire: number, start: number, end: number): void {
    if (wire === 0) for (let at = start; at >= 0 && at < end; ) at = skipVarint(at, end);
    else if ((end - start) % (wire === 1 ? 8 : 4) !== 0) fail("otlp.truncated");
  }

  function add(kind: LeafKind, fieldStart: number, start: number, end: number, keyId: number): number {
    if (leaves.count >= limits.leavesMax) fail("otlp.leaves_max");
    return leaves.add(kind, fieldStart, start, end, keyId);
  }

  function walkMessage(index: number, start: number, end: number): void {
    items += isItem[index] as number;
    const base = index * 32;
    let at = start;
    while (at < end) {
      const fieldStart = at;
      let tag = bytes[at] as number;
      if (tag < 0x80) next = at + 1;
      else {
        tag = readVarint(at, end);
        if (tag < 0) return;
      }
      const number = tag >>> 3;
      if (number === 0) {
        fail("otlp.field_number");
        return;
      }
      const wire = tag & 7;
      let action = number < 32 ? (actions[base + number] as number) : UNKNOWN;
      if (action !== UNKNOWN && wires[base + number] !== wire && !(wire === 2 && isPackable[base + number] === 1)) action = UNKNOWN;
      const contentAt = next;
      const to = skipContent(wire, contentAt, end);
      if (to < 0) return;
      const contentStart = wire === 2 ? next : contentAt;
      at = to;
      if (action >= NESTED) {
        if (within !== null) {
          while (range < within.length && (within[range + 1] as number) <= fieldStart) range += 2;
          if (range >= within.length || (within[range] as number) >= to) {
            items += isItem[action - NESTED] as number;
            continue;
          }
        }
        if (action === NESTED + KEY_VALUE) walkKeyValue(0, fieldStart, contentStart, to, 1);
        else if (action === NESTED + ANY_VALUE) walkAnyValue(0, contentStart, to, 1);
        else walkMessage(action - NESTED, contentStart, to);
        if (failure !== null) return;
      } else if (action === SKIP) {
        // A measurement, count, flag or enum; of a packed list only the form is looked at.
        if (wire === 2) checkPacked(wires[base + number] as number, contentStart, to);
        if (failure !== null) return;
      } else if (action === TEXT) {
        if (to > contentStart) add(leafKinds.text, fieldStart, contentStart, to, 0);
      } else if (action === TIME) {
        if (times) add(leafKinds.time, fieldStart, contentStart, to, 0);
      } else if (action === UNKNOWN) {
        add(leafKinds.unknown, fieldStart, contentStart, to, 0);
      } else {
        const length = to - contentStart;
        if (length !== 0 && length !== (action === TRACE_ID ? 16 : 8)) {
          fail("otlp.id_length");
          return;
        }
        if (ids && length > 0) addId(action === TRACE_ID ? leafKinds.traceId : leafKinds.spanId, fieldStart, contentStart, to, start, end);
      }
    }
  }

  function walkKeyValue(parentId: number, outerStart: number, start: number, end: number, depth: number): void {
    // The usual form: key (tag 0x0a, a length below 128), then value (tag 0x12), then nothing.
    if (end - start >= 2 && bytes[start] === 0x0a) {
      const keyLength = bytes[start + 1] as number;
      const keyEnd = start + 2 + keyLength;
      if (keyLength < 0x80 && keyEnd <= end && (keyEnd === end || bytes[keyEnd] === 0x12)) {
        let valueStart = end;
        if (keyEnd < end) {
          const length = readVarint(keyEnd + 1, end);
          if (length < 0) return;
          valueStart = next;
          if (valueStart + length > end) {
            fail("otlp.length_overrun");
            return;
          }
          if (valueStart + length < end) {
            walkAnyKeyValue(parentId, outerStart, start, end, depth);
            return;
          }
        }
        const keyId = keys.intern(parentId, bytes, start + 2, keyEnd);
        if ((keys.flagsOf(keyId) & (keyIsClean | keyIsSelected)) !== keyIsClean) addKey(start, start + 2, keyEnd, keyId, outerStart, end);
        if (valueStart < end) walkAnyValue(keyId, valueStart, end, depth);
        return;
      }
    }
    walkAnyKeyValue(parentId, outerStart, start, end, depth);
  }

  function addKey(fieldStart: number, start: number, end: number, keyId: number, outerStart: number, outerEnd: number): void {
    const row = add(leafKinds.key, fieldStart, start, end, keyId);
    leaves.outerStart[row] = outerStart;
    leaves.outerEnd[row] = outerEnd;
  }

  function addId(kind: LeafKind, fieldStart: number, start: number, end: number, outerStart: number, outerEnd: number): void {
    const row = add(kind, fieldStart, start, end, 0);
    leaves.outerStart[row] = outerStart;
    leaves.outerEnd[row] = outerEnd;
  }

  /** A KeyValue in any legal form: fields in any order, several keys or values, unknown fields. */
  function walkAnyKeyValue(parentId: number, outerStart: number, start: number, end: number, depth: number): void {
    let keyId = parentId;
    for (let pass = 0; pass < 2; pass++) {
      let at = start;
      while (at < end) {
        const fieldStart = at;
        const tag = readVarint(at, end);
        if (tag < 0) return;
        if (tag >>> 3 === 0) {
          fail("otlp.field_number");
          return;
        }
        const contentAt = next;
        const to = skipContent(tag & 7, contentAt, end);
        if (to < 0) return;
        const contentStart = (tag & 7) === 2 ? next : contentAt;
        at = to;
        if (pass === 0) {
          if (tag === 0x0a) {
            keyId = keys.intern(parentId, bytes, contentStart, to);
            addKey(fieldStart, contentStart, to, keyId, outerStart, end);
          }
        } else if (tag === 0x12) {
          walkAnyValue(keyId, contentStart, to, depth);
          if (failure !== null) return;
        } else if (tag !== 0x0a) add(leafKinds.unknown, fieldStart, contentStart, to, keyId);
      }
    }
  }

  function walkAnyValue(keyId: number, start: number, end: number, depth: number): void {
    if (depth > limits.anyValueDepthMax) {
      fail("otlp.depth");
      return;
    }
    let at = start;
    while (at < end) {
      const fieldStart = at;
      const tag = readVarint(at, end);
      if (tag < 0) return;
      if (tag >>> 3 === 0) {
        fail("otlp.field_number");
        return;
      }
      const contentAt = next;
      const to = skipContent(tag & 7, contentAt, end);
      if (to < 0) return;
      const contentStart = (tag & 7) === 2 ? next : contentAt;
      at = to;
      switch (tag) {
        case 0x0a: // string_value
          if (to > contentStart) add(leafKinds.text, fieldStart, contentStart, to, keyId);
          break;
        case 0x3a: // bytes_value
          if (to > contentStart) add(leafKinds.bytes, fieldStart, contentStart, to, keyId);
          break;
        case 0x18: // int_value; 6 bytes and more: 36 bits, ten digits and more may be an identifier by its check digit
          if (to - contentStart >= 6 || (keys.flagsOf(keyId) & keyIsTelling) !== 0) add(leafKinds.int, fieldStart, contentStart, to, keyId);
          break;
        case 0x21: // double_value
          add(leafKinds.double, fieldStart, contentStart, to, keyId);
          break;
        case 0x10: // bool_value
          if ((keys.flagsOf(keyId) & keyIsTelling) !== 0) add(leafKinds.bool, fieldStart, contentStart, to, keyId);
          break;
        case 0x2a: // array_value
          walkArray(keyId, fieldStart, contentStart, to, depth + 1);
          break;
        case 0x32: // kvlist_value
          walkList(keyId, contentStart, to, depth + 1);
          break;
        default:
          add(leafKinds.unknown, fieldStart, contentStart, to, keyId);
      }
      if (failure !== null) return;
    }
  }

  function walkArray(keyId: number, arrayFieldStart: number, start: number, end: number, depth: number): void {
    const firstRow = leaves.count;
    let doubles = 0;
    let at = start;
    while (at < end) {
      const fieldStart = at;
      const tag = readVarint(at, end);
      if (tag < 0) return;
      if (tag >>> 3 === 0) {
        fail("otlp.field_number");
        return;
      }
      const contentAt = next;
      const to = skipContent(tag & 7, contentAt, end);
      if (to < 0) return;
      const contentStart = (tag & 7) === 2 ? next : contentAt;
      at = to;
      if (tag === 0x0a) {
        if (to - contentStart === 9 && bytes[contentStart] === 0x21) doubles++;
        walkAnyValue(keyId, contentStart, to, depth);
        if (failure !== null) return;
      } else add(leafKinds.unknown, fieldStart, contentStart, to, keyId);
    }
    if (doubles >= limits.embeddingLengthMin) {
      // The floats are one leaf together. Rows that are no doubles stay leaves of their own.
      let kept = firstRow;
      for (let row = firstRow; row < leaves.count; row++) if (leaves.kind[row] !== leafKinds.double) copyRow(row, kept++);
      leaves.count = kept;
      add(leafKinds.embedding, arrayFieldStart, start, end, keyId);
    }
  }

  function copyRow(from: number, to: number): void {
    for (const column of [leaves.start, leaves.end, leaves.fieldStart, leaves.keyId, leaves.outerStart, leaves.outerEnd]) {
      column[to] = column[from] as number;
    }
    leaves.kind[to] = leaves.kind[from] as number;
  }

  /** A KeyValueList: a map's entries, under the path of the map's own key. */
  function walkList(parentId: number, start: number, end: number, depth: number): void {
    let at = start;
    while (at < end) {
      const fieldStart = at;
      const tag = readVarint(at, end);
      if (tag < 0) return;
      if (tag >>> 3 === 0) {
        fail("otlp.field_number");
        return;
      }
      const contentAt = next;
      const to = skipContent(tag & 7, contentAt, end);
      if (to < 0) return;
      const contentStart = (tag & 7) === 2 ? next : contentAt;
      at = to;
      if (tag === 0x0a) walkKeyValue(parentId, fieldStart, contentStart, to, depth);
      else add(leafKinds.unknown, fieldStart, contentStart, to, parentId);
      if (failure !== null) return;
    }
  }
}
