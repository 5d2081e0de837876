import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import pino from "pino";
import { expect, onTestFinished, test } from "vitest";
import { phiPinoStream } from "../../src/pino.ts";

test("pino's lines come out scrubbed, in order, as JSON", async () => {
  const to = new PassThrough();
  const stream = phiPinoStream({ to });
  const logger = pino({ base: null }, stream);
  logger.info({ mrn: 48213377, patientName: "Maria Gonzalez", route: "/api" }, "SSN 524-71-3902 seen");
  for (let i = 0; i < 20; i++) logger.info({ i }, "plain");
  stream.end();
  const text = (await to.toArray()).join("");
  const lines = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({ mrn: "[MRN]", patientName: "[NAME]", route: "/api", msg: "SSN [SSN] seen" });
  expect(lines.slice(1).map(({ i }) => i)).toEqual(Array.from({ length: 20 }, (_, i) => i));
});

test("lines cut inside a character, a line too long, and a destination that closes", async () => {
  const to = new PassThrough();
  const stream = phiPinoStream({ to });
  const line = Buffer.from('{"msg":"café, SSN 524-71-3902"}\n');
  for (const byte of line) stream.write(Buffer.from([byte]));
  for (let i = 0; i < 3; i++) stream.write("x".repeat(600_000));
  stream.end("\nkept");
  const lines = (await to.toArray()).join("").split("\n");
  expect(lines).toEqual(['{"msg":"café, SSN [SSN]"}', expect.stringContaining("held back"), "kept", ""]);
  const full = new PassThrough({ highWaterMark: 1 });
  const failing = phiPinoStream({ to: full });
  const failed = new Promise((resolve) => failing.once("error", resolve));
  failing.write("a line\n");
  full.destroy();
  expect(await failed).toBeInstanceOf(Error);
});

test.each([
  ["Safe Harbor", undefined, "[SSN]"],
  ["a policy's file", "destinations: { logs: { type: file, path: ./x, rules: { actions: { SSN: remove } } } }", ""],
])("as a transport in pino's worker: %s", (_name, policy, ssn) => {
  const folder = mkdtempSync(join(tmpdir(), "cordon-pino-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "app.log");
  const config = join(folder, "cordon.yaml");
  if (policy !== undefined) writeFileSync(config, policy);
  const options = { file, ...(policy === undefined ? {} : { config }) };
  const target = new URL("../../src/pino.ts", import.meta.url).pathname;
  const app = `import pino from "pino";
const transport = pino.transport({ target: ${JSON.stringify(target)}, options: ${JSON.stringify(options)} });
const logger = pino(transport);
logger.info({ ssn: "524-71-3902" }, "call 312-555-0188");
transport.on("ready", () => { transport.flushSync(); transport.end(); });`;
  execFileSync(process.execPath, ["--input-type=module", "-e", app], { cwd: join(import.meta.dirname, "../..") });
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ ssn, msg: "call [PHONE]" });
});
