import type { PhiType } from "../detectors/index.ts";
import type { ContentEdit } from "../otlp/index.ts";
import type { Replace } from "./actions.ts";
import { encodeBase64 } from "./base64-text.ts";
import type { Plan } from "./plan.ts";
import { resolveOverlaps } from "./resolve-overlaps.ts";
import type { Rule } from "./rule.ts";
import type { Scanned } from "./scan.ts";
import { createStepLocator, entities, escapes, lookAlikes, percent, type StepCodec } from "./step-codecs.ts";
import { TextFindings } from "./text-findings.ts";
import { encodings, inBody } from "./text-table.ts";
import { wrappedLines } from "./wrapped-lines.ts";

/** What becomes of a leaf's text: `edits`, sorted and apart, of `bytes`, where it lies. */
export type ReportEdits = (text: number, edits: readonly ContentEdit[], bytes: Buffer) => void;

const codecs: ReadonlyMap<number, StepCodec> = new Map([
  [encodings.jsonString, escapes],
  [encodings.percent, percent],
  [encodings.escapes, escapes],
  [encodings.entities, entities],
  [encodings.lookAlikes, lookAlikes],
  [encodings.wrappedLines, wrappedLines],
]);

const apart = new TextFindings();

/**
 * What a plan makes of the findings, from the innermost text outward: edits of a text become edits of the text that holds it, and at last of the leaf. Returns how many
 * findings each rule had.
 */
export function textEdits(scanned: Scanned, replace: Replace, plan: Plan, report: ReportEdits): Map<string, number> {
  const { texts, rules, body } = scanned;
  const scratch = scanned.scratch();
  const bytesOf = (text: number) => (text < 0 || texts.source[text] === inBody ? body : scratch);
  const counts = new Uint32Array(rules.length);
  const pending = new Map<number, ContentEdit[]>();
  resolveOverlaps(scanned.findings, apart, scanned.rules);
  for (let i = 0; i < apart.count; i++) {
    const text = apart.text[i] as number;
    const rule = apart.rule[i] as number;
    counts[rule] = (counts[rule] as number) + 1;
    const { type } = rules[rule] as Rule;
    if (plan.actions[type] === "keep") continue;
    const start = apart.start[i] as number;
    const end = apart.end[i] as number;
    const edit = { start, end, to: replace(type, bytesOf(text), start, end) };
    const own = pending.get(text);
    if (own === undefined) pending.set(text, [edit]);
    else own.push(edit);
  }
  // A text has a higher number than the one it was found in, so every text comes after all that is in it.
  for (const text of withAncestors(pending.keys(), texts.parent)) {
    const own = merge(pending.get(text) as ContentEdit[]);
    const parent = texts.parent[text] as number;
    const outward = encodeEdits(scanned, text, own, bytesOf(text), bytesOf(parent));
    if (parent < 0) {
      report(text, outward, bytesOf(text));
      continue;
    }
    const around = pending.get(parent);
    if (around === undefined) pending.set(parent, outward);
    else for (const edit of outward) around.push(edit);
  }
  return byName(counts, rules);
}

function byName(counts: Uint32Array, rules: readonly Rule[]): Map<string, number> {
  const named = new Map<string, number>();
  for (let rule = 0; rule < counts.length; rule++) {
    const count = counts[rule] as number;
    if (count === 0) continue;
    const { type, id } = rules[rule] as { type: PhiType; id: string };
    const name = `${type} ${id}`;
    named.set(name, (named.get(name) ?? 0) + count);
  }
  return named;
}

/** These texts and all that they lie in, innermost first. */
function withAncestors(from: Iterable<number>, parents: Int32Array): number[] {
  const all = new Set<number>();
  for (let text of from) for (; text >= 0 && !all.has(text); text = parents[text] as number) all.add(text);
  return [...all].sort((a, b) => b - a);
}

/** Edits of one text by place; where two overlap (a finding, and one inside a decoded view of the same bytes) the wider one's text stands for both. */
export function merge(edits: ContentEdit[]): ContentEdit[] {
  if (areApart(edits)) return edits;
  edits.sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: ContentEdit[] = [];
  for (const edit of edits) {
    const last = merged.at(-1);
    if (last === undefined || edit.start >= last.end) merged.push(edit);
    else if (edit.end > last.end) {
      const wider = edit.end - edit.start > last.end - last.start ? edit : last;
      merged[merged.length - 1] = { start: last.start, end: edit.end, to: wider.to };
    }
  }
  return merged;
}

function areApart(edits: readonly ContentEdit[]): boolean {
  let last = -1;
  for (const { start, end } of edits) {
    if (start < last || start === end) return false;
    last = end;
  }
  return true;
}

/** The edits of a text as edits of its encoded form in its parent. */
function encodeEdits(scanned: Scanned, text: number, own: ContentEdit[], bytes: Buffer, source: Buffer): ContentEdit[] {
  const { texts } = scanned;
  const encoding = texts.encoding[text] as number;
  const srcStart = texts.srcStart[text] as number;
  const srcEnd = texts.srcEnd[text] as number;
  const start = texts.start[text] as number;
  const end = texts.end[text] as number;
  const codec = codecs.get(encoding);
  if (codec !== undefined) {
    const locate = createStepLocator(codec, source, srcStart, srcEnd);
    return own.map((edit) => {
      const [from, to] = locate(edit.start - start, edit.end - start);
      return { start: from, end: to, to: Buffer.from(codec.encode(edit.to.toString())) };
    });
  }
  if (encoding === encodings.jsonNumber) {
    return [{ start: srcStart, end: srcEnd, to: Buffer.from(JSON.stringify(applyEdits(bytes, start, end, own).toString())) }];
  }
  if (encoding === encodings.base64) {
    const run = source.toString("latin1", srcStart, srcEnd);
    return [
      {
        start: srcStart,
        end: srcEnd,
        to: encodeBase64(applyEdits(bytes, start, end, own), /[-_]/.test(run), run.endsWith("=") || run.length % 4 === 0),
      },
    ];
  }
  return own;
}

/** `[start, end)` of the bytes with the edits made. */
export function applyEdits(bytes: Buffer, start: number, end: number, edits: readonly ContentEdit[]): Buffer {
  const parts: Uint8Array[] = [];
  let at = start;
  for (const edit of edits) {
    parts.push(bytes.subarray(at, edit.start), edit.to);
    at = edit.end;
  }
  parts.push(bytes.subarray(at, end));
  return Buffer.concat(parts);
}
