import { hl7People } from "../records/hl7-fields.ts";
import { firstStrength, surnameStrength, wordLevel } from "./gazetteer.ts";
import { roles } from "./lexicon.ts";
import type { NameSink } from "./name-detectors.ts";
import { NameRun, surnameWeight } from "./name-run.ts";
import { startsLetter } from "./word-marks.ts";
import { createWord, type WordReader } from "./word-reader.ts";

/**
 * Names by position, in HL7 v2 segments and X12 segments.
 *
 * HL7: fields apart by "|", repetitions by "~", components by "^". Messages with other marks are read in records/hl7.ts.
 * X12: NM1*entity*1*last*first*middle*prefix*suffix (005010, NM1 segment); 1 is a person. PER*function*name.
 */

/** The longest segment that is read. */
const segmentBytesMax = 16_384;

type ReadText = (text: Uint8Array, start: number, end: number) => void;

export function createSegmentReader(reader: WordReader) {
  const run = new NameRun(reader);
  const word = createWord();
  const next = createWord();
  const fields = new Map(Object.entries(hl7People).map(([name, known]) => [packName(name), known]));
  const nm1 = packName("NM1");
  const per = packName("PER");

  return { read, readLoose };

  /**
   * Reads the segment whose name stands before the "|" or "*" at `at`; `readText` reads the fields that are no names like any other text. Returns where to go on.
   */
  function read(text: Uint8Array, at: number, start: number, end: number, sink: NameSink, readText: ReadText): number {
    if (at - 3 < start) return at;
    const name = ((text[at - 3] as number) << 16) | ((text[at - 2] as number) << 8) | (text[at - 1] as number);
    if (name === nm1) return readNm1(text, at, end, sink);
    if (name === per) return readPer(text, at, end, sink);
    const known = text[at] === 0x7c ? fields.get(name) : undefined;
    if (known === undefined) return at;
    const stop = segmentEnd(text, at, end);
    let field = 1;
    let from = at + 1;
    for (let position = from; position <= stop; position++) {
      if (position < stop && text[position] !== 0x7c) continue;
      if (known[0].includes(field)) readPeople(text, from, position, 0, sink);
      else if (known[1].includes(field)) readPeople(text, from, position, 1, sink);
      else if (position > from) readText(text, from, position);
      field++;
      from = position + 1;
    }
    return stop;
  }

  /** The repetitions of one field; `skipped` components stand before the family name. */
  function readPeople(text: Uint8Array, from: number, to: number, skipped: number, sink: NameSink): void {
    let repetition = from;
    for (let at = from; at <= to; at++) {
      if (at < to && text[at] !== 0x7e) continue;
      readPerson(text, repetition, at, skipped, sink);
      repetition = at + 1;
    }
  }

  function readPerson(text: Uint8Array, from: number, to: number, skipped: number, sink: NameSink): void {
    let component = 0;
    let at = from;
    let givenStart = -1;
    let givenEnd = -1;
    for (let position = from; position <= to; position++) {
      if (position < to && text[position] !== 0x5e) continue;
      const index = component - skipped;
      if (position > at && index >= 0 && index <= 2 && !isRelation(text, at, position) && isNameText(text, at, position)) {
        if (index === 0) {
          addWords(text, at, position, sink);
        } else {
          if (givenStart < 0) givenStart = at;
          givenEnd = position;
          rememberWords(text, at, position, sink);
        }
      }
      // A staff field without an id begins with the name.
      if (component === 0 && skipped === 1 && position - at > 2 && isNameText(text, at, position)) {
        readPerson(text, from, to, 0, sink);
        return;
      }
      component++;
      at = position + 1;
    }
    if (givenStart >= 0) sink.add(givenStart, givenEnd, "name_hl7");
  }

  function addWords(text: Uint8Array, from: number, to: number, sink: NameSink): void {
    sink.add(from, to, "name_hl7");
    rememberWords(text, from, to, sink);
  }

  function rememberWords(text: Uint8Array, from: number, to: number, sink: NameSink): void {
    run.readValue(text, from, to, 4);
    sink.remember(run, 0, run.count);
  }

  /** DOE^JANE outside a segment. */
  function readLoose(text: Uint8Array, at: number, start: number, end: number, sink: NameSink): number {
    let from = at;
    while (from > start && at - from < 32 && isNameByte(text[from - 1] as number)) from--;
    let to = at + 1;
    while (to < end && to - at < 32 && isNameByte(text[to] as number)) to++;
    const isField = from < at && (from === start || !isDigit(text[from - 1] as number));
    if (!isField || !startsLetter(text, from, end) || !isLoosePair(text, from, at, to)) return at + 1;
    addWords(text, from, at, sink);
    // DOE^JANE^M
    const isInitialed =
      text[to] === 0x5e && to + 2 <= end && isLetter(text[to + 1] as number) && (to + 2 === end || !isNameByte(text[to + 2] as number));
    sink.add(at + 1, isInitialed ? to + 2 : to, "name_hl7");
    rememberWords(text, at + 1, to, sink);
    return to;
  }

  function isLoosePair(text: Uint8Array, from: number, caret: number, to: number): boolean {
    if (!startsLetter(text, from, to) || caret + 1 >= to || !startsLetter(text, caret + 1, to)) return false;
    reader.read(text, from, to, word);
    reader.read(text, caret + 1, to, next);
    if (to - caret === 3 && isIdType(text, caret + 1)) return false;
    // "Silver Spring^MD^20910": a State before its ZIP.
    if (to - caret === 3 && text[to] === 0x5e && isDigit(text[to + 1] as number)) return false;
    if (word.end !== caret || word.shape === "other" || next.shape === "other" || ((word.roles | next.roles) & roles.blocked) !== 0)
      return false;
    const isPlain = wordLevel(word.info) < 2 || wordLevel(next.info) < 2;
    return surnameWeight(word) >= 1 || surnameStrength(word.info) >= 4 ? firstStrength(next.info) >= 2 && isPlain : false;
  }

  function readNm1(text: Uint8Array, at: number, end: number, sink: NameSink): number {
    const separator = text[at] as number;
    const stop = elementEnd(text, at, end);
    const starts: number[] = [];
    for (let position = at; position < stop && starts.length < 8; position++) if (text[position] === separator) starts.push(position + 1);
    const kind = starts[1];
    if (kind === undefined || text[kind] !== 0x31 || text[kind + 1] !== separator) return at;
    let found = 0;
    for (const element of [2, 3, 4, 6]) {
      const from = starts[element];
      if (from === undefined) continue;
      let to = from;
      while (to < stop && text[to] !== separator) to++;
      if (to === from || to - from > 60 || !isNameText(text, from, to)) continue;
      sink.add(from, to, "name_x12");
      rememberWords(text, from, to, sink);
      found = to;
    }
    return Math.max(at, found);
  }

  /** PER*IC*JANE DOE*TE*…: a contact, a person or an office; only a known name counts. */
  function readPer(text: Uint8Array, at: number, end: number, sink: NameSink): number {
    const separator = text[at] as number;
    const stop = elementEnd(text, at, end);
    let from = at + 1;
    while (from < stop && text[from] !== separator) from++;
    from++;
    let to = from;
    while (to < stop && text[to] !== separator) to++;
    if (to >= end || to - from > 60 || to <= from) return at + 1;
    const behind = run.readValue(text, from, to, 4);
    if (behind !== to || run.count < 2) return at + 1;
    const first = run.word(0);
    const last = run.word(run.count - 1);
    const isName =
      (firstStrength(first.info) >= 3 && surnameStrength(last.info) >= 3) ||
      (surnameStrength(first.info) >= 3 && firstStrength(last.info) >= 3);
    if (!isName || ((first.roles | last.roles) & roles.blocked) !== 0) return at + 1;
    sink.add(from, to, "name_x12");
    sink.remember(run, 0, run.count);
    return to;
  }
}

