import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openAuditChain } from "../../src/audit/index.ts";
import { recordsOf } from "../receivers/file-tail/following.ts";
import { KubernetesApi } from "../support/kubernetes-api.ts";
import { until } from "../support/until.ts";
import { closers, createFolder, createVendor, cri, end, recordsAt, startAgent } from "./tailing-process.ts";

test("a container's log goes through the sealed buffer to the vendor, scrubbed as text and as structure, with its names; nothing else tells of it", async () => {
  const folder = createFolder();
  const vendor = await createVendor();
  mkdirSync(join(folder, "logs"));
  const log = join(folder, "logs", `web-7d9c5b_clinic_api-${"ab".repeat(32)}.log`);
  writeFileSync(log, cri("started, SSN 524-71-3902"));
  const { child, health, stderr } = await startAgent(folder, vendor);
  const json = {
    level: 40,
    time: 1768037400123,
    patientName: "Zebulon Quackenbush",
    mrn: 48213377,
    msg: "slow",
    trace_id: "5b8efff798038103d269b633813fc60c",
  };
  appendFileSync(log, cri(JSON.stringify(json)));
  await until("two records", () => recordsAt(vendor).length === 2);
  const [text, structured] = recordsAt(vendor);
  expect(text).toMatchObject({
    body: "started, SSN [SSN]",
    time: "1768037400123456789",
    resource: {
      "k8s.namespace.name": "clinic",
      "k8s.pod.name": "web-7d9c5b",
      "k8s.container.name": "api",
      "service.name": "api",
      "log.iostream": "stdout",
    },
  });
  expect(structured).toMatchObject({
    severityNumber: 13,
    severity: "warn",
    traceId: json.trace_id,
    attributes: { patientName: "[NAME]", mrn: "[MRN]", msg: "slow" },
  });
  expect(JSON.parse(structured?.body ?? "")).toMatchObject({ patientName: "[NAME]", level: 40 });
  for (const raw of ["524-71", "Quackenbush", "48213377"]) {
    for (const { body } of vendor.requests) expect(body.toString("latin1")).not.toContain(raw);
    expect(stderr()).not.toContain(raw);
  }
  const metrics = async () => (await fetch(`${health}/metrics`)).text();
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(await metrics()).toContain(
    'cordon_tail_lines_total{receiver="file_tail.containers",namespace="clinic",container="api",file="none"} 2',
  );
  expect(await metrics()).toContain(
    'cordon_tail_lag_bytes{receiver="file_tail.containers",namespace="clinic",container="api",file="none"} 0',
  );
  expect(await metrics()).toContain(
    'cordon_tail_dropped_lines_total{receiver="file_tail.containers",namespace="clinic",container="api",file="none"} 0',
  );
  expect(await end(child, "SIGTERM")).toBe(0);
  const checkpoint = JSON.parse(readFileSync(join(folder, "data/tail/containers.json"), "utf8"));
  expect(checkpoint.files).toMatchObject([{ path: log, offset: readFileSync(log).length }]);
  expect(JSON.stringify(checkpoint)).not.toMatch(/524-71|Quackenbush|started/);
});

test("what the Kubernetes API tells of a pod is scanned as its lines are: an identifier in a label does not leave", async () => {
  const folder = createFolder();
  const vendor = await createVendor();
  const api = new KubernetesApi();
  closers.push(() => api.stop());
  const server = await api.start();
  const uid = "0b1c2d3e-4f5a-6b7c-8d9e-0f1a2b3c4d5e";
  const labels = { app: "intake", patientName: "Zebulon.Quackenbush", mrn: "48213377", job: "export-524-71-3902" };
  api.put({ name: "web-7d9c5b", namespace: "clinic", uid, node: "node-a", labels });
  mkdirSync(join(folder, "logs"));
  writeFileSync(join(folder, "logs", `web-7d9c5b_clinic_api-${"ab".repeat(32)}.log`), cri("started"));
  const { child, stderr } = await startAgent(folder, vendor, `, kubernetes: { server: "${server}", credentials: "${api.credentials}" }`);
  await until("the record", () => recordsAt(vendor).length === 1);
  expect(recordsAt(vendor)[0]?.resource).toMatchObject({
    "k8s.pod.uid": uid,
    "k8s.node.name": "node-a",
    "k8s.pod.label.app": "intake",
    "k8s.pod.label.patientName": "[NAME]",
    "k8s.pod.label.mrn": "[MRN]",
    "k8s.pod.label.job": "export-[SSN]",
  });
  expect(await end(child, "SIGTERM")).toBe(0);
  expect(stderr()).not.toMatch(/Quackenbush|48213377|524-71|token-1/);
});

