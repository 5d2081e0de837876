import { closeSync, openSync, readdirSync, renameSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { lockBuffer } from "../../src/buffer/agent-lock.ts";
import { checkBuffer, repairBuffer } from "../../src/buffer/index.ts";
import { append, createTestBuffer, type TestBuffer, textAfter } from "./opened.ts";

const open: TestBuffer[] = [];
afterEach(() => {
  for (const buffer of open.splice(0)) buffer.remove();
});

/** `count` records of about three pages each, in the database file itself and not in its log. */
function createFilled(count: number): { readonly subject: TestBuffer; readonly path: string; readonly texts: readonly string[] } {
  const subject = createTestBuffer();
  open.push(subject);
  subject.store.cursors(["a"]);
  const texts = Array.from(
    { length: count },
    (_, index) => `${index} ${Array.from({ length: 20_000 }, () => Math.random().toString(36)[3]).join("")}`,
  );
  for (const text of texts) append(subject.store, text);
  subject.store.settle([{ destination: "a", seq: 5 }]);
  subject.store.database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  return { subject, path: join(subject.settings.directory, "buffer.db"), texts };
}

function overwrite(path: string, at: number, bytes: number): void {
  const file = openSync(path, "r+");
  writeSync(file, Buffer.alloc(bytes, 0xa5), 0, bytes, at);
  closeSync(file);
}

test("a whole buffer is found whole, and nothing is changed by looking", () => {
  const { subject } = createFilled(10);
  const seen: number[] = [];
  expect(checkBuffer(subject.store, (done) => seen.push(done))).toEqual({ databaseWhole: true, recordsCount: 10, broken: new Map() });
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test("records whose bytes were changed are named", () => {
  const { subject } = createFilled(10);
  subject.store.database.exec("UPDATE records SET sealed = zeroblob(length(sealed)) WHERE seq IN (3, 7)");
  expect(checkBuffer(subject.store)).toEqual({ databaseWhole: true, recordsCount: 10, broken: new Map([["buffer.seal", [3, 7]]]) });
});

test("damaged pages: check sees them, repair saves the records of the others, cursors and numbers go on", () => {
  const { subject, path, texts } = createFilled(40);
  subject.store.close();
  const middle = Math.floor(statSync(path).size / 16384 / 2) * 16384;
  overwrite(path, middle, 2 * 16384);
  expect(checkBuffer(subject.reopen())).not.toMatchObject({ databaseWhole: true, broken: new Map() });
  subject.store.close();
  const report = repairBuffer(subject.settings, () => 42);
  expect(report.recordsKept).toBeGreaterThan(30);
  expect(report.kept).toBe(`${path}.damaged-42`);
  const store = subject.reopen();
  store.checkKey();
  const { databaseWhole, recordsCount, broken } = checkBuffer(store);
  expect([databaseWhole, recordsCount]).toEqual([true, report.recordsKept]);
  const lost = 40 - recordsCount + (broken.get("buffer.seal")?.length ?? 0);
  expect(lost).toBeGreaterThan(0);
  expect(lost).toBeLessThan(8);
  const saved: string[] = [];
  for (let record = store.next(0); record !== undefined; record = store.next(record.metadata.seq)) {
    if (typeof record.body === "string") expect(record.body).toBe("buffer.seal");
    else saved.push(record.body.toString());
  }
  expect(texts).toEqual(expect.arrayContaining(saved));
  expect(saved.length).toBe(40 - lost);
  expect(store.cursors([]).get("a")).toBe(5);
  expect(append(store, "next")).toBe(41);
  expect(textAfter(store, 40)).toBe("next");
});

test("a database that is another file altogether is an error with a code; repair puts it aside, and keeps the keys", () => {
  const { subject, path } = createFilled(3);
  subject.store.close();
  for (const name of readdirSync(subject.settings.directory))
    if (name.startsWith("buffer.db-")) renameSync(join(subject.settings.directory, name), join(subject.folder, name));
  writeFileSync(path, Buffer.alloc(100_000, 0x41));
  expect(() => subject.reopen()).toThrow(expect.objectContaining({ code: "buffer.corrupt" }));
  const report = repairBuffer(subject.settings, () => 42);
  expect(report).toMatchObject({ recordsKept: 0, cursorsLost: true });
  expect(statSync(`${path}.damaged-42`).size).toBe(100_000);
  expect(append(subject.reopen(), "new")).toBe(1);
  expect(subject.store.keys.list()).toEqual([1, 2]);
});

test("repair does not begin while an agent runs", () => {
  const { subject } = createFilled(1);
  const lock = lockBuffer(subject.settings.directory);
  expect(() => repairBuffer(subject.settings)).toThrow(expect.objectContaining({ code: "buffer.in_use" }));
  lock.close();
  expect(repairBuffer(subject.settings).recordsKept).toBe(1);
});
