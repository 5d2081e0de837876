import { createModelVet, type NameMemory } from "../detectors/index.ts";
import type { NameModel } from "../model/index.ts";
import { forEachFreeText } from "./free-text.ts";

/** What a language model says of the names in texts, as far as it has read them. */
export interface ModelNames {
  /** Parts of the batch's texts that it has not read: the batch is not scanned yet. */
  readonly unread: Set<string>;
  begin(): void;
  /** Reports the names in `[start, end)` and tells the memory. False where a part of it is unread. */
  find(bytes: Buffer, start: number, end: number, memory: NameMemory, report: (start: number, end: number) => void): boolean;
}

export function createModelNames(model: NameModel): ModelNames {
  const vet = createModelVet();
  const unread = new Set<string>();

  return {
    unread,
    begin: () => unread.clear(),
    find(bytes, start, end, memory, report) {
      let isRead = true;
      forEachFreeText(bytes, start, end, (from, to) => {
        const part = bytes.toString("utf8", from, to);
        const spans = model.spansOf(part);
        if (spans === undefined) {
          unread.add(part);
          isRead = false;
          return;
        }
        for (let at = 0; at < spans.length; at += 3) {
          const span = { start: from + (spans[at] as number), end: from + (spans[at + 1] as number), percent: spans[at + 2] as number };
          vet(bytes, start, end, span, memory, report);
        }
      });
      return isRead;
    },
  };
}
