import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import pino from "pino";
import { expect, onTestFinished, test } from "vitest";
import { phiPinoStream } from "../../src/sdk/pino.ts";

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

test("as a transport in pino's worker", () => {
  const folder = mkdtempSync(join(tmpdir(), "cordon-pino-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "app.log");
  const target = new URL("../../src/sdk/pino.ts", import.meta.url).pathname;
  const app = `import pino from "pino";
const transport = pino.transport({ target: ${JSON.stringify(target)}, options: { file: ${JSON.stringify(file)} } });
const logger = pino(transport);
logger.info({ ssn: "524-71-3902" }, "call 312-555-0188");
transport.on("ready", () => { transport.flushSync(); transport.end(); });`;
  execFileSync(process.execPath, ["--input-type=module", "-e", app], { cwd: join(import.meta.dirname, "../..") });
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ ssn: "[SSN]", msg: "call [PHONE]" });
});
