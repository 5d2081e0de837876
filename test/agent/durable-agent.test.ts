import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test } from "vitest";
import { type Agent, agentSettings, createAgent } from "../../src/agent/index.ts";
import { type AuditEntry, auditPath, openAuditChain, verifyAudit } from "../../src/audit/index.ts";
import { bufferStatus, findRecords, SealedStore } from "../../src/buffer/index.ts";
import { checkConfigText, formatIssues, type ResolvedConfig } from "../../src/config/index.ts";
import { detectors } from "../../src/detectors/index.ts";
import { createTelemetry, type Telemetry } from "../../src/telemetry/index.ts";
import { filesBelow } from "../buffer/opened.ts";
import { startHttpVendor } from "../support/fake-vendor.ts";
import { until } from "../support/until.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "cordon-agent-"));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function configOf(folder: string, { buffer = "", destination = `{ type: file, path: "${folder}/out.jsonl" }` } = {}): ResolvedConfig {
  const result = checkConfigText(`receivers: { otlp_http: { listen: 127.0.0.1:0 } }
buffer: { path: "${folder}/buffer", key: { path: "${folder}/keys/kek" } ${buffer} }
audit: { path: "${folder}/audit" }
destinations: { out: ${destination} }
`);
  if (result.kind === "errors") throw new Error(formatIssues(result.issues, "config"));
  return result.config;
}

interface Running {
  readonly agent: Agent;
  readonly telemetry: Telemetry;
  readonly address: string;
  post(text: string): Promise<number>;
}

async function start(config: ResolvedConfig): Promise<Running> {
  const telemetry = createTelemetry({ logLevel: "silent", metricsListen: null, processMetrics: false });
  const agent = await createAgent(agentSettings(config, detectors), telemetry);
  const [receiver] = await agent.start();
  let stopped: Promise<number> | undefined;
  const stop = (reason: "request") => {
    stopped ??= agent.stop(reason);
    return stopped;
  };
  closers.push(() => stop("request"));
  return {
    agent: { ...agent, stop: () => stop("request") },
    telemetry,
    address: receiver?.address ?? "",
    async post(text) {
      const span = { traceId, spanId: "eee19b7ec3c1b174", name: "op", attributes: [{ key: "note", value: { stringValue: text } }] };
      const resource = { attributes: [{ key: "service.name", value: { stringValue: "api" } }] };
      const body = JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] });
      const answer = await fetch(`http://${receiver?.address}/v1/traces`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      return answer.status;
    },
  };
}

const traceId = "5b8efff798038103d269b633813fc60c";
const marker = "SSN 524-71-3902";

function entriesOf(folder: string): AuditEntry[] {
  const chain = openAuditChain(join(folder, "audit"));
  try {
    return [...chain.entries()];
  } finally {
    chain.close();
  }
}

function atStore<T>(config: ResolvedConfig, use: (store: SealedStore) => T): T {
  if (config.buffer.mode !== "disk") throw new Error("no disk");
  const store = new SealedStore(config.buffer.settings);
  try {
    return use(store);
  } finally {
    store.close();
  }
}

test("the first start makes the key; what came is delivered scrubbed, kept sealed, found again, and accounted for", async () => {
  const folder = createFolder();
  const config = configOf(folder);
  const { agent, post } = await start(config);
  expect(statSync(join(folder, "keys/kek")).mode & 0o777).toBe(0o600);
  expect(await post(marker)).toBe(200);
  expect(await agent.stop("request")).toBe(0);
  const out = readFileSync(join(folder, "out.jsonl"), "utf8");
  expect(out).toContain("SSN [SSN]");
  for (const path of filesBelow(folder)) expect(readFileSync(path, "latin1")).not.toContain("524-71");
  const found = (filter: Parameters<typeof findRecords>[1]) => atStore(config, (store) => [...findRecords(store, filter)].length);
  expect([found({ traceId: Buffer.from(traceId, "hex") }), found({ service: "api" }), found({ service: "other" })]).toEqual([1, 1, 0]);
  const entries = entriesOf(folder);
  expect(entries.map(({ action }) => action)).toEqual([
    "key_created",
    "agent_started",
    "policy_changed",
    "destination_added",
    "disclosure",
    "agent_stopped",
  ]);
  expect(entries.find(({ action }) => action === "disclosure")?.detail).toMatchObject({
    destination: "out",
    batches: 1,
    items: 1,
    letters: { G: 1 },
  });
  expect(verifyAudit(join(folder, "audit")).problems).toEqual([]);
  expect(JSON.stringify(entries)).not.toContain("524-71");
});

test("with retain_raw: 0s a delivered record is shredded; one that is set aside stays", async () => {
  const folder = createFolder();
  const vendor = await startHttpVendor();
  closers.push(() => vendor.stop());
  const destination = `{ type: otlp_http, endpoint: "${vendor.url}" }`;
  const config = configOf(folder, { buffer: ", retain_raw: 0s", destination });
  const first = await start(config);
  expect(await first.post(marker)).toBe(200);
  await until("the first delivery", () => vendor.requests.length === 1);
  await first.agent.stop("request");
  expect(atStore(config, bufferStatus)).toMatchObject({ recordsCount: 0, slicesCount: 0 });
  expect(entriesOf(folder).find(({ action }) => action === "key_shredded")?.detail).toMatchObject({ reason: "time", records: 1 });

  vendor.next("refuse");
  const second = await start(config);
  expect(await second.post(marker)).toBe(200);
  await until("the second delivery", () => vendor.requests.length === 2);
  await second.agent.stop("request");
  expect(atStore(config, bufferStatus)).toMatchObject({
    recordsCount: 1,
    destinations: [{ quarantine: [{ code: "exporter.permanent_status", count: 1 }] }],
  });
  expect(entriesOf(folder).find(({ action }) => action === "quarantined")?.detail).toEqual({
    destination: "out",
    code: "exporter.permanent_status",
    signal: "traces",
  });
});

