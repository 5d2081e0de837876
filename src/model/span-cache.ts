import type { NameSpans } from "./recognizer.ts";

/**
 * What the model said of parts of texts: prompts, turns of a conversation and log sentences come again and again, and it is slow. By the text itself, so that no two are
 * taken for one. Bounded in characters; the ones that were longest not asked for go first.
 */
export class SpanCache {
  readonly #charactersMax: number;
  readonly #spans = new Map<string, NameSpans>();
  #characters = 0;

  constructor(charactersMax: number) {
    this.#charactersMax = charactersMax;
  }

  get(part: string): NameSpans | undefined {
    const spans = this.#spans.get(part);
    if (spans === undefined) return undefined;
    this.#spans.delete(part);
    this.#spans.set(part, spans);
    return spans;
  }

  set(part: string, spans: NameSpans): void {
    if (!this.#spans.has(part)) this.#characters += costOf(part);
    this.#spans.set(part, spans);
    for (const oldest of this.#spans.keys()) {
      if (this.#characters <= this.#charactersMax) break;
      this.#spans.delete(oldest);
      this.#characters -= costOf(oldest);
    }
  }
}

/** The entry itself is some hundred bytes. */
function costOf(part: string): number {
  return part.length + 100;
}
