import { createDecipheriv, randomBytes } from "node:crypto";
import { chmodSync, cpSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { bufferStatus, createKeyFile, dueSlices, findRecords, forgetDestination, rotateKeys, shredSlices } from "../../src/buffer/index.ts";
import { append, bytesBelow, createTestBuffer, hourMs, recordOf, startMs, type TestBuffer, textAfter } from "./opened.ts";

const open: TestBuffer[] = [];
afterEach(() => {
  for (const buffer of open.splice(0)) buffer.remove();
});

function createSubject(...settings: Parameters<typeof createTestBuffer>): TestBuffer {
  const buffer = createTestBuffer(...settings);
  open.push(buffer);
  return buffer;
}

const marker = "Testperson 524-71-3902 of clinical-assistant";

test("what was sealed is there after a restart, in order, as it came", () => {
  const subject = createSubject();
  const texts = ["first", "", "x".repeat(300_000)];
  for (const text of texts) append(subject.store, text);
  const store = subject.reopen();
  expect([0, 1, 2].map((seq) => textAfter(store, seq))).toEqual(texts);
  expect(store.next(3)).toBeUndefined();
});

test("nothing of a record, its services or its trace ids is on disk in the clear, in no file", () => {
  const subject = createSubject();
  const traceId = randomBytes(16);
  append(subject.store, marker, { traceIds: traceId, services: ["clinical-assistant"] });
  const bytes = bytesBelow(subject.folder);
  expect(bytes.length).toBeGreaterThan(10_000);
  for (const secret of [marker, "Testperson", "524-71", "clinical-assistant", traceId.toString("latin1"), traceId.toString("hex")])
    expect(bytes.includes(secret)).toBe(false);
});

test("files and directories are their owner's only", () => {
  const { settings, folder, store } = createSubject();
  append(store, "a");
  const modeOf = (path: string) => statSync(join(folder, path)).mode & 0o777;
  expect(["keys/kek", "buffer/buffer.db", "buffer/slices/1.key", "buffer", "keys", "buffer/slices"].map(modeOf)).toEqual([
    0o600, 0o600, 0o600, 0o700, 0o700, 0o700,
  ]);
  expect(settings.key).toMatchObject({ provider: "file" });
});

test("one commit holds all of its records and cursors, or none", () => {
  const subject = createSubject();
  subject.store.cursors(["a"]);
  subject.store.database.exec("CREATE TRIGGER stop BEFORE INSERT ON records WHEN new.seq = 3 BEGIN SELECT raise(ABORT, 'torn'); END");
  const appended = subject.store.append([recordOf("1"), recordOf("2"), recordOf("3")]);
  expect(appended.map(({ kind }) => kind)).toEqual(["failed", "failed", "failed"]);
  expect(subject.reopen().next(0)).toBeUndefined();
  // A data key whose slice was rolled back is made anew.
  subject.store.database.exec("DROP TRIGGER stop");
  append(subject.store, "again");
  expect(textAfter(subject.reopen(), 0)).toBe("again");
});

const tamperings: readonly (readonly [string, string])[] = [
  [
    "a bit of the ciphertext",
    "UPDATE records SET sealed = CAST(substr(sealed, 1, 20) || X'00' || substr(sealed, 22) AS BLOB) WHERE seq = 2",
  ],
  ["the ciphertext of another record", "UPDATE records SET sealed = (SELECT sealed FROM records WHERE seq = 1) WHERE seq = 2"],
  ["the time of receipt", "UPDATE records SET received_ms = received_ms + 1 WHERE seq = 2"],
  ["the signal", "UPDATE records SET signal = 1 WHERE seq = 2"],
  ["the batch's name", "UPDATE records SET batch = zeroblob(16) WHERE seq = 2"],
  ["nothing but a stump", "UPDATE records SET sealed = X'00' WHERE seq = 2"],
];

test.each(tamperings)("a record in which %s was changed does not open, and the others do", (_what, sql) => {
  const { store } = createSubject();
  for (const text of ["one", "two", "three"]) append(store, text);
  store.database.exec(sql);
  expect([0, 1, 2].map((seq) => textAfter(store, seq))).toEqual(["one", "buffer.seal", "three"]);
});

test("a wrong key, no key and a key that others may read are errors of their own, and change nothing", () => {
  const subject = createSubject();
  append(subject.store, "kept");
  const path = join(subject.folder, "keys/kek");
  renameSync(path, `${path}.aside`);
  expect(() => subject.reopen().checkKey()).toThrow(expect.objectContaining({ code: "buffer.key_missing" }));
  createKeyFile(path);
  expect(() => subject.reopen().checkKey()).toThrow(expect.objectContaining({ code: "buffer.key_wrong" }));
  expect(() => subject.store.next(0)).toThrow(expect.objectContaining({ code: "buffer.key_wrong" }));
  expect(() => createKeyFile(path)).toThrow(expect.objectContaining({ code: "buffer.key_exists" }));
  rmSync(path);
  writeFileSync(path, "short\n", { mode: 0o600 });
  expect(() => subject.reopen().checkKey()).toThrow(expect.objectContaining({ code: "buffer.key_invalid" }));
  renameSync(`${path}.aside`, path);
  chmodSync(path, 0o640);
  expect(() => subject.reopen().checkKey()).toThrow(expect.objectContaining({ code: "buffer.key_mode" }));
  chmodSync(path, 0o600);
  subject.reopen().checkKey();
  expect(textAfter(subject.store, 0)).toBe("kept");
});

test("data keys that were taken away are missed at the start, before anything is passed over", () => {
  const subject = createSubject();
  append(subject.store, "kept");
  renameSync(join(subject.settings.directory, "slices"), join(subject.folder, "aside"));
  expect(() => subject.reopen().checkKey()).toThrow(expect.objectContaining({ code: "buffer.key_missing" }));
});

test("rotation wraps the data keys anew; records stay as they are, and the old key opens nothing", () => {
  const subject = createSubject();
  const path = join(subject.folder, "keys/kek");
  append(subject.store, "one");
  subject.nowMs += 2 * hourMs;
  append(subject.store, "two");
  const before = subject.store.database.prepare("SELECT sealed FROM records").all();
  const oldKey = readFileSync(path, "utf8");
  expect(rotateKeys(subject.store)).toBe(2);
  expect(readFileSync(path, "utf8")).not.toBe(oldKey);
  expect(readdirSync(join(subject.folder, "keys"))).toEqual(["kek"]);
  const store = subject.reopen();
  expect(store.database.prepare("SELECT sealed FROM records").all()).toEqual(before);
  expect([0, 1].map((seq) => textAfter(store, seq))).toEqual(["one", "two"]);
  writeFileSync(path, oldKey, { mode: 0o600 });
  expect(() => subject.reopen().checkKey()).toThrow(expect.objectContaining({ code: "buffer.key_wrong" }));
});

/** How far the rotation came: what the keys directory and the slices held when it was cut off. */
test.each(["next key made", "half of the data keys wrapped", "all wrapped", "old key moved aside", "next key in place"])(
  "a rotation cut off with the %s leaves everything openable, and is finished by the next one",
  (stage) => {
    const subject = createSubject();
    const kek = join(subject.folder, "keys/kek");
    const [slices, before] = [join(subject.settings.directory, "slices"), join(subject.folder, "before")];
    append(subject.store, "one");
    subject.nowMs += 2 * hourMs;
    append(subject.store, "two");
    const old = readFileSync(kek, "utf8");
    cpSync(slices, before, { recursive: true });
    rotateKeys(subject.store);
    const fresh = readFileSync(kek, "utf8");
    const lay = (name: string, text: string) => writeFileSync(join(subject.folder, "keys", name), text, { mode: 0o600 });
    rmSync(kek);
    if (stage !== "old key moved aside") lay("kek", stage === "next key in place" ? fresh : old);
    if (stage !== "next key in place") lay("kek.next", fresh);
    if (stage.startsWith("old") || stage.startsWith("next key in")) lay("kek.old", old);
    if (stage === "next key made" || stage.startsWith("half")) cpSync(join(before, "1.key"), join(slices, "1.key"));
    if (stage === "next key made") cpSync(join(before, "2.key"), join(slices, "2.key"));
    const read = () => [0, 1].map((seq) => textAfter(subject.reopen(), seq));
    expect(read()).toEqual(["one", "two"]);
    append(subject.store, "three");
    rotateKeys(subject.store);
    expect(read()).toEqual(["one", "two"]);
    expect(textAfter(subject.store, 2)).toBe("three");
    expect(readdirSync(join(subject.folder, "keys"))).toEqual(["kek"]);
  },
);

test("a key of the environment wraps, refuses another buffer's value, and is rotated to another variable", () => {
  const [one, two] = [randomBytes(32).toString("base64"), randomBytes(32).toString("hex")];
  const subject = createSubject({ key: { provider: "env", variable: "ONE", value: one } });
  append(subject.store, "kept");
  const other = { provider: "env", variable: "TWO", value: two } as const;
  expect(() => subject.reopen({ key: other }).checkKey()).toThrow(expect.objectContaining({ code: "buffer.key_wrong" }));
  rotateKeys(subject.reopen(), other);
  expect(textAfter(subject.reopen({ key: other }), 0)).toBe("kept");
  expect(() => subject.reopen().checkKey()).toThrow(expect.objectContaining({ code: "buffer.key_wrong" }));
});

/** Stands for a KMS: wraps by a key that only the command has, writes down what it was asked, and can be told to fail. */
const command = `
const { appendFileSync, existsSync, readFileSync } = require("node:fs");
const { createHash } = require("node:crypto");
const [folder, verb] = process.argv.slice(1);
appendFileSync(folder + "/asked", verb + "\\n");
if (existsSync(folder + "/down")) { console.error("secret"); process.exit(1); }
const mask = createHash("sha256").update("held by the command").digest();
const mix = (bytes) => Buffer.from(bytes.map((byte, i) => byte ^ mask[i % 32]));
const input = readFileSync(0, "utf8").trim();
if (verb === "wrap") console.log("kms:v1:" + mix(Buffer.from(input, "base64")).toString("base64"));
else console.log(mix(Buffer.from(input.slice(7), "base64")).toString("base64"));
`;

test("a key command wraps and unwraps; where it fails the error says so, and nothing is accepted or lost", () => {
  const folder = createSubject().folder;
  const key = { provider: "exec", command: [process.execPath, "-e", command, folder], timeoutMs: 10_000 } as const;
  const subject = createSubject({ key });
  append(subject.store, "kept");
  expect(readFileSync(join(subject.settings.directory, "slices/1.key"), "utf8")).toContain("kms:v1:");
  expect(textAfter(subject.reopen(), 0)).toBe("kept");
  expect(rotateKeys(subject.store)).toBe(1);
  writeFileSync(join(folder, "down"), "");
  expect(() => subject.reopen().checkKey()).toThrow(expect.objectContaining({ code: "buffer.key_exec" }));
  subject.nowMs += 2 * hourMs;
  expect(subject.store.append([recordOf("lost?")])).toEqual([{ kind: "failed", code: "buffer.key_exec" }]);
  rmSync(join(folder, "down"));
  expect(textAfter(subject.reopen(), 0)).toBe("kept");
  expect(
    readFileSync(join(folder, "asked"), "utf8")
      .split("\n")
      .filter((verb) => verb === "unwrap").length,
  ).toBeGreaterThan(2);
});

test("only slices whose time is over, and that every destination has, are due", () => {
  const subject = createSubject();
  subject.store.cursors(["a", "b"]);
  append(subject.store, "one");
  subject.nowMs += 2 * hourMs;
  append(subject.store, "two");
  const due = (beforeMs: number, evenUndelivered = false) => dueSlices(subject.store, { beforeMs, evenUndelivered }).map(({ id }) => id);
  const late = startMs + 10 * hourMs;
  expect(due(late)).toEqual([]);
  subject.store.settle([{ destination: "a", seq: 2 }]);
  expect(due(late)).toEqual([]);
  expect(due(late, true)).toEqual([1, 2]);
  subject.store.settle([{ destination: "b", seq: 1 }]);
  expect(due(late)).toEqual([1]);
  expect(due(startMs + hourMs / 2)).toEqual([]);
  subject.store.settle([{ destination: "b", seq: 2, quarantine: [{ seq: 2, code: "exporter.permanent_status" }] }]);
  expect(due(late)).toEqual([1]);
  expect(forgetDestination(subject.store, "b")).toBe(0);
  expect(due(late)).toEqual([1, 2]);
});

test("a shredded slice can no longer be opened with anything that is left on disk, and the others can", () => {
  const subject = createSubject();
  append(subject.store, marker);
  const dataKeyFile = join(subject.settings.directory, "slices/1.key");
  const { wrapped } = JSON.parse(readFileSync(dataKeyFile, "utf8"));
  const [row] = subject.store.database.prepare("SELECT sealed FROM records").all();
  const sealed = Buffer.from(row?.sealed as Uint8Array);
  subject.nowMs += 2 * hourMs;
  append(subject.store, "stays");
  shredSlices(subject.store, [1]);
  const check = () => {
    const bytes = bytesBelow(subject.folder);
    expect(bytes.includes(wrapped)).toBe(false);
    expect(bytes.includes(marker)).toBe(false);
    // No 32 bytes that are left open it; keys would stand in the clear or, wrapped, in a key file.
    for (const { keyId } of subject.store.keys
      .list()
      .map((slice) => JSON.parse(readFileSync(join(subject.settings.directory, `slices/${slice}.key`), "utf8"))))
      expect(keyId).toBe(subject.store.provider.currentKeyId());
    expect(subject.store.keys.list()).toEqual([2]);
  };
  check();
  expect(() => subject.store.keys.open(1)).toThrow(expect.objectContaining({ code: "buffer.shredded" }));
  expect(() => opened(sealed, readFileSync(join(subject.folder, "keys/kek"), "utf8"))).toThrow();
  expect(textAfter(subject.reopen(), 0)).toBe("stays");
  check();
  expect(subject.store.next(2)).toBeUndefined();
});

function opened(sealed: Buffer, kek: string): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", Buffer.from(kek.trim(), "base64"), sealed.subarray(0, 12)).setAuthTag(
    sealed.subarray(-16),
  );
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}

