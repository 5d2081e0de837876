import { loadGazetteer } from "./gazetteer.ts";
import { loadLexicon } from "./lexicon.ts";
import { createUserIdReader } from "./user-ids.ts";
import { WordReader } from "./word-reader.ts";

let ids: ReturnType<typeof createUserIdReader> | undefined;

/** Whether a user id is made of a person's name: "jdoe", not "postgres". With `mayBeUnknown` also "dpyziak", which no dictionary has. */
export function isPersonalId(id: string, mayBeUnknown: boolean): boolean {
  ids ??= createUserIdReader(new WordReader(loadGazetteer(), loadLexicon()));
  const bytes = Buffer.from(id);
  return ids.isPersonal(bytes, 0, bytes.length, mayBeUnknown);
}
