import { randomBytes } from "node:crypto";
import { existsSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { CordonError, type ErrorCode, limits, type Signal } from "../base/index.ts";
import { createDataKeys, type DataKeys } from "./data-keys.ts";
import { asCordonError, guarded, type OpenDatabase, openDatabase } from "./database.ts";
import { createDisclosures, type Disclosure, type Disclosures } from "./disclosures.ts";
import { createKeyProvider, type KeySettings } from "./key-provider.ts";
import { hashTerms, openRecord, type RecordMetadata, sealRecord, signalCode, signalOf, type Terms } from "./seal.ts";
import type { KeyProvider } from "./wrapped-key.ts";

export interface BufferSettings {
  readonly directory: string;
  readonly key: KeySettings;
  /** Bytes on disk; past it nothing is taken. */
  readonly sizeMax: number;
  /** How long a record is kept that every destination has. */
  readonly retainMs: number;
}

export interface NewRecord {
  readonly signal: Signal;
  readonly encoding: "protobuf" | "json";
  readonly body: Uint8Array;
  readonly terms: Terms;
}

/** What was done with a record for a destination: it has it, or it is set aside for the reason given. */
export interface Settlement {
  readonly destination: string;
  readonly seq: number;
  readonly quarantine?: readonly { readonly seq: number; readonly code: ErrorCode }[];
  readonly disclosure?: Disclosure;
}

export type Appended =
  | { readonly kind: "stored"; readonly seq: number; readonly batchId: Uint8Array; readonly receivedMs: number }
  | { readonly kind: "failed"; readonly code: ErrorCode };

export interface StoredRecord {
  readonly metadata: RecordMetadata;
  /** The body as it came, or why it cannot be opened. */
  readonly body: Buffer | ErrorCode;
}

/**
 * The sealed store: one object, one thread. Everything is synchronous; a thread of its own keeps that off the sockets (writer-thread.ts). Commands open the same
 * directory beside a running agent: SQLite's locks keep them apart.
 */
export class SealedStore {
  readonly settings: BufferSettings;
  readonly keys: DataKeys;
  readonly database: DatabaseSync;
  readonly bufferId: string;
  readonly provider: KeyProvider;
  readonly disclosures: Disclosures;
  readonly #path: string;
  readonly #now: () => number;
  readonly #sql: ReturnType<typeof prepareStatements>;
  readonly #sliceBytesMax: number;
  #slice: { readonly id: number; readonly startMs: number; readonly endMs: number; bytes: number } | undefined;

  /** Throws buffer.open, buffer.corrupt, buffer.version; keys are looked at when they are needed (`checkKey`). */
  constructor(settings: BufferSettings, now: () => number = Date.now, open: OpenDatabase = openDatabase(settings.directory)) {
    this.settings = settings;
    this.#now = now;
    this.database = open.database;
    this.bufferId = open.bufferId;
    this.#path = open.path;
    this.provider = createKeyProvider(settings.key);
    this.keys = createDataKeys(settings.directory, open.bufferId, this.provider);
    this.#sql = guarded("buffer.open", () => prepareStatements(open.database));
    this.disclosures = createDisclosures(open.database);
    this.restoreBallast();
    const { blocks, bsize } = statfsSync(settings.directory);
    this.#sliceBytesMax = Math.min(settings.sizeMax, blocks * bsize) / sliceShare;
  }

  /** Throws what is wrong with the key: every slice has its data key, the newest opens, and there is one to seal the next. */
  checkKey(): void {
    const present = new Set(this.keys.list());
    const needed = this.database.prepare("SELECT id FROM slices WHERE shredded = 0 ORDER BY id").all();
    const missing = needed.find(({ id }) => !present.has(Number(id)));
    // Data keys are made before the first record under them: one that is gone was taken away.
    if (missing !== undefined) throw new CordonError("buffer.key_missing", `${this.settings.directory}/slices/${missing.id}.key`);
    const newest = needed.at(-1);
    if (newest !== undefined) this.keys.open(Number(newest.id));
    this.provider.currentKeyId();
  }

  /** Seals and commits all in one transaction; on return they are on disk. All or none. */
  append(records: readonly NewRecord[], settlements: readonly Settlement[] = []): readonly Appended[] {
    const incoming = records.reduce((sum, { body }) => sum + body.length, 0);
    if (records.length > 0 && !this.#hasRoom(incoming)) {
      if (settlements.length > 0) this.settle(settlements);
      this.closeSlice();
      return records.map(() => ({ kind: "failed", code: "buffer.full" }));
    }
    return this.#commit(records, settlements);
  }

  /**
   * Room for this much, sealed at its worst, and for what waits in the write-ahead log to be copied into the database: a disk that fills up between the two could
   * not even be cleared.
   */
  #hasRoom(incoming: number): boolean {
    const waiting = this.#logBytes();
    return this.sizeBytes() + incoming / usualCompression <= this.settings.sizeMax && incoming + waiting <= this.freeDiskBytes();
  }

  #logBytes(): number {
    const path = `${this.#path}-wal`;
    return existsSync(path) ? statSync(path).size : 0;
  }

  #commit(records: readonly NewRecord[], settlements: readonly Settlement[]): readonly Appended[] {
    try {
      return this.#transaction(() => {
        const appended = records.map((record) => this.#insert(record));
        for (const settlement of settlements) this.#settleOne(settlement);
        return appended;
      });
    } catch (error) {
      const known = asCordonError(error, "buffer.write");
      if (records.length === 0) throw known;
      // Cursors are small: they need not fail because records do.
      if (settlements.length > 0) this.settle(settlements);
      const { code } = known;
      // What comes after the room was made starts a new slice: this one can be shredded once it is delivered.
      if (code === "buffer.full") this.closeSlice();
      return records.map(() => ({ kind: "failed", code }));
    }
  }

  settle(settlements: readonly Settlement[]): void {
    this.append([], settlements);
  }

  #insert({ signal, encoding, body, terms }: NewRecord): Appended {
    const receivedMs = this.#now();
    const slice = this.#sliceAt(receivedMs);
    const keys = this.keys.open(slice);
    const batchId = randomBytes(16);
    // AUTOINCREMENT: a number is never used twice, also when the last record has been shredded.
    const seq = this.lastSeq() + 1;
    const metadata: RecordMetadata = { seq, batchId, slice, receivedMs, signal, encoding, rawBytes: body.length };
    const sealed = sealRecord(keys.seal, this.bufferId, metadata, body);
    this.#sql.insert.run(seq, slice, batchId, receivedMs, signalCode(signal), encoding === "json" ? 1 : 0, body.length, sealed);
    if (this.#slice !== undefined) this.#slice.bytes += sealed.length;
    const hashes = hashTerms(keys.index, terms);
    if (hashes.length > 0) this.#sql.insertTerms.run(seq, slice, hashes);
    return { kind: "stored", seq, batchId, receivedMs };
  }

  /** The slice that a record of this time belongs to. A clock that went back opens a slice of its own: order is by number, not by time. */
  #sliceAt(ms: number): number {
    const { bytes = 0, startMs = ms + 1, endMs: untilMs = 0 } = this.#slice ?? {};
    if (this.#slice !== undefined && startMs <= ms && ms < untilMs && bytes < this.#sliceBytesMax) {
      if (this.#sql.sliceExists.get(this.#slice.id) !== undefined) return this.#slice.id;
      // A command has shredded it meanwhile.
      this.keys.forget(this.#slice.id);
    }
    const endMs = ms + this.sliceMs();
    const id = Number(this.#sql.insertSlice.run(ms, endMs).lastInsertRowid);
    this.keys.create(id);
    this.#slice = { id, startMs: ms, endMs, bytes: 0 };
    return id;
  }

  sliceMs(): number {
    return Math.min(Math.max(this.settings.retainMs / 72, limits.sliceMsMin), limits.sliceMsMax);
  }

  /** The next record starts a new slice, so that the present one can be shredded. */
  closeSlice(): void {
    this.#slice = undefined;
  }

  #settleOne({ destination, seq, quarantine = [], disclosure }: Settlement): void {
    this.#sql.moveCursor.run(destination, seq);
    for (const { seq: aside, code } of quarantine) this.#sql.quarantine.run(destination, aside, code, this.#now());
    if (disclosure !== undefined) this.disclosures.add(destination, disclosure);
  }

  /** Destinations that are new begin with the next record. Returns where each one stands. */
  cursors(destinations: readonly string[]): ReadonlyMap<string, number> {
    return this.#transaction(() => {
      const last = this.lastSeq();
      for (const destination of destinations) this.#sql.newCursor.run(destination, last);
      return new Map(this.#sql.cursors.all().map((row) => [String(row.destination), Number(row.seq)]));
    });
  }

  /** The number of the newest record there ever was. */
  lastSeq(): number {
    return Number(this.#sql.lastSeq.get()?.seq ?? 0);
  }

  /** The first record after `seq`, opened; undefined at the end. */
  next(seq: number): StoredRecord | undefined {
    return guarded("buffer.corrupt", () => {
      const row = this.#sql.next.get(seq);
      return row === undefined ? undefined : this.open(row);
    });
  }

  /** A row of `records`, opened. */
  open(row: Record<string, unknown>): StoredRecord {
    const metadata: RecordMetadata = {
      seq: Number(row.seq),
      batchId: row.batch instanceof Uint8Array ? row.batch : new Uint8Array(),
      slice: Number(row.slice),
      receivedMs: Number(row.received_ms),
      signal: signalOf(Number(row.signal)),
      encoding: row.encoding === 1 ? "json" : "protobuf",
      rawBytes: Number(row.raw_bytes),
    };
    try {
      const { seal } = this.keys.open(metadata.slice);
      const sealed = row.sealed instanceof Uint8Array ? row.sealed : new Uint8Array();
      return { metadata, body: openRecord(seal, this.bufferId, metadata, sealed) };
    } catch (error) {
      const { code } = asCordonError(error, "buffer.seal");
      // Without the key nothing can be said of the record: that is the buffer's trouble, not the record's.
      if (code !== "buffer.seal" && code !== "buffer.shredded") throw error;
      return { metadata, body: code };
    }
  }

  /** Bytes in use: pages that hold something, and the write-ahead log. */
  sizeBytes(): number {
    const pages = Number(this.#sql.pageCount.get()?.page_count) - Number(this.#sql.freePages.get()?.freelist_count);
    return pages * 16384 + this.#logBytes();
  }

  freeDiskBytes(): number {
    const { bavail, bsize } = statfsSync(this.settings.directory);
    return bavail * bsize;
  }

  /** Room for shredding when the disk is full. */
  releaseBallast(): void {
    rmSync(this.#ballastPath(), { force: true });
    this.database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  /** Best effort: on a full disk there is none until something was shredded. */
  restoreBallast(): void {
    try {
      const path = this.#ballastPath();
      if (existsSync(path) && statSync(path).size === limits.ballastBytes) return;
      if (this.freeDiskBytes() > 2 * limits.ballastBytes) writeFileSync(path, Buffer.alloc(limits.ballastBytes), { mode: 0o600 });
    } catch {
      rmSync(this.#ballastPath(), { force: true });
    }
  }

  #ballastPath(): string {
    return join(this.settings.directory, "ballast");
  }

  /** One commit, synced. What threw is rolled back, and a slice begun in it is none. */
  #transaction<T>(work: () => T): T {
    const slice = this.#slice;
    this.database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.database.exec("COMMIT");
      return result;
    } catch (error) {
      // A full disk may have rolled back already.
      if (this.database.isTransaction) this.database.exec("ROLLBACK");
      if (this.#slice !== slice) {
        this.keys.forget(this.#slice?.id);
        this.#slice = undefined;
      }
      throw error;
    }
  }

  transaction<T>(work: () => T): T {
    return guarded("buffer.write", () => this.#transaction(work));
  }

  close(): void {
    this.keys.forget();
    this.database.close();
  }
}

/** What zstd makes of telemetry, to be on the safe side. */
const usualCompression = 4;

/** A slice is at most this part of the buffer, so that making room does not take the look back at everything. */
const sliceShare = 64;

function prepareStatements(database: DatabaseSync): Readonly<Record<keyof typeof statements, StatementSync>> {
  return Object.fromEntries(Object.entries(statements).map(([name, sql]) => [name, database.prepare(sql)])) as Record<
    keyof typeof statements,
    StatementSync
  >;
}

const statements = {
  lastSeq: "SELECT seq FROM sqlite_sequence WHERE name = 'records'",
  insert: "INSERT INTO records (seq, slice, batch, received_ms, signal, encoding, raw_bytes, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  insertTerms: "INSERT INTO terms (seq, slice, hashes) VALUES (?, ?, ?)",
  insertSlice: "INSERT INTO slices (start_ms, end_ms, shredded) VALUES (?, ?, 0)",
  sliceExists: "SELECT 1 FROM slices WHERE id = ? AND shredded = 0",
  newCursor: "INSERT OR IGNORE INTO cursors VALUES (?, ?)",
  moveCursor: "INSERT INTO cursors VALUES (?, ?) ON CONFLICT (destination) DO UPDATE SET seq = max(seq, excluded.seq)",
  cursors: "SELECT destination, seq FROM cursors",
  next: "SELECT * FROM records WHERE seq > ? ORDER BY seq LIMIT 1",
  quarantine: "INSERT OR IGNORE INTO quarantine VALUES (?, ?, ?, ?)",
  pageCount: "PRAGMA page_count",
  freePages: "PRAGMA freelist_count",
} as const;
