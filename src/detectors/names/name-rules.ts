import { cityLevel, firstStrength, surnameStrength, wordLevel } from "./gazetteer.ts";
import { roles } from "./lexicon.ts";
import { isLongDead } from "./long-dead.ts";
import { type Announcement, isAddressed, isAnnounced, isPatient, isRare } from "./name-announced.ts";
import { createAnnouncements } from "./name-announcements.ts";
import { beforeDottedCredential, isCredentialed } from "./name-credentials.ts";
import type { DetectorName, NameSink } from "./name-detectors.ts";
import { isInitialBehind, isSurnameBehind, withHyphenated } from "./name-ends.ts";
import { isOfWorks, isRegnal } from "./name-historic.ts";
import { isAloneWithWhatFollows, isLone } from "./name-lone.ts";
import { isAmbiguousName, isEponymOf, isFullName, isPair, isSuffix, isSurnameFirst, isSyllables, nameWordsMax } from "./name-pairs.ts";
import { createParticles } from "./name-particles.ts";
import { firstWeight, isBlocked, isUnknown, type NameRun, surnameWeight } from "./name-run.ts";
import { isGluedAfter, isInsideToken, isPlace, isSlashedName, lifeFollows, personFollows } from "./name-surroundings.ts";
import { gaps } from "./word-marks.ts";
import type { Word, WordReader } from "./word-reader.ts";

