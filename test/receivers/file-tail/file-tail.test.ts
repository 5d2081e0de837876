import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { done, limits } from "../../../src/base/index.ts";
import { until } from "../../support/until.ts";
import { createFolder, follow, pause } from "./following.ts";

function lines(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, index) => `line ${from + index}\n`).join("");
}

const expected = (from: number, to: number) => lines(from, to).trimEnd().split("\n");

test("lines of a plain file come in order, as they were, when they are complete", async () => {
  const folder = createFolder();
  const file = join(folder, "app.log");
  writeFileSync(file, "first\r\n\nsecond\nhalf");
  const { bodies, taken } = await follow(folder);
  await until("two lines", () => bodies().length === 2);
  await pause(limits.tailJoinMs + 100);
  expect(bodies()).toEqual(["first", "second"]);
  appendFileSync(file, " a line\n");
  await until("the third", () => bodies().length === 3);
  expect(bodies()[2]).toBe("half a line");
  expect(taken[0]?.resource).toEqual({ "log.file.name": "app.log", "log.file.path": file });
});

test("CRI lines lose their frame and give time, stream and Kubernetes' names; parts are joined by stream", async () => {
  const folder = createFolder();
  const pods = join(folder, "pods/clinic_web-7d9c5b_0b1c2d3e-4f5a-6b7c-8d9e-0f1a2b3c4d5e/api");
  mkdirSync(pods, { recursive: true });
  const id = "ab".repeat(32);
  symlinkSync(join(pods, "0.log"), join(folder, `web-7d9c5b_clinic_api-${id}.log`));
  const cri = (stream: string, tag: string, text: string) => `2026-01-10T09:30:00.123456789Z ${stream} ${tag} ${text}\n`;
  writeFileSync(
    join(pods, "0.log"),
    cri("stdout", "P", "one ") + cri("stderr", "F", "other") + cri("stdout", "P", "two ") + cri("stdout", "F", "three"),
  );
  const { taken } = await follow(folder);
  await until("two records", () => taken.length === 2);
  const byBody = new Map(taken.map((record) => [record.body, record]));
  expect([...byBody.keys()].sort()).toEqual(["one two three", "other"]);
  expect(byBody.get("other")).toMatchObject({ time: "1768037400123456789", resource: { "log.iostream": "stderr" } });
  expect(byBody.get("one two three")?.resource).toMatchObject({
    "service.name": "api",
    "k8s.namespace.name": "clinic",
    "k8s.pod.name": "web-7d9c5b",
    "k8s.container.name": "api",
    "container.id": id,
    "log.iostream": "stdout",
  });
});

test("Docker's json-file is unwrapped, and its parts are joined", async () => {
  const folder = createFolder();
  const docker = (log: string) => `${JSON.stringify({ log, stream: "stdout", time: "2026-01-10T09:30:00.5Z" })}\n`;
  writeFileSync(join(folder, "c-json.log"), docker("whole\n") + docker("in ") + docker("parts\n"));
  const { taken } = await follow(folder);
  await until("two records", () => taken.length === 2);
  expect(taken.map(({ body, time }) => [body, time])).toEqual([
    ["whole", "1768037400500000000"],
    ["in parts", "1768037400500000000"],
  ]);
});

test("a file that is renamed under its writer is read to its end, then the new one: nothing twice, nothing missing", async () => {
  const folder = createFolder();
  const file = join(folder, "app.log");
  writeFileSync(file, lines(0, 500));
  const { bodies } = await follow(folder);
  await until("the first", () => bodies().length > 0);
  for (let round = 0; round < 4; round++) {
    const from = 500 + round * 1000;
    appendFileSync(file, lines(from, from + 300));
    renameSync(file, `${file}.${round}`);
    // The writer still has the old one open for a while.
    appendFileSync(`${file}.${round}`, lines(from + 300, from + 600));
    writeFileSync(file, lines(from + 600, from + 1000));
    await pause(60);
  }
  await until("all", () => bodies().length >= 4500);
  await pause(400);
  // The last line of a file waits for what may belong to it: the next file's lines may come before it.
  const number = (line: string) => Number(line.split(" ")[1]);
  expect([...bodies()].sort((one, other) => number(one) - number(other))).toEqual(expected(0, 4500));
});

