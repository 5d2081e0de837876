import { isAboutPerson, isOfOnePerson } from "./about-person.ts";
import { createByteScan } from "./byte-scan.ts";
import { ByteView } from "./byte-view.ts";
import { firstStrength, type Gazetteer, loadGazetteer, surnameStrength, wordLevel } from "./gazetteer.ts";
import { createLabelReader } from "./labelled-names.ts";
import { byteKinds, characterBytes, DIGIT, decodeAt, HIGH, LOWER, letterCase, UNDERSCORE } from "./letters.ts";
import { loadLexicon, particleBytesMax, roles } from "./lexicon.ts";
import { createLowerCaseFilter } from "./lower-case-filter.ts";
import { createLowerCaseRules } from "./lower-case-names.ts";
import { announcingRoles, isOf } from "./name-announcements.ts";
import { type DetectorName, evidenceOf, type NameReport, type NameSink } from "./name-detectors.ts";
import { NameMemory } from "./name-memory.ts";
import { isWherePersonStands } from "./name-rare.ts";
import { type About, createRepeatFinder } from "./name-repeats.ts";
import { createNameRules, needsAnnouncement } from "./name-rules.ts";
import { isBlocked, NameRun, opensRun } from "./name-run.ts";
import { NameSpans } from "./name-spans.ts";
import { PassedWords } from "./passed-words.ts";
import { createSegmentReader } from "./segment-names.ts";
import { createUserIdReader } from "./user-ids.ts";
import { type Word, WordReader } from "./word-reader.ts";

/**
 * Finds people's names in one text. Reports spans in order, without overlap, on UTF-8 boundaries, within start..end. Linear in the bytes: at most two passes, each
 * of which reads a byte a bounded number of times. Makes no string except for labels and user ids.
 */
export interface NameFinder {
  /**
   * @param text a buffer that holds the text's UTF-8 bytes from `start` to `end` (exclusive); any bytes are taken
   * @param memory names that earlier texts of the same conversation or trace told; gains those of this text. Without one, the text stands alone.
   * @returns whether the text told the memory a name, one it knew or not
   */
  find(text: Uint8Array, start: number, end: number, report: NameReport, memory?: NameMemory): boolean;
  /** Whether the text that was read last holds nothing of its own that could be a name: then it need only be read for what a memory knows. */
  readonly isPlain: boolean;
  /** Finds what `find` would in a text that was plain. */
  findRemembered(text: Uint8Array, start: number, end: number, report: NameReport, memory: NameMemory): void;
  /** What `find` does, for a text whose key says that it is a user: `"user":"mgonzalez"`. */
  findUser(text: Uint8Array, start: number, end: number, report: NameReport): boolean;
}

