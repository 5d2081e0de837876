import { CordonError } from "../../base/index.ts";
import {
  createRenderer,
  createScanner,
  createTokenVault,
  type FoundSpan,
  foundSpans,
  keepWithin,
  type TokenVault,
  unstableActions,
} from "../../scrub/index.ts";
import type { GuardRules } from "./guard-plan.ts";

/** A text that comes in parts. What is returned may be shown; the rest is held until more is known. */
export interface TextStream {
  push(part: string): string;
  /** The rest of the text. */
  end(): string;
}

/** Raw text that was released and is scanned again with what follows: a label before a number. */
const contextChars = 512;
/** A part is held until so much has come behind it: no label, number or name reaches further. */
const holdChars = 160;
/** A run without white space that grows longer is replaced: it cannot be told apart from a secret. */
const runCharsMax = 16_384;
const passesMax = 4;

/**
 * Streams share one engine. A release never cuts a finding or a word; findings that depend on what came before are seen, because that is scanned again.
 * Throws guard.held where a part does not come to rest.
 */
export function createTextStreams({ plan, detection }: GuardRules): (vault?: TokenVault) => TextStream {
  const scanner = createScanner({ ...detection, isSelectedKey: () => false, times: false, ids: false });
  const own = createTokenVault();
  let current: TokenVault = own;
  const vault: TokenVault = { tokenFor: (...given) => current.tokenFor(...given) };
  const noIdKey = new Uint8Array(0);
  const renderer = createRenderer(plan, vault, noIdKey, 0n);
  const actions = { ...plan.actions };
  for (const type of Object.keys(actions) as (keyof typeof actions)[]) if (unstableActions.has(actions[type])) actions[type] = "keep";
  const again = createRenderer({ ...plan, actions }, vault, noIdKey, 0n);

  return (streamVault = own) => {
    let before = "";
    let pending = "";
    let isDropping = false;
    return {
      push(part) {
        pending += part.toWellFormed();
        if (isDropping) {
          const end = pending.search(/\s/);
          pending = end < 0 ? "" : pending.slice(end);
          isDropping = end < 0;
        }
        return release(holdChars);
      },
      end: () => release(0),
    };

    function release(hold: number): string {
      if (pending.length <= hold) return "";
      const cutAt = hold === 0 ? pending.length : lastBreak(pending, pending.length - hold);
      if (cutAt <= 0) return pending.length > runCharsMax ? dropRun() : "";
      current = streamVault;
      try {
        return releaseTo(cutAt, hold === 0);
      } finally {
        current = own;
      }
    }

    function releaseTo(cutAt: number, isLast: boolean): string {
      const bytes = Buffer.from(before + pending);
      const from = Buffer.byteLength(before);
      let to = from + Buffer.byteLength(pending.slice(0, cutAt));
      const spans = foundSpans(scanner.scanText(bytes));
      const crossing = isLast ? undefined : spans.find((span) => span.start < to && span.end > to);
      if (crossing !== undefined) to = Math.max(from, crossing.start);
      if (to <= from) return "";
      const out = render(bytes, from, to, spans);
      const released = bytes.toString("utf8", from, to);
      before = (before + released).slice(-contextChars).toWellFormed();
      pending = pending.slice(released.length);
      return out;
    }

    /** A run that does not end: the text behind it goes on after the next white space. */
    function dropRun(): string {
      isDropping = true;
      pending = "";
      before = "";
      return "[OTHER]";
    }
  };

  function render(bytes: Buffer, from: number, to: number, spans: readonly FoundSpan[]): string {
    // Something that began in what was shown already: the rest of it goes.
    const reaching = spans.find((span) => span.start < from && span.end > from);
    const start = reaching === undefined ? from : Math.min(reaching.end, to);
    const mark = reaching === undefined ? "" : `[${reaching.type}]`;
    const [head, tail] = [bytes.subarray(0, start), bytes.subarray(to)];
    if (!spans.some((span) => span.start >= start && span.start < to)) return mark + bytes.toString("utf8", start, to);
    let text = renderPart(renderer, head, bytes.subarray(start, to), tail);
    for (let pass = 0; pass < passesMax; pass++) {
      const next = renderPart(again, head, text, tail);
      if (next.equals(text)) return mark + text.toString();
      text = next;
    }
    throw new CordonError("guard.held");
  }

  function renderPart(by: typeof renderer, head: Buffer, part: Buffer, tail: Buffer): Buffer {
    const scanned = scanner.scanText(Buffer.concat([head, part, tail]));
    keepWithin(scanned, head.length, head.length + part.length);
    const out = by.renderText(scanned, new Map());
    return Buffer.from(out.subarray(head.length, out.length - tail.length));
  }
}

/** Behind the last white space before `at`. */
function lastBreak(text: string, at: number): number {
  for (let i = at - 1; i >= 0; i--) if (/\s/.test(text.charAt(i))) return i + 1;
  return 0;
}
