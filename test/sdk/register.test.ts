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

const commonApp = join(import.meta.dirname, "register-app.cjs");

test.each([
  ["CommonJS, the 2.x line, a reader of the app's own, baggage", []],
  ["an SDK that was required before", ["--require", "otel2-sdk-trace-base", "--require", "@opentelemetry/sdk-metrics"]],
])("%s: nothing raw, and an app that ends by itself has its last span", async (_name, before) => {
  const { stdout } = await run(process.execPath, [...before, "--import", register, commonApp], { cwd: join(import.meta.dirname, "../..") });
  for (const kept of ["kept SSN [SSN]", "kept_metric", "kept_baggage"]) expect(stdout).toContain(kept);
  expect(stdout).not.toMatch(/524-71|48213377|Gonzalez/);
});

test("an SDK that was started before, where it cannot be reached, ends the process", async () => {
  const early = `data:text/javascript,${encodeURIComponent('import { trace } from "@opentelemetry/api"; trace.setGlobalTracerProvider({ getTracer() {} });')}`;
  const api = import.meta.resolve("@opentelemetry/api");
  const failed = run(process.execPath, [
    "--import",
    early.replace("%40opentelemetry%2Fapi", encodeURIComponent(api)),
    "--import",
    register,
    commonApp,
  ]);
  await expect(failed).rejects.toThrow(/sdk\.register_late|before every other --import/);
});