test("a number is never given twice, also when everything was shredded", () => {
  const subject = createSubject();
  subject.store.cursors(["a"]);
  expect(append(subject.store, "one")).toBe(1);
  shredSlices(subject.store, [1]);
  expect(append(subject.reopen(), "two")).toBe(2);
  expect(subject.store.cursors(["a", "new"])).toEqual(
    new Map([
      ["a", 0],
      ["new", 2],
    ]),
  );
});

test("a clock that goes back opens a slice of its own, and order stays", () => {
  const subject = createSubject();
  append(subject.store, "one");
  subject.nowMs -= 48 * hourMs;
  append(subject.store, "two");
  subject.nowMs += 49 * hourMs;
  append(subject.store, "three");
  expect([0, 1, 2].map((seq) => textAfter(subject.reopen(), seq))).toEqual(["one", "two", "three"]);
  expect(bufferStatus(subject.store).slicesCount).toBe(3);
});

test("past size_max nothing is taken, cursors move all the same, and shredding makes room", () => {
  const subject = createSubject({ sizeMax: 3e6 });
  subject.store.cursors(["a"]);
  const body = randomBytes(400_000).toString("latin1");
  let count = 0;
  for (; count < 100 && subject.store.append([recordOf(body)])[0]?.kind === "stored"; count++);
  expect(count).toBeGreaterThan(1);
  expect(count).toBeLessThan(10);
  expect(subject.store.append([recordOf(body)], [{ destination: "a", seq: count }])).toEqual([{ kind: "failed", code: "buffer.full" }]);
  expect(subject.store.cursors([]).get("a")).toBe(count);
  shredSlices(
    subject.store,
    dueSlices(subject.store, { beforeMs: Number.MAX_SAFE_INTEGER }).map(({ id }) => id),
  );
  expect(subject.store.append([recordOf(body)])[0]?.kind).toBe("stored");
});

