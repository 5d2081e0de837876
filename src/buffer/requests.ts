import type { PendingDisclosure } from "./disclosures.ts";
import type { BufferStatus, DueSlice } from "./retention.ts";
import type { Appended, NewRecord, Settlement, StoredRecord } from "./store.ts";

/** What the sockets' thread asks the writer thread, and what it answers. Each request has a number; answers may come in any order. */
export type BufferRequest =
  | { readonly op: "append"; readonly record: NewRecord }
  | { readonly op: "settle"; readonly settlement: Settlement }
  | { readonly op: "cursors"; readonly destinations: readonly string[] }
  | { readonly op: "next"; readonly seq: number }
  /** `ahead`: what may go to make room, whatever the retention time. */
  | { readonly op: "due"; readonly ahead: boolean }
  | { readonly op: "shred"; readonly slices: readonly number[] }
  | { readonly op: "disclosures" }
  | { readonly op: "clear_disclosures"; readonly written: readonly PendingDisclosure[] }
  | { readonly op: "status" }
  | { readonly op: "close" };

export interface BufferAnswers {
  readonly append: Appended;
  readonly settle: undefined;
  /** `lastSeq`: the number of the newest record there ever was. */
  readonly cursors: { readonly cursors: ReadonlyMap<string, number>; readonly lastSeq: number };
  readonly next: StoredRecord | undefined;
  readonly due: readonly DueSlice[];
  readonly shred: undefined;
  readonly disclosures: readonly PendingDisclosure[];
  readonly clear_disclosures: undefined;
  readonly status: BufferStatus;
  readonly close: undefined;
}
