import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createKeyFile, SealedStore } from "../../src/buffer/index.ts";
import { type FakeVendor, startHttpVendor } from "../support/fake-vendor.ts";

/** The real command line on a buffer with three records: two delivered, one that the vendor refused. No agent runs. */
const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "cordon-sealed-"));
const main = join(root, "src/cli/main.ts");
const tokens = new Map<string, string>();
const traceOf = (n: number) => `${n}b8efff798038103d269b633813fc60c`;
let vendor: FakeVendor;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function cordon(person: string | undefined, ...args: readonly string[]): Ended {
  const { CORDON_TOKEN: _, ...env } = process.env;
  const token = person === undefined ? {} : { CORDON_TOKEN: tokens.get(person) ?? person };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: folder,
    env: { ...env, ...token },
    encoding: "utf8",
  });
  return { code: status, stdout, stderr };
}

/** The vendor runs in this process: it must not wait for a command that waits for it. */
async function cordonAsync(person: string, ...args: readonly string[]): Promise<Ended> {
  const { spawn } = await import("node:child_process");
  const child = spawn(process.execPath, [main, ...args], { cwd: folder, env: { ...process.env, CORDON_TOKEN: tokens.get(person) ?? "" } });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
}

const why = ["--reason", "INC-2041: a test", "--config", "agent.yaml"];

beforeAll(async () => {
  vendor = await startHttpVendor();
  const roles = { dana: "investigator", oscar: "operator", ada: "auditor", vic: "viewer" };
  const principals = Object.entries(roles).map(([id, role]) => {
    const made = execFileSync(process.execPath, [main, "raw", "token", id], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    tokens.set(id, /^token +(\S+)$/m.exec(made)?.[1] ?? "");
    return `{ id: ${id}, role: ${role}, token_hash: ${/token_hash +(\S+)/.exec(made)?.[1]} }`;
  });
  const text = `buffer: { path: ./buffer, key: { path: ./kek } }
audit: { path: ./audit }
destinations: { vendor: { type: otlp_http, endpoint: "${vendor.url}", compression: none } }
access: { principals: [${principals.join(", ")}] }
`;
  writeFileSync(join(folder, "agent.yaml"), text);
  writeFileSync(
    join(folder, "candidate.yaml"),
    `${text}detection: { custom: [{ id: study, type: OTHER, pattern: 'STUDY-\\d{4}', hits: [STUDY-0042] }], allow: ["524-71-3902"] }\n`,
  );
  createKeyFile(join(folder, "kek"));
  const store = new SealedStore({
    directory: join(folder, "buffer"),
    key: { provider: "file", path: join(folder, "kek") },
    sizeMax: 1e9,
    retainMs: 1e8,
  });
  store.cursors(["vendor"]);
  for (const n of [1, 2, 3]) {
    const attributes = [{ key: "note", value: { stringValue: `SSN 524-71-3902, STUDY-000${n}` } }];
    const span = { traceId: traceOf(n), spanId: "eee19b7ec3c1b174", name: "op", attributes };
    const body = Buffer.from(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }));
    const terms = { traceIds: Buffer.from(traceOf(n), "hex"), services: ["api"] };
    store.append([{ signal: "traces", encoding: "json", body, terms }]);
  }
  store.settle([{ destination: "vendor", seq: 3, quarantine: [{ seq: 3, code: "exporter.permanent_status" }] }]);
  store.close();
}, 60_000);

