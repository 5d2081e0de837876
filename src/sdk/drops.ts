import type { DropReason } from "./request-clearing.ts";

export interface DropOptions {
  /** Called with what was dropped. Default: one process warning a reason. */
  readonly onDrop?: (reason: DropReason, count: number) => void;
}

/** Counts what did not go on, and tells it. */
export class Drops {
  readonly #options: DropOptions;
  readonly #counts = new Map<DropReason, number>();

  constructor(options: DropOptions) {
    this.#options = options;
  }

  add(reason: DropReason, count: number): void {
    const before = this.#counts.get(reason) ?? 0;
    this.#counts.set(reason, before + count);
    const { onDrop } = this.#options;
    if (onDrop === undefined) {
      if (before === 0)
        process.emitWarning(`telemetry was dropped, not sent: ${reason}`, { type: "CordonWarning", code: "CORDON_SDK_DROPPED" });
      return;
    }
    try {
      onDrop(reason, count);
    } catch {
      // The application's own code; its spans end as before.
    }
  }

  addAll(dropped: ReadonlyMap<DropReason, number>): void {
    for (const [reason, count] of dropped) this.add(reason, count);
  }

  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }
}