export function createNameFinder(): NameFinder {
  const gazetteer: Gazetteer = loadGazetteer();
  const lexicon = loadLexicon();
  const reader = new WordReader(gazetteer, lexicon);
  const run = new NameRun(reader);
  const view = new ByteView();
  const passed = new PassedWords(view);
  const spans = new NameSpans();
  const own = new NameMemory();
  let memory = own;
  let tells = false;
  let isPlain = false;
  const sink: NameSink = {
    add: (start, end, detector) => spans.add(start, end, detector),
    remember(found, from, to) {
      tells = true;
      memory.remember(found, from, to);
    },
    rememberWord(found) {
      tells = true;
      memory.rememberWord(found);
    },
  };
  const rules = createNameRules(reader);
  const lowerCase = createLowerCaseRules(reader);
  const labels = createLabelReader(reader, view);
  const userIds = createUserIdReader(reader);
  const segments = createSegmentReader(reader);
  const repeats = createRepeatFinder(reader, view, passed);
  let textStart = 0;
  let textEnd = 0;
  let isInSegment = false;
  /** Where the first name stands that is no English word and that no rule took; -1 for none. */
  let hintAt = -1;
  /** Words that diseases, signs and devices go by. */
  let eponymsSeen = 0;
  const scan = createByteScan(createLowerCaseFilter(), {
    stop,
    lowerCaseWord: (text, at) => lowerCase.read(text, at, textStart, textEnd, sink),
  });

  return {
    find(text, start, end, report, shared) {
      memory = shared ?? own;
      if (shared === undefined) own.clear();
      spans.clear();
      tells = false;
      textStart = start;
      textEnd = end;
      hintAt = -1;
      eponymsSeen = 0;
      view.open(text);
      lowerCase.seen.kinAt = -1;
      scan(text, start, end);
      const about = aboutSomebody(text, start, end);
      isPlain = about === "no" && spans.count === 0 && !tells;
      if (memory.isEmpty && about === "no") emit(report);
      else repeats.find(text, start, end, memory, spans, report, about);
      return tells;
    },
    get isPlain() {
      return isPlain;
    },
    findRemembered(text, start, end, report, memory) {
      spans.clear();
      view.open(text);
      if (!memory.isEmpty) repeats.find(text, start, end, memory, spans, report, "no");
    },
    findUser(text, start, end, report) {
      spans.clear();
      if (!userIds.read(text, start, end, sink) || spans.count === 0) return false;
      emit(report);
      return true;
    },
  };

  /** Told, where something beside the name says that it is one, or where names stand among words of care. */
  function aboutSomebody(text: Uint8Array, start: number, end: number): About {
    let at = hintAt;
    let told = 0;
    for (let i = 0; i < spans.count; i++) {
      const detector = spans.detector(i);
      if (!isWeak(detector)) return "told";
      if (detector === "name_full") told++;
      at = spans.start(i);
    }
    if (told > 1) return "told";
    if (at < 0) at = lowerCase.seen.kinAt;
    if (at < 0) return "no";
    if (eponymsSeen >= eponymsMin && !isOfOnePerson(text, at, start, end)) return "no";
    return isAboutPerson(text, at, start, end) ? (told > 0 ? "told" : "hinted") : "no";
  }

  function emit(report: NameReport): void {
    for (let i = 0; i < spans.count; i++) {
      const detector = spans.detector(i);
      report(spans.start(i), spans.end(i), detector, evidenceOf(detector));
    }
  }

  /** A byte at which a name or a label may begin. */
  function stop(text: Uint8Array, at: number): number {
    const byte = text[at] as number;
    if (byte <= 0x3e) return labels.read(text, at, textStart, textEnd, sink);
    if (byte === 0x5e) return segments.readLoose(text, at, textStart, textEnd, sink);
    if (!isWordStart(text, at, textStart)) return at + 1;
    if (byte >= 0x80) return readForeignCapital(text, at);
    const passedEnd = passed.end(text, at, textEnd);
    if (passedEnd > 0) return passedEnd;
    const word = run.word(0);
    if (!reader.readAscii(text, at, textEnd, word)) return readMixed(text, at);
    const next = text[word.end];
    if ((next === 0x7c || next === 0x2a) && word.end - at === 3 && word.end < textEnd) return readSegment(text, word.end);
    return readCapital(text);
  }

  /** A word that is more than ASCII letters: an identifier, a segment's name with a digit, an apostrophe, diacritics. */
  function readMixed(text: Uint8Array, at: number): number {
    let wordEnd = at + 1;
    let seen = 0;
    while (wordEnd < textEnd) {
      const kind = byteKinds[text[wordEnd] as number] as number;
      if (kind === 0) break;
      seen |= kind;
      wordEnd++;
    }
    if ((seen & (DIGIT | UNDERSCORE)) !== 0 && (seen & HIGH) === 0) {
      if (wordEnd < textEnd && (text[wordEnd] === 0x7c || text[wordEnd] === 0x2a)) return readSegment(text, wordEnd);
      passed.add(at, wordEnd);
      return wordEnd;
    }
    reader.read(text, at, textEnd, run.word(0));
    return readCapital(text);
  }

  /** A segment's fields are texts; none of them is a segment again. */
  function readSegment(text: Uint8Array, at: number): number {
    if (isInSegment) return at;
    isInSegment = true;
    const behind = segments.read(text, at, textStart, textEnd, sink, scan);
    isInSegment = false;
    return behind;
  }

  /** The capitalised word that has been read as the first of the run. Returns where to go on. */
  function readCapital(text: Uint8Array): number {
    const word = run.word(0);
    const wordStart = word.start;
    const wordEnd = Math.max(wordStart + 1, word.end);
    if ((word.roles & roles.eponym) !== 0) eponymsSeen++;
    if (word.shape === "other") return pass(word, wordEnd);
    if (word.shape === "initial" && !isNamelike(text, word.end, textEnd)) return wordEnd;
    if ((word.roles & lowerCase.cueRoles) !== 0) {
      const behind = lowerCase.readCue(text, word, textStart, textEnd, sink);
      if (behind > word.end) return behind;
    }
    if ((word.roles & roles.title) !== 0) return readTitle(text, wordEnd);
    if (!opensRun(word)) return (word.roles & lowerCase.cueRoles) === 0 ? pass(word, wordEnd) : wordEnd;
    if (!mayBeName(word)) return wordEnd;
    if (needsAnnouncement(word) && standsAlone(text, word.end) && !isAnnounced(text, wordStart)) return wordEnd;
    run.readOn(text, textStart, textEnd);
    if (run.count === 0) return wordEnd;
    const mark = spans.count;
    rules.decide(run, text, textStart, textEnd, sink);
    if (hintAt < 0 && mark === spans.count && (isHint(run.word(0), run) || isWherePersonStands(run, text, textStart, textEnd)))
      hintAt = wordStart;
    return Math.max(wordEnd, run.end, mark < spans.count ? spans.end(spans.count - 1) : 0);
  }

  /** Whether the run ends with the word that ends at `at`, for sure: "Blood pressure", "Na 139", "Long." */
  function standsAlone(text: Uint8Array, at: number): boolean {
    const byte = at + 1 < textEnd ? (text[at] as number) : 0;
    if (byte === 0x2e || byte === 0x3a) return true;
    if (byte !== 0x20) return false;
    const next = text[at + 1] as number;
    if (byteKinds[next] === DIGIT) return true;
    if (byteKinds[next] !== LOWER) return false;
    return (
      view.smallLettersEnd(at + 1, Math.min(textEnd, at + 2 + particleBytesMax)) - at - 1 > particleBytesMax ||
      (reader.read(text, at + 1, textEnd, run.after) && (run.after.roles & roles.particle) === 0)
    );
  }

  /** Whether what stands before a word may announce a name. */
  function isAnnounced(text: Uint8Array, at: number): boolean {
    const { before } = run;
    if (!reader.readBefore(text, at, textStart, before)) return false;
    return (before.roles & announcingRoles) !== 0 || isOf(before, text);
  }

  /** The word begins no name, whatever stands around it. */
  function pass({ start, end, hasDiacritics, isPossessive, shape }: Word, wordEnd: number): number {
    if (!hasDiacritics && !isPossessive && shape !== "initial") passed.add(start, end);
    return wordEnd;
  }

  /** Behind a title a word is a name that no dictionary has as one. */
  function readTitle(text: Uint8Array, titleEnd: number): number {
    let at = titleEnd;
    if (at < textEnd && text[at] === 0x2e) at++;
    while (at < textEnd && at < titleEnd + 3 && (text[at] === 0x20 || text[at] === 0xa0 || text[at] === 0xc2)) at++;
    if (at === titleEnd || at >= textEnd) return titleEnd;
    run.read(text, at, textStart, textEnd, true);
    if (run.count === 0) return titleEnd;
    rules.decide(run, text, textStart, textEnd, sink);
    return Math.max(titleEnd, run.end);
  }

  /** A character outside ASCII that begins a word: a capital, or a sign that sticks to the word behind it. */
  function readForeignCapital(text: Uint8Array, at: number): number {
    const codePoint = decodeAt(text, at, textEnd);
    const bytes = codePoint < 0 ? 1 : characterBytes(text[at] as number);
    if (letterCase(codePoint) !== 2) return at + bytes;
    reader.read(text, at, textEnd, run.word(0));
    return readCapital(text);
  }
}

