import { randomBytes } from "node:crypto";
import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { CordonError, type ErrorCode, limits } from "../base/index.ts";
import { makePrivateDirectory } from "./private-file.ts";

/**
 * buffer.db, SQLite in WAL mode. In the clear are numbers, times, signals, ids of destinations and error codes; everything else is ciphertext or a keyed hash.
 *   records      one accepted batch a row: what seal.ts authenticates, and the sealed bytes
 *   terms        keyed hashes by which a record is found again
 *   slices       the time that one data key sealed, start and end in ms, and whether its key was destroyed; the keys themselves lie in slices/
 *   cursors      up to which record a destination has everything (or has it in quarantine)
 *   quarantine   records that a destination will not get without the operator's word
 *   disclosures  what a destination was given since the audit chain last said so
 */
const schema = `
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS slices (id INTEGER PRIMARY KEY AUTOINCREMENT, start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL, shredded INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS records (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, slice INTEGER NOT NULL, batch BLOB NOT NULL, received_ms INTEGER NOT NULL,
  signal INTEGER NOT NULL, encoding INTEGER NOT NULL, raw_bytes INTEGER NOT NULL, sealed BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS records_slice ON records (slice);
CREATE TABLE IF NOT EXISTS terms (seq INTEGER PRIMARY KEY, slice INTEGER NOT NULL, hashes BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS terms_slice ON terms (slice);
CREATE TABLE IF NOT EXISTS cursors (destination TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS quarantine (
  destination TEXT NOT NULL, seq INTEGER NOT NULL, code TEXT NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY (destination, seq)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS quarantine_seq ON quarantine (seq);
CREATE TABLE IF NOT EXISTS disclosures (
  destination TEXT NOT NULL, policy TEXT NOT NULL, period TEXT NOT NULL, from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL,
  batches INTEGER NOT NULL, items INTEGER NOT NULL, bytes INTEGER NOT NULL, letters TEXT NOT NULL, PRIMARY KEY (destination, policy)) WITHOUT ROWID;
`;

const formatVersion = "1";

export interface OpenDatabase {
  readonly database: DatabaseSync;
  /** Random, made with the buffer: keys and records of another buffer do not fit. */
  readonly bufferId: string;
  readonly path: string;
}

export function databasePath(directory: string): string {
  return join(directory, "buffer.db");
}

export function databaseExists(directory: string): boolean {
  return existsSync(databasePath(directory));
}

/** Opens or makes the database. Throws buffer.open, buffer.corrupt, buffer.version. */
export function openDatabase(directory: string): OpenDatabase {
  const path = databasePath(directory);
  return guarded("buffer.open", () => {
    makePrivateDirectory(directory);
    const isNew = !existsSync(path);
    const database = new DatabaseSync(path, { timeout: limits.databaseBusyMs });
    try {
      if (isNew) {
        chmodSync(path, 0o600);
        // Both can be chosen only before the first table: records are some 100 kB, and freed pages are to go back to the file system.
        database.exec("PRAGMA page_size = 16384; PRAGMA auto_vacuum = INCREMENTAL");
      }
      // The log stays at 4 MiB (256 pages): what is in it needs its room twice, and a full disk must still be cleared.
      // secure_delete FAST: rows that hold no ciphertext are wiped when they go; ciphertext pages are useless with their key.
      database.exec(
        "PRAGMA wal_autocheckpoint = 256; PRAGMA journal_size_limit = 4194304; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = FAST; PRAGMA trusted_schema = OFF",
      );
      database.exec(schema);
      database
        .prepare("INSERT OR IGNORE INTO meta VALUES ('format', ?), ('buffer', ?)")
        .run(formatVersion, randomBytes(16).toString("hex"));
      if (readMeta(database, "format") !== formatVersion) throw new CordonError("buffer.version", path);
      return { database, bufferId: readMeta(database, "buffer") ?? "", path };
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

function readMeta(database: DatabaseSync, name: string): string | undefined {
  return database.prepare("SELECT value FROM meta WHERE name = ?").get(name)?.value?.toString();
}

/** Runs it; an error of SQLite or the file system becomes a code (their messages are not ours to pass on). */
export function guarded<T>(otherwise: ErrorCode, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asCordonError(error, otherwise);
  }
}

/** SQLite's primary result codes (sqlite.org/rescode.html): the low byte of an extended one. */
const codeOfResult: ReadonlyMap<number, ErrorCode> = new Map([
  [5, "buffer.busy"],
  [6, "buffer.busy"],
  [11, "buffer.corrupt"],
  [13, "buffer.full"],
  [26, "buffer.corrupt"],
]);

const codeOfErrno: ReadonlyMap<string, ErrorCode> = new Map([
  ["ENOSPC", "buffer.full"],
  ["EDQUOT", "buffer.full"],
]);

export function asCordonError(error: unknown, otherwise: ErrorCode): CordonError {
  if (error instanceof CordonError) return error;
  if (error instanceof Error && "errcode" in error) {
    return new CordonError(codeOfResult.get(Number(error.errcode) & 0xff) ?? otherwise, "buffer.db");
  }
  const code = error instanceof Error && "code" in error ? codeOfErrno.get(String(error.code)) : undefined;
  return new CordonError(code ?? otherwise);
}
