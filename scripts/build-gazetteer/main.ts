/**
 * Builds src/detectors/names/gazetteer.bin from the pinned sources.
 *
 *   node scripts/build-gazetteer/main.ts [folder for the downloads]
 *
 * The same sources give the same bytes. `--check` compares instead of writing.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchSource } from "./fetch-source.ts";
import { pack } from "./pack.ts";
import { readFirstNames, readInternationalNames, readSurnames } from "./read-names.ts";
import { readCities, readWords } from "./read-words-and-cities.ts";
import { sources } from "./sources.ts";
import { createEntries } from "./strengths.ts";

const target = new URL("../../src/detectors/names/gazetteer.bin", import.meta.url);
const folder = process.argv[2]?.startsWith("--") === false ? process.argv[2] : join(tmpdir(), "gazetteer-sources");
mkdirSync(folder, { recursive: true });

const international = readInternationalNames(fetchSource(sources.international, folder));
const entries = createEntries({
  firstNames: readFirstNames(fetchSource(sources.firstNames, folder)),
  surnames: readSurnames(fetchSource(sources.surnames, folder)),
  words: readWords(fetchSource(sources.words, folder)),
  ...readCities(fetchSource(sources.cities, folder)),
  otherFirstNames: international.firstNames,
  otherSurnames: international.surnames,
});
const file = pack(entries);
if (process.argv.includes("--check")) {
  const isEqual = readFileSync(target).equals(file);
  console.log(isEqual ? "The gazetteer is what the sources give." : "The gazetteer differs from what the sources give.");
  process.exitCode = isEqual ? 0 : 1;
} else {
  writeFileSync(target, file);
  console.log(`${entries.size} words, ${file.length} bytes`);
}
