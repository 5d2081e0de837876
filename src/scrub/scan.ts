import { isUtf8 } from "node:buffer";
import { CordonError, type ErrorCode, limits, type Signal } from "../base/index.ts";
import { createEngine, type Detector, FindingTable, findRecordFields, modelRule, nameDetectors } from "../detectors/index.ts";
import type { NameModel } from "../model/index.ts";
import {
  createKeyTable,
  createWalker,
  type KeyTable,
  keyIsClean,
  LeafTable,
  leafKinds,
  requestMessage,
  type Walker,
} from "../otlp/index.ts";
import { createAllowList } from "./allow-list.ts";
import { forEachBase64Text } from "./base64-text.ts";
import { dropWithoutPerson } from "./beside-person.ts";
import { readInt64 } from "./byte-forms.ts";
import { createCleanMemory } from "./clean-memory.ts";
import { createDecodedViews } from "./decoded-views.ts";
import { createKeyClasses, type KeyClasses } from "./key-classes.ts";
import { dedupe } from "./marked-texts.ts";
import { createModelNames } from "./model-names.ts";
import { createNameScan } from "./name-scan.ts";
import { type RankedRule, ranked, toRule } from "./rule.ts";
import { decodeSteps, entities, escapes, lookAlikes, percent, type StepCodec } from "./step-codecs.ts";
import { TextFindings } from "./text-findings.ts";
import { createTextGatherer } from "./text-gatherer.ts";
import { type EncodingCode, encodings, inBody, type TextTable } from "./text-table.ts";
import { isWrapped, wrappedLines } from "./wrapped-lines.ts";

/**
 * A batch that has been scanned: every text place listed, every finding placed. It refers to the scanner's own tables, which the next scan writes over: make
 * every destination's view of it before that.
 */
export interface Scanned {
  readonly signal: Signal;
  readonly body: Buffer;
  readonly items: number;
  readonly leaves: LeafTable;
  readonly texts: TextTable;
  readonly findings: TextFindings;
  readonly rules: readonly RankedRule[];
  readonly keys: KeyTable;
  /** Bytes that texts with `source: inScratch` point into. */
  scratch(): Buffer;
}

/** What counts as a finding. */
export interface Detection {
  readonly detectors: readonly Detector[];
  /** Whether people's names are looked for in free text; under telling keys and labels they are found in any case. */
  readonly names: "off" | "dictionary";
  /** Texts that are never a finding, whole. */
  readonly allow: readonly string[];
  /** A language model that reads free text for names, too; needs names: dictionary. */
  readonly model?: NameModel;
}

export interface ScannerSettings extends Detection {
  /** Keys that some destination keeps or drops by name: their places are listed even where they are clean. */
  isSelectedKey(path: string): boolean;
  /** A destination changes record times or ids. */
  readonly times: boolean;
  readonly ids: boolean;
}

export interface Scanner {
  readonly rules: readonly RankedRule[];
  /**
   * Scans a whole request. A code: the bytes are not OTLP, nothing was scanned; or, with `unread`, the model has not read these parts of its texts: have it read them and scan
   * again. Throws only on a bug: the caller holds the batch back.
   */
  scan(signal: Signal, body: Buffer): ScanResult;
  /** Scans only the leaves of messages that touch one of the sorted ranges `[start, end, …]`, and checks the whole on the way. */
  scanWithin(signal: Signal, body: Buffer, ranges: readonly number[]): ScanResult;
  /** Scans one text that is no OTLP. It must be UTF-8; a model must be one that can be waited for here. */
  scanText(text: Buffer): Scanned;
}

export type ScanResult =
  | { readonly code: null; readonly scanned: Scanned }
  | { readonly code: ErrorCode; readonly unread?: readonly string[] };

const stepCodecs: readonly (readonly [EncodingCode, StepCodec])[] = [
  [encodings.percent, percent],
  [encodings.escapes, escapes],
  [encodings.entities, entities],
  [encodings.lookAlikes, lookAlikes],
  [encodings.wrappedLines, wrappedLines],
];
const embeddedJson = stepCodecs.length;
const records = embeddedJson + 1;
const base64 = records + 1;

