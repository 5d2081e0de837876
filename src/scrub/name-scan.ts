import { limits } from "../base/index.ts";
import { createNameFinder, createNameMemory, modelRule, type NameMemory, nameDetectors } from "../detectors/index.ts";
import { type LeafTable, leafKinds } from "../otlp/index.ts";
import type { ModelNames } from "./model-names.ts";
import type { TextGatherer } from "./text-gatherer.ts";
import { knownClean } from "./text-table.ts";
import { TraceNumbers } from "./trace-numbers.ts";

/** A name at `[start, end)` of the scratch buffer. */
export type NameSink = (text: number, start: number, end: number, rule: number) => void;

/**
 * People's names in the values of a batch. What one text tells of a name (a title before it, both its parts) is remembered for the others of its trace: "Maria
 * Gonzalez" here makes "Gonzalez" there a finding, also in texts that came before. A leaf without a trace (log records carry theirs behind their texts) is a
 * document of its own, with all that is nested in it.
 */
export interface NameScan {
  /** A new batch begins; its leaves list the trace ids of spans. */
  begin(body: Buffer, leaves: LeafTable): void;
  /** Reads the texts of a round. */
  read(gatherer: TextGatherer, found: NameSink): void;
  /** Reads those texts again that came before the last new name of their trace. */
  readAgain(gatherer: TextGatherer, found: NameSink): void;
}

/** What keys say of names in their values, and whom to tell of a text that told a name. */
export interface NameKeys {
  isNoName(keyId: number): boolean;
  isUser(keyId: number): boolean;
  tells(text: number): void;
}

const noDocument = -1;
/** No name is as long; places in a scratch buffer times this are exact as numbers. */
const nameBytesMax = 2 ** 22;

