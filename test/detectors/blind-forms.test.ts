import { expect, test } from "vitest";
import { detectors } from "../../src/detectors/index.ts";
import { createScanner } from "../../src/scrub/index.ts";

const scanner = createScanner({ detectors, names: "dictionary", allow: [], isSelectedKey: () => false, times: false, ids: false });

/** What is found in a text, with its neighbours. */
function found(text: string): string[] {
  const scanned = scanner.scanText(Buffer.from(text));
  const { findings, texts } = scanned;
  const at = (finding: number) => (texts.source[findings.text[finding] as number] === 0 ? scanned.body : scanned.scratch());
  return Array.from({ length: findings.count }, (_, i) => at(i).toString("utf8", findings.start[i], findings.end[i]));
}

/** Families that blind forms showed: each stands beside a person, as it did there. */
test.each([
  ["a town by its ending", "Pt Ann Roe. Low ceiling in Adamsfurt, so ground.", "Adamsfurt"],
  ["a town of two words, the second a first name", "Pt Ann Roe. A fireman in East Mark had it.", "East Mark"],
  ["a surname that is a word, in small letters", "pt amelia stone dob 1984-01-27", "amelia stone"],
  ["a first name that is a word, in small letters", "my grandpa grace chukwu is home", "grace chukwu"],
  ["a name with accents, in small letters", "pt dương đặng dob 22 Jun 1984", "dương đặng"],
  ["a surname that no dictionary has, in small letters", "my mom filip sporysz is home", "filip sporysz"],
  ["particles before a surname and a comma", "HANDOFF: van de Wiel, Thom, 63M", "van de Wiel, Thom"],
  ["particles before a surname alone", "Pt Ann Roe. Seen in clinic by van Vlaanderen, fatigue", "van Vlaanderen"],
  ["who is spoken to", "Pt Ann Roe. Good to see you again, Hugo, how was it", "Hugo"],
  ["who speaks, by a name that is a product's too", "scheduling, this is Wendy, may i have your name", "Wendy"],
  ["whose name it is", "pharmacy benefits, my name's Ada, who am I speaking to", "Ada"],
  ["of whom something is told", "Pt Ann Roe. A stepson, who says that Julia asks the same", "Julia"],
  ["a name behind age and sex", "Pt Ann Roe. 67 yo M, Wiraszka, from snf, fell", "Wiraszka"],
  ["a name between pluses", "Body=Hi+Liana%2C+your+test&x=1", "Liana"],
])("%s", (_what, text, value) => {
  expect(found(text)).toContain(value);
});

test.each([
  ["a word with a town's ending", "Pt Ann Roe. See the report in Support, please.", "Support"],
  ["what somebody does behind a first name", "pt maria says she is fine", "maria says"],
  ["a plus of a sum", "a=1+1%2C+b", "1+1"],
])("but not %s", (_what, text, value) => {
  expect(found(text)).not.toContain(value);
});
