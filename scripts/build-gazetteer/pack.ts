import { filterBytes, firstStrength, Gazetteer, gazetteerMagic, headerBytes, wordLevel } from "../../src/detectors/names/gazetteer.ts";
import { addToFilter } from "../../src/detectors/names/lower-case-filter.ts";
import { createWordHash, hashText } from "../../src/detectors/names/word-hash.ts";

/** Slots; the table may be filled to seven tenths, so that a look-up of an absent word ends after two or three slots. */
const slotsLog2 = 19;
const fillMax = 0.7;

/** The bytes of the gazetteer file. Words go in by alphabet, so that equal entries give equal bytes. */
export function pack(entries: ReadonlyMap<string, number>): Buffer {
  const count = 2 ** slotsLog2;
  if (entries.size > count * fillMax) throw new Error(`${entries.size} words are too many for ${count} slots.`);
  const slots = new Uint32Array(count);
  const table = new Gazetteer(slots);
  const hash = createWordHash();
  for (const word of [...entries.keys()].sort()) {
    hashText(word, hash);
    table.add(hash, entries.get(word) ?? 0);
  }
  const file = Buffer.alloc(headerBytes + slots.length * 4 + filterBytes);
  file.writeUInt32LE(gazetteerMagic, 0);
  file.writeUInt32LE(slotsLog2, 4);
  file.writeUInt32LE(entries.size, 8);
  for (let i = 0; i < slots.length; i++) file.writeUInt32LE(slots[i] as number, headerBytes + i * 4);
  for (const [word, info] of entries) {
    if (firstStrength(info) < 5 || wordLevel(info) > 1) continue;
    addToFilter(file.subarray(file.length - filterBytes), word);
  }
  return file;
}
