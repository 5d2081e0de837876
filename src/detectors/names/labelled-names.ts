import type { ByteView } from "./byte-view.ts";
import { cityLevel, firstStrength, surnameStrength, wordLevel } from "./gazetteer.ts";
import { createKeyKinds } from "./key-kinds.ts";
import type { LabelKind } from "./label-keys.ts";
import { latin1 } from "./letters.ts";
import { roles } from "./lexicon.ts";
import type { DetectorName, NameSink } from "./name-detectors.ts";
import { isFullName, isSurnameFirst } from "./name-pairs.ts";
import { firstWeight, isBlocked, isUnknown, NameRun, surnameWeight } from "./name-run.ts";
import { createUserIdReader } from "./user-ids.ts";
import { behindTextKey, closingQuote, isCode, isDotted, isLowerWord, lineEnd, quoteAt, skipBlanks, trimEnd } from "./value-borders.ts";
import type { Word, WordReader } from "./word-reader.ts";

/** The longest value that is read. */
const valueBytesMax = 96;
/** A form's values stand in a column of their own: `TO:      Ana Costa`. */
const formBlanksMax = 16;
/** The words of a value that are looked at. */
const valueWordsMax = 6;
/** Strings of one JSON array: `"given":["Ana","Maria"]`. */
const arrayItemsMax = 6;

