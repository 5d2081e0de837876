import { limits } from "../base/index.ts";
import { Segments, separator } from "../detectors/index.ts";
import {
  createJsonTokenizer,
  jsonTokens,
  type KeyTable,
  keyIsNamedValue,
  keyNamesObject,
  keyNamesValue,
  unescapeJson,
} from "../otlp/index.ts";
import { createBase64Look } from "./base64-text.ts";
import { isHexId, isJsonStart, skipSpace } from "./byte-forms.ts";
import type { CleanTexts } from "./clean-texts.ts";
import { type EncodingCode, encodings, inBody, inScratch, knownClean, TextTable } from "./text-table.ts";

/**
 * Lays the texts of a batch side by side in one scratch buffer, each followed by the separator, so that one native call scans them all. A text that
 * is JSON is not laid there itself: the strings in it are, unescaped, with their keys, and so on for JSON in those strings.
 *
 * `isTelling(keyId)`: numbers and booleans under such a key are texts too. `isTechnicalId`: hexadecimal ids are no identifiers of a person unless their key says so.
 */
export interface TextGatherer {
  readonly texts: TextTable;
  readonly segments: Segments;
  /** Segment -> text. */
  segmentText: Int32Array;
  scratch: Buffer;
  /** Used bytes of the scratch buffer. */
  length: number;
  /** Whether texts that are known to be clean are left out. */
  skipsClean: boolean;
  /** Texts that were not known to be clean and may be remembered where they are. */
  readonly mayBeRemembered: number[];
  begin(body: Buffer): void;
  /** Texts of this round that hold something like base64. */
  base64Texts(): number[];
  /** A leaf's text, or a text found in another one. Returns its id, or -1 where nothing needs to be read. */
  add(row: number, parent: number, encoding: EncodingCode, source: number, start: number, end: number, keyId: number): number;
  /** A leaf whose text is not in the body as such (a number): `text` is laid into the scratch buffer. */
  addNumber(row: number, text: string, keyId: number): number;
  /** A text whose decoded bytes the caller has just written to the scratch buffer, from `start` to `length`. */
  addDecoded(row: number, parent: number, encoding: EncodingCode, start: number, keyId: number, srcStart: number, srcEnd: number): void;
  /** Lays a text that was left out, to be read for names. */
  layClean(id: number): void;
  /** Forgets what has been laid for the scan but keeps the texts: the next round scans what is added from now on. */
  nextRound(): void;
  /** Makes room for `bytes` more behind `length` in the scratch buffer. */
  reserve(bytes: number): void;
  /** Reads JSON from `[start, end)`; false (and nothing kept) where there is none. */
  addJson(row: number, parent: number, source: number, start: number, end: number, keyId: number): boolean;
  /** Reads the JSON values that stand in the middle of a text ("request body: {...}"), which is itself scanned as it stands. */
  addEmbeddedJson(row: number, parent: number, source: number, start: number, end: number, keyId: number): void;
}

const { end: END, invalid: INVALID, objectStart, objectEnd, arrayStart, arrayEnd, key: KEY, string: STRING, number: NUMBER } = jsonTokens;
/** Shorter numbers under no telling key cannot carry a check digit that proves anything. */
const numberDigitsMin = 13;
/** FHIR's longest, "SubstanceReferenceInformation", has 29 letters. */
const typeNameBytesMax = 40;

export interface KeyKnowledge {
  isTelling(keyId: number): boolean;
  isClean(keyId: number): boolean;
  /** Whether texts that are known to be clean are read all the same: for names that others tell. */
  readonly readsClean: boolean;
  /** Where texts under that key are remembered as clean; null: they are not. */
  cleanTexts(keyId: number): CleanTexts | null;
}