test("a file that is copied and truncated: what had not been read comes from the copy, even where the globs find the copy too", async () => {
  const folder = createFolder();
  const file = join(folder, "app.log");
  writeFileSync(file, lines(0, 200));
  let isOpen = true;
  const { bodies } = await follow(folder, { include: [join(folder, "app.log*")] }, async () => {
    while (!isOpen) await pause(5);
    return done;
  });
  await until("the first", () => bodies().length === 200);
  for (let round = 1; round <= 4; round++) {
    const from = round * 1000;
    // The tail is held up, so that the lines are gone from the file before it could read them.
    isOpen = false;
    appendFileSync(file, lines(from, from + 400));
    await pause(40);
    appendFileSync(file, lines(from + 400, from + 600));
    for (let old = 4; old > 0; old--) if (existsSync(`${file}.${old}`)) renameSync(`${file}.${old}`, `${file}.${old + 1}`);
    copyFileSync(file, `${file}.1`);
    truncateSync(file, 0);
    appendFileSync(file, lines(from + 600, from + 800));
    isOpen = true;
    await until(`round ${round}`, () => bodies().length >= 200 + round * 800);
  }
  await pause(500);
  const all = [expected(0, 200), ...[1, 2, 3, 4].map((round) => expected(round * 1000, round * 1000 + 800))].flat();
  expect([...bodies()].sort()).toEqual([...all].sort());
});

test("a file that is deleted is read to its end first, its last line without newline too; a compressed one is left", async () => {
  const folder = createFolder();
  const file = join(folder, "app.log");
  writeFileSync(file, lines(0, 10));
  writeFileSync(join(folder, "old.log.gz"), gzipSync("compressed\n"));
  const { bodies, events } = await follow(folder, { include: [join(folder, "*.log*")] });
  await until("the first", () => bodies().length === 10);
  appendFileSync(file, "the last words");
  await pause(100);
  rmSync(file);
  await until("the last", () => bodies().length === 11);
  expect(bodies()[10]).toBe("the last words");
  expect(events.filter(({ name }) => name === "file_lost")).toEqual([]);
});

test("a line of 20 MB is cut with a marker, and not held; bytes that are no UTF-8 become valid", async () => {
  const folder = createFolder();
  const chunk = Buffer.alloc(1024 * 1024, "words, and more. ");
  writeFileSync(join(folder, "long.log"), "before\n");
  for (let at = 0; at < 20; at++) appendFileSync(join(folder, "long.log"), chunk);
  appendFileSync(join(folder, "long.log"), Buffer.from("\nbad \xff\xc3 bytes\n", "latin1"));
  const { bodies, events } = await follow(folder);
  await until("three records", () => bodies().length === 3);
  const [first, long = "", bad] = bodies();
  expect(first).toBe("before");
  expect(long.length).toBeLessThanOrEqual(65 * 1024);
  expect(long).toMatch(/^words, and more\. .*\. \[line cut by cordon: 20971520 bytes, the first \d+ are kept\]$/);
  expect(bad).toBe("bad \ufffd\ufffd bytes");
  const cut = events.find((event) => event.name === "line_cut");
  expect(cut).toMatchObject({ leftOutBytes: 20 * 1024 * 1024 - 64 * 1024 });
});

test("while the pipeline takes nothing, nothing more is read, and no position is written down", async () => {
  const folder = createFolder();
  const file = join(folder, "app.log");
  const line = `${"x".repeat(1000)}\n`;
  writeFileSync(file, line.repeat(20_000));
  let isOpen = false;
  const { bodies, receiver, tries } = await follow(folder, {}, () => (isOpen ? done : { kind: "retry", code: "buffer.full", afterMs: 20 }));
  await until("several tries", () => tries() > 5);
  const checkpoint = () => JSON.parse(readFileSync(join(folder, "checkpoints/test.json"), "utf8"));
  await pause(limits.tailCheckpointMs + 100);
  expect(checkpoint().files).toMatchObject([{ path: file, offset: 0 }]);
  expect(bodies()).toEqual([]);
  isOpen = true;
  await until("all", () => bodies().length === 20_000);
  await receiver.stop();
  expect(checkpoint().files).toMatchObject([{ offset: line.length * 20_000 }]);
});

test("a restart goes on where the pipeline had everything, also in a file that was rotated or truncated meanwhile", async () => {
  const folder = createFolder();
  const [renamed, copied] = [join(folder, "renamed.log"), join(folder, "copied.log")];
  writeFileSync(renamed, lines(0, 100));
  writeFileSync(copied, lines(1000, 1100));
  const first = await follow(folder);
  await until("the first", () => first.bodies().length === 200);
  await first.receiver.stop();
  appendFileSync(renamed, lines(100, 200));
  renameSync(renamed, `${renamed}.1`);
  writeFileSync(renamed, lines(200, 300));
  appendFileSync(copied, lines(1100, 1200));
  copyFileSync(copied, `${copied}.1`);
  truncateSync(copied, 0);
  appendFileSync(copied, lines(1200, 1210));
  const second = await follow(folder);
  await until("the rest", () => second.bodies().length >= 310);
  await pause(500);
  expect([...second.bodies()].sort()).toEqual([...expected(100, 300), ...expected(1100, 1210)].sort());
});

