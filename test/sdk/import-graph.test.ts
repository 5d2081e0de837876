import { execFileSync, spawnSync } from "node:child_process";
import { expect, test } from "vitest";

interface Loaded {
  readonly packages: readonly string[];
  readonly builtins: readonly string[];
  readonly files: number;
  readonly cpuMs: number;
}

/** What a process has loaded after it imported a door of the package: packages by name, Node's own modules, and the CPU time it took. */
function loadedBy(door: string): Loaded {
  const code = `import { registerHooks } from "node:module";
const urls = [];
registerHooks({ load(url, context, next) { urls.push(url); return next(url, context); } });
const before = process.cpuUsage();
await import(${JSON.stringify(new URL(door, new URL("../../src/", import.meta.url)).href)});
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ urls, cpuMs: (user + system) / 1000 }));`;
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" });
  const { urls, cpuMs } = JSON.parse(out) as { urls: string[]; cpuMs: number };
  const packages = urls.flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(url)?.[1] ?? []);
  return {
    packages: [...new Set(packages)].sort(),
    builtins: urls.filter((url) => url.startsWith("node:")),
    files: urls.filter((url) => url.startsWith("file:")).length,
    cpuMs,
  };
}

/** CPU time that Node itself needs to start, for scale: machines differ. */
function bareStartMs(): number {
  const out = execFileSync(process.execPath, ["-e", "const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)"], {
    encoding: "utf8",
  });
  return Number(out);
}

test.each(["index.ts", "pino.ts", "sdk/guardrails/index.ts"])(
  "%s loads re2 and nothing else: no server, no database, no schema library",
  (door) => {
    const { packages, builtins, files } = loadedBy(door);
    expect(packages.filter((name) => !["re2", "install-artifact-from-github", "node-gyp-build"].includes(name))).toEqual([]);
    expect(packages).toContain("re2");
    expect(builtins.filter((url) => /sqlite|http|tls|worker/.test(url))).toEqual([]);
    expect(files).toBeLessThan(300);
  },
);

test.each(["register.ts", "config/sdk-policy.ts"])(
  "%s, which reads the configuration, loads no server, no database and no gRPC",
  (door) => {
    const { packages, builtins } = loadedBy(door);
    expect(packages.filter((name) => /fastify|grpc|undici|prom-client|pino|commander/.test(name))).toEqual([]);
    expect(builtins.filter((url) => /sqlite|node:http2?$|node:https/.test(url))).toEqual([]);
  },
);

test("to import the SDK costs a small multiple of what Node needs to start", () => {
  const least = Math.min(...Array.from({ length: 3 }, () => loadedBy("index.ts").cpuMs));
  const bare = Math.min(...Array.from({ length: 3 }, bareStartMs));
  // Types are stripped on the way here; the package's own files cost less. It was 8 when this was written.
  expect(least / bare).toBeLessThan(40);
});

test("where re2 does not load, nothing runs: an error with a code and what to do, for apps and for cordon/register", () => {
  const block = `import { registerHooks } from "node:module";
registerHooks({ resolve(name, context, next) { if (name === "re2") throw new Error("no native engine here"); return next(name, context); } });`;
  const hook = `data:text/javascript,${encodeURIComponent(block)}`;
  for (const door of ["index.ts", "register.ts", "sdk/guardrails/index.ts", "pino.ts"]) {
    const url = new URL(door, new URL("../../src/", import.meta.url)).href;
    const { status, stderr, stdout } = spawnSync(process.execPath, ["--import", hook, "--import", url, "-e", "console.log('app runs')"], {
      encoding: "utf8",
    });
    expect(stderr).toContain("The native engine re2 did not load.");
    expect(stderr).toContain("npm rebuild re2");
    expect(stdout).not.toContain("app runs");
    expect(status).not.toBe(0);
  }
});
