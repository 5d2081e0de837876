import { cityLevel, firstStrength, surnameStrength, wordLevel } from "./gazetteer.ts";
import { roles } from "./lexicon.ts";
import { firstWeight, isUnknown, surnameWeight } from "./name-run.ts";
import type { Word } from "./word-reader.ts";

/** What stands before a run, as far as it announces a name. */
export type Announcement = "none" | "title" | "wordTitle" | "kin" | "role" | "greeting" | "closing" | "name" | "called";

/** Behind "Hi" and "Thanks," stands one name, and what follows a comma is another matter. */
export function isAddressed(announcement: Announcement): boolean {
  return announcement === "greeting" || announcement === "closing";
}

/** Whether one word after an announcement is a name. */
export function isAnnounced(word: Word, announcement: Announcement, before: Word, isBeforeComma = false): boolean {
  const isLower = before.shape === "lower";
  if (isLower && word.shape === "caps" && word.length <= 3) return false;
  const first = firstWeight(word);
  const surname = surnameWeight(word);
  const level = wordLevel(word.info);
  if ((word.roles & (roles.notAlone | roles.eponym)) !== 0 && announcement !== "name") {
    if (announcement === "kin" && surnameStrength(word.info) >= 6 && (word.roles & (roles.blocked | roles.region)) === 0) return true;
    // "Nurse Petra"
    if (
      announcement === "kin" &&
      !isPatient(before) &&
      firstStrength(word.info) >= 4 &&
      wordLevel(word.info) === 0 &&
      (word.roles & (roles.blocked | roles.region | roles.eponym)) === 0
    )
      return true;
    // "dtr Ruby", "his wife April"
    if (
      announcement === "kin" &&
      isLower &&
      !isPatient(before) &&
      (word.roles & (roles.blocked | roles.region)) === 0 &&
      firstStrength(word.info) >= 5
    )
      return true;
    // "this is Wendy, may I"
    if (
      announcement === "role" &&
      isLower &&
      isBeforeComma &&
      firstStrength(word.info) >= 5 &&
      level < 2 &&
      (word.roles & (roles.blocked | roles.region)) === 0
    )
      return true;
    return ((word.roles & roles.notAlone) === 0 && surname >= 6) || (first >= 5 && (announcement === "kin" || isAddressed(announcement)));
  }
  switch (announcement) {
    case "name":
      return first >= 1 || surname >= 1 || isUnknown(word);
    case "kin":
      return (
        first >= 2 ||
        surname >= 3 ||
        (isLower && firstStrength(word.info) >= (isPatient(before) ? 4 : 1)) ||
        (first + surname >= 1 && level === 0) ||
        (isUnknown(word) && word.shape === "title")
      );
    case "closing":
      return level === 0 ? first >= 1 || surname >= 3 || (isUnknown(word) && word.shape === "title") : firstStrength(word.info) >= 4;
    case "greeting":
      return (
        first >= 3 ||
        (surname >= 4 && level === 0) ||
        (firstStrength(word.info) >= 6 && level < 3) ||
        (firstStrength(word.info) >= (level < 3 ? 4 : 5) && isBeforeComma) ||
        (isBeforeComma &&
          word.shape === "title" &&
          level === 0 &&
          cityLevel(word.info) < 2 &&
          (firstStrength(word.info) > 0 || isUnknown(word))) ||
        (isUnknown(word) && word.hasDiacritics)
      );
    case "wordTitle":
      return (
        ((first >= 1 || surname >= 1 || (isUnknown(word) && word.shape === "title")) && level === 0 && cityLevel(word.info) < 2) ||
        surname >= 4 ||
        (first >= 4 && level < 2 && cityLevel(word.info) < 2)
      );
    case "called":
      return first >= 4 && cityLevel(word.info) < 2;
    default:
      return (first >= 3 || surname >= 4) && level < 2 && cityLevel(word.info) < 2;
  }
}

/** "Ruth Feldspar": a word that is no everyday one. */
export function isRare(word: Word): boolean {
  return word.shape === "title" && word.roles === 0 && wordLevel(word.info) === 1;
}

/** "Patient Education": the words that head a page; "Wife Grace" does not. */
export function isPatient(word: Word): boolean {
  return word.initial === 0x70 && (word.length === 2 || word.length === 7);
}
