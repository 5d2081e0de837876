import { appendFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { dueSlices, rotateKeys, SealedStore, shredSlices } from "../../src/buffer/index.ts";
import { createTestBuffer, hourMs, recordOf, type TestBuffer } from "../buffer/opened.ts";

/**
 * The sealed store against a model that fits on a page: a list of texts, a number for each destination, a set of what is set aside. Whatever happens in between (a crash
 * with a torn write behind the last commit, a full disk, a rotation, a wrong key, a clock that jumps, shredding), what the model says is stored is there as it was, and only
 * what every destination has may be gone.
 */
const destinations = ["a", "b"] as const;

class Model {
  readonly texts: string[] = [];
  readonly cursors = new Map<string, number>(destinations.map((id) => [id, 0]));
  readonly aside = new Set<number>();

  /** May it be gone? */
  isFree(seq: number): boolean {
    return !this.aside.has(seq) && [...this.cursors.values()].every((cursor) => cursor >= seq);
  }
}

type Step = (subject: TestBuffer, model: Model) => void;

const append = fc
  .array(fc.record({ text: fc.string(), fill: fc.nat(40_000) }), { minLength: 1, maxLength: 4 })
  .map((records): readonly [string, Step] => [
    `append ${records.length}`,
    ({ store }, model) => {
      const bodies = records.map(({ text, fill }, index) => `${model.texts.length + index} ${text}${" ".repeat(fill)}`);
      const appended = store.append(bodies.map((body) => recordOf(body)));
      expect(appended.map((each) => (each.kind === "stored" ? each.seq : each.code))).toEqual(
        bodies.map((_, index) => model.texts.length + index + 1),
      );
      model.texts.push(...bodies);
    },
  ]);

const deliver = fc
  .record({ destination: fc.constantFrom(...destinations), count: fc.integer({ min: 1, max: 5 }), quarantine: fc.boolean() })
  .map(({ destination, count, quarantine }): readonly [string, Step] => [
    `deliver ${count} to ${destination}${quarantine ? ", the last one set aside" : ""}`,
    ({ store }, model) => {
      const seq = Math.min((model.cursors.get(destination) ?? 0) + count, model.texts.length);
      if (seq === 0) return;
      const set = quarantine ? { quarantine: [{ seq, code: "exporter.permanent_status" as const }] } : {};
      store.settle([{ destination, seq, ...set }]);
      model.cursors.set(destination, seq);
      if (quarantine && store.database.prepare("SELECT 1 FROM records WHERE seq = ?").get(seq) !== undefined) model.aside.add(seq);
    },
  ]);

/** The disk as it is at this moment, without closing; behind the last commit lies what was being written. */
const crash = fc.uint8Array({ maxLength: 200 }).map((torn): readonly [string, Step] => [
  `crash with ${torn.length} torn bytes`,
  (subject) => {
    const { directory } = subject.settings;
    const image = join(subject.folder, "image");
    cpSync(directory, image, { recursive: true });
    subject.store.close();
    rmSync(directory, { recursive: true });
    cpSync(image, directory, { recursive: true });
    rmSync(image, { recursive: true });
    rmSync(join(directory, "buffer.db-shm"), { force: true });
    const log = join(directory, "buffer.db-wal");
    if (existsSync(log)) appendFileSync(log, torn);
    subject.reopen().checkKey();
  },
]);

function jump(hours: number): Step {
  return (subject) => {
    subject.nowMs += hours * hourMs;
  };
}

const others: readonly (readonly [string, Step])[] = [
  ["restart", (subject) => subject.reopen().checkKey()],
  ["rotate", ({ store }) => void rotateKeys(store)],
  [
    "full disk",
    ({ store }) => {
      const pages = Number(store.database.prepare("PRAGMA page_count").get()?.page_count);
      store.database.exec(`PRAGMA max_page_count = ${pages}`);
      // Larger than what freed pages hold, and not to be compressed.
      const body = Array.from({ length: 3e5 }, () => String.fromCharCode(Math.random() * 65_000)).join("");
      const answer = store.append([recordOf(body), recordOf(body), recordOf(body), recordOf(body)]);
      store.database.exec("PRAGMA max_page_count = 1000000");
      expect(answer[0]).toEqual({ kind: "failed", code: "buffer.full" });
    },
  ],
  [
    "wrong key",
    (subject) => {
      const path = join(subject.folder, "keys/kek");
      const right = readFileSync(path);
      writeFileSync(path, `${Buffer.alloc(32, 7).toString("base64")}\n`);
      // A key file whose slice was never committed (the disk was full) opens nothing.
      const hasKeys = subject.store.database.prepare("SELECT 1 FROM slices WHERE shredded = 0").get() !== undefined;
      if (hasKeys) expect(() => subject.reopen().checkKey()).toThrow(expect.objectContaining({ code: "buffer.key_wrong" }));
      writeFileSync(path, right);
      subject.reopen().checkKey();
    },
  ],
  ["an hour later", jump(1.1)],
  ["three hours earlier", jump(-3)],
  [
    "shred what is due",
    ({ store }, model) => {
      const due = dueSlices(store, { beforeMs: Number.MAX_SAFE_INTEGER }).map(({ id }) => id);
      for (const row of store.database.prepare(`SELECT seq FROM records WHERE slice IN (${due.join(",") || "0"})`).all())
        expect(model.isFree(Number(row.seq))).toBe(true);
      shredSlices(store, due);
    },
  ],
];

/** Everything that is there opens to what was stored; what is not there may be gone; cursors are where they were. */
function check({ store }: TestBuffer, model: Model): void {
  const there = new Set<number>();
  for (let record = store.next(0); record !== undefined; record = store.next(record.metadata.seq)) {
    there.add(record.metadata.seq);
    expect(record.body.toString()).toBe(model.texts[record.metadata.seq - 1]);
  }
  for (let seq = 1; seq <= model.texts.length; seq++) if (!there.has(seq)) expect(model.isFree(seq)).toBe(true);
  expect(Object.fromEntries(store.cursors(destinations))).toEqual(Object.fromEntries(model.cursors));
}

test("whatever happens, the store is what the model says", () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: append },
    { weight: 3, arbitrary: deliver },
    { weight: 1, arbitrary: crash },
    { weight: 3, arbitrary: fc.constantFrom(...others) },
  );
  let steps = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 25 }), (script) => {
      const subject = createTestBuffer();
      const model = new Model();
      try {
        subject.store.cursors(destinations);
        for (const [, run] of script) {
          run(subject, model);
          steps += 1;
        }
        check(subject, model);
        subject.reopen();
        check(subject, model);
      } finally {
        subject.remove();
      }
    }),
    { numRuns: 60 },
  );
  expect(steps).toBeGreaterThan(300);
}, 120_000);

test("the model's own steps do what they say: a store that forgets a record is noticed", () => {
  const subject = createTestBuffer();
  const model = new Model();
  try {
    subject.store.cursors(destinations);
    subject.store.append([recordOf("0 x")]);
    model.texts.push("0 x");
    check(subject, model);
    subject.store.database.exec("DELETE FROM records");
    expect(() => check(subject, model)).toThrow();
    expect(subject.store).toBeInstanceOf(SealedStore);
  } finally {
    subject.remove();
  }
});
