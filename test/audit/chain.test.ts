import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test } from "vitest";
import { hashOfLine } from "../../src/audit/entry.ts";
import { type AuditChain, auditPath, openAuditChain, verifyAudit } from "../../src/audit/index.ts";

const folders: string[] = [];
const chains: AuditChain[] = [];
afterEach(() => {
  for (const chain of chains.splice(0)) chain.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const dana = { id: "dana", role: "investigator" } as const;

/** A chain of `count` entries in a folder of its own. */
function chainOf(count: number): { readonly directory: string; readonly chain: AuditChain } {
  const directory = mkdtempSync(join(tmpdir(), "cordon-audit-"));
  folders.push(directory);
  const chain = openAuditChain(directory, () => Date.UTC(2026, 5, 1));
  chains.push(chain);
  for (let n = 1; n <= count; n++) chain.append(dana, "raw_shown", { reason: `reason ${n}`, records: [n] });
  return { directory, chain };
}

/** Somebody with the file, and without the signing key. */
function tamper(directory: string, sql: string): void {
  const database = new DatabaseSync(auditPath(directory));
  database.exec("DROP TRIGGER entries_stay; DROP TRIGGER entries_remain");
  database.exec(sql);
  database.close();
}

test("a chain that nobody touched verifies, over restarts", () => {
  const { directory, chain } = chainOf(3);
  chains.pop()?.close();
  expect(chain.head).toThrow();
  const again = openAuditChain(directory);
  chains.push(again);
  again.append({ id: "agent", role: "agent" }, "agent_started");
  expect(verifyAudit(directory)).toMatchObject({ entriesCount: 4, problems: [] });
  expect([...again.entries()].map(({ seq, actor }) => [seq, actor.id])).toEqual([
    [1, "dana"],
    [2, "dana"],
    [3, "dana"],
    [4, "agent"],
  ]);
});

test.each([
  [
    "a word of an entry",
    "UPDATE entries SET line = replace(line, 'reason 2', 'reason x') WHERE seq = 2",
    [
      [2, "changed"],
      [3, "chain"],
    ],
  ],
  ["an entry, removed", "DELETE FROM entries WHERE seq = 2", [[3, "removed"]]],
  ["the first entry, removed", "DELETE FROM entries WHERE seq = 1", [[2, "removed"]]],
  [
    "two entries, put in each other's place",
    "UPDATE entries SET seq = -2 WHERE seq = 2; UPDATE entries SET seq = 2 WHERE seq = 3; UPDATE entries SET seq = 3 WHERE seq = -2",
    [
      [2, "changed"],
      [3, "changed"],
      [4, "chain"],
    ],
  ],
  ["the last entry, cut off", "DELETE FROM entries WHERE seq = 5", [[4, "truncated"]]],
  ["the last entry and the end, cut off", "DELETE FROM entries WHERE seq = 5; UPDATE head SET seq = 4", [[4, "head"]]],
  ["the end, removed", "DELETE FROM head", [[5, "head"]]],
  ["everything, removed", "DELETE FROM entries", [[0, "truncated"]]],
  [
    "a line that is none",
    "UPDATE entries SET line = 'x' WHERE seq = 4",
    [
      [4, "changed"],
      [5, "chain"],
    ],
  ],
])("verify finds %s, and says where", (_what, sql, problems) => {
  const { directory } = chainOf(5);
  tamper(directory, sql);
  expect(verifyAudit(directory).problems.map(({ seq, problem }) => [seq, problem])).toEqual(problems);
});

test("a chain that was written anew from an entry on, with all hashes right, fails at that entry's signature", () => {
  const { directory } = chainOf(4);
  const database = new DatabaseSync(auditPath(directory));
  database.exec("DROP TRIGGER entries_stay");
  let previous = "";
  for (const { seq, line } of database.prepare("SELECT seq, line FROM entries ORDER BY seq").all()) {
    const entry = JSON.parse(String(line));
    if (seq === 2) entry.detail.reason = "another";
    if (Number(seq) > 2) entry.previous = previous;
    const fresh = JSON.stringify(entry);
    previous = hashOfLine(fresh);
    database.prepare("UPDATE entries SET line = ? WHERE seq = ?").run(fresh, seq ?? 0);
  }
  database.prepare("UPDATE head SET hash = ?").run(previous);
  database.close();
  expect(verifyAudit(directory).problems.map(({ seq, problem }) => [seq, problem])).toEqual([
    [2, "changed"],
    [3, "changed"],
    [4, "changed"],
    [4, "head"],
  ]);
});

test("a chain put back to an earlier copy verifies by itself, and not against an end that was noted", () => {
  const { directory, chain } = chainOf(3);
  const copy = `${directory}-copy`;
  folders.push(copy);
  cpSync(directory, copy, { recursive: true });
  chain.append(dana, "raw_shown", { reason: "the one to hide" });
  const noted = chain.head();
  expect(noted?.seq).toBe(4);
  expect(verifyAudit(copy).problems).toEqual([]);
  expect(verifyAudit(copy, noted === undefined ? {} : { noted }).problems).toEqual([{ seq: 3, problem: "truncated" }]);
  expect(verifyAudit(directory, noted === undefined ? {} : { noted }).problems).toEqual([]);
});

test("another public key verifies nothing, and a chain whose key is gone is not gone on with", () => {
  const [one, other] = [chainOf(2), chainOf(2)];
  const publicKeyPath = join(other.directory, "signing-key.pub.pem");
  expect(verifyAudit(one.directory, { publicKeyPath }).problems.map(({ problem }) => problem)).toEqual(["changed", "changed", "head"]);
  rmSync(join(one.directory, "signing-key.pem"));
  expect(() => openAuditChain(one.directory)).toThrow(expect.objectContaining({ code: "audit.key" }));
});

test("the chain cannot be changed by accident, and two processes make one chain", () => {
  const { directory, chain } = chainOf(2);
  const other = openAuditChain(directory);
  chains.push(other);
  other.append(dana, "raw_listed");
  chain.append(dana, "raw_shown");
  expect([...other.entries()].map(({ seq, action }) => [seq, action])).toEqual([
    [1, "raw_shown"],
    [2, "raw_shown"],
    [3, "raw_listed"],
    [4, "raw_shown"],
  ]);
  expect(verifyAudit(directory).problems).toEqual([]);
  const database = new DatabaseSync(auditPath(directory));
  expect(() => database.exec("DELETE FROM entries")).toThrow();
  expect(() => database.exec("UPDATE entries SET line = ''")).toThrow();
  database.close();
});

test("entries are filtered by person, action and time", () => {
  const { chain } = chainOf(2);
  chain.append({ id: "oscar", role: "operator" }, "key_rotated");
  const seqs = (filter: Parameters<AuditChain["entries"]>[0]) => [...chain.entries(filter)].map(({ seq }) => seq);
  expect(seqs({ actor: "oscar" })).toEqual([3]);
  expect(seqs({ action: "raw_shown" })).toEqual([1, 2]);
  expect(seqs({ fromMs: Date.UTC(2026, 5, 2) })).toEqual([]);
  expect(seqs({ toMs: Date.UTC(2026, 5, 2), actor: "dana" })).toEqual([1, 2]);
});

test("where the chain cannot be written, the error says so", () => {
  const { directory, chain } = chainOf(1);
  const holder = new DatabaseSync(auditPath(directory));
  holder.exec("CREATE TRIGGER refuse BEFORE INSERT ON entries BEGIN SELECT raise(ABORT, 'no room'); END");
  holder.close();
  expect(() => chain.append(dana, "raw_shown")).toThrow(expect.objectContaining({ code: "audit.write" }));
  expect(verifyAudit(directory)).toMatchObject({ entriesCount: 1, problems: [] });
});
