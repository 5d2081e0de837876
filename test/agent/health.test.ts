import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { postLog, startAgent } from "./running-agent.ts";

const study = "{ id: study, type: OTHER, pattern: 'STUDY-\\d{4}', hits: [STUDY-0042] }";

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), "cordon-agent-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test("metrics count findings by detector and destination, tell nothing of what was found, and readiness follows the agent", async () => {
  const folder = folderOfTest();
  const { agent, http, health, log } = await startAgent(
    `destinations: { here: { type: file, path: ${JSON.stringify(join(folder, "out.jsonl"))} } }`,
    `detection: { custom: [${study}] }`,
  );
  const at = async (path: string) => {
    const answer = await fetch(`${health}${path}`);
    return { status: answer.status, text: await answer.text() };
  };
  expect(await at("/live")).toMatchObject({ status: 200 });
  expect(await at("/ready")).toMatchObject({ status: 200 });
  expect((await postLog(http, "enrolled in STUDY-0042, SSN 524-71-3902, mail maria.gonzalez@example.com")).status).toBe(200);
  await agent.stop("request");
  const { text } = await at("/metrics");
  const row = text.split("\n").find((line) => line.includes('detector="study"'));
  expect(row).toContain('destination="here"');
  expect(row?.endsWith(" 1")).toBe(true);
  for (const value of ["STUDY-0042", "524-71-3902", "gonzalez"]) {
    expect(text).not.toContain(value);
    expect(log.join("")).not.toContain(value);
  }
  const { status, text: body } = await at("/ready");
  expect(status).toBe(503);
  expect(JSON.parse(body)).toMatchObject({ ready: false, state: "stopping" });
});

test("two destinations each get their own view of one batch", async () => {
  const folder = folderOfTest();
  const [labels, tokens] = [join(folder, "labels.jsonl"), join(folder, "tokens.jsonl")];
  const { agent, http } = await startAgent(`destinations:
  labels: { type: file, path: ${JSON.stringify(labels)} }
  tokens: { type: file, path: ${JSON.stringify(tokens)}, rules: { actions: { default: token } } }`);
  for (const note of ["MRN 48213377 was seen", "lab for MRN 48213377 is back"]) expect((await postLog(http, note)).status).toBe(200);
  expect(await agent.stop("request")).toBe(0);
  const bodies = (file: string) =>
    readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line): string => JSON.parse(line).resourceLogs[0].scopeLogs[0].logRecords[0].body.stringValue);
  expect(bodies(labels)).toEqual(["MRN [MRN] was seen", "lab for MRN [MRN] is back"]);
  const [first = "", second = ""] = bodies(tokens);
  const token = /^MRN (\S+) was seen$/.exec(first)?.[1] ?? "";
  expect(token).not.toBe("");
  expect(token).not.toContain("48213377");
  expect(token).not.toBe("[MRN]");
  expect(second).toBe(`lab for MRN ${token} is back`);
});
