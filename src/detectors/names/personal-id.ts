import { firstStrength, loadGazetteer, surnameStrength, wordLevel } from "./gazetteer.ts";
import { loadLexicon } from "./lexicon.ts";
import { createUserIdReader } from "./user-ids.ts";
import { createWord, WordReader } from "./word-reader.ts";

let words: WordReader | undefined;
let ids: ReturnType<typeof createUserIdReader> | undefined;

function reader(): WordReader {
  words ??= new WordReader(loadGazetteer(), loadLexicon());
  return words;
}

/** Whether a user id is made of a person's name: "jdoe", not "postgres". With `mayBeUnknown` also "dpyziak", which no dictionary has. */
export function isPersonalId(id: string, mayBeUnknown: boolean): boolean {
  ids ??= createUserIdReader(reader());
  const bytes = Buffer.from(id);
  return ids.isPersonal(bytes, 0, bytes.length, mayBeUnknown);
}

/** Whether many people are called so and it is no word of every day: "Vaughan", not "Asthma". */
export function isSurnameWord(name: string): boolean {
  const word = createWord();
  const bytes = Buffer.from(name);
  return (
    reader().read(bytes, 0, bytes.length, word) && word.end === bytes.length && surnameStrength(word.info) > 1 && wordLevel(word.info) < 3
  );
}

/** Whether words side by side are somebody's names: `least` of them are names and no words, and none is a word of every day that is no name. */
export function areNameWords(parts: readonly string[], least = 1): boolean {
  const word = createWord();
  let known = 0;
  for (const part of parts) {
    const bytes = Buffer.from(part.split(" ").at(-1) ?? "");
    if (!reader().read(bytes, 0, bytes.length, word) || word.end !== bytes.length) return false;
    const strength = Math.max(firstStrength(word.info), surnameStrength(word.info));
    if (wordLevel(word.info) > 0 && strength < 4) return false;
    if (wordLevel(word.info) < 2 && strength > 1) known++;
  }
  return known >= least;
}
