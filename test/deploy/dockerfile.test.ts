import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { validate } from "dockerfile-utils";
import { expect, onTestFinished, test } from "vitest";
import { readText, root } from "../tidy/source-tree.ts";

interface Stage {
  readonly from: string;
  readonly steps: readonly { readonly name: string; readonly text: string }[];
}

/** The Dockerfile's stages, comments left out. */
function stagesOf(text: string): Stage[] {
  const stages: { from: string; steps: { name: string; text: string }[] }[] = [];
  for (const line of text.split("\n")) {
    const match = /^([A-Z]+) (.*)$/.exec(line);
    if (match === null) continue;
    const [, name = "", rest = ""] = match;
    if (name === "FROM") stages.push({ from: rest, steps: [] });
    else stages.at(-1)?.steps.push({ name, text: rest });
  }
  return stages;
}

const [build, final] = stagesOf(readText("Dockerfile"));
const textsOf = (stage: Stage | undefined, name: string) =>
  (stage?.steps ?? []).filter((step) => step.name === name).map(({ text }) => text);

test("the linter finds nothing in the Dockerfile, and finds what is wrong", () => {
  const complaints = (text: string) => validate(text).map(({ message }) => message);
  expect(complaints(readText("Dockerfile"))).toEqual([]);
  expect(complaints("FROM node\nWORKDIR relative\nCOPPY a b\nCMD a\nCMD b\n").length).toBeGreaterThanOrEqual(3);
});

test("the final image is slim, has no compiler step, no root and a health check", () => {
  expect(final?.from).toBe("node:24-bookworm-slim");
  expect(textsOf(final, "USER").at(-1)).toMatch(/^[1-9]\d*:\d+$/);
  expect(textsOf(final, "HEALTHCHECK")).toHaveLength(1);
  expect(textsOf(final, "RUN").join("\n")).not.toMatch(/apt|npm|gcc|make|curl/);
  expect(textsOf(final, "COPY").filter((text) => text.startsWith("--from=build")).length).toBe(2);
});

test("what is copied is let through by .dockerignore", () => {
  const allowed = readText(".dockerignore")
    .split("\n")
    .filter((line) => line.startsWith("!"))
    .map((line) => line.slice(1));
  const copied = [...textsOf(build, "COPY"), ...textsOf(final, "COPY").filter((text) => !text.startsWith("--from"))].flatMap((text) =>
    text.split(" ").slice(0, -1),
  );
  expect(copied.filter((path) => !allowed.includes(path.replace(/^\.\//, "")))).toEqual([]);
});

/** The packages that `npm ci` and `npm prune --omit=dev` leave, as links to this checkout's: what the lock file does not mark as for development. */
function linkProductionPackages(to: string): void {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  for (const [folder, entry] of Object.entries<{ dev?: boolean; optional?: boolean }>(lock.packages)) {
    if (folder === "" || entry.dev === true || folder.indexOf("node_modules/", 1) > 0) continue;
    const source = join(root, folder);
    mkdirSync(dirname(join(to, folder)), { recursive: true });
    symlinkSync(source, join(to, folder));
  }
}

test("its steps in a plain folder: the program compiles, and runs with its production packages only", { timeout: 180_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "cordon-image-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const stage = join(folder, "build");
  mkdirSync(stage);
  for (const text of textsOf(build, "COPY"))
    for (const path of text.split(" ").slice(0, -1)) cpSync(join(root, path), join(stage, path), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(stage, "node_modules"));
  const compile = textsOf(build, "RUN").filter((text) => !text.startsWith("npm"));
  expect(compile).toHaveLength(1);
  for (const step of compile)
    execFileSync("sh", ["-ec", step], {
      cwd: stage,
      stdio: "pipe",
      env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` },
    });
  const image = join(folder, "opt", "cordon");
  mkdirSync(image, { recursive: true });
  cpSync(join(stage, "dist"), join(image, "dist"), { recursive: true });
  cpSync(join(root, "package.json"), join(image, "package.json"));
  linkProductionPackages(image);
  const [, ...words] = JSON.parse(textsOf(final, "ENTRYPOINT")[0] ?? "[]");
  const arguments_ = words.map((word: string) => word.replace("/opt/cordon", image));
  const run = (input: string, ...more: string[]) =>
    spawnSync(process.execPath, ["--preserve-symlinks", ...arguments_, ...more], { cwd: folder, input, encoding: "utf8" });
  expect(run("MRN 48213377 called from (415) 555-0142\n", "scrub").stdout).toBe("MRN [MRN] called from [PHONE]\n");
  const [verb = "", ...rest] = JSON.parse(textsOf(final, "CMD")[0] ?? "[]");
  expect(verb).toBe("run");
  const config = rest[1]?.replace("/etc/cordon", join(root, "configs")) ?? "";
  expect(run("", "check", config).status).toBe(0);
});
