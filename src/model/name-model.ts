import type { NameSpans } from "./recognizer.ts";

/**
 * A language model that reads parts of texts for people's names. It never looks at anything by itself: who scans asks for what it said of a part, and has what it has not
 * read yet read to it.
 */
export interface NameModel {
  /** Undefined: it has not read this part, or said so too long ago. */
  spansOf(part: string): NameSpans | undefined;
  /**
   * Has parts read. Rejects with model.failed where a thread died or took too long twice, with model.size where they are more than a bound: they are not read then, and what
   * they stand in must be held back.
   */
  read(parts: readonly string[]): Promise<void>;
  /** The same, and waits for it without an event loop. Undefined where this thread may not sleep. */
  readonly readNow: ((parts: readonly string[]) => void) | undefined;
  /** Resolves when its threads have ended, or are given up. */
  close(): Promise<void>;
}

export interface NameModelSettings {
  /** The models' folder. */
  readonly directory: string;
  readonly threadsCount: number;
}