/** `firstRule`: the index of the first rule of nameDetectors; behind the last of them is the model's. */
export function createNameScan(firstRule: number, keys: NameKeys, model: ModelNames | null): NameScan {
  const finder = createNameFinder();
  /** One for each document of the batch that has several texts; kept for the next batch. */
  const memories: NameMemory[] = [];
  let memoriesUsed = 0;
  const traces = new TraceNumbers();
  const ofRow = new Map<number, number>();
  /** For a leaf's own text outside of a trace. */
  const passing = createNameMemory();
  const rules = new Map<string, number>([...nameDetectors, modelRule].map(({ id }, index) => [id, firstRule + index]));
  /** Places of findings in texts that are read more than once: a text has a place of its own in the scratch buffer. */
  const seen = new Set<number>();
  /** By row of the leaves: the memory of its trace. */
  let traceOfRow = new Int32Array(4096);
  /** By text: how much was known when it was read, and one more; 0 for a text that was not read. */
  let generations = new Int32Array(4096);
  /** By text: 1 where it was read and holds nothing but what others may tell of it. */
  let plain = new Uint8Array(4096);
  /** Texts before it belong to earlier rounds. */
  let firstOfRound = 0;

  return {
    begin(body, leaves) {
      memoriesUsed = 0;
      model?.begin();
      traces.clear();
      ofRow.clear();
      seen.clear();
      generations.fill(0);
      plain.fill(0);
      firstOfRound = 0;
      if (traceOfRow.length < leaves.count) traceOfRow = new Int32Array(leaves.kind.length);
      assignTraces(body, leaves);
    },
    read(gatherer, found) {
      const { texts } = gatherer;
      if (generations.length < texts.count) {
        const wider = new Int32Array(texts.row.length);
        wider.set(generations);
        generations = wider;
        const widerPlain = new Uint8Array(wider.length);
        widerPlain.set(plain);
        plain = widerPlain;
      }
      for (let text = firstOfRound; text < texts.count; text++) {
        // Keys are not free text.
        const keyId = texts.keyId[text] as number;
        if (keyId < 0) continue;
        const isClean = texts.hash[text] === knownClean;
        if (((texts.scanStart[text] as number) < 0 && !isClean) || keys.isNoName(keyId)) continue;
        if (!isClean && keys.isUser(keyId) && findUser(gatherer, text, found)) continue;
        const memory = memoryFor(texts.row[text] as number, (texts.parent[text] as number) >= 0);
        // Alone it tells nothing; what others told may be found in it.
        if (isClean && memory.isEmpty) generations[text] = memory.generation + 1;
        else readText(gatherer, text, memory, found);
      }
      firstOfRound = texts.count;
    },
    readAgain(gatherer, found) {
      const { texts } = gatherer;
      for (let text = 0; text < texts.count; text++) {
        const before = generations[text] as number;
        if (before === 0) continue;
        const memory = memoryFor(texts.row[text] as number, (texts.parent[text] as number) >= 0);
        if (memory !== passing && before !== memory.generation + 1) readText(gatherer, text, memory, found);
      }
    },
  };

  /** Each row to the memory of the span it lies in; a link's trace id stands within a span's message, and tells nothing. A trace id may stand behind the texts of its span. */
  function assignTraces(body: Buffer, leaves: LeafTable): void {
    const { kind, start, fieldStart, outerStart, outerEnd } = leaves;
    let trace = noDocument;
    let spanEnd = -1;
    for (let row = 0; row < leaves.count; row++) {
      const at = fieldStart[row] as number;
      if (at >= spanEnd) trace = noDocument;
      if (kind[row] === leafKinds.traceId && at >= spanEnd) {
        trace = traces.numberOf(body, start[row] as number, openMemory);
        spanEnd = outerEnd[row] as number;
        const spanStart = outerStart[row] as number;
        for (let before = row - 1; before >= 0 && (fieldStart[before] as number) >= spanStart; before--) traceOfRow[before] = trace;
      }
      traceOfRow[row] = trace;
    }
  }

  function ruleOf(detector: string): number {
    return rules.get(detector) as number;
  }

  function openMemory(): number {
    const index = Math.min(memoriesUsed, limits.nameMemoriesMax - 1);
    if (memories[index] === undefined) memories[index] = createNameMemory();
    if (index === memoriesUsed) {
      memories[index]?.clear();
      memoriesUsed++;
    }
    return index;
  }

  function memoryFor(row: number, isNested: boolean): NameMemory {
    const trace = traceOfRow[row] as number;
    if (trace !== noDocument) return memories[trace] as NameMemory;
    if (!isNested) {
      passing.clear();
      return passing;
    }
    let own = ofRow.get(row);
    if (own === undefined) {
      own = openMemory();
      ofRow.set(row, own);
    }
    return memories[own] as NameMemory;
  }

  function findUser({ texts, scratch }: TextGatherer, text: number, found: NameSink): boolean {
    const start = texts.scanStart[text] as number;
    const end = start + (texts.end[text] as number) - (texts.start[text] as number);
    return finder.findUser(scratch, start, end, (from, to, detector) => found(text, from, to, ruleOf(detector)));
  }

  function readText(gatherer: TextGatherer, text: number, memory: NameMemory, found: NameSink): void {
    const { texts } = gatherer;
    const length = (texts.end[text] as number) - (texts.start[text] as number);
    if (length < 2) return;
    if ((texts.scanStart[text] as number) < 0) gatherer.layClean(text);
    const start = texts.scanStart[text] as number;
    const report = (from: number, to: number, detector: string) => {
      const place = from * nameBytesMax + to - from;
      if (seen.has(place)) return;
      seen.add(place);
      found(text, from, to, ruleOf(detector));
    };
    if (plain[text] === 1) finder.findRemembered(gatherer.scratch, start, start + length, report, memory);
    else {
      if (finder.find(gatherer.scratch, start, start + length, report, memory)) keys.tells(text);
      plain[text] = finder.isPlain ? 1 : 0;
    }
    generations[text] = memory.generation + 1;
    if (model === null || texts.hash[text] === knownClean) return;
    // What it tells of names is found again where the dictionary's is: at once in a text of its own, in a trace when all is read.
    const isRead = model.find(gatherer.scratch, start, start + length, memory, (from, to) => report(from, to, modelRule.id));
    if (!isRead) keys.tells(text);
    if (memory === passing && generations[text] !== memory.generation + 1)
      finder.find(gatherer.scratch, start, start + length, report, memory);
  }
}
