import { spawnSync } from "node:child_process";
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFileExporter } from "../../../src/exporters/file/exporter.ts";
import type { FileSettings } from "../../../src/exporters/file/settings.ts";
import { asCleared, createMarkedBatch, idsIn, standInJson } from "../../support/cleared-batch.ts";

let folder: string;
const closers: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cordon-file-"));
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await rm(folder, { recursive: true });
});

async function startExporter(overrides: Partial<FileSettings> = {}) {
  const settings = { path: join(folder, "out.jsonl"), rotateSizeMax: 1e9, rotateKeep: 5, sync: "batch", encodeJson: standInJson } as const;
  const exporter = createFileExporter({ type: "file", id: "archive", signals: ["traces"], ...settings, ...overrides });
  await exporter.start();
  closers.push(() => exporter.stop());
  return exporter;
}

async function sendMany(exporter: { send: (batch: ReturnType<typeof createMarkedBatch>["batch"]) => Promise<unknown> }, count: number) {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { id, batch } = createMarkedBatch();
    expect(await exporter.send(batch)).toEqual({ kind: "done" });
    ids.push(id);
  }
  return ids;
}

const read = (name: string) => readFile(join(folder, name), "utf8");

test("folders and files it makes are for its user only", async () => {
  const exporter = await startExporter({ path: join(folder, "a/b/out.jsonl") });
  await sendMany(exporter, 1);
  const modes = await Promise.all(
    ["a", "a/b", "a/b/out.jsonl"].map(async (name) => ((await stat(join(folder, name))).mode & 0o777).toString(8)),
  );
  expect(modes).toEqual(["700", "700", "600"]);
});

