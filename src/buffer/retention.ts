import { existsSync, statSync } from "node:fs";
import { limits } from "../base/index.ts";
import { databasePath } from "./database.ts";
import type { SealedStore } from "./store.ts";

/** A slice that may be shredded: everything in it has been delivered, or the operator said so. */
export interface DueSlice {
  readonly id: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly recordsCount: number;
}

export interface DueOptions {
  /** Slices that ended at this time or before. */
  readonly beforeMs: number;
  /** Records that a destination has not got, or has in quarantine, do not keep a slice: the operator's word. */
  readonly evenUndelivered?: boolean;
  /** Slices whose last record came before the time, also where the slice has not ended. */
  readonly byRecords?: boolean;
}

/** Slices that may be shredded, oldest first. */
export function dueSlices({ database }: SealedStore, { beforeMs, evenUndelivered = false, byRecords = false }: DueOptions): DueSlice[] {
  const delivered = "(SELECT coalesce(min(seq), 0) FROM cursors)";
  const kept = `NOT EXISTS (SELECT 1 FROM records r WHERE r.slice = s.id AND (r.seq > ${delivered} OR r.seq IN (SELECT seq FROM quarantine)))`;
  const ended = byRecords ? "coalesce((SELECT max(r.received_ms) + 1 FROM records r WHERE r.slice = s.id), s.end_ms)" : "s.end_ms";
  const rows = database
    .prepare(
      `SELECT s.id, s.start_ms, s.end_ms, (SELECT count(*) FROM records r WHERE r.slice = s.id) AS records
       FROM slices s WHERE s.shredded = 0 AND ${ended} <= ? ${evenUndelivered ? "" : `AND ${kept}`} ORDER BY s.id`,
    )
    .all(beforeMs);
  return rows.map((row) => ({
    id: Number(row.id),
    startMs: Number(row.start_ms),
    endMs: Number(row.end_ms),
    recordsCount: Number(row.records),
  }));
}

/** What the retention time alone makes due at `nowMs`. With no retention, the slice in use is due as soon as it is delivered. */
export function dueByTime(store: SealedStore, nowMs: number): DueSlice[] {
  const { retainMs } = store.settings;
  // A clock that was ahead has left slices in the future: their time starts now.
  store.database
    .prepare("UPDATE slices SET start_ms = ?, end_ms = ? WHERE start_ms > ?")
    .run(nowMs, nowMs + store.sliceMs(), nowMs + 2 * store.sliceMs());
  return dueSlices(store, { beforeMs: retainMs === 0 ? nowMs + 3 * store.sliceMs() : nowMs - retainMs });
}

/**
 * Notes what is to go, destroys the slices' data keys, deletes their rows. Once its key is destroyed nothing can open a slice; what a crash leaves undone,
 * `finishShredding` does at the next start. Undelivered records among them are gone for their destinations: their cursors pass over them.
 */
export function shredSlices(store: SealedStore, slices: readonly number[]): void {
  // The slice in use may be among them: the next record opens another.
  store.closeSlice();
  const mark = store.database.prepare("UPDATE slices SET shredded = 1 WHERE id = ?");
  store.transaction(() => {
    for (const slice of slices) mark.run(slice);
  });
  for (const slice of slices) store.keys.shred(slice);
  deleteSlices(store, slices);
  reclaim(store);
}

function deleteSlices(store: SealedStore, slices: readonly number[]): void {
  const { database } = store;
  for (const slice of slices) {
    store.transaction(() => {
      database.prepare("DELETE FROM quarantine WHERE seq IN (SELECT seq FROM records WHERE slice = ?)").run(slice);
      database.prepare("DELETE FROM terms WHERE slice = ?").run(slice);
      database.prepare("DELETE FROM records WHERE slice = ?").run(slice);
      database.prepare("DELETE FROM slices WHERE id = ?").run(slice);
    });
  }
}

/** After a crash: shredding that was cut off is finished, and keys without a slice (their commit was cut off) go too. */
export function finishShredding(store: SealedStore): void {
  const slices = store.database.prepare("SELECT id, shredded FROM slices").all();
  const known = new Set(slices.map(({ id }) => Number(id)));
  for (const slice of store.keys.list()) if (!known.has(slice)) store.keys.shred(slice);
  const unfinished = slices.filter(({ shredded }) => shredded === 1).map(({ id }) => Number(id));
  for (const slice of unfinished) store.keys.shred(slice);
  deleteSlices(store, unfinished);
}

/** Gives freed pages back to the file system, and empties the write-ahead log where no reader holds it. */
function reclaim(store: SealedStore): void {
  store.database.exec(`PRAGMA incremental_vacuum(${limits.vacuumPagesMax})`);
  store.database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  store.restoreBallast();
}

export interface BufferStatus {
  readonly path: string;
  readonly recordsCount: number;
  readonly sealedBytes: number;
  readonly rawBytes: number;
  readonly sizeBytes: number;
  readonly sizeMax: number;
  readonly freeDiskBytes: number;
  readonly fileBytes: number;
  readonly slicesCount: number;
  readonly oldestMs: number | null;
  readonly newestMs: number | null;
  readonly keyId: string | null;
  readonly destinations: readonly DestinationStatus[];
}

export interface DestinationStatus {
  readonly destination: string;
  readonly cursor: number;
  /** Records after the cursor, of every signal. */
  readonly waitingCount: number;
  readonly oldestWaitingMs: number | null;
  readonly quarantine: readonly { readonly code: string; readonly count: number }[];
}

export function bufferStatus(store: SealedStore): BufferStatus {
  const { database, settings } = store;
  const path = databasePath(settings.directory);
  const sum = database
    .prepare(
      "SELECT count(*) AS n, coalesce(sum(length(sealed)), 0) AS sealed, coalesce(sum(raw_bytes), 0) AS raw, min(received_ms) AS oldest, max(received_ms) AS newest FROM records",
    )
    .get();
  return {
    path,
    recordsCount: Number(sum?.n),
    sealedBytes: Number(sum?.sealed),
    rawBytes: Number(sum?.raw),
    sizeBytes: store.sizeBytes(),
    sizeMax: settings.sizeMax,
    freeDiskBytes: store.freeDiskBytes(),
    fileBytes: existsSync(path) ? statSync(path).size : 0,
    slicesCount: store.keys.list().length,
    oldestMs: numberOrNull(sum?.oldest),
    newestMs: numberOrNull(sum?.newest),
    keyId: keyIdOrNull(store),
    destinations: destinationStatus(store),
  };
}

function destinationStatus({ database }: SealedStore): DestinationStatus[] {
  const waiting = database.prepare("SELECT count(*) AS n, min(received_ms) AS oldest FROM records WHERE seq > ?");
  const aside = database.prepare("SELECT code, count(*) AS n FROM quarantine WHERE destination = ? GROUP BY code ORDER BY code");
  return database
    .prepare("SELECT destination, seq FROM cursors ORDER BY destination")
    .all()
    .map(({ destination, seq }) => {
      const row = waiting.get(seq ?? 0);
      return {
        destination: String(destination),
        cursor: Number(seq),
        waitingCount: Number(row?.n),
        oldestWaitingMs: numberOrNull(row?.oldest),
        quarantine: aside.all(destination ?? "").map(({ code, n }) => ({ code: String(code), count: Number(n) })),
      };
    });
}

function keyIdOrNull(store: SealedStore): string | null {
  try {
    return store.provider.currentKeyId();
  } catch {
    return null;
  }
}

function numberOrNull(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}
