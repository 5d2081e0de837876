import { limits } from "../base/index.ts";
import { type FoundSpan, foundSpans, type Scanned, type Scanner } from "../scrub/index.ts";
import type { ByteWindow } from "./byte-window.ts";
import { contextBefore, takeBlock } from "./text-block.ts";

/** A scanned piece of a plain text: `[from, to)` of `text`, which also holds the context around it. */
export interface ScannedPiece {
  readonly kind: "scanned";
  readonly text: Buffer;
  readonly from: number;
  readonly to: number;
  /** What was found in the piece, by its place in `text`. */
  readonly spans: readonly FoundSpan[];
  /** Of the scan that found it; good until the next scan. */
  readonly scanned: Scanned;
  /** Set where the piece begins inside of a finding that reached over the last cut: nothing before this place may be kept. */
  readonly goneUntil: number;
}

/** Bytes that are no text: `length` of the window. */
export interface UnreadablePiece {
  readonly kind: "unreadable";
  readonly length: number;
}

/**
 * Goes through plain text piece by piece. Each is scanned together with limits.cliContextBytes before and after it, and no piece ends inside of a finding, so
 * that what is found does not depend on where the text is cut.
 */
export class TextCutter {
  readonly #scanner: Scanner;
  #before: Buffer = Buffer.alloc(0);

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
  }

  /** Something that is no plain text stands between the last piece and the next. */
  forget(): void {
    this.#before = Buffer.alloc(0);
  }

  /** The next piece of the plain text in the window's first `end` bytes; it goes on behind them unless `isLast`. The caller drops the piece. */
  next(window: ByteWindow, end: number, isLast: boolean): ScannedPiece | UnreadablePiece {
    const bytes = window.bytes.subarray(0, end);
    const block = takeBlock(bytes, isLast);
    if (!block.isText) {
      this.forget();
      return { kind: "unreadable", length: block.length };
    }
    const text = Buffer.concat([this.#before, bytes.subarray(0, block.seen)]);
    const from = this.#before.length;
    const scanned = this.#scanner.scanText(text);
    const all = foundSpans(scanned);
    const to = endOutside(all, from, from + block.length);
    this.#before = contextBefore(text.subarray(0, to));
    const reaching = all.find((span) => span.start < from && span.end > from);
    return {
      kind: "scanned",
      text,
      from,
      to,
      spans: all.filter((span) => span.start >= from && span.start < to),
      scanned,
      goneUntil: reaching === undefined ? from : Math.min(reaching.end, to),
    };
  }
}

/** How many bytes of plain text `next` wants to have before it, unless the text ends. */
export const lookAheadBytes = limits.cliTokenBytesMax + 2 * limits.cliContextBytes;

/** `to`, moved before a finding that crosses it; behind it where the finding is all there is. */
function endOutside(spans: readonly FoundSpan[], from: number, to: number): number {
  const crossing = spans.find((span) => span.start < to && span.end > to);
  if (crossing === undefined) return to;
  return crossing.start > from ? crossing.start : crossing.end;
}