/** HL7 table 0203: "7700129988^^^STCLAIR^AN" is no name. */
function isIdType(text: Uint8Array, at: number): boolean {
  return /^(?:AN|MR|SS|DL|PI|MC|MA|PT|VN|EI|PN|NI|PP)$/.test(String.fromCharCode(text[at] as number, text[at + 1] as number));
}

function packName(name: string): number {
  return (name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2);
}

/** A segment ends with the line, written out ("\r") or not. */
function segmentEnd(text: Uint8Array, at: number, end: number): number {
  const stop = Math.min(end, at + segmentBytesMax);
  for (let position = at; position < stop; position++) {
    const byte = text[position] as number;
    if (byte === 0x0a || byte === 0x0d || byte === 0x22) return position;
    if (byte === 0x5c && (text[position + 1] === 0x72 || text[position + 1] === 0x6e)) return position;
    // "<CR>": how a log shows it.
    if (byte === 0x3c && text[position + 3] === 0x3e && text[position + 1] === 0x43 && text[position + 2] === 0x52) return position;
  }
  return stop;
}

/** HL7 table 0063 in words, one field before or behind its place. */
function isRelation(text: Uint8Array, from: number, to: number): boolean {
  return to - from > 3 && to - from < 8 && /^(?:SELF|SPOUSE|CHILD|OTHER|NONE|SAME)$/i.test(String.fromCharCode(...text.subarray(from, to)));
}

function elementEnd(text: Uint8Array, at: number, end: number): number {
  const stop = Math.min(end, at + 256);
  for (let position = at; position < stop; position++) {
    const byte = text[position] as number;
    if (byte === 0x7e || byte === 0x0a || byte === 0x0d || byte === 0x22) return position;
  }
  return stop;
}

/** Letters, spaces, hyphens, apostrophes, full stops; at least one letter, and no digit. */
function isNameText(text: Uint8Array, from: number, to: number): boolean {
  let letters = 0;
  for (let at = from; at < to; at++) {
    const byte = text[at] as number;
    if (!isNameByte(byte) && byte !== 0x20 && byte !== 0x2e && byte !== 0x26) return false;
    if (isLetter(byte) || byte >= 0x80) letters++;
  }
  return letters > 0;
}

function isNameByte(byte: number): boolean {
  return isLetter(byte) || byte >= 0x80 || byte === 0x27 || byte === 0x2d;
}

function isLetter(byte: number): boolean {
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x7a;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