test("where the audit chain cannot be written an agent does not start; one that runs stops delivering until it can", async () => {
  const folder = createFolder();
  const vendor = await startHttpVendor();
  closers.push(() => vendor.stop());
  const config = configOf(folder, { destination: `{ type: otlp_http, endpoint: "${vendor.url}" }` });
  const { agent, telemetry, post } = await start(config);
  const chain = new DatabaseSync(auditPath(join(folder, "audit")));
  closers.push(() => chain.close());
  chain.exec("CREATE TRIGGER refuse BEFORE INSERT ON entries BEGIN SELECT raise(ABORT, 'no room'); END");
  vendor.next("refuse");
  expect(await post(marker)).toBe(200);
  // The refusal has to be written down, and cannot be: from here on nothing leaves.
  await until("the audit trail is not ready", () => telemetry.health.body().includes('"audit":false'));
  expect(await post(marker)).toBe(200);
  expect(await post(marker)).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(vendor.requests.length).toBe(1);
  await expect(start(configOf(folder))).rejects.toMatchObject({ code: "buffer.in_use" });
  chain.exec("DROP TRIGGER refuse");
  await until("all three deliveries", () => vendor.requests.length === 3);
  await agent.stop("request");
  chain.exec("CREATE TRIGGER refuse BEFORE INSERT ON entries BEGIN SELECT raise(ABORT, 'no room'); END");
  await expect(start(config)).rejects.toMatchObject({ code: "audit.write" });
  chain.exec("DROP TRIGGER refuse");
});

test("a directory that cannot be made, a missing key and a wrong one keep the agent from starting, with a code and nothing left open", async () => {
  const folder = createFolder();
  writeFileSync(join(folder, "file"), "");
  const config = configOf(folder);
  if (config.buffer.mode !== "disk") throw new Error("no disk");
  const { settings } = config.buffer;
  const elsewhere = { ...config, buffer: { ...config.buffer, settings: { ...settings, directory: join(folder, "file", "buffer") } } };
  await expect(start(elsewhere)).rejects.toMatchObject({ code: "buffer.open" });
  const { agent } = await start(config);
  await agent.stop("request");
  rmSync(join(folder, "keys/kek"));
  await expect(start(config)).rejects.toMatchObject({ code: "buffer.key_missing" });
  expect(existsSync(join(folder, "keys/kek"))).toBe(false);
});

/** A small file system of its own, where this process may make one. */
function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "cordon-mount-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], { stdio: "ignore" });
    execFileSync("umount", [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.skipIf(!canMount())(
  "on a full disk senders are told to come again, delivered records are shredded first, and nothing that was acknowledged is lost",
  async () => {
    const folder = createFolder();
    const disk = join(folder, "disk");
    mkdirSync(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", disk]);
    closers.push(() => execFileSync("umount", ["-l", disk]));
    const vendor = await startHttpVendor();
    closers.push(() => vendor.stop());
    const config = configOf(disk, { destination: `{ type: otlp_http, endpoint: "${vendor.url}", compression: none }` });
    const { agent, post } = await start(config);
    const noise = () => Array.from({ length: 300_000 }, () => String.fromCharCode(0x4e00 + Math.random() * 20_000)).join("");
    const statuses = new Map<number, number>();
    let acknowledged = 0;
    await until(
      "60 acknowledged",
      async () => {
        const status = await post(`${marker} ${noise()}`);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === 200) acknowledged += 1;
        else await new Promise((resolve) => setTimeout(resolve, 200));
        return acknowledged === 60;
      },
      500_000,
    );
    // 60 bodies of about a megabyte go through a disk of 24: what was delivered makes room.
    expect([...statuses.keys()].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    await until("every acknowledged body", () => vendor.requests.length === acknowledged);
    await agent.stop("request");
    expect(entriesOf(disk).some(({ action, detail }) => action === "key_shredded" && detail.reason === "room")).toBe(true);
    expect(verifyAudit(join(disk, "audit")).problems).toEqual([]);
  },
  600_000,
);

test("a string that is no UTF-8 is refused before it is sealed", async () => {
  const folder = createFolder();
  const { agent, address } = await start(configOf(folder));
  const attribute = Buffer.concat([Buffer.of(0x0a, 1, 0x6b, 0x12, 4, 0x0a, 2), Buffer.of(0xff, 0xfe)]);
  const wrap = (field: number, inside: Buffer) => Buffer.concat([Buffer.of((field << 3) | 2, inside.length), inside]);
  const answer = await fetch(`http://${address}/v1/traces`, {
    method: "POST",
    headers: { "content-type": "application/x-protobuf" },
    body: new Uint8Array(wrap(1, wrap(1, wrap(1, attribute)))),
  });
  expect(answer.status).toBe(400);
  await agent.stop("request");
});