/** Says which words of a run are names. One pass over the run; nothing is kept from one run to the next. */
export function createNameRules(reader: WordReader) {
  const announces = createAnnouncements(reader);
  const particlesStart = createParticles(reader);

  return { announces, decide };

  function decide(run: NameRun, text: Uint8Array, start: number, end: number, sink: NameSink): void {
    if (run.count === 0 || isInsideToken(text, run, start)) return;
    const announcement = announces(run, text, start, end);
    // "Officer Castellano, Suffolk County": one word before the comma is a name where something announces it.
    if (announcement !== "title" && isPlace(run, text, start) && !run.cutAtLastComma(announcement === "none" ? 2 : 1)) return;
    let from = announcement === "none" || (announcement === "role" && isOfWorks(run.before, text)) ? historicEnd(run, 0, text, end) : 0;
    if (isRegnal(run, text)) return;
    if (announcement !== "none" && from === 0) from = takeAnnounced(run, announcement, text, end, sink);
    let listed = 0;
    if (from === 0) listed = takeList(run, sink);
    if (listed > 0) return;
    while (from < run.count) from = takeNext(run, from, text, end, sink);
  }

  /** A name that something announces may be one that no dictionary has. Returns the word behind it, or 0. */
  function takeAnnounced(run: NameRun, announcement: Announcement, text: Uint8Array, end: number, sink: NameSink): number {
    const isListAfter =
      announcement !== "title" && (run.before.gap & gaps.comma) !== 0 && !isAddressed(announcement) && announcement !== "kin";
    if (isListAfter) return 0;
    let to = 1;
    while (to < run.count && to < nameWordsMax && (run.word(to).gap & (gaps.comma | gaps.newline)) === 0) to++;
    to = dropPlaces(run, to);
    if (to === 0) return 0;
    const word = run.word(0);
    if (
      reader.isNamesake(run.before, word) ||
      ((word.roles & roles.wordTitle) !== 0 && (word.length < 4 || surnameStrength(word.info) < 3))
    )
      return 0;
    // "Patient Parkinson disease": the announcement does not reach into an eponym.
    if (isEponymOf(run, to - 1) && announcement !== "title" && !(to > 1 && firstWeight(word) >= 3)) return 0;
    // "Patient: DOE, JANE".
    const comma = to;
    if (!isAddressed(announcement) && comma < run.count && (run.word(comma).gap & gaps.comma) !== 0) {
      const last = segmentEnd(run, comma);
      if (isSurnameFirst(run, 0, comma, last)) return take(run, 0, last, detectorOf(announcement), sink, true);
    }
    if (to > 1 && announcement !== "role" && announcement !== "wordTitle" && isAmbiguousName(run, 0, to))
      return take(run, 0, to, detectorOf(announcement), sink, true);
    if (to > 1 && isFullName(run, 0, to)) return take(run, 0, to, detectorOf(announcement), sink, true);
    if (announcement === "title") return isTitled(run, to) ? take(run, 0, to, "name_titled", sink, true) : 0;
    if (to > 1) {
      for (let shorter = to - 1; shorter > 1; shorter--) {
        if (isFullName(run, 0, shorter)) return take(run, 0, shorter, detectorOf(announcement), sink, true);
      }
      const second = run.word(1);
      if (
        isAnnounced(word, announcement, run.before) &&
        (second.shape === "initial" || surnameStrength(second.info) >= 3 || isUnknown(second) || (firstWeight(word) >= 4 && isRare(second)))
      ) {
        return take(run, 0, to, detectorOf(announcement), sink, true);
      }
    }
    // "Client Mirembe K."
    if ((announcement === "role" || announcement === "kin") && to === 2 && isUnknown(word) && word.shape === "title" && word.length > 3)
      if (run.word(1).shape === "initial" && run.word(1).gap === gaps.space && text[run.word(1).end] === 0x2e)
        return take(run, 0, to, "name_cue", sink, true);
    if (word.shape === "initial")
      return announcement === "kin" && (run.word(1).gap & gaps.dot) !== 0 && to === 2 ? take(run, 0, to, "name_cue", sink, false) : 0;
    if (
      !isAnnounced(word, announcement, run.before, ((run.count > 1 ? run.word(1) : run.after).gap & gaps.comma) !== 0) ||
      (run.before.shape !== "lower" &&
        wordLevel(word.info) > 1 &&
        !isAddressed(announcement) &&
        !(announcement === "kin" && !isPatient(run.before) && word.roles === 0 && firstStrength(word.info) >= 5))
    )
      return 0;
    const isSlashed = announcement === "kin" && run.count === 1 && firstWeight(word) >= 2 && isSlashedName(run, text, end);
    const isGlued = isGluedAfter(run, 0, text, end) && !isSlashed && !(run.count === 1 && run.hasAfter && isSyllables(word, run.after));
    return isGlued ? 0 : take(run, 0, 1, detectorOf(announcement), sink, !isAddressed(announcement));
  }

  /** The end of a full name of somebody long dead, by the list or by the years behind it, where nothing behind says that a person in care is called so; 0 for none. */
  function historicEnd(run: NameRun, from: number, text: Uint8Array, end: number): number {
    const last = Math.min(segmentEnd(run, from), from + nameWordsMax);
    for (let to = last; to > from + 1; to--) {
      const isLast = to === run.count;
      if (isLast && personFollows(run, text, end)) return 0;
      if (isLongDead(text, run.word(from).start, run.word(to - 1).end) || (isLast && lifeFollows(run, text, end))) return to;
    }
    return 0;
  }

  /** "van de Wiel, Thom" */
  function surnameStart(run: NameRun, from: number, text: Uint8Array): number {
    const { start } = run.word(from);
    return from > 0 || !run.hasBefore ? start : particlesStart(text, start, 0, isParticle);
  }

  /** Takes the longest name that begins at `from`, or passes over one word. Returns where to go on. */
  function takeNext(run: NameRun, from: number, text: Uint8Array, end: number, sink: NameSink): number {
    const following = from + 1 < run.count ? run.word(from + 1) : undefined;
    const next = following ?? (run.hasAfter ? run.after : undefined);
    if (next !== undefined && reader.isNamesake(run.word(from), next)) return from + 2;
    const historic = from === 0 ? 0 : historicEnd(run, from, text, end);
    if (historic > 0) return historic;
    const to = segmentEnd(run, from);
    if (to < run.count && to - from <= 3) {
      const last = segmentEnd(run, to);
      if (!isNameBefore(run, from, to) && isSurnameFirst(run, from, to, last))
        return take(run, from, last, "name_surname_first", sink, true, surnameStart(run, from, text));
      if (isInitialedPatient(run, from, to, last) && personFollows(run, text, end))
        return take(run, from, last, "name_surname_first", sink, true);
    }
    for (let behind = Math.min(to, from + nameWordsMax); behind > from + 1; behind--) {
      if (isFullName(run, from, behind) && !isGluedAfter(run, behind - 1, text, end))
        return take(run, from, behind, "name_full", sink, true);
    }
    const word = run.word(from);
    // "the widow of Judge Baker": the title is a name too, and begins the run.
    const isTitleAhead = (word.roles & roles.wordTitle) !== 0 && word.shape === "title" && following?.gap === gaps.space;
    if (isTitleAhead && isAnnounced(following, "wordTitle", word))
      return take(run, from + 1, isFullName(run, from + 1, to) ? to : from + 2, "name_titled", sink, true);
    // ('Maria','Gonzalez'), "Maria","Gonzalez": values side by side in a row of a table.
    if (
      following !== undefined &&
      (following.gap & gaps.quote) !== 0 &&
      firstWeight(word) >= 4 &&
      surnameWeight(following) >= 3 &&
      isPair(word, following) &&
      cityLevel(word.info) < 2
    ) {
      take(run, from, from + 1, "name_full", sink, true);
      return take(run, from + 1, from + 2, "name_full", sink, true);
    }
    // "Maria G. called"
    if (
      following?.shape === "initial" &&
      following.gap === gaps.space &&
      text[following.end] === 0x2e &&
      (firstWeight(word) >= 5 ? wordLevel(word.info) < 2 : firstWeight(word) >= 3 && wordLevel(word.info) === 0) &&
      from + 2 === run.count
    ) {
      if (isSurnameBehind(run)) sink.add(run.after.start, run.after.end, "name_full");
      return take(run, from, from + 2, "name_full", sink, false);
    }
    const isPerson = to === run.count && to - from <= 4 && to - from > 1 && isAmbiguousName(run, from, to) && personFollows(run, text, end);
    if (isPerson && !isEponymOf(run, to - 1)) return take(run, from, to, "name_full", sink, true);
    const lettered = beforeDottedCredential(run, from, to);
    if (lettered > from) return take(run, from, lettered, "name_credentialed", sink, true);
    if (to === run.count && isCredentialed(run, from, to)) return take(run, from, to, "name_credentialed", sink, true);
    if (to - from === 1 && isAloneWithWhatFollows(run, from, text, end)) return take(run, from, to, "name_alone", sink, true);
    if (run.hasAfter && reader.isNamesake(word, run.after)) return from + 1;
    if (to - from === 1 && isLone(run, from, text, end)) return take(run, from, to, "name_alone", sink, firstWeight(word) >= 5);
    return from + 1;
  }

  /** Three or more given names in a row: "Malon, Mark, Kaylee and Miguel". Returns how many words it took. */
  function takeList(run: NameRun, sink: NameSink): number {
    let known = 0;
    let cities = 0;
    for (let i = 0; i < run.count; i++) {
      const word = run.word(i);
      // "Amy-leigh, Elaine, Janet"
      if (i > 0 && word.shape === "lower" && word.gap === gaps.hyphen) continue;
      if (i > 0 && (word.gap & gaps.comma) === 0) return 0;
      if ((word.roles & roles.notAlone) === 0 && firstWeight(word) >= 4) known++;
      else if ((word.roles & roles.eponym) !== 0 || cityLevel(word.info) > 1) cities++;
    }
    if (run.count < 3 || cities > 0 || known < 2 || known * 3 < run.count * 2) return 0;
    for (let i = 0; i < run.count; i++)
      if (firstStrength(run.word(i).info) > 0 || isUnknown(run.word(i))) take(run, i, i + 1, "name_full", sink, false);
    return run.count;
  }

  function take(
    run: NameRun,
    from: number,
    upTo: number,
    detector: DetectorName,
    sink: NameSink,
    isSure: boolean,
    start = run.word(from).start,
  ): number {
    // "His father Giancarlo Jr."
    let to = upTo;
    while (to < run.count && isSuffix(run.word(to)) && (run.word(to).gap & ~(gaps.space | gaps.comma)) === 0) to++;
    // "Mom Jin-sook O+", "Faith Nakamura-Hill": what a hyphen joins to a name is of it.
    if (to < run.count && run.word(to).shape === "lower" && run.word(to).gap === gaps.hyphen) to++;
    while (to < run.count && run.word(to).gap === gaps.hyphen && run.word(to).shape !== "lower") to++;
    sink.add(start, isInitialBehind(run, from, to) ? run.word(to).end : withHyphenated(run, to), detector);
    if (isSure) sink.remember(run, from, to);
    return to;
  }
}

