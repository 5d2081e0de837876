import type { ByteView } from "./byte-view.ts";
import { type LabelKind, labelKind } from "./label-keys.ts";
import { latin1 } from "./letters.ts";
import { isAroundKey, isLetter, keyBytes, tagEnd } from "./value-borders.ts";

/** The longest key that is read. */
const keyBytesMax = 40;
/** The keys whose kind is kept: telemetry repeats its keys. A power of two. */
const cacheSlots = 4096;
const kinds: readonly LabelKind[] = ["none", "person", "clinical", "name", "user", "maker"];

/** What the key before a ':' '=' or '>' of the view's text says of its value. */
export function createKeyKinds(view: ByteView) {
  const cacheFirst = new Int32Array(cacheSlots);
  const cacheSecond = new Int32Array(cacheSlots);
  const cacheKinds = new Uint8Array(cacheSlots).fill(255);

  return kindBefore;

  /** The kind of the key that ends before `at`; from the cache where it was seen before. */
  function kindBefore(text: Uint8Array, at: number, start: number): LabelKind {
    if (text[at] === 0x3e && at > start && text[at - 1] === 0x22) {
      const tag = tagEnd(text, at, start);
      if (tag > 0) return kindBefore(text, tag, start);
    }
    const head = text[at] === 0x3e ? cellHeadEnd(text, at, start) : 0;
    if (head > 0) return kindOf(text, head, start, true);
    return kindOf(text, at, start, text[at] === 0x3a);
  }

  function kindOf(text: Uint8Array, at: number, start: number, isText: boolean): LabelKind {
    let keyEnd = at;
    const stop = Math.max(start, at - keyBytesMax);
    while (keyEnd > stop && keyEnd > at - 4 && isAroundKey(text[keyEnd - 1] as number)) keyEnd--;
    if (keyEnd === start || !isLetter(text[keyEnd - 1] as number)) return "none";
    let keyStart = keyEnd;
    let blanks = 0;
    while (keyStart > stop) {
      const byte = text[keyStart - 1] as number;
      if (byte === 0x20 && keyEnd - keyStart === 5 && text[at] === 0x3d && text[keyStart] === 0x76) {
        // FHIR in XML: <family value="…"/>.
        if (text[keyStart + 4] !== 0x65) break;
      } else if (byte === 0x20) {
        const before = text[keyStart - 2] as number;
        // "MRN:WX-7712 Given:Ebele": what ends on a digit is another key's value.
        if (!isText || keyEnd !== at || ++blanks > 3 || before === 0x20 || (before >= 0x30 && before <= 0x39)) break;
      } else if (keyBytes[byte] === 0) break;
      keyStart--;
    }
    return cachedKind(text, keyStart, keyEnd);
  }

  /** Two hashes stand for the key, of four bytes at a time. */
  function cachedKind(text: Uint8Array, keyStart: number, keyEnd: number): LabelKind {
    let h1 = 0x811c9dc5 ^ (keyEnd - keyStart);
    let h2 = 0x2545f491;
    let last = keyEnd - 4;
    for (; last > keyStart; last -= 4) {
      const four = view.four(last);
      h1 = Math.imul(h1 ^ four, 0x85ebca6b);
      h1 ^= h1 >>> 15;
      h2 = Math.imul(h2 + four, 0x5bd1e995);
      h2 ^= h2 >>> 13;
    }
    const rest = fourFrom(text, keyStart, keyEnd);
    h1 = Math.imul(h1 ^ rest, 0x85ebca6b);
    h2 = Math.imul(h2 + rest, 0x5bd1e995);
    const slot = (h1 ^ (h1 >>> 16)) & (cacheSlots - 1);
    if (cacheFirst[slot] !== h1 || cacheSecond[slot] !== h2 || cacheKinds[slot] === 255) {
      cacheFirst[slot] = h1;
      cacheSecond[slot] = h2;
      cacheKinds[slot] = kinds.indexOf(labelKind(latin1(text, keyStart, keyEnd)));
    }
    return kinds[cacheKinds[slot] as number] as LabelKind;
  }
}

/** Where the text of the cell before ends, if the tag that ends at `at` opens the next: "<td>Patient</td><td>". */
function cellHeadEnd(text: Uint8Array, at: number, start: number): number {
  if (at - start < 8 || text[at - 3] !== 0x3c || text[at - 2] !== 0x74 || (text[at - 1] !== 0x64 && text[at - 1] !== 0x68)) return 0;
  let end = at - 3;
  while (end > start + 5 && at - end < 16 && (text[end - 1] as number) <= 0x20) end--;
  const isClosed = text[end - 1] === 0x3e && text[end - 3] === 0x74 && text[end - 4] === 0x2f && text[end - 5] === 0x3c;
  return isClosed ? end - 5 : 0;
}

/** The first four bytes of a key, or all it has. */
function fourFrom(text: Uint8Array, start: number, end: number): number {
  let four = 0;
  for (let at = Math.min(end, start + 4) - 1; at >= start; at--) four = (four << 8) | (text[at] as number);
  return four;
}