afterAll(async () => {
  await vendor.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  [undefined, ["raw", "list", ...why], "access.token", "no token"],
  ["dana.wrong", ["raw", "list", ...why], "access.token", "a wrong token"],
  ["session.made-up", ["raw", "list", ...why], "access.token", "a session that was never opened"],
  ["vic", ["raw", "list", ...why], "access.denied", "a viewer"],
  ["oscar", ["raw", "show", "1", ...why], "access.denied", "an operator is no investigator"],
  ["dana", ["raw", "replay", "--destination", "vendor", ...why], "access.denied", "an investigator is no operator"],
  ["dana", ["keys", "rotate", "--config", "agent.yaml"], "access.denied", "nor has the keys"],
  ["oscar", ["audit", "show", "--config", "agent.yaml"], "access.denied", "who acts does not review"],
  ["dana", ["raw", "list", "--config", "agent.yaml", "--reason", "x"], "access.reason", "a reason that says nothing"],
  ["dana", ["raw", "show", "99", ...why], "access.not_found", "no such record"],
])("as %s, %j is refused with %s: %s", (person, args, code, _case) => {
  const { code: exit, stderr, stdout } = cordon(person, ...args);
  expect([exit, stdout]).toEqual([1, ""]);
  expect(stderr).toContain(`(${code})`);
});

test("an investigator lists without content and shows a trace; all of it, refusals too, is in the chain without a value", () => {
  const list = cordon("dana", "raw", "list", "--json", "--service", "api", ...why);
  expect(
    list.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).seq),
  ).toEqual([1, 2, 3]);
  expect(list.stdout).not.toContain("524-71");
  const show = cordon("dana", "raw", "show", "--trace", traceOf(2), ...why);
  expect(show.code).toBe(0);
  expect(JSON.parse(show.stdout).resourceSpans[0].scopeSpans[0].spans[0].attributes[0].value.stringValue).toBe(
    "SSN 524-71-3902, STUDY-0002",
  );
  const chain = cordon("ada", "audit", "show", "--config", "agent.yaml", "--json");
  const entries = chain.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(entries.filter(({ action }) => action === "access_refused").map(({ actor, detail }) => [actor.role, detail.code])).toContainEqual([
    "viewer",
    "access.denied",
  ]);
  expect(entries.find(({ action }) => action === "raw_shown")).toMatchObject({
    actor: { id: "dana" },
    detail: { records: [2], by: ["trace"], reason: "INC-2041: a test" },
  });
  expect(chain.stdout).not.toMatch(/524-71|b8efff7/);
  expect(cordon(undefined, "audit", "verify", "--config", "agent.yaml").stdout).toContain("all as they were signed");
}, 60_000);

test("a dry run says what a candidate would catch and miss, by place and without values; nothing is sent", () => {
  const { stdout, code } = cordon("oscar", "raw", "replay", "--destination", "vendor", "--with", "candidate.yaml", "--dry-run", ...why);
  expect(code).toBe(0);
  expect(stdout).toMatch(/newly caught:\n\s+3\s+OTHER\s+study\s+traces note/);
  expect(stdout).toMatch(/no longer caught:\n\s+3\s+SSN\s+\S+\s+traces note/);
  expect(stdout).not.toMatch(/524-71|STUDY-000/);
  expect(vendor.requests.length).toBe(0);
});

test("what was set aside is sent once the cause is gone, scrubbed, and is set aside no longer", async () => {
  const before = cordon("vic", "buffer", "status", "--json", "--config", "agent.yaml");
  expect(JSON.parse(before.stdout).destinations).toMatchObject([{ waitingCount: 0, quarantine: [{ count: 1 }] }]);
  const { code, stdout } = await cordonAsync("oscar", "raw", "replay", "--destination", "vendor", "--quarantined", ...why);
  expect([code, stdout]).toEqual([0, "1 of 1 records sent to vendor, 1 items.\n"]);
  expect(vendor.requests.length).toBe(1);
  const sent = vendor.requests[0]?.body.toString("latin1") ?? "";
  expect(sent).toContain("SSN [SSN], STUDY-0003");
  expect(sent).not.toContain("524-71");
  const after = cordon("vic", "buffer", "status", "--json", "--config", "agent.yaml");
  expect(JSON.parse(after.stdout).destinations).toMatchObject([{ quarantine: [] }]);
});