export function createTextGatherer(keys: KeyTable, knowledge: KeyKnowledge): TextGatherer {
  // One tokeniser a nesting level: the outer one is in the middle of its text while an inner text is read.
  const tokenizers = Array.from({ length: limits.nestedTextDepthMax + 2 }, () => createJsonTokenizer());
  const keyStacks = tokenizers.map(() => new Int32Array(limits.jsonDepthMax + 2));
  /** By nesting and level: the name that an object gives to its value, `[start, end)`; 0, 0: none. */
  const nameStacks = tokenizers.map(() => new Int32Array(2 * (limits.jsonDepthMax + 2)));
  const texts = new TextTable();
  const segments = new Segments();
  const lookForBase64 = createBase64Look();
  let body: Buffer = Buffer.alloc(0);
  let nesting = 0;
  /** The key whose value the text that did not parse would have been. */
  let brokenKey = 0;

  const gatherer: TextGatherer = {
    texts,
    segments,
    segmentText: new Int32Array(4096),
    scratch: Buffer.allocUnsafe(1 << 20),
    length: 0,
    skipsClean: false,
    mayBeRemembered: [],
    begin(input) {
      gatherer.mayBeRemembered.length = 0;
      body = input;
      texts.clear();
      segments.clear();
      gatherer.length = 0;
      gatherer.reserve(input.length + 4096);
    },
    base64Texts() {
      const holding: number[] = [];
      lookForBase64(gatherer.scratch, segments, (segment) => holding.push(gatherer.segmentText[segment] as number));
      return holding;
    },
    nextRound() {
      segments.clear();
    },
    reserve(bytes) {
      if (gatherer.length + bytes <= gatherer.scratch.length) return;
      const wider = Buffer.allocUnsafe(Math.max(gatherer.scratch.length * 2, gatherer.length + bytes));
      gatherer.scratch.copy(wider, 0, 0, gatherer.length);
      gatherer.scratch = wider;
    },
    add,
    addDecoded,
    addNumber(row, text, keyId) {
      gatherer.reserve(text.length + 2);
      const start = gatherer.length;
      gatherer.length += gatherer.scratch.write(text, start, "latin1");
      const id = texts.add(row, -1, encodings.number, inScratch, start, gatherer.length, keyId);
      closeSegment(id, start);
      return id;
    },
    layClean(id) {
      texts.scanStart[id] = copy(bytesOf(texts.source[id] as number), texts.start[id] as number, texts.end[id] as number);
      writeSeparator();
    },
    addJson,
    addEmbeddedJson,
  };
  return gatherer;

  function bytesOf(source: number): Buffer {
    return source === inBody ? body : gatherer.scratch;
  }

  function add(row: number, parent: number, encoding: EncodingCode, source: number, start: number, end: number, keyId: number): number {
    const bytes = bytesOf(source);
    const first = bytes[start] as number;
    if ((first === 0x7b || first === 0x5b) && end - start > 2 && addJson(row, parent, source, start, end, keyId)) return -1;
    if (isHexId(bytes, start, end) && !knowledge.isTelling(keyId)) return -1;
    const hash = hashOf(bytes, start, end, keyId);
    if (hash === knownClean && !knowledge.readsClean) {
      texts.leftOutCount++;
      return -1;
    }
    const id = texts.add(row, parent, encoding, source, start, end, keyId);
    if (!isKnownClean(id, hash)) lay(id, bytes, start, end);
    return id;
  }

  /** By which a text may be remembered as clean; 0: it is not remembered; `knownClean`: it is remembered. */
  function hashOf(bytes: Buffer, start: number, end: number, keyId: number): number {
    if (!gatherer.skipsClean) return 0;
    const clean = knowledge.cleanTexts(keyId);
    if (clean === null) return 0;
    const hash = clean.hashOf(bytes, start, end);
    return hash !== 0 && clean.has(hash, bytes, start, end) ? knownClean : hash;
  }

  function isKnownClean(id: number, hash: number): boolean {
    texts.hash[id] = hash;
    if (hash !== 0 && hash !== knownClean) gatherer.mayBeRemembered.push(id);
    return hash === knownClean;
  }

  /** Copies a text behind the others. */
  function lay(id: number, bytes: Buffer, start: number, end: number): void {
    closeSegment(id, copy(bytes, start, end));
  }

  /** Returns where it now begins. */
  function copy(bytes: Buffer, start: number, end: number): number {
    const size = end - start;
    gatherer.reserve(size + 2);
    const at = gatherer.length;
    const { scratch } = gatherer;
    if (size < 40) for (let from = start, to = at; from < end; from++, to++) scratch[to] = bytes[from] as number;
    else bytes.copy(scratch, at, start, end);
    gatherer.length = at + size;
    return at;
  }

  function closeSegment(id: number, start: number): void {
    texts.scanStart[id] = start;
    const segment = segments.add(start, gatherer.length);
    if (segment >= gatherer.segmentText.length) {
      const wider = new Int32Array(segment * 2);
      wider.set(gatherer.segmentText);
      gatherer.segmentText = wider;
    }
    gatherer.segmentText[segment] = id;
    writeSeparator();
  }

  function writeSeparator(): void {
    gatherer.scratch[gatherer.length++] = separator[0] as number;
    gatherer.scratch[gatherer.length++] = separator[1] as number;
  }

  /**
   * JSON text: one value after the other (JSON lines), each an object or array. Where it does not parse to its end (cut-off attribute values are common), what has
   * been read is kept and the whole is scanned as it stands as well.
   */
  function addJson(row: number, parent: number, source: number, start: number, end: number, keyId: number): boolean {
    if (parent >= 0 && (texts.depth[parent] as number) >= limits.nestedTextDepthMax) return false;
    const before = {
      texts: texts.count,
      segments: segments.count,
      length: gatherer.length,
      mayBeRemembered: gatherer.mayBeRemembered.length,
    };
    const self = texts.add(row, parent, encodings.raw, source, start, end, keyId);
    let at = start;
    for (;;) {
      nesting++;
      const stop = readJsonValue(row, self, source, at, end, keyId);
      nesting--;
      if (stop < 0) {
        // Not JSON at all, or the rest of it is not.
        const broken = -stop - 1;
        if (at === start && broken - start < 2) {
          texts.count = before.texts;
          segments.count = before.segments;
          gatherer.length = before.length;
          gatherer.mayBeRemembered.length = before.mayBeRemembered;
          return false;
        }
        // What has been read so far may be part of something else ("[123-45-6789"): all of it is scanned as it stands, too.
        if (broken < end && knowledge.isTelling(brokenKey)) {
          const rest = texts.add(row, self, encodings.raw, source, broken, end, brokenKey);
          lay(rest, bytesOf(source), broken, end);
        }
        lay(self, bytesOf(source), start, end);
        return true;
      }
      at = skipSpace(bytesOf(source), stop, end);
      if (at >= end) return true;
      const next = bytesOf(source)[at];
      if (next !== 0x7b && next !== 0x5b) {
        lay(self, bytesOf(source), start, end);
        return true;
      }
    }
  }

  function addEmbeddedJson(row: number, parent: number, source: number, start: number, end: number, keyId: number): void {
    let at = start;
    for (let tries = 0; tries < limits.embeddedJsonMax; tries++) {
      while (at < end && !isJsonStart(bytesOf(source), at, end)) at++;
      if (at >= end) return;
      const self = texts.add(row, parent, encodings.raw, source, at, end, keyId);
      nesting++;
      const stop = readJsonValue(row, self, source, at, Math.min(end, at + limits.embeddedJsonBytesMax), keyId);
      nesting--;
      at = Math.max(at + 1, stop < 0 ? -stop - 1 : stop);
    }
  }

  /** Reads one value; returns where it ends, or -1 - the place from which on it does not parse. */
  function readJsonValue(row: number, self: number, source: number, start: number, end: number, rootKey: number): number {
    const tokenizer = tokenizers[nesting - 1];
    const stack = keyStacks[nesting - 1];
    const names = nameStacks[nesting - 1];
    if (tokenizer === undefined || stack === undefined || names === undefined) return -1 - start;
    tokenizer.open(bytesOf(source), start, end, "lenient");
    stack[0] = rootKey;
    let level = 0;
    let good = start;
    let pending = rootKey;
    for (;;) {
      const token = tokenizer.next();
      switch (token) {
        case objectStart:
        case arrayStart:
          stack[++level] = pending;
          names[2 * level + 1] = 0;
          good = tokenizer.end;
          break;
        case objectEnd:
        case arrayEnd:
          level--;
          good = tokenizer.end;
          if (level === 0) return good;
          pending = stack[level] as number;
          break;
        case KEY: {
          pending = readKey(
            row,
            self,
            source,
            tokenizer.start,
            tokenizer.end,
            tokenizer.escaped,
            tokenizer.decodedLength,
            stack[level] as number,
          );
          const nameEnd = names[2 * level + 1] as number;
          if (nameEnd > 0 && (keys.flagsOf(pending) & keyIsNamedValue) !== 0 && !knowledge.isTelling(pending))
            pending = keys.intern(stack[level] as number, bytesOf(source), names[2 * level] as number, nameEnd);
          break;
        }
        case STRING: {
          const { start: from, end: to } = tokenizer;
          if (to > from) {
            if ((keys.flagsOf(pending) & keyNamesValue) !== 0 && to - from <= limits.valueNameBytesMax) {
              names[2 * level] = from;
              names[2 * level + 1] = to;
            }
            if ((keys.flagsOf(pending) & keyNamesObject) !== 0 && isTypeName(bytesOf(source), from, to))
              stack[level] = keys.intern(stack[level] as number, bytesOf(source), from, to);
            if (!tokenizer.escaped) add(row, self, encodings.raw, source, from, to, pending);
            else addEscaped(row, self, source, from, to, tokenizer.decodedLength, pending);
          }
          good = to + 1;
          pending = stack[level] as number;
          break;
        }
        case NUMBER: {
          const { start: from, end: to } = tokenizer;
          if (to - from >= numberDigitsMin || knowledge.isTelling(pending)) {
            const id = texts.add(row, self, encodings.jsonNumber, source, from, to, pending);
            lay(id, bytesOf(source), from, to);
          }
          good = to;
          pending = stack[level] as number;
          break;
        }
        case INVALID:
        case END:
          brokenKey = pending;
          return -1 - good;
        default:
          good = tokenizer.end;
          pending = stack[level] as number;
      }
    }
  }

  function readKey(
    row: number,
    self: number,
    source: number,
    from: number,
    to: number,
    escaped: boolean,
    decodedLength: number,
    parentKey: number,
  ): number {
    if (!escaped) {
      const keyId = keys.intern(parentKey, bytesOf(source), from, to);
      if (!knowledge.isClean(keyId) && to > from) {
        const id = texts.add(row, self, encodings.raw, source, from, to, -keyId);
        lay(id, bytesOf(source), from, to);
      }
      return keyId;
    }
    const start = unescapeInto(source, from, to, decodedLength);
    const keyId = keys.intern(parentKey, gatherer.scratch, start, gatherer.length);
    const id = texts.add(row, self, encodings.jsonString, inScratch, start, gatherer.length, -keyId);
    texts.srcStart[id] = from;
    texts.srcEnd[id] = to;
    closeSegment(id, start);
    return keyId;
  }

  function addEscaped(row: number, self: number, source: number, from: number, to: number, decodedLength: number, keyId: number): void {
    addDecoded(row, self, encodings.jsonString, unescapeInto(source, from, to, decodedLength), keyId, from, to);
  }

  function addDecoded(
    row: number,
    parent: number,
    encoding: EncodingCode,
    start: number,
    keyId: number,
    srcStart: number,
    srcEnd: number,
  ): void {
    const end = gatherer.length;
    const id = texts.add(row, parent, encoding, inScratch, start, end, keyId);
    texts.srcStart[id] = srcStart;
    texts.srcEnd[id] = srcEnd;
    gatherer.reserve(2);
    const first = gatherer.scratch[start] as number;
    if (first === 0x7b || first === 0x5b) {
      // The decoded text stays where it is as the source of what is in it; it is not scanned itself.
      writeSeparator();
      if (!addJson(row, id, inScratch, start, end, keyId)) lay(id, gatherer.scratch, start, end);
    } else if (encoding === encodings.jsonString && isKnownClean(id, hashOf(gatherer.scratch, start, end, keyId))) writeSeparator();
    else closeSegment(id, start);
  }

  /** Writes the unescaped content behind the other texts; returns where it starts. */
  function unescapeInto(source: number, from: number, to: number, decodedLength: number): number {
    gatherer.reserve(decodedLength + 2);
    const start = gatherer.length;
    gatherer.length = unescapeJson(bytesOf(source), from, to, gatherer.scratch, start);
    return start;
  }
}

/** One word of letters with a capital first, as schemas name their types: `Appointment`, not `AWS::S3::Bucket`. */
function isTypeName(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] as number;
  if (end - start > typeNameBytesMax || first < 0x41 || first > 0x5a) return false;
  for (let at = start + 1; at < end; at++) {
    const letter = (bytes[at] as number) | 0x20;
    if (letter < 0x61 || letter > 0x7a) return false;
  }
  return true;
}
