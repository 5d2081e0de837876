/** What the readers found. Keys are lower case and may carry diacritics. */
export interface Findings {
  readonly firstNames: ReadonlyMap<string, number>;
  readonly surnames: ReadonlyMap<string, number>;
  readonly words: ReadonlyMap<string, number>;
  readonly cities: ReadonlyMap<string, number>;
  readonly towns: ReadonlySet<string>;
  readonly otherFirstNames: ReadonlySet<string>;
  readonly otherSurnames: ReadonlySet<string>;
}

/** Births from which a first name has strength 1, 2, … 7. */
const firstNameSteps = [40, 200, 1000, 5000, 20_000, 100_000, 500_000] as const;
/** Bearers from which a surname has strength 1, 2, … 7. */
const surnameSteps = [100, 300, 1000, 5000, 20_000, 100_000, 500_000] as const;
/** Inhabitants from which a city has level 1, 2, 3. */
const citySteps = [15_000, 100_000, 500_000] as const;
/** The lists of other locales carry no counts: their names stand where a few thousand bearers would put them;
 * one that is a common English word without its diacritics (Thế, Vân) counts least. */
const otherStrength = 3;

/** Entries of the birth registers that stand for "no name yet". */
const placeholders = [
  "unknown",
  "baby",
  "infant",
  "infantof",
  "notnamed",
  "male",
  "female",
  "unnamed",
  "boy",
  "girl",
  "unk",
  "babyboy",
  "babygirl",
];

/** Common words of the dictionary that are names first, whatever the dictionary means by them: they count as rare words. */
const namesBeforeWords = new Set(
  (
    "maria peter carol jack frank martin mike derrick harry robin sally lee ken bob nick matt patty sandy brooks clay iris lacy wade jay " +
    "warren don glen ray sue gene dean ruby heather rosemary holly hazel lily daisy brandy sherry viola violet nick pat " +
    "smith doe cooper baker mason turner carter parker taylor walker miller fisher fox bell palmer marshall potter weaver bishop"
  ).split(" "),
);

/** Folded word to its 12 bits of info (src/detectors/names/gazetteer.ts). */
export function createEntries(found: Findings): Map<string, number> {
  const entries = new Map<string, number>();
  const raise = (word: string, shift: number, bits: number, level: number) => {
    const key = fold(word);
    if (key.length < 2 || level === 0) return;
    const info = entries.get(key) ?? 0;
    const now = (info >>> shift) & bits;
    if (level > now) entries.set(key, (info & ~(bits << shift)) | (level << shift));
  };
  const isCommonWord = (word: string) => (entries.get(fold(word)) ?? 0) >>> 6 >= 2;
  for (const [word, level] of found.words) raise(word, 6, 3, namesBeforeWords.has(word) ? 1 : level);
  for (const [word, births] of found.firstNames) if (!placeholders.includes(word)) raise(word, 0, 7, step(firstNameSteps, births));
  for (const word of found.otherFirstNames) raise(word, 0, 7, isCommonWord(word) ? 1 : otherStrength);
  for (const [word, bearers] of found.surnames) raise(word, 3, 7, step(surnameSteps, bearers));
  for (const word of found.otherSurnames) raise(word, 3, 7, isCommonWord(word) ? 1 : otherStrength);
  for (const [word, inhabitants] of found.cities) raise(word, 8, 3, step(citySteps, inhabitants));
  for (const town of found.towns) raise(town.replace(/[ .-]+/g, ""), 11, 1, 1);
  return entries;
}

function step(steps: readonly number[], count: number): number {
  return steps.filter((from) => count >= from).length;
}

const undecomposed: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ə: "e",
};

/** Lower case, ASCII letters only; "" for a word with letters of another script. */
function fold(word: string): string {
  const plain = word
    .toLowerCase()
    .replace(/[ßæœøłđðþıə]/g, (char) => undecomposed[char] ?? char)
    .normalize("NFD")
    .replace(/[\p{M}'’ʼ]/gu, "");
  return /^[a-z]+$/.test(plain) ? plain : "";
}