test("a session's token stands for its principal's", () => {
  const { stdout } = cordon("dana", "raw", "session", ...why);
  expect(stdout).toMatch(/^session\.\S{40,}\n$/);
  expect(cordon(stdout.trim(), "raw", "show", "1", ...why).code).toBe(0);
  expect(cordon(stdout.trim(), "raw", "replay", "--destination", "vendor", ...why).stderr).toContain("(access.denied)");
});

test("break-glass takes a second person, who is not the first", () => {
  const asked = cordon("vic", "raw", "break-glass", ...why);
  const number = /Request (\d+)/.exec(asked.stdout)?.[1] ?? "";
  expect(cordon("vic", "raw", "break-glass", "--approve", number, ...why).stderr).toContain("(access.denied)");
  const own = /Request (\d+)/.exec(cordon("oscar", "raw", "break-glass", ...why).stdout)?.[1] ?? "";
  expect(cordon("oscar", "raw", "break-glass", "--approve", own, ...why).stderr).toContain("(access.grant)");
  expect(cordon("vic", "raw", "show", "1", ...why).stderr).toContain("(access.denied)");
  expect(cordon("ada", "raw", "break-glass", "--approve", number, ...why).code).toBe(0);
  expect(cordon("ada", "raw", "break-glass", "--approve", number, ...why).stderr).toContain("(access.grant)");
  expect(cordon("vic", "raw", "show", "1", ...why).stdout).toContain("524-71-3902");
  const shown = cordon("ada", "audit", "show", "--config", "agent.yaml", "--actor", "vic", "--action", "raw_shown");
  expect(shown.stdout).toMatch(/vic \(viewer, break-glass \d+\) raw_shown/);
}, 60_000);

test("an operator rotates the key, checks, and shreds; then nothing is left to show", () => {
  const before = readFileSync(join(folder, "kek"), "utf8");
  expect(cordon("oscar", "keys", "rotate", "--config", "agent.yaml").stdout).toMatch(/^1 data key wrapped/);
  expect(readFileSync(join(folder, "kek"), "utf8")).not.toBe(before);
  expect(cordon("oscar", "buffer", "check", "--config", "agent.yaml").stdout).toContain("3 records, all open; the database is whole.");
  expect(cordon("oscar", "keys", "init", "--config", "agent.yaml").stderr).toContain("(buffer.key_exists)");
  expect(cordon("oscar", "keys", "shred", "--before", "0s", "--dry-run", "--config", "agent.yaml").stdout).toContain(
    "1 slices with 3 records would be shredded",
  );
  expect(cordon("oscar", "keys", "shred", "--before", "0s", "--config", "agent.yaml").stdout).toContain("1 slices with 3 records shredded");
  expect(cordon("dana", "raw", "show", "1", ...why).stderr).toContain("(access.not_found)");
}, 60_000);

test("no configured principal: commands that show nothing raw are open to the machine's user, raw data is closed", () => {
  const open = readFileSync(join(folder, "agent.yaml"), "utf8").replace(/^access:.*$/m, "");
  writeFileSync(join(folder, "open.yaml"), open);
  expect(cordon(undefined, "buffer", "status", "--config", "open.yaml").code).toBe(0);
  expect(cordon(undefined, "audit", "show", "--config", "open.yaml").code).toBe(0);
  expect(cordon("dana", "raw", "list", "--reason", "INC-2041: a test", "--config", "open.yaml").stderr).toContain("(access.token)");
});

test("where the chain cannot be written, nothing raw is shown", () => {
  const text = readFileSync(join(folder, "agent.yaml"), "utf8").replace("./audit", "./agent.yaml/audit");
  writeFileSync(join(folder, "no-audit.yaml"), text);
  const { code, stdout, stderr } = cordon("dana", "raw", "show", "1", "--reason", "INC-2041: a test", "--config", "no-audit.yaml");
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("(audit.open)");
});
