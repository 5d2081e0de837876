import type { Signal } from "../base/index.ts";
import { hashTerms, hasTerm, type RecordMetadata, signalCode, signalOf } from "./seal.ts";
import type { SealedStore, StoredRecord } from "./store.ts";

/** Which records: all that are given must fit. Times are of receipt, ms since 1970, `toMs` exclusive. */
export interface RecordFilter {
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly signal?: Signal;
  readonly service?: string;
  /** 16 bytes. */
  readonly traceId?: Uint8Array;
  /** Only what this destination has in quarantine. */
  readonly quarantinedFor?: string;
  readonly seq?: number;
}

export interface FoundRecord {
  readonly metadata: RecordMetadata;
  readonly sealedBytes: number;
}

/**
 * Records in order, without opening them. By trace id and service it compares keyed hashes, slice by slice: an index hit is right but for one in 2^64. Slices whose
 * key is gone are passed over.
 */
export function* findRecords(store: SealedStore, filter: RecordFilter): Generator<FoundRecord> {
  const [conditions, values] = conditionsOf(filter);
  const sql = `SELECT r.seq, r.slice, r.batch, r.received_ms, r.signal, r.encoding, r.raw_bytes, length(r.sealed) AS sealed_bytes, t.hashes
    FROM records r LEFT JOIN terms t ON t.seq = r.seq ${conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : ""} ORDER BY r.seq`;
  const wantedOf = wantedHashes(store, filter);
  for (const row of store.database.prepare(sql).iterate(...values)) {
    const hashes = row.hashes instanceof Uint8Array ? row.hashes : new Uint8Array();
    const wanted = wantedOf(Number(row.slice));
    if (wanted === undefined || !wanted.every((hash) => hasTerm(hashes, hash))) continue;
    const metadata: RecordMetadata = {
      seq: Number(row.seq),
      batchId: row.batch instanceof Uint8Array ? row.batch : new Uint8Array(),
      slice: Number(row.slice),
      receivedMs: Number(row.received_ms),
      signal: signalOf(Number(row.signal)),
      encoding: row.encoding === 1 ? "json" : "protobuf",
      rawBytes: Number(row.raw_bytes),
    };
    yield { metadata, sealedBytes: Number(row.sealed_bytes) };
  }
}

function conditionsOf({ fromMs, toMs, signal, quarantinedFor, seq }: RecordFilter): [string[], (string | number)[]] {
  const rows: readonly (readonly [string, string | number | undefined])[] = [
    ["r.received_ms >= ?", fromMs],
    ["r.received_ms < ?", toMs],
    ["r.signal = ?", signal === undefined ? undefined : signalCode(signal)],
    ["r.seq IN (SELECT seq FROM quarantine WHERE destination = ?)", quarantinedFor],
    ["r.seq = ?", seq],
  ];
  const given = rows.flatMap(([condition, value]) => (value === undefined ? [] : [[condition, value] as const]));
  return [given.map(([condition]) => condition), given.map(([, value]) => value)];
}

/** The hashes to look for in a slice's records; undefined where the slice cannot be searched. */
function wantedHashes(store: SealedStore, { service, traceId }: RecordFilter): (slice: number) => readonly Buffer[] | undefined {
  const bySlice = new Map<number, readonly Buffer[] | undefined>();
  const make = (slice: number): readonly Buffer[] | undefined => {
    if (service === undefined && traceId === undefined) return [];
    try {
      const hashes = hashTerms(store.keys.open(slice).index, {
        traceIds: traceId ?? new Uint8Array(),
        services: service === undefined ? [] : [service],
      });
      return Array.from({ length: hashes.length / 8 }, (_, index) => hashes.subarray(index * 8, index * 8 + 8));
    } catch {
      return undefined;
    }
  };
  return (slice) => {
    if (!bySlice.has(slice)) bySlice.set(slice, make(slice));
    return bySlice.get(slice);
  };
}

/** One record, opened; undefined where there is none. */
export function readRecord(store: SealedStore, seq: number): StoredRecord | undefined {
  const row = store.database.prepare("SELECT * FROM records WHERE seq = ?").get(seq);
  return row === undefined ? undefined : store.open(row);
}

/** Delivered after all: the record no longer waits for the operator's word. */
export function releaseFromQuarantine(store: SealedStore, destination: string, seq: number): void {
  store.transaction(() => store.database.prepare("DELETE FROM quarantine WHERE destination = ? AND seq = ?").run(destination, seq));
}

/** The operator's word that a destination is not coming back: what waits for it no longer keeps slices. Returns how many records waited. */
export function forgetDestination(store: SealedStore, destination: string): number | undefined {
  return store.transaction(() => {
    const cursor = store.database.prepare("SELECT seq FROM cursors WHERE destination = ?").get(destination);
    if (cursor === undefined) return undefined;
    const waiting = store.database.prepare("SELECT count(*) AS n FROM records WHERE seq > ?").get(cursor.seq ?? 0);
    store.database.prepare("DELETE FROM cursors WHERE destination = ?").run(destination);
    store.database.prepare("DELETE FROM quarantine WHERE destination = ?").run(destination);
    return Number(waiting?.n);
  });
}
