import type { ByteView } from "./byte-view.ts";
import { byteKinds } from "./letters.ts";

/** A power of two. */
const slots = 2048;
const bytesMin = 3;
/** Three reads of four bytes cover a word up to this long. */
const bytesMax = 12;

/**
 * Words at which the finder stopped and that begin no name, whatever stands around them: a text's capitals begin its sentences with the same words again and again.
 * Equality is of the bytes. What comes later takes the place of what shares its slot.
 */
export class PassedWords {
  readonly #first = new Int32Array(slots);
  readonly #middle = new Int32Array(slots);
  readonly #last = new Int32Array(slots);
  readonly #lengths = new Uint8Array(slots);

  readonly #view: ByteView;

  constructor(view: ByteView) {
    this.#view = view;
  }

  /** The end of the word at `at` of the view's text, where it was passed before; 0 otherwise. */
  end(text: Uint8Array, at: number, end: number): number {
    const view = this.#view;
    if (at + bytesMax > view.end) return 0;
    const first = view.four(at);
    const slot = slotOf(first);
    const length = this.#lengths[slot] as number;
    if (first !== this.#first[slot] || length === 0) return 0;
    if (length > 4 && (view.four(at + length - 4) !== this.#last[slot] || view.four(middle(at, length)) !== this.#middle[slot])) return 0;
    const behind = at + length;
    return behind >= end ? (behind === end ? end : 0) : isBorder(text[behind] as number) ? behind : 0;
  }

  /** The word `[start, end)` of the view's text begins no name. */
  add(start: number, end: number): void {
    const length = end - start;
    const view = this.#view;
    if (length < bytesMin || length > bytesMax || start + bytesMax > view.end) return;
    const first = view.four(start);
    const slot = slotOf(first);
    this.#first[slot] = first;
    this.#last[slot] = view.four(start + Math.max(0, length - 4));
    this.#middle[slot] = view.four(middle(start, length));
    this.#lengths[slot] = length;
  }
}

function middle(from: number, length: number): number {
  return length < 8 ? from : from + 4;
}

function slotOf(first: number): number {
  return Math.imul(first, 0x9e3779b1) >>> 21;
}

/** Whether a word of letters, digits and underscores ends before this byte, and is no segment's name ("PID|"). */
function isBorder(byte: number): boolean {
  return byteKinds[byte] === 0 && byte !== 0x27 && byte !== 0x7c && byte !== 0x2a;
}