test("a full disk fails the commit and nothing else: what was stored stays, and room makes it go on", () => {
  const subject = createSubject();
  append(subject.store, "kept");
  const body = randomBytes(900_000).toString("latin1");
  const { page_count: pages } = subject.store.database.prepare("PRAGMA page_count").get() ?? {};
  subject.store.database.exec(`PRAGMA max_page_count = ${Number(pages) + 10}`);
  expect(subject.store.append([recordOf(body)])).toEqual([{ kind: "failed", code: "buffer.full" }]);
  expect(textAfter(subject.store, 0)).toBe("kept");
  subject.store.database.exec("PRAGMA max_page_count = 100000");
  expect(subject.store.append([recordOf(body)])[0]?.kind).toBe("stored");
});

test("records are found by trace id, service, signal and time; a shredded slice finds nothing", () => {
  const subject = createSubject();
  const [one, two] = [randomBytes(16), randomBytes(16)];
  append(subject.store, "one", { traceIds: Buffer.concat([one, two]), services: ["api"] });
  subject.nowMs += 2 * hourMs;
  append(subject.store, "two", { traceIds: two, services: ["api", "worker"] });
  const find = (filter: Parameters<typeof findRecords>[1]) => [...findRecords(subject.store, filter)].map(({ metadata }) => metadata.seq);
  expect(find({})).toEqual([1, 2]);
  expect(find({ traceId: one })).toEqual([1]);
  expect(find({ traceId: two })).toEqual([1, 2]);
  expect(find({ traceId: randomBytes(16) })).toEqual([]);
  expect(find({ service: "worker" })).toEqual([2]);
  expect(find({ service: "api", traceId: one })).toEqual([1]);
  expect(find({ signal: "logs" })).toEqual([]);
  expect(find({ fromMs: startMs + hourMs })).toEqual([2]);
  expect(find({ toMs: startMs + hourMs })).toEqual([1]);
  shredSlices(subject.store, [1]);
  expect(find({ traceId: two })).toEqual([2]);
});

