import { createHash } from "node:crypto";

/** What is written down, by its name in the chain. */
export const auditActions = [
  "agent_started",
  "agent_stopped",
  "policy_changed",
  "policy_refused",
  "destination_added",
  "destination_forgotten",
  "key_created",
  "key_rotated",
  "key_shredded",
  "quarantined",
  "disclosure",
  "raw_listed",
  "raw_shown",
  "raw_replayed",
  "access_refused",
  "session_opened",
  "break_glass_requested",
  "break_glass_approved",
  "break_glass_code_used",
  "buffer_repaired",
  "audit_recovered",
] as const;
export type AuditAction = (typeof auditActions)[number];

/** Who: a principal of the configuration, the agent itself, or the operating system's user where no principal was asked for. */
export interface Actor {
  readonly id: string;
  readonly role: string;
}

export type DetailValue = string | number | boolean | null | readonly string[] | readonly number[] | Readonly<Record<string, number>>;

/** Ids, codes, counts, times, and the reason that a person gave: never a value from telemetry. */
export type Detail = Readonly<Record<string, DetailValue>>;

export interface AuditEntry {
  readonly seq: number;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly detail: Detail;
  /** SHA-256 of the entry before, hexadecimal; 64 zeros for the first. */
  readonly previous: string;
}

export const firstPrevious = "0".repeat(64);

/**
 * An entry is one line of JSON with its keys in this order and no white space: `{"format":1,"seq":…,"time":…,"actor":{"id":…,"role":…},"action":…,"detail":{…},
 * "previous":…}`. Its hash is SHA-256 over the line's UTF-8 bytes, and stands in the next entry: a changed, removed or moved entry breaks the chain.
 */
export function entryLine({ seq, time, actor, action, detail, previous }: AuditEntry): string {
  return JSON.stringify({ format: 1, seq, time, actor: { id: actor.id, role: actor.role }, action, detail, previous });
}

export function hashOfLine(line: string): string {
  return createHash("sha256").update(line).digest("hex");
}

/** What the entry's signature is over, and what the chain's end is signed with: a signed entry cannot pass for a signed end. */
export function signedText(kind: "entry" | "head", seq: number, hash: string): Buffer {
  return Buffer.from(`cordon audit ${kind} 1|${seq}|${hash}`);
}