/** A text that calls so many diseases, signs and devices by somebody's name, and has no kin, age, title or record number, teaches or lists: a surname in it is one more of them. */
const eponymsMin = 3;

/** Rules that take what looks like a name, without anything around that says so. */
function isWeak(detector: DetectorName): boolean {
  return detector === "name_alone" || detector === "name_full" || detector === "name_surname_first" || detector === "name_user_id";
}

/** Whether a single capital can be an initial: a full stop follows, or a capitalised word. */
function isNamelike(text: Uint8Array, at: number, end: number): boolean {
  if (at + 1 >= end) return false;
  const next = text[at + 1] as number;
  return text[at] === 0x2e || (text[at] === 0x20 && ((next >= 0x41 && next <= 0x5a) || next >= 0xc3));
}

/** Whether no letter stands before `at`: neither a word nor an escape ("\\nMaria" in JSON) nor a character outside ASCII that is a letter. */
function isWordStart(text: Uint8Array, at: number, start: number): boolean {
  if (at === start) return true;
  const kind = byteKinds[text[at - 1] as number] as number;
  if (kind === 0) return true;
  if (kind === LOWER) {
    const byte = text[at - 1];
    return (byte === 0x6e || byte === 0x72 || byte === 0x74) && at - 2 >= start && text[at - 2] === 0x5c;
  }
  if (kind !== HIGH) return false;
  let before = at - 1;
  while (before > start && before > at - 4 && ((text[before] as number) & 0xc0) === 0x80) before--;
  return letterCase(decodeAt(text, before, at)) === 0;
}