test("equal trace ids of two slices have hashes that do not match", () => {
  const subject = createSubject();
  const traceIds = randomBytes(16);
  append(subject.store, "one", { traceIds, services: [] });
  subject.nowMs += 2 * hourMs;
  append(subject.store, "two", { traceIds, services: [] });
  const [one, two] = subject.store.database.prepare("SELECT hashes FROM terms ORDER BY seq").all();
  expect(one?.hashes).not.toEqual(two?.hashes);
});

test("disclosures add up by destination and policy, and what came after the account was written stays", () => {
  const { store } = createSubject();
  const one = { policy: "p", batches: 1, items: 2, bytes: 3, letters: { A: 1 }, fromMs: 10, toMs: 20 };
  store.settle([{ destination: "a", seq: 1, disclosure: one }]);
  store.settle([{ destination: "a", seq: 2, disclosure: { ...one, letters: { A: 2, G: 1 }, fromMs: 5, toMs: 6 } }]);
  const [first] = store.disclosures.list();
  expect(first).toMatchObject({ destination: "a", batches: 2, items: 4, bytes: 6, letters: { A: 3, G: 1 }, fromMs: 5, toMs: 20 });
  store.settle([{ destination: "a", seq: 3, disclosure: one }]);
  store.disclosures.clear(first === undefined ? [] : [first]);
  const [rest, ...others] = store.disclosures.list();
  expect(rest).toMatchObject({ batches: 1, items: 2, letters: { A: 1 } });
  expect(rest?.period).not.toBe(first?.period);
  expect(others).toEqual([]);
});
