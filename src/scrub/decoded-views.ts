import { encodings, type TextTable } from "./text-table.ts";

/**
 * What a text looks like behind several encodings, whatever the order they are read in: percent and then escapes mostly gives what escapes and then percent gives. A view that is
 * there already is not read again; else a text with n encodings would be read in n! orders.
 */
export interface DecodedViews {
  clear(): void;
  /** Whether `[start, end)` of the bytes, decoded from the text `parent`, is a view that its outermost text has not had. */
  isNew(parent: number, bytes: Buffer, start: number, end: number): boolean;
}

/** Encodings of a whole text. */
const whole: ReadonlySet<number> = new Set([
  encodings.percent,
  encodings.escapes,
  encodings.entities,
  encodings.lookAlikes,
  encodings.wrappedLines,
]);

export function createDecodedViews(texts: TextTable): DecodedViews {
  /** By outermost text, length and a sum: places of the views. They stay where they are in the scratch buffer. */
  const known = new Map<string, number[]>();
  return {
    clear: () => known.clear(),
    isNew(parent, bytes, start, end) {
      let root = parent;
      while (whole.has(texts.encoding[root] as number)) root = texts.parent[root] as number;
      let sum = 0;
      for (let at = start; at < end; at++) sum = (Math.imul(sum, 31) + (bytes[at] as number)) | 0;
      const key = `${root} ${end - start} ${sum}`;
      const places = known.get(key) ?? [];
      if (places.some((place) => bytes.compare(bytes, place, place + end - start, start, end) === 0)) return false;
      places.push(start);
      known.set(key, places);
      return true;
    },
  };
}