test("each batch is one line of JSON", async () => {
  const ids = await sendMany(await startExporter(), 3);
  const text = await read("out.jsonl");
  expect(text.endsWith("\n")).toBe(true);
  expect(
    text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual(ids.map((name) => ({ resourceSpans: [{ name }] })));
});

test.each([
  [`{"resourceSpans": []}`, "kept", "it is on one line already"],
  [`{\n"resourceSpans": []\n}`, "encoded again", "it is on several lines"],
])("the sender's own JSON %j is %s, since %s", async (text, what) => {
  const exporter = await startExporter();
  const { batch, id } = createMarkedBatch();
  await exporter.send({ ...batch, json: asCleared(Buffer.from(text)) });
  expect(await read("out.jsonl")).toBe(what === "kept" ? `${text}\n` : `{"resourceSpans":[{"name":"${id}"}]}\n`);
});

test("a batch that cannot be encoded is refused and leaves no trace", async () => {
  const encodeJson = () => {
    throw new Error("quotes the input");
  };
  const exporter = await startExporter({ encodeJson });
  expect(await exporter.send(createMarkedBatch().batch)).toEqual({ kind: "refused", code: "exporter.encode" });
  expect(await read("out.jsonl")).toBe("");
});

test("a full file is rotated before the line that is too much, and the oldest goes", async () => {
  const lineBytes = standInJson("traces", createMarkedBatch().batch.protobuf).length + 1;
  const exporter = await startExporter({ rotateSizeMax: 2 * lineBytes, rotateKeep: 2 });
  const ids = await sendMany(exporter, 9);
  expect((await readdir(folder)).sort()).toEqual(["out.jsonl", "out.jsonl.1", "out.jsonl.2"]);
  expect(idsIn(Buffer.from((await read("out.jsonl.2")) + (await read("out.jsonl.1")) + (await read("out.jsonl"))))).toEqual(ids.slice(4));
  expect((await stat(join(folder, "out.jsonl"))).mode & 0o777).toBe(0o600);
});

test("with keep 0 a full file is deleted", async () => {
  const exporter = await startExporter({ rotateSizeMax: 10, rotateKeep: 0 });
  const ids = await sendMany(exporter, 3);
  expect(await readdir(folder)).toEqual(["out.jsonl"]);
  expect(idsIn(Buffer.from(await read("out.jsonl")))).toEqual(ids.slice(2));
});

test("a line larger than the bound has a file of its own and is whole", async () => {
  const exporter = await startExporter({ rotateSizeMax: 10 });
  const ids = await sendMany(exporter, 2);
  expect(idsIn(Buffer.from((await read("out.jsonl.1")) + (await read("out.jsonl"))))).toEqual(ids);
});

const whole = `{"resourceSpans":[]}\n`;

test.each([
  ["", "", "an empty file"],
  [whole, whole, "a whole file"],
  [`${whole}{"resourceSpans":[{"na`, whole, "a line that a crash cut off is taken away: its batch was never confirmed"],
  [`${whole}{"re`, whole, "cut off near its start"],
  [`{"resourceSpans":[{"na`, "", "the only line, cut off"],
  [`${whole}{"resourceLogs":[]}`, `${whole}{"resourceLogs":[]}\n`, "a whole line that only lacks its newline stays"],
  [`notes of the operator`, `notes of the operator\n`, "text that is not ours stays"],
  [`${whole}${`{"resourceSpans":["${"x".repeat(200_000)}`}`, whole, "a cut-off line longer than one read"],
])("start heals %#: %s", async (before, after) => {
  await writeFile(join(folder, "out.jsonl"), before);
  const ids = await sendMany(await startExporter(), 1);
  expect(await read("out.jsonl")).toBe(`${after}{"resourceSpans":[{"name":"${ids[0]}"}]}\n`);
});

test("a file that another program moved away is made anew", async () => {
  const exporter = await startExporter();
  const before = await sendMany(exporter, 2);
  await rename(join(folder, "out.jsonl"), join(folder, "moved"));
  const after = await sendMany(exporter, 2);
  expect(idsIn(await readFile(join(folder, "moved")))).toEqual(before);
  expect(idsIn(await readFile(join(folder, "out.jsonl")))).toEqual(after);
});

test("a file that another program copied and emptied is written from its start", async () => {
  const exporter = await startExporter();
  await sendMany(exporter, 2);
  await copyFile(join(folder, "out.jsonl"), join(folder, "copy"));
  await truncate(join(folder, "out.jsonl"));
  const after = await sendMany(exporter, 1);
  expect(await read("out.jsonl")).toBe(`{"resourceSpans":[{"name":"${after[0]}"}]}\n`);
});

test("a folder that another program removed is made anew", async () => {
  const exporter = await startExporter({ path: join(folder, "a/out.jsonl") });
  await rm(join(folder, "a"), { recursive: true });
  const ids = await sendMany(exporter, 1);
  expect(idsIn(await readFile(join(folder, "a/out.jsonl")))).toEqual(ids);
});

test("a full device is a reason to come again", async () => {
  const exporter = await startExporter({ path: "/dev/full" });
  expect(await exporter.send(createMarkedBatch().batch)).toEqual({ kind: "retry", code: "exporter.file" });
});

test("what is no regular file is written to and neither synced nor rotated", async () => {
  const exporter = await startExporter({ path: "/dev/null", rotateSizeMax: 10 });
  await sendMany(exporter, 3);
  expect((await stat("/dev/null")).isCharacterDevice()).toBe(true);
});

test("a path that cannot be opened stops the start and names the path", async () => {
  const path = join(folder, "taken");
  await mkdir(path);
  await expect(startExporter({ path })).rejects.toMatchObject({ code: "exporter.file", where: path });
  await chmod(path, 0o700);
});

test("a line that the system took only in part is taken back", async () => {
  // The child's files may have 4 KiB (`ulimit -f`): the second line is written in part and then refused with EFBIG.
  const script = `
    import { createLineFile } from ${JSON.stringify(join(import.meta.dirname, "../../../src/exporters/file/line-file.ts"))};
    const file = createLineFile({ path: process.argv[1], rotateSizeMax: 1e9, rotateKeep: 1, sync: "close" });
    await file.append(Buffer.alloc(1000, "a"));
    await file.append(Buffer.alloc(8000, "b")).catch((error) => console.log(error.code));
    await file.append(Buffer.alloc(1000, "c"));
    await file.close();`;
  const path = join(folder, "limited");
  const child = spawnSync("bash", ["-c", 'ulimit -f 4; exec "$0" "$@"', process.execPath, "--input-type=module", "-e", script, path]);
  expect(child.stdout.toString()).toBe("EFBIG\n");
  expect(await readFile(path, "utf8")).toBe(`${"a".repeat(1000)}\n${"c".repeat(1000)}\n`);
});
