import { wordLevel } from "./gazetteer.ts";
import { roles } from "./lexicon.ts";
import type { Announcement } from "./name-announced.ts";
import { isBehindClosing } from "./name-closing.ts";
import { isMilliseconds } from "./name-historic.ts";
import type { NameRun } from "./name-run.ts";
import { gaps } from "./word-marks.ts";
import { createWord, type Word, type WordReader } from "./word-reader.ts";

/** Says what announces the name that a run may be, by the one or two words before it. */
export function createAnnouncements(reader: WordReader): (run: NameRun, text: Uint8Array, start: number, end: number) => Announcement {
  const beforeThat = createWord();

  return announces;

  /** Reads the one or two words before the run. */
  function announces(run: NameRun, text: Uint8Array, start: number, end: number): Announcement {
    if (!run.hasBefore) return "none";
    const { before } = run;
    const { gap } = before;
    if ((gap & gaps.newline) !== 0 && isBehindClosing(run, text, start, end)) return "closing";
    const isClose = (gap & ~(gaps.space | gaps.dot | gaps.quote | gaps.comma | gaps.colon | gaps.newline | gaps.paren)) === 0;
    if (!isClose) return "none";
    const isNext = (gap & (gaps.comma | gaps.colon | gaps.newline | gaps.paren)) === 0;
    if ((before.roles & roles.title) !== 0 && isNext && isTitle(run, text, start)) return "title";
    if ((before.roles & roles.wordTitle) !== 0 && (gap === gaps.space || gap === (gaps.dot | gaps.space)))
      return before.shape === "lower" ? "role" : "wordTitle";
    if ((before.roles & roles.greeting) !== 0 && (gap & gaps.colon) === 0 && (gap & gaps.dot) === 0) return "greeting";
    if ((gap & gaps.newline) !== 0) return "none";
    if ((before.roles & roles.cueNamed) !== 0) return "called";
    if ((before.roles & roles.cueAm) !== 0 && isNext && before.length < 3) {
      if (before.length === 1 || (text[before.start] as number | 0x20) === 0x69) return "name";
      return reader.readBefore(text, before.start, start, beforeThat) && (text[beforeThat.start] as number | 0x20) === 0x69
        ? "name"
        : "none";
    }
    if ((before.roles & (roles.cueIs | roles.cueName)) !== 0) return announcesByName(run, text, start);
    // "Pt. Eskildsen"
    if ((gap & gaps.dot) !== 0) {
      // "Her husb. Sol"
      const isShort =
        (before.length === 2 && before.shape === "title") || (before.length === 4 && before.initial === 0x68) || before.length === 3;
      return isShort && (before.roles & roles.kin) !== 0 && before.length < 5 ? "kin" : "none";
    }
    // "father of Zuri"
    if (isOf(before, text) && reader.readBefore(text, before.start, start, beforeThat) && (beforeThat.roles & roles.kin) !== 0)
      return "kin";
    if ((before.roles & roles.kin) !== 0) return "kin";
    if ((before.roles & roles.humanVerb) !== 0 && before.shape === "lower" && gap === gaps.space) return "role";
    return (before.roles & roles.role) !== 0 ? "role" : "none";
  }

  /** "my name is", "this is", "name:". */
  function announcesByName(run: NameRun, text: Uint8Array, start: number): Announcement {
    if ((run.before.roles & roles.cueName) !== 0) {
      // "my name's Ada"
      const isMine = () =>
        reader.readBefore(text, run.before.start, start, beforeThat) &&
        (beforeThat.roles & roles.pronoun) !== 0 &&
        run.before.gap === gaps.space;
      if (run.before.isPossessive) return isMine() ? "name" : "role";
      // "last name Kuznetsova"
      const isOfPerson = reader.readBefore(text, run.before.start, start, beforeThat) && (beforeThat.roles & roles.pronoun) !== 0;
      return isOfPerson && run.before.gap === gaps.space ? "name" : "none";
    }
    if (!reader.readBefore(text, run.before.start, start, beforeThat) || beforeThat.gap !== gaps.space) return "none";
    if ((beforeThat.roles & roles.cueThis) !== 0) return "role";
    if ((beforeThat.roles & roles.cueName) === 0) return (beforeThat.roles & roles.kin) !== 0 ? "role" : "none";
    const nameAt = beforeThat.start;
    if (!reader.readBefore(text, nameAt, start, beforeThat)) return "role";
    return (beforeThat.roles & (roles.pronoun | roles.kin)) !== 0 ? "name" : "role";
  }

  /** "Dr" of "12 Oak Dr" is a street; "MS" and "DR" in capitals are more things than titles. */
  function isTitle(run: NameRun, text: Uint8Array, start: number): boolean {
    const { before } = run;
    const isDotted = (before.gap & gaps.dot) !== 0;
    if (isMilliseconds(before, text, start)) return false;
    // "who has MS. Kind regards"
    if (before.shape === "caps" && isDotted && before.length === 2 && run.word(0).shape === "title" && wordLevel(run.word(0).info) > 1)
      return false;
    if (before.shape === "caps" && !isDotted && (run.word(0).shape !== "caps" || run.word(0).length < 3)) return false;
    if (!reader.readBefore(text, before.start, start, beforeThat) || beforeThat.gap !== gaps.space || beforeThat.shape !== "title")
      return true;
    const byteBefore = text[beforeThat.start - 2];
    return !(
      beforeThat.start - 2 >= start &&
      text[beforeThat.start - 1] === 0x20 &&
      byteBefore !== undefined &&
      byteBefore >= 0x30 &&
      byteBefore <= 0x39
    );
  }
}

/** What a word before a run must have so that it announces a name, or hints at one; "of" may announce one too. */
export const announcingRoles =
  roles.title |
  roles.wordTitle |
  roles.greeting |
  roles.cueNamed |
  roles.cueAm |
  roles.cueIs |
  roles.cueName |
  roles.kin |
  roles.humanVerb |
  roles.role |
  roles.credential;

export function isOf(word: Word, text: Uint8Array): boolean {
  return word.end - word.start === 2 && text[word.start] === 0x6f && text[word.start + 1] === 0x66;
}
