import { createHmac } from "node:crypto";
import { type ContentEdit, leafKinds, lengthDelimited, type Splice, spliceFields } from "../otlp/index.ts";
import { createReplace } from "./actions.ts";
import { createKeyMatcher } from "./key-matcher.ts";
import type { Plan } from "./plan.ts";
import type { Scanned } from "./scan.ts";
import { applyEdits, merge, textEdits } from "./text-edits.ts";
import { encodings } from "./text-table.ts";
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
      const counts = { findings: noFindings, unknownFields: 0, droppedAttributes: 0, embeddings: 0 };
      const splices: Splice[] = [];
      if (scanned.findings.count > 0) {
        counts.findings = textEdits(scanned, replace, plan, (text, edits, bytes) => splices.push(fieldSplice(scanned, text, edits, bytes)));
      }
      if (editsLeaves) leafSplices(scanned, splices, counts);
      return { ...spliceFields(scanned.body, outermost(splices)), counts };
    },
    renderText(scanned, counts) {
      const all: ContentEdit[] = [];
      const found = textEdits(scanned, replace, plan, (_text, edits) => all.push(...edits));
      for (const [name, count] of found) counts.set(name, (counts.get(name) ?? 0) + count);
      return applyEdits(scanned.body, 0, scanned.body.length, merge(all));
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
      const kind = leaves.kind[row];
      if (kind === leafKinds.text) continue;
      const start = leaves.start[row] as number;
      const end = leaves.end[row] as number;
      const fieldStart = leaves.fieldStart[row] as number;
      switch (kind) {
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

const noFindings: ReadonlyMap<string, number> = new Map();
const nothing = Buffer.alloc(0);
/** AnyValue.array_value with nothing in it. */
const emptyArray = Buffer.from([0x2a, 0]);

/** The edited field of a leaf. A number, boolean or double becomes a string: only this leaf changes its type. */
function fieldSplice({ texts, leaves }: Scanned, text: number, edits: readonly ContentEdit[], bytes: Buffer): Splice {
  const row = texts.row[text] as number;
  const start = leaves.fieldStart[row] as number;
  const end = leaves.end[row] as number;
  if (texts.encoding[text] !== encodings.number) return { start, end, contentStart: leaves.start[row] as number, edits };
  return { start, end, replacement: lengthDelimited(1, applyEdits(bytes, texts.start[text] as number, texts.end[text] as number, edits)) };
}

/** Splices by place, without those inside another one (a finding in an attribute that is dropped). */
function outermost(splices: Splice[]): Splice[] {
  splices.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Splice[] = [];
  for (const splice of splices) if (kept.length === 0 || splice.start >= (kept.at(-1) as Splice).end) kept.push(splice);
  return kept;
}