export function createScanner(settings: ScannerSettings): Scanner {
  const { detectors } = settings;
  const engine = createEngine(detectors);
  const classes: KeyClasses = createKeyClasses(detectors.length + 1, settings.isSelectedKey);
  const keys = createKeyTable(classes.classify);
  const walk: Walker = createWalker(keys);
  const leaves = new LeafTable();
  const clean = createCleanMemory({ isTelling: classes.isTelling, isUser: classes.isUser, isNoName: classes.isNoName });
  const gatherer = createTextGatherer(keys, {
    isTelling: classes.isTelling,
    isClean: (keyId) => (keys.flagsOf(keyId) & keyIsClean) !== 0,
    readsClean: settings.names !== "off",
    cleanTexts: clean.textsOf,
  });
  const views = createDecodedViews(gatherer.texts);
  const hits = new FindingTable();
  const findings = new TextFindings();
  const isAllowed = createAllowList(settings.allow);
  const rules = ranked([
    ...detectors.map(toRule),
    { id: "nested_too_deep", type: "OTHER", evidence: "encoding" },
    ...classes.rules,
    ...nameDetectors.map(({ id, type, evidence }) => ({ id, type, evidence })),
    modelRule,
  ]);
  const model = settings.model === undefined ? null : createModelNames(settings.model);
  const keysOfNames = { isNoName: classes.isNoName, isUser: classes.isUser, tells: clean.markDirty };
  const names = settings.names === "off" ? null : createNameScan(rules.length - 1 - nameDetectors.length, keysOfNames, model);
  const nestedTooDeep = detectors.length;

  return {
    rules,
    scan: (signal, body) => scanRequest(signal, body, null),
    scanWithin: (signal, body, ranges) => scanRequest(signal, body, ranges),
    scanText(text) {
      keys.beginBatch();
      leaves.clear();
      if (text.length > 0) leaves.add(leafKinds.text, 0, 0, text.length, 0);
      if (!scanLeaves(text)) throw new Error("The text is not UTF-8: who reads it has to check that first.");
      if (model !== null && model.unread.size > 0) throw new CordonError("model.failed");
      return scannedOf("logs", text, 1);
    },
  };

  function scanRequest(signal: Signal, body: Buffer, within: readonly number[] | null): ScanResult {
    keys.beginBatch();
    // A log record's trace id stands behind its texts: logs share one memory of names a batch.
    const ids = settings.ids || (names !== null && signal === "traces");
    const { code, items } = walk(body, requestMessage[signal], leaves, { times: settings.times, ids, within });
    if (code !== null) return { code };
    if (!scanLeaves(body)) return { code: "otlp.invalid_utf8" };
    if (model !== null && model.unread.size > 0) return { code: "model.failed", unread: [...model.unread] };
    return { code: null, scanned: scannedOf(signal, body, items) };
  }

  function scannedOf(signal: Signal, body: Buffer, items: number): Scanned {
    return { signal, body, items, leaves, texts: gatherer.texts, findings, rules, keys, scratch: () => gatherer.scratch };
  }

  /** False where a string is not UTF-8. Where the model can be waited for here, it reads what it has not read, and all is scanned again. */
  function scanLeaves(body: Buffer): boolean {
    const readNow = settings.model?.readNow;
    if (!scanOnce(body)) return false;
    if (model === null || readNow === undefined || model.unread.size === 0) return true;
    readNow([...model.unread]);
    return scanOnce(body);
  }

  function scanOnce(body: Buffer): boolean {
    gatherer.begin(body);
    findings.clear();
    views.clear();
    names?.begin(body, leaves);
    // Bytes need not be UTF-8, and could pass for a string that must be: only strings are compared and remembered.
    gatherer.skipsClean = true;
    gatherLeaves(body, false);
    gatherer.skipsClean = false;
    if (!isUtf8(gatherer.scratch.subarray(0, gatherer.length))) return false;
    gatherLeaves(body, true);
    // Each round decodes once more; limits.nestedTextDepthMax ends it.
    while (gatherer.segments.count > 0) {
      const marked = scanRound();
      names?.read(gatherer, found);
      const base64Texts = gatherer.base64Texts();
      gatherer.nextRound();
      for (const [text, marker] of marked) {
        clean.markDirty(text);
        readAgain(body, text, marker);
      }
      for (const text of base64Texts) {
        clean.markDirty(text);
        readAgain(body, text, base64);
      }
    }
    names?.readAgain(gatherer, found);
    clean.remember(gatherer.texts, gatherer.scratch, gatherer.mayBeRemembered);
    findByKey();
    dropWithoutPerson(findings, rules, (text) => gatherer.texts.row[text] as number);
    markCleanKeys();
    return true;
  }

  /** Strings and numbers first, bytes in a second pass: only strings must be UTF-8. */
  function gatherLeaves(body: Buffer, bytesOnly: boolean): void {
    const { kind, start, end, keyId } = leaves;
    for (let row = 0; row < leaves.count; row++) {
      const of = kind[row] as number;
      if ((of === leafKinds.bytes) !== bytesOnly) continue;
      if (of === leafKinds.text || of === leafKinds.bytes) {
        gatherer.add(row, -1, encodings.raw, inBody, start[row] as number, end[row] as number, keyId[row] as number);
      } else if (of === leafKinds.key) {
        if ((keys.flagsOf(keyId[row] as number) & keyIsClean) !== 0) continue;
        gatherer.add(row, -1, encodings.raw, inBody, start[row] as number, end[row] as number, -(keyId[row] as number));
      } else if (of === leafKinds.int) {
        gatherer.addNumber(row, readInt64(body, start[row] as number), keyId[row] as number);
      } else if (of === leafKinds.double) {
        const value = body.readDoubleLE(start[row] as number);
        if (classes.isTelling(keyId[row] as number) || (Number.isSafeInteger(value) && value >= 1e12)) {
          gatherer.addNumber(row, String(value), keyId[row] as number);
        }
      } else if (of === leafKinds.bool) {
        gatherer.addNumber(row, body[start[row] as number] === 0 ? "false" : "true", keyId[row] as number);
      }
    }
  }

  function scanRound(): (readonly [text: number, marker: number])[] {
    const marked: (readonly [number, number])[] = [];
    hits.clear();
    const { segmentText, scratch, segments } = gatherer;
    engine.scan(scratch, gatherer.length, segments, hits, (segment, marker) => marked.push([segmentText[segment] as number, marker]));
    for (let hit = 0; hit < hits.count; hit++) {
      found(
        segmentText[hits.segment[hit] as number] as number,
        hits.start[hit] as number,
        hits.end[hit] as number,
        hits.detector[hit] as number,
      );
    }
    return dedupe(marked);
  }

  /** A finding at `[start, end)` of the scratch buffer, unless the key or the allow list says otherwise. */
  function found(text: number, start: number, end: number, rule: number): void {
    const { texts, scratch } = gatherer;
    clean.markDirty(text);
    const isWords = () => scratch.subarray(texts.scanStart[text] as number, end).includes(0x20);
    if (classes.suppresses(texts.keyId[text] as number, (rules[rule] as RankedRule).type, isWords) || isAllowed(scratch, start, end))
      return;
    const shift = (texts.start[text] as number) - (texts.scanStart[text] as number);
    findings.add(text, start + shift, end + shift, rule);
  }

  /** Lists what a text hides behind an encoding as texts of their own, for the next round. */
  function readAgain(body: Buffer, text: number, marker: number): void {
    const { texts } = gatherer;
    const row = texts.row[text] as number;
    const keyId = texts.keyId[text] as number;
    const source = texts.source[text] as number;
    const start = texts.start[text] as number;
    const end = texts.end[text] as number;
    const bytes = source === inBody ? body : gatherer.scratch;
    if (marker === embeddedJson) {
      gatherer.addEmbeddedJson(row, text, source, start, end, keyId);
      return;
    }
    if (marker === records) {
      if (keyId >= 0)
        findRecordFields(bytes, start, end, (from, to, type) => {
          if (!classes.suppresses(keyId, type) && !isAllowed(bytes, from, to)) findings.add(text, from, to, classes.ruleOf(type));
        });
      return;
    }
    if (stepCodecs[marker]?.[0] === encodings.wrappedLines && !isWrapped(bytes, start, end)) return;
    if ((texts.depth[text] as number) >= limits.nestedTextDepthMax) {
      findings.add(text, start, end, nestedTooDeep);
      return;
    }
    const codec = stepCodecs[marker];
    if (codec === undefined) {
      forEachBase64Text(bytes, start, end, (from, to, decoded) => {
        gatherer.reserve(decoded.length + 2);
        const at = gatherer.length;
        decoded.copy(gatherer.scratch, at);
        gatherer.length += decoded.length;
        addDecoded(text, encodings.base64, at, from, to);
      });
      return;
    }
    gatherer.reserve(end - start + 2);
    const at = gatherer.length;
    const to = decodeSteps(codec[1], bytes, start, end, gatherer.scratch, at);
    if (to - at === end - start && bytes.compare(gatherer.scratch, at, to, start, end) === 0) return;
    if (!views.isNew(text, gatherer.scratch, at, to)) return;
    gatherer.length = to;
    addDecoded(text, codec[0], at, start, end);
  }

  /** The decoded text that has just been written to the scratch buffer from `at` on. */
  function addDecoded(parent: number, encoding: EncodingCode, at: number, srcStart: number, srcEnd: number): void {
    const { texts } = gatherer;
    gatherer.addDecoded(texts.row[parent] as number, parent, encoding, at, texts.keyId[parent] as number, srcStart, srcEnd);
  }

  function findByKey(): void {
    const { texts, scratch } = gatherer;
    for (let text = 0; text < texts.count; text++) {
      const keyId = texts.keyId[text] as number;
      if (keyId <= 0 || !classes.isTelling(keyId) || texts.scanStart[text] === -1) continue;
      const parent = texts.parent[text] as number;
      // A decoded view of a text that is a finding already, whole, says nothing new.
      if (parent >= 0 && texts.scanStart[parent] !== -1 && texts.keyId[parent] === keyId) continue;
      const start = texts.scanStart[text] as number;
      const end = start + (texts.end[text] as number) - (texts.start[text] as number);
      const rule = classes.find(keyId, scratch, start, end);
      if (rule < 0 || isAllowed(scratch, start, end)) continue;
      findings.add(text, texts.start[text] as number, texts.end[text] as number, rule);
    }
  }

  /** Keys whose own text held nothing need no further scan in later batches. */
  function markCleanKeys(): void {
    const { texts } = gatherer;
    const dirty = new Set<number>();
    for (let finding = 0; finding < findings.count; finding++) {
      for (let text = findings.text[finding] as number; text >= 0; text = texts.parent[text] as number) dirty.add(text);
    }
    for (let text = 0; text < texts.count; text++) {
      const keyId = texts.keyId[text] as number;
      if (keyId < 0 && !dirty.has(text)) keys.markClean(-keyId);
    }
    for (const text of dirty) if ((texts.keyId[text] as number) < 0) keys.markDirty(-(texts.keyId[text] as number));
  }
}
