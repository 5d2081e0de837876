import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { startHttpVendor } from "../support/fake-vendor.ts";
import { decode } from "../support/otlp-oracle.ts";

const run = promisify(execFile);
const register = new URL("../../src/register.ts", import.meta.url).href;
const app = join(import.meta.dirname, "register-app.ts");

test("an app that knows nothing of it sends scrubbed spans, logs and metrics only", async () => {
  const vendor = await startHttpVendor();
  onTestFinished(() => vendor.stop());
  await run(process.execPath, ["--import", register, app], {
    env: { PATH: process.env.PATH ?? "", OTEL_EXPORTER_OTLP_ENDPOINT: vendor.url, OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf" },
  });
  const signals = new Set<string>();
  for (const { path, body } of vendor.requests) {
    const signal = path.slice("/v1/".length) as "traces" | "logs" | "metrics";
    signals.add(signal);
    const text = JSON.stringify(path.endsWith(signal) && body[0] === 0x7b ? JSON.parse(body.toString()) : decode(signal, body));
    expect(text).toContain("kept");
    expect(text).not.toMatch(/524-71|48213377/);
  }
  expect([...signals].sort()).toEqual(["logs", "metrics", "traces"]);
});

test("a policy that cannot be read ends the app before it sends anything", async () => {
  const failed = run(process.execPath, ["--import", register, app], {
    env: { PATH: process.env.PATH ?? "", CORDON_CONFIG: "/no/such/file" },
  });
  await expect(failed).rejects.toThrow(/no\/such\/file/);
});
