import { existsSync, renameSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { CordonError, type ErrorCode } from "../base/index.ts";
import { lockBuffer } from "./agent-lock.ts";
import { bufferIdOfKeys, slicesWithKeys } from "./data-keys.ts";
import { asCordonError, databasePath, openDatabase } from "./database.ts";
import type { BufferSettings, SealedStore } from "./store.ts";

export interface CheckReport {
  /** What SQLite says of its own pages: true, or false where they are damaged. */
  readonly databaseWhole: boolean;
  readonly recordsCount: number;
  /** Records that do not open, by reason; at most 100 numbers each. */
  readonly broken: ReadonlyMap<ErrorCode, readonly number[]>;
}

/** Reads everything: the database's pages, and every record as far as opening it. Changes nothing. Throws what is wrong with the key. */
export function checkBuffer(store: SealedStore, onRecord: (done: number, of: number) => void = () => undefined): CheckReport {
  const broken = new Map<ErrorCode, number[]>();
  const add = (code: ErrorCode, seq: number) => {
    const list = broken.get(code) ?? [];
    if (list.length < 100) list.push(seq);
    broken.set(code, list);
  };
  let done = 0;
  try {
    const of = Number(store.database.prepare("SELECT count(*) AS n FROM records").get()?.n);
    for (const row of store.database.prepare("SELECT * FROM records ORDER BY seq").iterate()) {
      const { metadata, body } = store.open(row);
      if (typeof body === "string") add(body, metadata.seq);
      done += 1;
      onRecord(done, of);
    }
    const answer = store.database.prepare("PRAGMA integrity_check(1)").get()?.integrity_check;
    return { databaseWhole: answer === "ok", recordsCount: done, broken };
  } catch (error) {
    const known = asCordonError(error, "buffer.corrupt");
    if (known.code !== "buffer.corrupt") throw known;
    return { databaseWhole: false, recordsCount: done, broken };
  }
}

export interface RepairReport {
  readonly recordsKept: number;
  /** Numbers in the range of known records that could not be read: lost, or shredded earlier. */
  readonly numbersMissing: number;
  /** Destinations whose cursor could not be read begin at the oldest record: they get again what they have. */
  readonly cursorsLost: boolean;
  /** Where the damaged database was put. */
  readonly kept: string;
}

/**
 * Saves what can be read of a damaged database into a new one, record by record, and puts the old one aside. No agent may run. What is read is as it was: each
 * record proves itself when it is opened. Throws buffer.in_use, and buffer.corrupt where nothing can be read.
 */
export function repairBuffer(
  settings: BufferSettings,
  now: () => number = Date.now,
  onRecord: (done: number, of: number) => void = () => undefined,
): RepairReport {
  const lock = lockBuffer(settings.directory);
  const path = databasePath(settings.directory);
  const fresh = `${settings.directory}/repair`;
  try {
    if (!existsSync(path)) throw new CordonError("buffer.open", path);
    rmSync(fresh, { recursive: true, force: true });
    const report = copyInto(path, fresh, settings, now(), onRecord);
    const kept = `${path}.damaged-${now()}`;
    for (const suffix of ["", "-wal", "-shm"]) if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${kept}${suffix}`);
    renameSync(databasePath(fresh), path);
    rmSync(fresh, { recursive: true, force: true });
    return { ...report, kept };
  } finally {
    lock.close();
  }
}

const smallTables = ["slices", "quarantine", "disclosures"] as const;

function copyInto(
  path: string,
  fresh: string,
  settings: BufferSettings,
  nowMs: number,
  onRecord: (done: number, of: number) => void,
): Omit<RepairReport, "kept"> {
  const from = new DatabaseSync(path, { readOnly: true });
  const { database: to } = openDatabase(fresh);
  const read = (sql: string, ...values: number[]): Record<string, unknown>[] => attempt(() => from.prepare(sql).all(...values)) ?? [];
  const write = (table: string, row: Record<string, unknown>) => {
    const values = Object.values(row) as (string | number | Uint8Array)[];
    to.prepare(`INSERT OR REPLACE INTO ${table} VALUES (${values.map(() => "?").join(", ")})`).run(...values);
  };
  try {
    to.exec("BEGIN");
    const bufferId =
      attempt(() => from.prepare("SELECT value FROM meta WHERE name = 'buffer'").get()?.value) ?? bufferIdOfKeys(settings.directory);
    if (bufferId === undefined) throw new CordonError("buffer.corrupt", path, "Not even its name can be read.");
    to.prepare("UPDATE meta SET value = ? WHERE name = 'buffer'").run(String(bufferId));
    for (const table of smallTables) for (const row of read(`SELECT * FROM ${table}`)) write(table, row);
    const cursors = read("SELECT * FROM cursors");
    for (const row of cursors) write("cursors", row);
    const [first, last] = range(from);
    let recordsKept = 0;
    for (let seq = first; seq <= last; seq++) {
      const [row] = read("SELECT * FROM records WHERE seq = ?", seq);
      onRecord(seq - first + 1, last - first + 1);
      if (row === undefined) continue;
      write("records", row);
      for (const term of read("SELECT * FROM terms WHERE seq = ?", seq)) write("terms", term);
      recordsKept += 1;
    }
    // A slice whose row is gone takes its time from its records, so that its retention ends as it should.
    to.exec(
      `INSERT OR IGNORE INTO slices SELECT slice, min(received_ms), max(received_ms) + 1, 0 FROM records WHERE slice NOT IN (SELECT id FROM slices) GROUP BY slice`,
    );
    // Keys of slices that cannot be read are kept for their time: the damaged file may yet be opened by hand.
    for (const slice of slicesWithKeys(settings.directory))
      to.prepare("INSERT OR IGNORE INTO slices VALUES (?, ?, ?, 0)").run(slice, nowMs, nowMs + 1);
    to.exec("DELETE FROM sqlite_sequence WHERE name = 'records'");
    to.prepare("INSERT INTO sqlite_sequence VALUES ('records', ?)").run(last);
    to.exec("COMMIT");
    return { recordsKept, numbersMissing: Math.max(0, last - first + 1 - recordsKept), cursorsLost: cursors.length === 0 };
  } finally {
    from.close();
    to.close();
  }
}

/** The numbers that records may have. */
function range(from: DatabaseSync): [number, number] {
  const ask = (sql: string) => attempt(() => from.prepare(sql).get()?.n);
  const last = ask("SELECT max(seq) AS n FROM records") ?? ask("SELECT seq AS n FROM sqlite_sequence WHERE name = 'records'") ?? 0;
  const first = ask("SELECT min(seq) AS n FROM records") ?? 1;
  return [Number(first), Number(last)];
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work() ?? undefined;
  } catch {
    return undefined;
  }
}
