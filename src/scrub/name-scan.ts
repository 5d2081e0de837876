import { limits } from "../base/index.ts";
import { createNameFinder, createNameMemory, type NameMemory, nameDetectors } from "../detectors/index.ts";
import { type LeafTable, leafKinds } from "../otlp/index.ts";
import type { TextGatherer } from "./text-gatherer.ts";

/** A name at `[start, end)` of the scratch buffer. */
export type NameSink = (text: number, start: number, end: number, rule: number) => void;

/**
 * People's names in the values of a batch. What one text tells of a name (a title before it, both its parts) is remembered for the others of its trace: "Maria
 * Gonzalez" here makes "Gonzalez" there a finding, also in texts that came before. A leaf without a trace (log records carry theirs behind their texts) is a
 * document of its own, with all that is nested in it.
 */
export interface NameScan {
  /** A new batch begins; its leaves list the trace ids of spans, each before the texts of its span. */
  begin(body: Buffer, leaves: LeafTable): void;
  /** Reads the texts of a round. */
  read(gatherer: TextGatherer, found: NameSink): void;
  /** Reads those texts again that came before the last new name of their trace. */
  readAgain(gatherer: TextGatherer, found: NameSink): void;
}

/** What keys say of names in their values. */
export interface NameKeys {
  isNoName(keyId: number): boolean;
  isUser(keyId: number): boolean;
}

/** `firstRule`: the index of the first rule of nameDetectors. */
export function createNameScan(firstRule: number, keys: NameKeys): NameScan {
  const finder = createNameFinder();
  /** One for each document of the batch that has several texts; kept for the next batch. */
  const memories: NameMemory[] = [];
  let memoriesUsed = 0;
  const ofDocument = new Map<string | number, NameMemory>();
  /** For a leaf's own text outside of a trace. */
  const passing = createNameMemory();
  const rules = new Map<string, number>(nameDetectors.map(({ id }, index) => [id, firstRule + index]));
  const seen = new Set<string>();
  /** By row of the leaves: its trace, where it has one. */
  let traceOfRow: (string | undefined)[] = [];
  /** By text: how much was known when it was read. */
  let generations: number[] = [];

  return {
    begin(body, leaves) {
      memoriesUsed = 0;
      ofDocument.clear();
      seen.clear();
      generations = [];
      traceOfRow = [];
      let trace: string | undefined;
      for (let row = 0; row < leaves.count; row++) {
        if (leaves.kind[row] === leafKinds.traceId) trace = body.toString("latin1", leaves.start[row], leaves.end[row]);
        traceOfRow.push(trace);
      }
    },
    read({ segments, segmentText, texts, scratch }, found) {
      for (let segment = 0; segment < segments.count; segment++) {
        const text = segmentText[segment] as number;
        // Keys are not free text.
        const keyId = texts.keyId[text] as number;
        if (keyId < 0 || keys.isNoName(keyId)) continue;
        const start = segments.start[segment] as number;
        const end = segments.end[segment] as number;
        if (keys.isUser(keyId) && finder.findUser(scratch, start, end, (from, to, detector) => found(text, from, to, ruleOf(detector))))
          continue;
        const memory = memoryFor(texts.row[text] as number, (texts.parent[text] as number) >= 0);
        readText(scratch, text, start, end, memory, found);
      }
    },
    readAgain({ texts, scratch }, found) {
      for (let text = 0; text < texts.count; text++) {
        const start = texts.scanStart[text] as number;
        const before = generations[text];
        if (before === undefined || start < 0) continue;
        const memory = memoryFor(texts.row[text] as number, (texts.parent[text] as number) >= 0);
        if (memory === passing || before === memory.generation) continue;
        readText(scratch, text, start, start + (texts.end[text] as number) - (texts.start[text] as number), memory, found);
      }
    },
  };

  function ruleOf(detector: string): number {
    return rules.get(detector) as number;
  }

  function memoryFor(row: number, isNested: boolean): NameMemory {
    const trace = traceOfRow[row];
    if (trace === undefined && !isNested) {
      if (!passing.isEmpty) passing.clear();
      return passing;
    }
    const document = trace ?? row;
    const known = ofDocument.get(document);
    if (known !== undefined) return known;
    const index = Math.min(memoriesUsed, limits.nameMemoriesMax - 1);
    if (memories[index] === undefined) memories[index] = createNameMemory();
    const memory = memories[index] as NameMemory;
    if (index === memoriesUsed) {
      if (!memory.isEmpty) memory.clear();
      memoriesUsed++;
    }
    ofDocument.set(document, memory);
    return memory;
  }

  function readText(bytes: Buffer, text: number, start: number, end: number, memory: NameMemory, found: NameSink): void {
    if (end - start < 2) return;
    finder.find(
      bytes,
      start,
      end,
      (from, to, detector) => {
        const place = `${text} ${from} ${to}`;
        if (seen.has(place)) return;
        seen.add(place);
        found(text, from, to, ruleOf(detector));
      },
      memory,
    );
    generations[text] = memory.generation;
  }
}
