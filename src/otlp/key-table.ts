import { limits } from "../base/index.ts";

/**
 * Remembers attribute keys and the paths of nested keys between batches, so that a key is classified once and not again for each span.
 *
 * A key's id stands for its whole path: `intern(parent, bytes)` gives the id of "<parent's path>.<key>", the root's id is 0. Equality is of
 * the bytes, never of a hash alone. The table is bounded: keys that find no room, or are too long, get an id for this batch only, and
 * `beginBatch` empties the table once that happened.
 *
 * Records of one kind carry the same keys in the same order, so the key that followed the last one before is tried first, four bytes at a time; only where
 * that guess is wrong the key is hashed.
 */
export interface KeyTable {
  /** Call before a batch is walked: ids of earlier batches may end here. */
  beginBatch(): void;
  intern(parentId: number, bytes: Uint8Array, start: number, end: number): number;
  /** Flags of a key, as given by `classify` and changed by `markClean`. */
  flagsOf(id: number): number;
  /** The key's own text held nothing: it needs no further scan. */
  markClean(id: number): void;
  /** The key's own text holds a finding: it is scanned each time. */
  markDirty(id: number): void;
  /** Dotted path, cut to its last 256 characters. */
  pathOf(id: number): string;
}

/** The key's own text has been scanned and held nothing; set by `markClean`. */
export const keyIsClean = 1;
/** The key says something about its value: numbers and booleans under it are leaves too. */
export const keyIsTelling = 2;
/** A destination keeps or drops attributes by this key: its place is needed even where it is clean. */
export const keyIsSelected = 4;
/** The string under it names what stands beside it in the same object: `{"key": "patient.mrn", "value": "0042"}`. */
export const keyNamesValue = 8;
/** What stands under it is named so. */
export const keyIsNamedValue = 16;
/** The string under it says what the object is: `{"resourceType": "Appointment", "start": …}` is read as `Appointment.start`. */
export const keyNamesObject = 32;

const slots = limits.keysMax * 2;
const probesMax = 32;

/** `classify` is asked once for each new key and returns the flags above but keyIsClean. */
export function createKeyTable(classify: (path: string, id: number, parentId: number) => number): KeyTable {
  const seed = (Math.random() * 0x7fffffff) | 0;
  const slotIds = new Int32Array(slots);
  const arena = Buffer.allocUnsafe(limits.keysMax * 32);
  let arenaEnd = 0;
  let overflowed = false;
  // By id.
  const parents = new Int32Array(limits.keysMax);
  const offsets = new Int32Array(limits.keysMax);
  const lengths = new Int32Array(limits.keysMax);
  let paths: string[] = [];
  let flags = new Uint8Array(4096);
  /** The id that last followed an id. */
  const followers = new Int32Array(limits.keysMax);
  let previous = 0;
  const arenaView = new DataView(arena.buffer, arena.byteOffset, arena.length);
  let viewed: Uint8Array = arena;
  let view: DataView = arenaView;
  reset();

  function reset(): void {
    slotIds.fill(0);
    followers.fill(0);
    previous = 0;
    arenaEnd = 0;
    overflowed = false;
    paths = [""];
    flags.fill(0);
    flags[0] = keyIsClean;
  }

  function intern(parentId: number, bytes: Uint8Array, start: number, end: number): number {
    if (bytes !== viewed) {
      viewed = bytes;
      view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    const length = end - start;
    const guess = followers[previous] as number;
    if (guess !== 0 && parents[guess] === parentId && lengths[guess] === length && equals(offsets[guess] as number, start, length)) {
      previous = guess;
      return guess;
    }
    const id = lookUp(parentId, bytes, start, end);
    if (id < limits.keysMax) {
      followers[previous] = id;
      previous = id;
    }
    return id;
  }

  function lookUp(parentId: number, bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    let hash = (seed ^ Math.imul(parentId + 1, 0x9e3779b1)) | 0;
    if (length <= limits.keyBytesMax) {
      for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
      hash ^= hash >>> 15;
      for (let probe = 0, slot = hash & (slots - 1); probe < probesMax; probe++, slot = (slot + 1) & (slots - 1)) {
        const id = slotIds[slot] as number;
        if (id === 0) {
          if (paths.length >= limits.keysMax || arenaEnd + length > arena.length) break;
          const fresh = add(parentId, bytes, start, end);
          parents[fresh] = parentId;
          lengths[fresh] = length;
          offsets[fresh] = arenaEnd;
          for (let i = start; i < end; i++) arena[arenaEnd++] = bytes[i] as number;
          slotIds[slot] = fresh;
          return fresh;
        }
        if (parents[id] === parentId && lengths[id] === length && equals(offsets[id] as number, start, length)) return id;
      }
    }
    overflowed = true;
    return add(parentId, bytes, start, end);
  }

  function equals(offset: number, start: number, length: number): boolean {
    let i = 0;
    for (; i + 4 <= length; i += 4) if (arenaView.getInt32(offset + i) !== view.getInt32(start + i)) return false;
    for (; i < length; i++) if (arenaView.getUint8(offset + i) !== view.getUint8(start + i)) return false;
    return true;
  }

  function add(parentId: number, bytes: Uint8Array, start: number, end: number): number {
    const id = paths.length;
    if (id >= flags.length) {
      const wider = new Uint8Array(flags.length * 2);
      wider.set(flags);
      flags = wider;
    }
    const from = Math.max(start, end - limits.keyBytesMax);
    const own = Buffer.from(bytes.buffer, bytes.byteOffset + from, end - from).toString("utf8");
    const parentPath = paths[parentId] as string;
    const path = parentPath === "" ? own : `${parentPath}.${own}`;
    paths.push(path.length > limits.keyBytesMax ? path.slice(-limits.keyBytesMax) : path);
    flags[id] = classify(paths[id] as string, id, parentId);
    return id;
  }

  return {
    beginBatch() {
      if (overflowed) reset();
    },
    intern,
    flagsOf: (id) => flags[id] as number,
    markClean(id) {
      flags[id] = (flags[id] as number) | keyIsClean;
    },
    markDirty(id) {
      flags[id] = (flags[id] as number) & ~keyIsClean;
    },
    pathOf: (id) => paths[id] as string,
  };
}