test("an agent that is killed again and again, under rotation, loses no line", async () => {
  const folder = createFolder();
  const vendor = await createVendor();
  mkdirSync(join(folder, "logs"));
  const log = join(folder, "logs", "app.log");
  writeFileSync(log, "");
  let [written, isWriting] = [0, true];
  const write = async () => {
    while (isWriting) {
      let text = "";
      for (let at = 0; at < 200; at++) text += `step ${written++} is done\n`;
      appendFileSync(log, text);
      if (written % 5_000 === 0) renameSync(log, `${log}.${written}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  let writer: Promise<void> | undefined;
  for (let round = 0; round < 4; round++) {
    const { child } = await startAgent(folder, vendor);
    // What is rotated away before the very first search was never asked for.
    writer ??= write();
    await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 1_500));
    await end(child, "SIGKILL");
  }
  isWriting = false;
  await writer;
  const { child, stderr } = await startAgent(folder, vendor);
  const seen = new Set<string>();
  let from = 0;
  const missing = () => {
    for (; from < vendor.requests.length; from++)
      for (const { body } of recordsOf(vendor.requests[from]?.body ?? Buffer.alloc(0))) seen.add(body);
    return written - seen.size;
  };
  await until("every line", () => missing() === 0, 30_000).catch(() => undefined);
  const lost = Array.from({ length: written }, (_, number) => number).filter((number) => !seen.has(`step ${number} is done`));
  expect([lost.length, lost.slice(0, 5)]).toEqual([0, []]);
  expect(written).toBeGreaterThan(20_000);
  expect(await end(child, "SIGTERM")).toBe(0);
  expect(stderr()).not.toMatch(/file_lost|line_dropped/);
}, 120_000);

test("SIGHUP and a changed file reload the configuration: a wrong one is refused, a right one rules what comes, no line is lost, and the chain says so", async () => {
  const folder = createFolder();
  const vendor = await createVendor();
  mkdirSync(join(folder, "logs"));
  const log = join(folder, "logs", "app.log");
  writeFileSync(log, "");
  const { child, stderr } = await startAgent(folder, vendor);
  const config = join(folder, "agent.yaml");
  const text = readFileSync(config, "utf8");
  let written = 0;
  const write = () => appendFileSync(log, `row ${written++} STUDY-0042\n`);
  const timer = setInterval(write, 2);
  closers.push(() => clearInterval(timer));
  await until("lines", () => recordsAt(vendor).length > 10);
  writeFileSync(config, text.replace("destinations:", "destination:"));
  child.kill("SIGHUP");
  await until("the refusal", () => stderr().includes("config_reload_failed"));
  const detection = `detection: { custom: [{ id: study_code, type: OTHER, pattern: 'STUDY-\\d{4}', hits: ["STUDY-0042"] }] }\n`;
  writeFileSync(config, `${text}${detection}`);
  await until("the change to be seen", () => stderr().includes("config_reloaded"));
  await until("scrubbed lines", () => recordsAt(vendor).some(({ body }) => body.endsWith("[OTHER]")));
  clearInterval(timer);
  const rowsOf = () => new Set(recordsAt(vendor).map(({ body }) => body.split(" ", 2).join(" ")));
  await until("every line", () => rowsOf().size === written);
  expect(await end(child, "SIGTERM")).toBe(0);
  expect(rowsOf().size).toBe(written);
  expect(recordsAt(vendor).length).toBe(written);
  const chain = openAuditChain(join(folder, "data/audit"));
  closers.push(() => chain.close());
  const actions = [...chain.entries()].map(({ action }) => action).filter((action) => /policy|agent/.test(action));
  expect(actions).toEqual([
    "agent_started",
    "policy_changed",
    "policy_refused",
    "agent_stopped",
    "agent_started",
    "policy_changed",
    "agent_stopped",
  ]);
}, 60_000);
