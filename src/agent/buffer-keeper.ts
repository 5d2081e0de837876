import { CordonError, limits } from "../base/index.ts";
import type { BufferStatus, DueSlice, SealedBuffer } from "../buffer/index.ts";
import type { Telemetry } from "../telemetry/index.ts";
import type { AuditKeeper } from "./audit-keeper.ts";

/** Looks after the sealed buffer while the agent runs: shreds what is due, makes room, and puts disclosures into the audit chain. */
export interface BufferKeeper {
  start(): void;
  /** Shreds delivered records ahead of their time, oldest slices first. True where something went. Never rejects. */
  relieve(): Promise<boolean>;
  /** Sums up what was disclosed since the last time. */
  account(): Promise<void>;
  stop(): Promise<void>;
}

export function createBufferKeeper(buffer: SealedBuffer, audit: AuditKeeper, { events, health }: Telemetry): BufferKeeper {
  let sweeper: NodeJS.Timeout | undefined;
  let relieving: Promise<boolean> | undefined;
  let working: Promise<void> = Promise.resolve();
  let accountedMs = performance.now();

  /** The chain says what is about to go; where it cannot, nothing goes. */
  async function shred(slices: readonly DueSlice[], reason: "time" | "room"): Promise<boolean> {
    const gone = slices.filter(({ recordsCount }) => recordsCount > 0 || reason === "time");
    if (gone.length === 0) return false;
    const records = gone.reduce((sum, { recordsCount }) => sum + recordsCount, 0);
    const ids = gone.map(({ id }) => id);
    const [first, last] = [gone[0]?.startMs ?? 0, gone.at(-1)?.endMs ?? 0];
    if (!audit.write("key_shredded", { reason, slices: ids, records, from: timeOf(first), to: timeOf(last) })) return false;
    await buffer.ask({ op: "shred", slices: ids });
    events.emit({ name: "buffer_shredded", slices: ids.length, records, reason });
    return true;
  }

  async function makeRoom(): Promise<boolean> {
    try {
      // The oldest tenth: the owner keeps as much to look back on as the disk allows.
      const due = await buffer.ask({ op: "due", ahead: true });
      return await shred(due.slice(0, Math.max(1, Math.ceil(due.length / 10))), "room");
    } catch (error) {
      reportFailure(error);
      return false;
    }
  }

  function relieve(): Promise<boolean> {
    relieving ??= makeRoom().finally(() => {
      relieving = undefined;
    });
    return relieving;
  }

  async function account(): Promise<void> {
    const pending = await buffer.ask({ op: "disclosures" });
    for (const disclosure of pending) {
      const { destination, policy, period, fromMs, toMs, batches, items, bytes, letters } = disclosure;
      const detail = { destination, policy, period, from: timeOf(fromMs), to: timeOf(toMs), batches, items, bytes, letters };
      if (!audit.write("disclosure", detail)) return;
      await buffer.ask({ op: "clear_disclosures", written: [disclosure] });
    }
  }

  async function sweep(): Promise<void> {
    try {
      await shred(await buffer.ask({ op: "due", ahead: false }), "time");
      if (performance.now() - accountedMs >= limits.disclosureMs) {
        accountedMs = performance.now();
        await account();
      }
      reportStatus(await buffer.ask({ op: "status" }));
      health.setPart("buffer", true);
    } catch (error) {
      reportFailure(error);
    }
  }

  function reportStatus({ sizeBytes, recordsCount, destinations }: BufferStatus): void {
    events.emit({ name: "buffer_size", bytes: sizeBytes, records: recordsCount });
    for (const { destination, waitingCount } of destinations)
      events.emit({ name: "queue_changed", destination, bytes: 0, batches: waitingCount });
  }

  function reportFailure(error: unknown): void {
    health.setPart("buffer", false);
    events.emit({ name: "buffer_failed", code: error instanceof CordonError ? error.code : "buffer.write" });
  }

  return {
    start() {
      sweeper = setInterval(() => {
        working = working.then(sweep);
      }, limits.sweepMs);
    },
    relieve,
    account,
    async stop() {
      clearInterval(sweeper);
      await working;
      await account().catch(reportFailure);
      // What has no retention time left goes now, not at the next start.
      await sweep();
    },
  };
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}
