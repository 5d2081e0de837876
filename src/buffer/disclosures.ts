import { randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";

/** What a destination was given: counts by Safe Harbor letter, and no values. */
export interface Disclosure {
  /** The policy's hash. */
  readonly policy: string;
  readonly batches: number;
  readonly items: number;
  readonly bytes: number;
  readonly letters: Readonly<Record<string, number>>;
  /** Received times of the records, ms since 1970. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface PendingDisclosure extends Disclosure {
  readonly destination: string;
  /** Names the sum: where the audit chain has a period twice (a crash came between), the later entry counts. */
  readonly period: string;
}

/** The account of what was disclosed since the audit chain last said so. It moves with the cursors, in their transactions, so that a crash loses none of it. */
export interface Disclosures {
  add(destination: string, more: Disclosure): void;
  list(): readonly PendingDisclosure[];
  /** They are in the audit chain now. What came meanwhile stays, under a new period. */
  clear(written: readonly PendingDisclosure[]): void;
}

export function createDisclosures(database: DatabaseSync): Disclosures {
  const find = database.prepare("SELECT * FROM disclosures WHERE destination = ? AND policy = ?");
  const all = database.prepare("SELECT * FROM disclosures");
  const set = database.prepare("INSERT OR REPLACE INTO disclosures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const drop = database.prepare("DELETE FROM disclosures WHERE destination = ? AND policy = ?");

  function read(row: Record<string, unknown>): PendingDisclosure {
    return {
      destination: String(row.destination),
      policy: String(row.policy),
      period: String(row.period),
      fromMs: Number(row.from_ms),
      toMs: Number(row.to_ms),
      batches: Number(row.batches),
      items: Number(row.items),
      bytes: Number(row.bytes),
      letters: JSON.parse(String(row.letters)),
    };
  }

  function add(destination: string, more: Disclosure): void {
    const row = find.get(destination, more.policy);
    const known = row === undefined ? undefined : read(row);
    const letters: Record<string, number> = { ...known?.letters };
    for (const [letter, count] of Object.entries(more.letters)) letters[letter] = (letters[letter] ?? 0) + count;
    const period = known?.period ?? randomBytes(8).toString("hex");
    const fromMs = Math.min(known?.fromMs ?? more.fromMs, more.fromMs);
    const toMs = Math.max(known?.toMs ?? more.toMs, more.toMs);
    const [batches, items, bytes] = [
      (known?.batches ?? 0) + more.batches,
      (known?.items ?? 0) + more.items,
      (known?.bytes ?? 0) + more.bytes,
    ];
    set.run(destination, more.policy, period, fromMs, toMs, batches, items, bytes, JSON.stringify(letters));
  }

  return {
    add,
    list: () => all.all().map(read),
    clear(written) {
      for (const { destination, policy, period, batches, items, bytes, letters } of written) {
        const row = find.get(destination, policy);
        if (row === undefined || row.period !== period) continue;
        drop.run(destination, policy);
        const now = read(row);
        if (now.batches <= batches) continue;
        const rest = Object.entries(now.letters).flatMap(([letter, count]) => {
          const left = count - (letters[letter] ?? 0);
          return left > 0 ? [[letter, left] as const] : [];
        });
        const { fromMs, toMs } = now;
        const left = { policy, batches: now.batches - batches, items: now.items - items, bytes: now.bytes - bytes, fromMs, toMs };
        add(destination, { ...left, letters: Object.fromEntries(rest) });
      }
    },
  };
}