/** A first name and nothing else, or what may be a name behind what announces one. */
function isHint(word: Word, { hasBefore, before, hasAfter, after }: NameRun): boolean {
  if (word.shape !== "title" || (word.roles & roles.blocked) !== 0) return false;
  if (word.roles === 0 && firstStrength(word.info) >= 3 && wordLevel(word.info) === 0) return true;
  if (
    word.roles === 0 &&
    firstStrength(word.info) >= 5 &&
    hasAfter &&
    after.shape === "lower" &&
    (after.roles & (roles.humanVerb | roles.personVerb)) !== 0
  )
    return true;
  // "Taylor was anxious", "Jordan's labs"
  const isShared = (word.roles & ~(roles.notAlone | roles.eponym | roles.region)) === 0 && firstStrength(word.info) >= 6;
  if (isShared && hasAfter && after.shape === "lower" && (word.isPossessive || (after.roles & (roles.humanVerb | roles.personVerb)) !== 0))
    return true;
  // "Goldberg's K is 5.9"
  if (word.roles === 0 && word.isPossessive && surnameStrength(word.info) >= 4 && wordLevel(word.info) === 0) return true;
  return hasBefore && (before.roles & (roles.title | roles.wordTitle | roles.kin | roles.role | roles.credential)) !== 0;
}

/** Whether a capitalised word is worth a look at the words around it. */
function mayBeName(word: Word): boolean {
  if (word.shape === "initial") return true;
  if (isBlocked(word)) return false;
  const { info } = word;
  const strength = Math.max(firstStrength(info), surnameStrength(info));
  const level = wordLevel(info);
  return level === 0 || strength >= (level === 3 ? 4 : level === 2 ? 3 : 1);
}
