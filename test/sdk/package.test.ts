import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startHttpVendor } from "../support/fake-vendor.ts";
import { decode } from "../support/otlp-oracle.ts";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
let folder = "";
let app = "";

/** The package as npm packs it, unpacked into an app's node_modules beside the dependencies. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cordon-package-"));
  const source = join(folder, "source");
  app = join(folder, "app");
  mkdirSync(join(app, "node_modules", "cordon"), { recursive: true });
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json"), "--outDir", join(source, "dist")], { cwd: root });
  for (const file of ["package.json", "README.md", "LICENSE", "NOTICE", "SECURITY.md", "CHANGELOG.md", "configs"])
    cpSync(join(root, file), join(source, file), { recursive: true });
  cpSync(join(root, "src/detectors/names/gazetteer.bin"), join(source, "dist/detectors/names/gazetteer.bin"));
  execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], { cwd: source });
  const [tarball = ""] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  execFileSync("tar", ["-xzf", join(folder, tarball), "--strip-components", "1", "-C", join(app, "node_modules/cordon")]);
  expect(statSync(join(folder, tarball)).size).toBeLessThan(3_000_000);
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name !== "cordon" && !name.startsWith(".")) symlinkSync(join(root, "node_modules", name), join(app, "node_modules", name));
  }
  cpSync(join(import.meta.dirname, "sample/app.mjs"), join(app, "app.mjs"));
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const doors = [
  ["cordon", "phiSpanProcessor"],
  ["cordon/guardrails", "guardPrompt"],
  ["cordon/policy", "loadPolicy"],
  ["cordon/pino", "phiPinoStream"],
];

test.each(doors)("%s has %s, by import and by require", (door, name) => {
  for (const code of [
    `const m = await import("${door}"); console.log(typeof m.${name})`,
    `console.log(typeof require("${door}").${name})`,
  ]) {
    const type = code.startsWith("const") ? "module" : "commonjs";
    expect(execFileSync(process.execPath, [`--input-type=${type}`, "-e", code], { cwd: app, encoding: "utf8" }).trim()).toBe("function");
  }
});

test.each([
  ["node16", "node16"],
  ["esnext", "bundler"],
])(
  "types are there for every door, under strict and without skipLibCheck: module %s, resolution %s",
  (module, resolution) => {
    const code = `${doors.map(([door, name]) => `import { ${name} } from "${door}";`).join("\n")}\nimport "cordon/register";\nimport { NodeSDK } from "@opentelemetry/sdk-node";
import { BatchSpanProcessor, ConsoleSpanExporter, type SpanProcessor } from "@opentelemetry/sdk-trace";
import { scrubbingSpanExporter } from "cordon";
const processor: SpanProcessor = phiSpanProcessor(new BatchSpanProcessor({ exporter: scrubbingSpanExporter(new ConsoleSpanExporter()) }));
new NodeSDK({ spanProcessors: [processor] });\nconsole.log(${doors.map(([, name]) => name).join(", ")});\n`;
    const checked = join(app, "check.mts");
    execFileSync("sh", ["-c", `cat > "${checked}"`], { input: code });
    const flags = [
      "--noEmit",
      "--skipLibCheck",
      "false",
      "--strict",
      "--exactOptionalPropertyTypes",
      "--target",
      "es2024",
      "--types",
      "node",
    ];
    const resolving = ["--module", module, "--moduleResolution", resolution];
    execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), ...flags, ...resolving, checked], { cwd: app });
  },
  240_000,
);

test("the README's app sends a scrubbed span", async () => {
  const vendor = await startHttpVendor();
  try {
    await run(process.execPath, ["app.mjs"], { cwd: app, env: { PATH: process.env.PATH ?? "", OTEL_EXPORTER_OTLP_ENDPOINT: vendor.url } });
    const text = vendor.requests.map(({ body }) => JSON.stringify(decode("traces", body))).join("");
    expect(text).toContain("Patient [NAME], MRN [MRN], called from [PHONE].");
  } finally {
    await vendor.stop();
  }
});

test("--import cordon/register works from the package", async () => {
  const done = await run(process.execPath, ["--import", "cordon/register", "-e", "console.log('up')"], { cwd: app });
  expect(done.stdout.trim()).toBe("up");
});
