import { createHmac } from "node:crypto";
import type { PhiType } from "../detectors/index.ts";
import { leafKinds, lengthDelimited, type Splice, spliceFields } from "../otlp/index.ts";
import { createReplace, type Replace } from "./actions.ts";
import { encodeBase64 } from "./base64-text.ts";
import { createKeyMatcher } from "./key-matcher.ts";
import type { Plan } from "./plan.ts";
import type { Scanned } from "./scan.ts";
import { entities, escapes, locateSteps, lookAlikes, percent, type StepCodec } from "./step-codecs.ts";
import { encodings, inBody } from "./text-table.ts";
import type { TokenVault } from "./token-vault.ts";

/** A destination's view of a batch: its bytes, where they differ from what came, and what was done, in counts. */
export interface View {
  readonly bytes: Uint8Array;
  /** Places of the edited fields in `bytes`: `[start, end, start, end, …]`, ascending. Empty: the bytes are the body itself. */
  readonly ranges: readonly number[];
  /** What stands in `bytes` as it came: `[from, to, at, …]`, body `[from, to)` at `at`. */
  readonly kept: readonly number[];
  readonly counts: ViewCounts;
}

export interface ViewCounts {
  /** Findings by type and rule id: `TYPE rule` -> count. */
  readonly findings: ReadonlyMap<string, number>;
  readonly unknownFields: number;
  readonly droppedAttributes: number;
  readonly embeddings: number;
}

export interface Renderer {
  render(scanned: Scanned): View;
  /** For a text that is no OTLP (Scanner.scanText): the text as the destination may have it. */
  renderText(scanned: Scanned, counts: Map<string, number>): Buffer;
}

/** What a stretch of a text, or of a leaf, becomes. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly to: Buffer;
}

export function createRenderer(plan: Plan, vault: TokenVault, idKey: Uint8Array, timeShiftNs: bigint): Renderer {
  const replace = createReplace(plan, vault);
  const isDropped = createKeyMatcher(plan.keepKeys, plan.dropKeys);
  const editsLeaves =
    plan.unknownFields === "remove" ||
    plan.embeddings === "drop" ||
    plan.recordTime !== "keep" ||
    plan.ids === "remap" ||
    plan.keepKeys !== null ||
    plan.dropKeys.length > 0;

  return {
    render(scanned) {
      const counts = { findings: new Map<string, number>(), unknownFields: 0, droppedAttributes: 0, embeddings: 0 };
      const splices: Splice[] = [];
      if (scanned.findings.count > 0) {
        textEdits(scanned, replace, counts.findings, plan, (text, outward, bytes) =>
          splices.push(fieldSplice(scanned, text, outward, bytes)),
        );
      }
      if (editsLeaves) leafSplices(scanned, splices, counts);
      return { ...spliceFields(scanned.body, outermost(splices)), counts };
    },
    renderText(scanned, counts) {
      const edits: Edit[] = [];
      textEdits(scanned, replace, counts, plan, (_text, outward) => edits.push(...outward));
      return applyEdits(scanned.body, 0, scanned.body.length, merge(edits));
    },
  };

  /** Edits that need no finding: unknown fields, embeddings, attributes by key, record times, ids. */
  function leafSplices(
    scanned: Scanned,
    splices: Splice[],
    counts: { unknownFields: number; droppedAttributes: number; embeddings: number },
  ): void {
    const { leaves, body, keys } = scanned;
    for (let row = 0; row < leaves.count; row++) {
      const start = leaves.start[row] as number;
      const end = leaves.end[row] as number;
      const fieldStart = leaves.fieldStart[row] as number;
      switch (leaves.kind[row]) {
        case leafKinds.unknown:
          if (plan.unknownFields === "keep") break;
          splices.push({ start: fieldStart, end, replacement: nothing });
          counts.unknownFields++;
          break;
        case leafKinds.embedding:
          if (plan.embeddings === "keep") break;
          splices.push({ start: fieldStart, end, replacement: emptyArray });
          counts.embeddings++;
          break;
        case leafKinds.key: {
          if (!isDropped(keys.pathOf(leaves.keyId[row] as number))) break;
          splices.push({ start: leaves.outerStart[row] as number, end: leaves.outerEnd[row] as number, replacement: nothing });
          counts.droppedAttributes++;
          break;
        }
        case leafKinds.time:
          if (plan.recordTime !== "keep" && end - start === 8)
            splices.push({ start: fieldStart, end, replacement: withTime(body, fieldStart, start) });
          break;
        case leafKinds.traceId:
        case leafKinds.spanId:
          if (plan.ids === "remap") splices.push({ start: fieldStart, end, replacement: withId(body, fieldStart, start, end) });
          break;
        default:
      }
    }
  }

  function withTime(body: Buffer, fieldStart: number, start: number): Buffer {
    const field = Buffer.from(body.subarray(fieldStart, start + 8));
    const time = body.readBigUInt64LE(start);
    if (time !== 0n) {
      const changed = plan.recordTime === "truncate_hour" ? time - (time % 3_600_000_000_000n) : time + timeShiftNs;
      field.writeBigUInt64LE(BigInt.asUintN(64, changed), start - fieldStart);
    }
    return field;
  }

  /** Ids stay linked to each other within one run and cannot be led back: HMAC under a random key of the process. */
  function withId(body: Buffer, fieldStart: number, start: number, end: number): Buffer {
    const field = Buffer.from(body.subarray(fieldStart, end));
    createHmac("sha256", idKey)
      .update(body.subarray(start, end))
      .digest()
      .copy(field, start - fieldStart, 0, end - start);
    return field;
  }
}

