import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { type ScanThreadData, startScanThreads } from "../../src/agent/scan-threads.ts";
import { checkConfigText } from "../../src/config/index.ts";
import { startHttpVendor } from "../support/fake-vendor.ts";
import { until } from "../support/until.ts";
import { bodiesTaken, logRequestBytes, postLog, startAgent } from "./running-agent.ts";

const noData: ScanThreadData = { plans: [], builtIn: [], custom: [], names: "off", allow: [], model: null };

async function dyingThreads(count: number) {
  const folder = mkdtempSync(join(tmpdir(), "cordon-threads-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const start = () =>
    new Worker(new URL("./dying-thread.ts", import.meta.url), { workerData: { marker: join(folder, "died") }, stderr: true, execArgv: [] });
  const threads = await startScanThreads(noData, count, start);
  onTestFinished(() => threads.close());
  return async (text: string) => {
    const { clearing } = await threads.clear("logs", "protobuf", Buffer.from(text), []);
    return clearing.kind === "refused" ? clearing.code : clearing.itemsCount;
  };
}

test("a batch whose thread dies is tried once more on a new thread, and then refused; those behind it are scanned", async () => {
  const clear = await dyingThreads(1);
  expect(await Promise.all(["one", "once", "three", "dies", "last"].map(clear))).toEqual([3, 4, 5, "scrub.failed", 4]);
  expect(await clear("again")).toBe(5);
});

test("what waits for a thread, or comes after the end, is refused so that its sender tries again", async () => {
  const threads = await startScanThreads(noData, 1);
  const waiting = Array.from({ length: 5 }, () => threads.clear("logs", "protobuf", logRequestBytes("one"), []));
  const closed = threads.close();
  for (const { clearing } of await Promise.all(waiting)) expect(clearing).toEqual({ kind: "refused", code: "receiver.stopping" });
  expect((await threads.clear("logs", "protobuf", logRequestBytes("late"), [])).clearing).toMatchObject({ code: "receiver.stopping" });
  await closed;
});

test("the probes answer while a long text is scanned", async () => {
  const vendor = await startHttpVendor();
  onTestFinished(() => vendor.stop());
  const { agent, http, health } = await startAgent(
    `destinations: { vendor: { type: otlp_http, endpoint: "${vendor.url}", tls: { insecure: true } } }`,
  );
  onTestFinished(() => agent.stop("request").then(() => undefined));
  const order: string[] = [];
  const posted = postLog(http, "call 212-555-0147 or 10.1.2.3, MRN 48213377, on 3/4/2021. ".repeat(40_000)).then((answer) => {
    order.push(`scanned ${answer.status}`);
  });
  // The body has been received whole when a later, small one has been answered, or waits behind it.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const live = await fetch(`${health}/live`);
  order.push(`live ${live.status}`);
  await posted;
  expect(order).toEqual(["live 200", "scanned 200"]);
});

test("several threads make the same views as one, and custom detectors with keywords go to them", async () => {
  const custom =
    "{ id: study, type: OTHER, pattern: 'STUDY-\\d{4}', keywords: [enrolled], hits: [{ text: enrolled STUDY-0042, value: STUDY-0042 }] }";
  const notes = Array.from(
    { length: 12 },
    (_, index) => `Patient Maria Gonzalez, MRN 4821337${index % 10}, enrolled STUDY-004${index % 10}; STUDY is a word ${index}`,
  );
  const taken: string[][] = [];
  for (const threads of [1, 3]) {
    const vendor = await startHttpVendor();
    onTestFinished(() => vendor.stop());
    const { agent, http } = await startAgent(
      `destinations: { vendor: { type: otlp_http, endpoint: "${vendor.url}", tls: { insecure: true } } }`,
      `detection: { threads: ${threads}, custom: [${custom}] }`,
    );
    await Promise.all(notes.map((note) => postLog(http, note)));
    await until("all notes", () => bodiesTaken(vendor).length === notes.length);
    await agent.stop("request");
    taken.push(bodiesTaken(vendor).sort());
  }
  expect(taken[0]?.[0]).toBe("Patient [NAME], MRN [MRN], enrolled [OTHER]; STUDY is a word 0");
  expect(taken[1]).toEqual(taken[0]);
});

test("tokens, shifted times and remapped ids are one thread's", () => {
  const load = (rules: string, threads: string) =>
    checkConfigText(
      `buffer: { mode: memory }\ndestinations: { here: { type: file, path: ./out, rules: ${rules} } }\ndetection: { ${threads} }`,
    );
  for (const rules of ["{ actions: { default: token } }", "{ record_time: shift }", "{ ids: remap }"]) {
    const several = load(rules, "threads: 2");
    expect(several.kind === "errors" ? several.issues.map(({ path }) => path) : []).toEqual(["detection.threads"]);
    const left = load(rules, "");
    expect(left.kind === "ok" ? left.config.detection.threadsCount : 0).toBe(1);
  }
  const several = load("{ record_time: keep }", "threads: 3");
  expect(several.kind === "ok" ? several.config.detection.threadsCount : 0).toBe(3);
});
