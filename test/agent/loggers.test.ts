import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "vitest";
import type { TakenRecord } from "../receivers/file-tail/following.ts";
import { until } from "../support/until.ts";
import { createFolder, createVendor, end, recordsAt, startAgent } from "./tailing-process.ts";

const fixtures = join(import.meta.dirname, "..", "fixtures", "loggers");
const recorded = readdirSync(fixtures).filter((name) => name.endsWith(".jsonl"));

/** pino as it is installed, with the same records as the recorded ones (test/fixtures/loggers). */
function pinoLines(): string {
  const program = `import { pino } from "pino";
const log = pino();
const ids = { trace_id: "5b8efff798038103d269b633813fc60c", span_id: "eee19b7ec3c1b174" };
log.info({ patientName: "Zebulon Quackenbush", mrn: 48213377, visit: { kind: "intake", patientName: "Zebulon Quackenbush" }, ...ids }, "visit stored");
log.warn({ durationMs: 812.5 }, "slow for SSN 524-71-3902");
log.error(new Error("no bed for Zebulon Quackenbush, MRN 48213377"), "failed");`;
  return execFileSync(process.execPath, ["--input-type=module", "-e", program], { cwd: fixtures, encoding: "utf8" });
}

const severities = [9, 13, 17];
const raw = /Zebulon|Quackenbush|48213377|524-71/;

test("what real loggers write becomes severity, time, ids and attributes; a key such as patientName makes its value a finding in each", async () => {
  const folder = createFolder();
  const vendor = await createVendor();
  mkdirSync(join(folder, "logs"));
  const texts = new Map(recorded.map((name) => [name, readFileSync(join(fixtures, name), "utf8")]));
  texts.set("pino.jsonl", pinoLines());
  for (const [name, text] of texts) writeFileSync(join(folder, "logs", name.replace(".jsonl", ".log")), text);
  const { child, stderr } = await startAgent(folder, vendor);
  await until("every record", () => recordsAt(vendor).length >= texts.size * 3, 40_000);
  const byFile = Map.groupBy(recordsAt(vendor), ({ resource }) => resource["log.file.name"] ?? "");
  expect(texts.size).toBe(9);
  for (const name of texts.keys()) {
    const records = byFile.get(name.replace(".jsonl", ".log")) ?? [];
    expect([name, records.map(({ severityNumber }) => severityNumber)]).toEqual([name, severities]);
    for (const record of records) expect([name, Number(record.time) > 1.7e18]).toEqual([name, true]);
    const [info, warning] = records as [TakenRecord, TakenRecord];
    const isText = name === "klog.jsonl";
    expect([name, info.traceId, info.spanId]).toEqual([
      name,
      isText ? "" : "5b8efff798038103d269b633813fc60c",
      isText ? "" : "eee19b7ec3c1b174",
    ]);
    expect([name, warning.body.includes("slow for SSN [SSN]")]).toEqual([name, true]);
    expect([name, info.body.match(/\[NAME\]/g)?.length, info.body.includes("[MRN]")]).toEqual([
      name,
      /klog|logback/.test(name) ? 1 : 2,
      true,
    ]);
    // What is left is the line as it was written.
    if (!isText && name !== "slog.jsonl") expect([name, typeof JSON.parse(info.body)]).toEqual([name, "object"]);
    if (name === "logback-json.jsonl") expect(info.attributes.kvpList).toEqual([{ patientName: "[NAME]" }, { mrn: "[MRN]" }]);
    else if (!isText) expect(info.attributes).toMatchObject({ patientName: "[NAME]", mrn: "[MRN]" });
    if (/pino|winston|bunyan|structlog|zap/.test(name)) expect(info.attributes.visit).toEqual({ kind: "intake", patientName: "[NAME]" });
  }
  for (const { body } of vendor.requests) expect(body.toString("latin1")).not.toMatch(raw);
  expect(await end(child, "SIGTERM")).toBe(0);
  expect(stderr()).not.toMatch(raw);
}, 60_000);