test("files that came and went by rotation while the agent was down are read whole", async () => {
  const folder = createFolder();
  const file = join(folder, "app.log");
  writeFileSync(file, lines(0, 100));
  writeFileSync(join(folder, "app.log.7"), "was here before\n");
  const first = await follow(folder);
  await until("the first", () => first.bodies().length === 100);
  await first.receiver.stop();
  await pause(30);
  for (const round of [1, 2, 3]) {
    appendFileSync(file, lines(round * 100, round * 100 + 50));
    for (let old = 3; old > 0; old--) if (existsSync(`${file}.${old}`)) renameSync(`${file}.${old}`, `${file}.${old + 1}`);
    renameSync(file, `${file}.1`);
    writeFileSync(file, lines(round * 100 + 50, round * 100 + 100));
  }
  writeFileSync(join(folder, "application.log.1"), "of another program\n");
  const second = await follow(folder);
  await until("the rest", () => second.bodies().length >= 300);
  await pause(400);
  expect([...second.bodies()].sort()).toEqual([...expected(100, 400)].sort());
});

test("a line that can never be taken is found by halving and reported; the others are taken", async () => {
  const folder = createFolder();
  writeFileSync(join(folder, "app.log"), lines(0, 64));
  const { bodies, events } = await follow(folder, {}, (records) =>
    records.some(({ body }) => body === "line 37") ? { kind: "refused", code: "scrub.failed" } : done,
  );
  await until("all but one", () => bodies().length === 63);
  expect(bodies()).not.toContain("line 37");
  expect(events.filter(({ name }) => name === "line_dropped")).toEqual([
    { name: "line_dropped", receiver: "file_tail.test", code: "scrub.failed", namespace: "none", container: "none", file: "app.log" },
  ]);
});

test("where nobody takes logs, lines wait: none is dropped", async () => {
  const folder = createFolder();
  writeFileSync(join(folder, "app.log"), lines(0, 10));
  let isTaken = false;
  const { bodies, events, tries } = await follow(folder, {}, () => (isTaken ? done : { kind: "refused", code: "pipeline.no_destination" }));
  await until("several tries", () => tries() > 2);
  isTaken = true;
  await until("all", () => bodies().length === 10);
  expect(events.filter(({ name }) => name === "line_dropped")).toEqual([]);
});

test("hundreds of files are followed with few of them open; a noisy one does not keep the others waiting", async () => {
  const folder = createFolder();
  for (let at = 0; at < 300; at++) writeFileSync(join(folder, `quiet-${at}.log`), `quiet ${at}\n`);
  writeFileSync(join(folder, "a-noisy.log"), `noise ${"x".repeat(1000)}\n`.repeat(40_000));
  const order: string[] = [];
  const { bodies, events } = await follow(folder, { openFilesMax: 8, multiline: "off" }, (records) => {
    order.push(...records.map(({ body }) => body.slice(0, 5)));
    return done;
  });
  await until("all", () => bodies().length === 40_300, 30_000);
  const noisyBeforeLastQuiet = order.slice(0, order.lastIndexOf("quiet")).filter((word) => word === "noise").length;
  expect(noisyBeforeLastQuiet).toBeLessThan(10_000);
  appendFileSync(join(folder, "quiet-7.log"), "again\n");
  await until("again", () => bodies().includes("again"));
  await until("a report", () => events.some(({ name }) => name === "tail_lag"));
  const open = events.flatMap((event) => (event.name === "tail_lag" ? [event.openFiles] : []));
  expect(Math.max(...open)).toBeLessThanOrEqual(8);
  expect(events.filter(({ name }) => name === "line_dropped" || name === "file_lost")).toEqual([]);
});

test("start_at: end leaves what is there at the first start, from a whole line on; later files are read from their beginning", async () => {
  const folder = createFolder();
  writeFileSync(join(folder, "old.log"), "old\nhalf of a li");
  const { bodies } = await follow(folder, { startAt: "end" });
  appendFileSync(join(folder, "old.log"), "ne\nnew\n");
  writeFileSync(join(folder, "late.log"), "late\n");
  await until("both", () => bodies().length === 2);
  expect([...bodies()].sort()).toEqual(["late", "new"]);
});

test("a damaged file of positions is an error at start, with its name", async () => {
  const folder = createFolder();
  mkdirSync(join(folder, "checkpoints"));
  writeFileSync(join(folder, "checkpoints/test.json"), '{"version":1,"files":[{"pa');
  await expect(follow(folder)).rejects.toMatchObject({ code: "receiver.checkpoint", where: join(folder, "checkpoints/test.json") });
});
