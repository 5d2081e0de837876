import { isUtf8 } from "node:buffer";
import type { ErrorCode } from "../base/index.ts";
import {
  createRenderer,
  createTokenVault,
  foundSpans,
  keepWithin,
  type Plan,
  type Renderer,
  type Scanned,
  type Scanner,
  unstableActions,
} from "../scrub/index.ts";
import { guarded } from "./clearing.ts";
import type { ScannedPiece } from "./text-cutter.ts";

/** As many as policy/release.ts: an edit that uncovers something is rare, one that does so twice rarer. */
const passesMax = 4;

/**
 * A piece of plain text as the plan's destination may have it. As in policy/release.ts, what comes out is scanned again, in its surroundings, until nothing
 * more is found; what does not come to rest is refused. `checker` scans without a model: edited texts are other texts.
 */
export function createTextClearing(plan: Plan, checker: Scanner, counts: Map<string, number>) {
  const vault = createTokenVault();
  // Ids and times are OTLP's; plain text has neither.
  const noIdKey = new Uint8Array(0);
  const renderer = createRenderer(plan, vault, noIdKey, 0n);
  const again = createRenderer(settled(plan), vault, noIdKey, 0n);

  return guarded(clearPiece, (code) => code);

  function clearPiece(piece: ScannedPiece): Buffer | ErrorCode {
    const { text, from, to, spans, goneUntil } = piece;
    if (goneUntil > from) return blankThenClear(piece);
    if (spans.length === 0) return Buffer.from(text.subarray(from, to));
    const [before, after] = [text.subarray(0, from), text.subarray(to)];
    const found = new Map<string, number>();
    let current = render(renderer, piece.scanned, before.length, after.length, found);
    for (const [name, count] of found) {
      const type = name.split(" ", 1)[0] ?? name;
      counts.set(type, (counts.get(type) ?? 0) + count);
    }
    for (let pass = 0; pass < passesMax; pass++) {
      if (!isUtf8(current)) return "release.egress_check";
      const next = render(again, checker.scanText(Buffer.concat([before, current, after])), before.length, after.length, new Map());
      if (next.equals(current)) return current;
      current = next;
    }
    return "release.egress_check";
  }

  /** A finding longer than all context: what is left of it in this piece goes, and with it the piece's scan. */
  function blankThenClear({ text, from, to, goneUntil, spans, scanned }: ScannedPiece): Buffer | ErrorCode {
    const [before, after] = [text.subarray(0, goneUntil), text.subarray(to)];
    const type = foundSpans(scanned).find((span) => span.start < from && span.end > from)?.type ?? "OTHER";
    counts.set(type, (counts.get(type) ?? 0) + 1);
    const rest = spans.length === 0 ? text.subarray(goneUntil, to) : render(renderer, scanned, before.length, after.length, new Map());
    return Buffer.concat([Buffer.from(`[${type}]`), rest]);
  }
}

/** The rendered middle: only findings that lie in it are acted on, so that what is around it keeps its length. */
function render(renderer: Renderer, scanned: Scanned, before: number, after: number, counts: Map<string, number>): Buffer {
  keepWithin(scanned, before, scanned.body.length - after);
  const out = renderer.renderText(scanned, counts);
  return Buffer.from(out.subarray(before, out.length - after));
}

/** The plan for what has been scrubbed once: what is made anew each time is left alone. */
function settled(plan: Plan): Plan {
  const actions = { ...plan.actions };
  for (const type of Object.keys(actions) as (keyof typeof actions)[]) if (unstableActions.has(actions[type])) actions[type] = "keep";
  return { ...plan, actions };
}
