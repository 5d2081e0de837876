/** Bytes that no set tells apart share a class: one set after the other parts those that it tells apart. */
export function classesOfBytes(sets: readonly Uint8Array[]): {
  readonly classOf: Uint8Array;
  readonly members: readonly (readonly number[])[];
} {
  const classOf = Uint8Array.from({ length: 256 }, (_, byte) => (isWordByte(byte) ? 1 : 0));
  let count = 2;
  const parted = new Int16Array(256);
  for (const set of sets) {
    parted.fill(-1);
    const before = count;
    const inSet = new Int32Array(before);
    const all = new Int32Array(before);
    for (let byte = 0; byte < 256; byte++) {
      all[classOf[byte] as number] = (all[classOf[byte] as number] as number) + 1;
      if (set[byte] === 1) inSet[classOf[byte] as number] = (inSet[classOf[byte] as number] as number) + 1;
    }
    for (let byte = 0; byte < 256; byte++) {
      const id = classOf[byte] as number;
      if (set[byte] !== 1 || id >= before || inSet[id] === all[id]) continue;
      if (parted[id] === -1) parted[id] = count++;
      classOf[byte] = parted[id] as number;
    }
  }
  const members: number[][] = Array.from({ length: count }, () => []);
  for (let byte = 0; byte < 256; byte++) (members[classOf[byte] as number] as number[]).push(byte);
  return { classOf, members };
}

/** What `\b` takes for a part of a word. */
export function isWordByte(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || byte === 95 || (byte >= 97 && byte <= 122);
}