const nothing = Buffer.alloc(0);
/** AnyValue.array_value with nothing in it. */
const emptyArray = Buffer.from([0x2a, 0]);

const codecs: ReadonlyMap<number, StepCodec> = new Map([
  [encodings.jsonString, escapes],
  [encodings.percent, percent],
  [encodings.escapes, escapes],
  [encodings.entities, entities],
  [encodings.lookAlikes, lookAlikes],
]);

/** From the innermost text outward: edits of a text become edits of the text that holds it, and at last fields of the body. */
function textEdits(
  scanned: Scanned,
  replace: Replace,
  counts: Map<string, number>,
  plan: Plan,
  report: (text: number, outward: readonly Edit[], bytes: Buffer) => void,
): void {
  const { texts, rules, body } = scanned;
  const scratch = scanned.scratch();
  const edits = new Map<number, Edit[]>();
  const pend = (text: number, edit: Edit) => {
    const list = edits.get(text);
    if (list === undefined) edits.set(text, [edit]);
    else list.push(edit);
  };
  for (const [text, found] of resolveOverlaps(scanned)) {
    const bytes = texts.source[text] === inBody ? body : scratch;
    for (const { start, end, rule } of found) {
      const { type, id } = rules[rule] as { type: PhiType; id: string };
      const name = `${type} ${id}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (plan.actions[type] === "keep") continue;
      pend(text, { start, end, to: Buffer.from(replace(type, bytes.toString("utf8", start, end))) });
    }
  }
  // A text has a higher number than the one it was found in, so every text comes after all that is in it.
  for (const text of withAncestors(edits.keys(), texts.parent)) {
    const own = merge(edits.get(text) ?? []);
    if (own.length === 0) continue;
    const parent = texts.parent[text] as number;
    const bytes = texts.source[text] === inBody ? body : scratch;
    const source = parent < 0 || texts.source[parent] === inBody ? body : scratch;
    const outward = encodeEdits(scanned, text, own, bytes, source);
    if (parent < 0) report(text, outward, bytes);
    else for (const edit of outward) pend(parent, edit);
  }
}

/** These texts and all that they lie in, innermost first. */
function withAncestors(from: Iterable<number>, parents: Int32Array): number[] {
  const all = new Set<number>();
  for (let text of from) for (; text >= 0 && !all.has(text); text = parents[text] as number) all.add(text);
  return [...all].sort((a, b) => b - a);
}

/** The edits of a text as edits of its encoded form in its parent. */
function encodeEdits(scanned: Scanned, text: number, own: readonly Edit[], bytes: Buffer, source: Buffer): readonly Edit[] {
  const { texts } = scanned;
  const encoding = texts.encoding[text] as number;
  const srcStart = texts.srcStart[text] as number;
  const srcEnd = texts.srcEnd[text] as number;
  const start = texts.start[text] as number;
  const end = texts.end[text] as number;
  const codec = codecs.get(encoding);
  if (codec !== undefined) {
    return own.map((edit) => {
      const [from, to] = locateSteps(codec, source, srcStart, srcEnd, edit.start - start, edit.end - start);
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

/** The edited field of a leaf. A number, boolean or double becomes a string: only this leaf changes its type. */
function fieldSplice(scanned: Scanned, text: number, edits: readonly Edit[], bytes: Buffer): Splice {
  const { texts, leaves, body } = scanned;
  const row = texts.row[text] as number;
  const start = leaves.start[row] as number;
  const end = leaves.end[row] as number;
  const fieldStart = leaves.fieldStart[row] as number;
  if (texts.encoding[text] === encodings.number) {
    const content = applyEdits(bytes, texts.start[text] as number, texts.end[text] as number, edits);
    return { start: fieldStart, end, replacement: lengthDelimited(1, content) };
  }
  const content = applyEdits(body, start, end, edits);
  return { start: fieldStart, end, replacement: lengthDelimited(fieldNumber(body, fieldStart), content) };
}

/** Of the tag at `at`. The fields of texts have numbers below 16; a tag may still be padded to several bytes. */
function fieldNumber(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) & 0x7f) >> 3;
}

function applyEdits(bytes: Buffer, start: number, end: number, edits: readonly Edit[]): Buffer {
  const parts: Buffer[] = [];
  let at = start;
  for (const edit of edits) {
    parts.push(bytes.subarray(at, edit.start), edit.to);
    at = edit.end;
  }
  parts.push(bytes.subarray(at, end));
  return Buffer.concat(parts);
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly rule: number;
}

/**
 * Per text, findings that do not overlap: where several do, the stretch that they cover together becomes one finding, of the longest one's type (the
 * first in the catalogue where two are as long). Nothing that any of them covered stays.
 */
function resolveOverlaps(scanned: Scanned): Map<number, Found[]> {
  const { findings } = scanned;
  const byText = new Map<number, Found[]>();
  for (let i = 0; i < findings.count; i++) {
    const text = findings.text[i] as number;
    const found = { start: findings.start[i] as number, end: findings.end[i] as number, rule: findings.rule[i] as number };
    const list = byText.get(text);
    if (list === undefined) byText.set(text, [found]);
    else list.push(found);
  }
  for (const [text, list] of byText) {
    if (list.length === 1) continue;
    list.sort((a, b) => a.start - b.start || b.end - a.end || a.rule - b.rule);
    const apart: Found[] = [];
    let longest = 0;
    for (const found of list) {
      const last = apart.at(-1);
      if (last === undefined || found.start >= last.end) {
        apart.push(found);
        longest = found.end - found.start;
        continue;
      }
      const length = found.end - found.start;
      const wins = length > longest || (length === longest && found.rule < last.rule);
      if (wins) longest = length;
      apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, found.end), rule: wins ? found.rule : last.rule };
    }
    byText.set(text, apart);
  }
  return byText;
}

/** Edits of one text by place; where two overlap (a finding, and one inside a decoded view of the same bytes) the wider one's text stands for both. */
function merge(edits: Edit[]): Edit[] {
  if (edits.length < 2) return edits;
  edits.sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: Edit[] = [];
  for (const edit of edits) {
    const last = apart.at(-1);
    if (last === undefined || edit.start >= last.end) apart.push(edit);
    else if (edit.end > last.end) {
      const wider = edit.end - edit.start > last.end - last.start ? edit : last;
      apart[apart.length - 1] = { start: last.start, end: edit.end, to: wider.to };
    }
  }
  return apart;
}

/** Splices by place, without those inside another one (a finding in an attribute that is dropped). */
function outermost(splices: Splice[]): Splice[] {
  splices.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Splice[] = [];
  for (const splice of splices) if (kept.length === 0 || splice.start >= (kept.at(-1) as Splice).end) kept.push(splice);
  return kept;
}