function isParticle(word: Word): boolean {
  return word.length > 1 && (word.roles & roles.particle) !== 0;
}

/** Whether a word alone, whatever stands behind it, is a name or the hint of one only where something before announces it: "Blood", "Parkinson". */
export function needsAnnouncement(word: Word): boolean {
  const { info } = word;
  const level = wordLevel(info);
  const strength = firstStrength(info);
  if (word.isPossessive || word.shape === "initial" || (word.roles & (roles.suffix | roles.particle)) !== 0) return false;
  if (word.shape !== "title") return true;
  if (word.roles === 0 && (level === 0 || strength >= 5)) return false;
  const isLone = firstWeight(word) >= 3 || (strength >= 6 && level < 3) || (level === 0 && surnameWeight(word) >= 4);
  return !isLone || (word.roles & ~(roles.humanVerb | roles.kin | roles.role)) !== 0;
}

function detectorOf(announcement: Announcement): DetectorName {
  return announcement === "title" ? "name_titled" : "name_cue";
}

/** The end of the words without a comma between them. */
function segmentEnd(run: NameRun, from: number): number {
  let to = from + 1;
  while (to < run.count && (run.word(to).gap & gaps.comma) === 0) to++;
  return to;
}

/** "Ndiaye, M 29M": the end of the run. */
function isInitialedPatient(run: NameRun, from: number, to: number, last: number): boolean {
  const isLast = last === run.count && last - to === 1 && run.word(to).shape === "initial";
  return isLast && to - from === 1 && surnameWeight(run.word(from)) >= 3 && (run.word(from).roles & roles.notAlone) === 0;
}

/** "Maria Gonzalez, Jennifer Lopez": a full name before the comma is no surname. */
function isNameBefore(run: NameRun, from: number, to: number): boolean {
  return to - from >= 2 && isFullName(run, from, to);
}

/** Words that make the run a place or an institution; drops what follows the name. */
function dropPlaces(run: NameRun, to: number): number {
  let last = to;
  while (last > 1 && (run.word(last - 1).roles & roles.softPlaceAfter) !== 0 && surnameWeight(run.word(last - 1)) < 1) last--;
  return last;
}

function isPlainSurname(word: Word): boolean {
  return word.roles === 0 && word.gap === gaps.space && surnameStrength(word.info) >= 2 && wordLevel(word.info) < 2;
}

function isTitled(run: NameRun, to: number): boolean {
  const word = run.word(0);
  if (word.shape === "initial") return true;
  if (isBlocked(word)) return false;
  // "Mrs. Tamarind Oakes"
  return to === 1 || surnameStrength(word.info) > 0 || firstStrength(word.info) > 0 || isUnknown(word) || isPlainSurname(run.word(1));
}