/** Names behind a label: JSON and XML keys, `key=value`, SQL, query strings, `Label: value`. */
export function createLabelReader(reader: WordReader, view: ByteView) {
  const run = new NameRun(reader);
  const userIds = createUserIdReader(reader);
  const kindBefore = createKeyKinds(view);

  return { read };

  /** Reads the label that ends with the ':' '=' or '>' at `at`. Returns where to go on. */
  function read(text: Uint8Array, at: number, start: number, end: number, sink: NameSink): number {
    const told = kindBefore(text, at, start);
    // <code displayName="Summarization of Episode Note"/>: CDA calls a code's text so.
    const kind = told === "person" && text[at] === 0x3d && isDisplayName(text, at) ? "name" : told;
    if (kind === "none") return at + 1;
    let value = at + 1;
    if (text[at] === 0x3a && text[value] === 0x3a) return at + 2;
    const blanksMax = value + (text[at] === 0x3a ? formBlanksMax : 4);
    while (value < end && value < blanksMax && (text[value] === 0x20 || text[value] === 0x09 || text[value] === 0x3d)) value++;
    // "first_name"=>"Ana"
    if (value < end && text[at] === 0x3d && text[value] === 0x3e && value === at + 1)
      value = skipBlanks(text, value + 1, Math.min(end, value + 3));
    if (value < end && text[value] === 0x5b) return readArray(text, value, end, kind, sink);
    return Math.max(at + 1, readItem(text, value, end, kind, text[at] !== 0x3a, sink));
  }

  /** `["Ana", "Maria"]` or `[{"text": "Ana Maria"`; blanks and line breaks between. */
  function readArray(text: Uint8Array, at: number, end: number, kind: LabelKind, sink: NameSink): number {
    let position = at + 1;
    for (let item = 0; item < arrayItemsMax; item++) {
      position = skipBlanks(text, position, end);
      // FHIR HumanName: "name":[{"text":"…
      const text0 = item === 0 && kind === "name" ? behindTextKey(text, position, end) : 0;
      if (text0 > 0) return Math.max(at + 1, readItem(text, text0, end, "person", false, sink));
      if (position >= end || quoteAt(text, position, end) === 0) break;
      const behind = readItem(text, position, end, kind, false, sink);
      if (behind === position) break;
      position = skipBlanks(text, behind, end);
      if (text[position] === 0x2c) position++;
    }
    return position;
  }

  /** One value, quoted or not. Returns where it ends; where it began if it is none. */
  function readItem(text: Uint8Array, at: number, end: number, kind: LabelKind, isAssigned: boolean, sink: NameSink): number {
    const opening = quoteAt(text, at, end);
    const from = at + opening;
    const stop = Math.min(end, from + valueBytesMax);
    const closing = opening === 0 ? -1 : closingQuote(text, from, stop, text[from - 1] as number);
    if (opening > 0 && closing < 0) return at;
    const to = opening > 0 ? closing : lineEnd(text, from, stop);
    const behind = opening > 0 ? closing + 1 : at;
    const mayBeId = kind === "user" || kind === "maker" || (kind === "name" && isAssigned && opening === 0 && isDotted(text, from, stop));
    if (mayBeId && userIds.read(text, from, opening > 0 ? to : stop, sink, kind !== "maker")) return Math.max(behind, from);
    const valueEnd = readName(text, from, to, kind === "maker" ? "name" : kind, opening > 0, isAssigned, sink);
    // patient=tjohansson
    const isId =
      valueEnd === from && isAssigned && opening === 0 && (kind === "person" || kind === "clinical") && isLowerWord(text, from, stop);
    if (isId) userIds.read(text, from, stop, sink);
    // A sentence, not a name, or DOE^JANE: it is read like any other text.
    if (opening > 0 && valueEnd === from && (to - from > 32 || text.subarray(from, to).includes(0x5e))) return from;
    return opening > 0 ? behind : valueEnd > from ? valueEnd : at;
  }

  function readName(
    text: Uint8Array,
    from: number,
    to: number,
    kind: LabelKind,
    isQuoted: boolean,
    isAssigned: boolean,
    sink: NameSink,
  ): number {
    let at = from;
    let behind = run.readValue(text, at, to, valueWordsMax);
    const isTitled = run.count > 1 && (run.word(0).roles & roles.title) !== 0;
    if (run.count > 0 && (run.word(0).roles & (roles.title | roles.wordTitle)) !== 0 && run.count > 1) {
      at = run.word(1).start;
      behind = run.readValue(text, at, to, valueWordsMax);
    }
    if (kind === "person" && isQuoted && run.count === 1 && text[behind] === 0x27 && text[behind + 1] === 0x27 && to - at < 40) {
      sink.add(at, to, "name_label");
      return to;
    }
    // <family>Seven-Okri</family>
    const isTagged =
      kind === "person" && run.count > 0 && text[from - 1] === 0x3e && text[to] === 0x3c && behind >= trimEnd(text, to, from);
    const isWhole = (isQuoted && behind >= trimEnd(text, to, from)) || isAssigned;
    // "patient: hung tran" on a line of its own.
    if (!isQuoted && !isAssigned && (kind === "person" || kind === "clinical") && behind >= trimEnd(text, to, from) && areLowerNames()) {
      const last = run.word(run.count - 1);
      sink.add(run.word(0).start, last.end, "name_label");
      for (let i = 0; i < run.count; i++) if (wordLevel(run.word(i).info) === 0) sink.rememberWord(run.word(i));
      return last.end;
    }
    const count = (isWhole && isQuoted) || isTagged ? countWithoutCredentials() : countNameWords(isAssigned || isQuoted);
    if (isTitled && count === 1 && run.word(0).shape === "title" && !isBlocked(run.word(0))) {
      sink.add(run.word(0).start, run.word(0).end, "name_titled");
      sink.remember(run, 0, 1);
      return run.word(0).end;
    }
    if (kind === "clinical" && count === 1 && !isQuoted && isInterjection(text, run.word(0))) return from;
    if (count === 0 || !accepts(kind, count, isWhole && isQuoted, isAssigned || isQuoted)) return from;
    const last = run.word(count - 1);
    if (!isQuoted && isCode(text, last.end, to)) return from;
    const detector: DetectorName = "name_label";
    sink.add(run.word(0).start, last.end, detector);
    sink.remember(run, 0, count);
    return last.end;
  }

  /** "Suresh Iyer, MD" */
  function countWithoutCredentials(): number {
    let count = run.count;
    while (count > 1 && run.word(count - 1).shape === "caps" && (run.word(count - 1).roles & roles.credential) !== 0) count--;
    return count > 1 ? count : run.count;
  }

  /** Two or three words in lower case, all of them names, one of them nothing else. */
  function areLowerNames(): boolean {
    const last = run.count - 1;
    const count = last > 1 && (run.word(last).roles & roles.credential) !== 0 ? last : run.count;
    if (count < 2 || count > 3) return false;
    let plain = 0;
    for (let i = 0; i < count; i++) {
      const { shape, info, roles: found } = run.word(i);
      const strength = Math.max(firstStrength(info), surnameStrength(info));
      if (shape !== "lower" || strength < 2 || (found & ~(roles.particle | roles.suffix)) !== 0) return false;
      if (wordLevel(info) === 0 && strength >= 3) plain++;
    }
    return plain > 0;
  }

  /** How many of the value's words go together as a name, where text may follow it. */
  function countNameWords(mayBeLower: boolean): number {
    let count = 0;
    for (; count < run.count; count++) {
      const word = run.word(count);
      if (word.shape === "other" || ((word.roles & roles.credential) !== 0 && word.shape === "caps" && count > 0)) break;
      if ((word.roles & (roles.kin | roles.role | roles.placeAfter)) !== 0 && (word.roles & roles.softPlaceAfter) === 0 && count > 0) break;
      if (count > 0 && (word.gap & ~(1 | 2 | 4 | 32)) !== 0) break;
      if (isBlocked(word)) break;
      const isLower = word.shape === "lower";
      if (isLower && count > 0 && run.word(0).shape !== "lower" && word.gap !== 32 && (word.roles & roles.particle) === 0) break;
      if (
        isLower &&
        !mayBeLower &&
        word.gap !== 32 &&
        firstWeight(word) < 3 &&
        surnameWeight(word) < 3 &&
        (word.roles & roles.particle) === 0
      )
        break;
      const strength = Math.max(firstStrength(word.info), surnameStrength(word.info));
      if (wordLevel(word.info) === 3 && strength < 4 && word.shape !== "initial" && (word.roles & roles.particle) === 0) break;
      if (wordLevel(word.info) > 0 && strength === 0 && count > 0) break;
      if (count > 0 && isKeyAfter(word)) break;
    }
    while (count > 0 && run.word(count - 1).shape === "lower" && (run.word(count - 1).roles & roles.particle) !== 0 && count > 1) count--;
    return count;
  }

  function isKeyAfter(word: Word): boolean {
    return word.end === run.end && run.keyFollows;
  }

  /** "name=Rich+Crohn" in a query. */
  function isQueryName(count: number): boolean {
    if (count < 2 || count > 4) return false;
    for (let i = 0; i < count; i++) {
      const { info, shape, gap, roles: found, length } = run.word(i);
      if ((i > 0 && gap !== 1) || shape === "lower" || length < 1 || (found & roles.blocked) !== 0) return false;
      if (i !== 0 && i !== count - 1) continue;
      if ((info & 0x3f) === 0 && wordLevel(info) > 0) return false;
    }
    return (run.word(0).info & 7) !== 0 || (run.word(count - 1).info & 0x38) !== 0;
  }

  function accepts(kind: LabelKind, count: number, isWhole: boolean, isPlainValue: boolean): boolean {
    const word = run.word(0);
    for (let i = 0; i < count; i++) {
      const part = run.word(i);
      if (part.shape === "other" && part.length > 0 && !isWhole && !run.isQuery) return false;
      if ((part.roles & roles.placeholder) !== 0) return false;
      if (isBlocked(part) && (kind !== "person" || !isWhole || (part.info & 0x3f) === 0)) return false;
    }
    const comma = commaIndex(count);
    if (count > 1 && isFullName(run, 0, count)) return true;
    if (comma > 0 && isSurnameFirst(run, 0, comma, count)) return true;
    const known = knownWords(count);
    if (run.isQuery && isQueryName(count)) return true;
    if (kind === "name" && count >= 2 && count <= 4 && known > 0 && areNew(count)) return true;
    // "Name: ABEBE, TSEHAY"
    if (kind === "name" && comma === 1 && count <= 3 && known > 0 && areNewCapitals(count)) return true;
    if (kind === "name" || kind === "user") {
      if (count === 1)
        return (
          isWhole &&
          word.shape === "title" &&
          word.roles === 0 &&
          firstWeight(word) >= (kind === "user" ? 2 : 5) &&
          wordLevel(word.info) === 0 &&
          cityLevel(word.info) === 0
        );
      return (
        (isWhole || isPlainValue) &&
        count <= 3 &&
        run.word(1).shape !== "lower" &&
        word.shape !== "lower" &&
        isBothStrong(word, run.word(count - 1))
      );
    }
    if (word.shape === "other" || word.length === 0) return kind === "person" && isWhole && (word.hasDiacritics || known > 0);
    if (kind === "person" && isPlainValue)
      return known > 0 || ((isUnknown(word) || wordLevel(word.info) < 2 || word.shape === "initial") && word.length > 1);
    if (known > 0) return wordLevel(word.info) < 3 || known > 1 || firstStrength(word.info) >= 4 || surnameStrength(word.info) >= 4;
    return isUnknown(word) && word.shape !== "caps" && (kind === "person" || word.length > 2);
  }

  function knownWords(count: number): number {
    let known = 0;
    for (let i = 0; i < count; i++) if ((run.word(i).info & 0x3f) !== 0) known++;
    return known;
  }

  /** The same in capitals. */
  function areNewCapitals(count: number): boolean {
    for (let i = 0; i < count; i++) {
      const { info, shape, roles: found, length } = run.word(i);
      if (shape === "initial" && i > 1) continue;
      if (shape !== "caps" || wordLevel(info) > 0 || found !== 0 || cityLevel(info) > 1 || length < 3) return false;
    }
    return true;
  }

  /** Capitalised words of which none is an English one, a place or a product. */
  function areNew(count: number): boolean {
    for (let i = 0; i < count; i++) {
      const { info, shape, roles: found, length } = run.word(i);
      if (shape === "initial") continue;
      // "Petra" is a city and a first name.
      const isCity = cityLevel(info) > 0 && firstStrength(info) < 2;
      if (shape !== "title" || wordLevel(info) > 0 || (found & ~roles.notAlone) !== 0 || isCity || length < 3) return false;
    }
    return true;
  }

  function commaIndex(count: number): number {
    for (let i = 1; i < count; i++) if ((run.word(i).gap & 4) !== 0) return i;
    return 0;
  }
}

function isDisplayName(text: Uint8Array, at: number): boolean {
  return at > 12 && latin1(text, at - 12, at) === " displayName";
}

/** "Doctor: Good morning", "Patient: Yes.": who speaks, and what. */
const interjections = new Set(
  "good okay ok yes yeah no well right sure great fine alright hello hi oh so and thanks thank please any how what when where why do does did is are can could would let i you we".split(
    " ",
  ),
);

function isInterjection(text: Uint8Array, word: Word): boolean {
  return word.end - word.start <= 7 && interjections.has(latin1(text, word.start, word.end).toLowerCase());
}

function isBothStrong(first: Word, last: Word): boolean {
  return firstStrength(first.info) >= 3 && surnameStrength(last.info) >= 3 && wordLevel(first.info) + wordLevel(last.info) < 6;
}
