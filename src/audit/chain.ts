import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { CordonError } from "../base/index.ts";
import {
  type Actor,
  type AuditAction,
  type AuditEntry,
  auditActions,
  type Detail,
  entryLine,
  firstPrevious,
  hashOfLine,
  signedText,
} from "./entry.ts";
import { openSigningKey, type SigningKey } from "./signing-key.ts";

/**
 * audit.db: the chain, one entry a row, and its signed end. Several processes append (the agent, commands); SQLite's lock makes one chain of it. A row is never
 * changed or removed; triggers stop accidents, the chain and the signatures show everything else.
 */
const schema = `
CREATE TABLE IF NOT EXISTS entries (seq INTEGER PRIMARY KEY, line TEXT NOT NULL, signature BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS head (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL, signature BLOB NOT NULL);
CREATE TRIGGER IF NOT EXISTS entries_stay BEFORE UPDATE ON entries BEGIN SELECT raise(ABORT, 'append only'); END;
CREATE TRIGGER IF NOT EXISTS entries_remain BEFORE DELETE ON entries BEGIN SELECT raise(ABORT, 'append only'); END;
`;

const busyMs = 5_000;

export interface AuditFilter {
  readonly actor?: string;
  readonly action?: string;
  /** Milliseconds since 1970, inclusive; undefined: open. */
  readonly fromMs?: number;
  readonly toMs?: number;
}

export interface AuditChain {
  /** On disk before it returns. Throws audit.write: then what was to be written down must not be done. */
  append(actor: Actor, action: AuditAction, detail?: Detail): AuditEntry;
  /** Entries in order. Throws audit.open where the chain cannot be read. */
  entries(filter?: AuditFilter): Generator<AuditEntry>;
  /** The last entry's number and hash: noted elsewhere, they show a chain that was put back to an earlier state. */
  head(): { readonly seq: number; readonly hash: string } | undefined;
  close(): void;
}

export function auditPath(directory: string): string {
  return join(directory, "audit.db");
}

/** Opens the chain, or begins one. Throws audit.open, audit.key. */
export function openAuditChain(directory: string, now: () => number = Date.now): AuditChain {
  const { database, key } = open(directory);
  const last = database.prepare("SELECT seq, hash FROM head WHERE id = 1");
  const insert = database.prepare("INSERT INTO entries VALUES (?, ?, ?)");
  const setHead = database.prepare("INSERT OR REPLACE INTO head VALUES (1, ?, ?, ?)");

  function head() {
    const row = last.get();
    return row === undefined ? undefined : { seq: Number(row.seq), hash: String(row.hash) };
  }

  function write(actor: Actor, action: AuditAction, detail: Detail): AuditEntry {
    const before = head();
    const seq = (before?.seq ?? 0) + 1;
    const entry: AuditEntry = { seq, time: new Date(now()).toISOString(), actor, action, detail, previous: before?.hash ?? firstPrevious };
    const line = entryLine(entry);
    const hash = hashOfLine(line);
    insert.run(seq, line, key.sign(signedText("entry", seq, hash)));
    setHead.run(seq, hash, key.sign(signedText("head", seq, hash)));
    return entry;
  }

  return {
    append(actor, action, detail = {}) {
      try {
        database.exec("BEGIN IMMEDIATE");
        try {
          const entry = write(actor, action, detail);
          database.exec("COMMIT");
          return entry;
        } catch (error) {
          if (database.isTransaction) database.exec("ROLLBACK");
          throw error;
        }
      } catch {
        throw new CordonError("audit.write", directory);
      }
    },
    entries: (filter = {}) => readEntries(database, directory, filter),
    head,
    close: () => database.close(),
  };
}

function open(directory: string): { readonly database: DatabaseSync; readonly key: SigningKey } {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch {
    throw new CordonError("audit.open", directory);
  }
  const path = auditPath(directory);
  const isNew = !existsSync(path);
  const key = openSigningKey(directory, isNew);
  try {
    const database = new DatabaseSync(path, { timeout: busyMs });
    if (isNew) chmodSync(path, 0o600);
    // A rollback journal: nothing of the chain waits in a second file. secure_delete: an earlier signed end does not lie around in a free page.
    database.exec("PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON");
    database.exec(schema);
    return { database, key };
  } catch {
    throw new CordonError("audit.open", directory);
  }
}

function* readEntries(database: DatabaseSync, directory: string, filter: AuditFilter): Generator<AuditEntry> {
  for (const { line } of database.prepare("SELECT line FROM entries ORDER BY seq").iterate()) {
    const entry = parseEntry(String(line));
    if (entry === undefined) throw new CordonError("audit.broken", directory, "Run cordon audit verify.");
    if (matches(entry, filter)) yield entry;
  }
}

function matches({ actor, action, time }: AuditEntry, filter: AuditFilter): boolean {
  const ms = Date.parse(time);
  return (
    (filter.actor === undefined || actor.id === filter.actor) &&
    (filter.action === undefined || action === filter.action) &&
    (filter.fromMs === undefined || ms >= filter.fromMs) &&
    (filter.toMs === undefined || ms <= filter.toMs)
  );
}

/** Undefined where the line is not an entry. */
export function parseEntry(line: string): AuditEntry | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isEntry(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is AuditEntry {
  if (typeof value !== "object" || value === null) return false;
  const { seq, time, actor, action, detail, previous } = value as Record<string, unknown>;
  return (
    typeof seq === "number" &&
    typeof time === "string" &&
    typeof actor === "object" &&
    actor !== null &&
    auditActions.some((known) => known === action) &&
    typeof detail === "object" &&
    typeof previous === "string"
  );
}
