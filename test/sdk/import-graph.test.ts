import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

/** What a process has loaded after it imported a door of the package: packages by name, and Node's own modules. */
function loadedBy(door: string): { readonly packages: readonly string[]; readonly builtins: readonly string[] } {
  const code = `import { registerHooks } from "node:module";
const urls = [];
registerHooks({ load(url, context, next) { urls.push(url); return next(url, context); } });
await import(${JSON.stringify(new URL(door, new URL("../../src/", import.meta.url)).href)});
console.log(JSON.stringify(urls));`;
  const urls: string[] = JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" }));
  const packages = urls.flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(url)?.[1] ?? []);
  return { packages: [...new Set(packages)].sort(), builtins: urls.filter((url) => url.startsWith("node:")) };
}

test.each(["index.ts", "sdk/pino.ts"])("%s loads re2 and nothing else: no server, no database, no schema library", (door) => {
  const { packages, builtins } = loadedBy(door);
  expect(packages.filter((name) => !["re2", "install-artifact-from-github", "node-gyp-build"].includes(name))).toEqual([]);
  expect(packages).toContain("re2");
  expect(builtins.filter((url) => /sqlite|http|tls|worker/.test(url))).toEqual([]);
});
