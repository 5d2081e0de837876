import type { ErrorCode } from "./errors.ts";

/**
 * How a hand-over ended. `done`: it is the next room's now. `retry`: nothing was taken, come again after `afterMs`.
 * `refused`: it will never be taken as it is. Expected results are values; exceptions are for broken code.
 */
export type Outcome =
  | { readonly kind: "done"; readonly rejectedCount?: number; readonly code?: ErrorCode }
  | { readonly kind: "retry"; readonly code: ErrorCode; readonly afterMs?: number }
  | { readonly kind: "refused"; readonly code: ErrorCode };

export const done: Outcome = { kind: "done" };
