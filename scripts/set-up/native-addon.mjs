/**
 * re2, the one package with native code: taken from the checkout's own store of binaries, downloaded (its maintainers publish
 * some; the hash is in the package) or compiled, in this order. Each result is tried in a process of its own before it counts.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { headersOf, versionOf } from "./brought-node.mjs";
import { run, SetUpError, say } from "./child.mjs";
import { npmCommand, npmEnvironment } from "./packages.mjs";

const binaryPath = join("build", "Release", "re2.node");
/** A network that swallows packets must not hold set-up for the minutes of TCP's own time-outs. */
const downloadMsMax = 60_000;

export async function addonLoads(root, node) {
  const trial = "const RE2 = require(process.argv[1]); process.exit(new RE2('a+b').test('caab') && !new RE2('^b').test('ab') ? 0 : 1)";
  const { code } = await run(node, ["-e", trial, join(root, "node_modules", "re2")], { cwd: root, env: process.env });
  return code === 0;
}

export async function makeAddon(root, home, node) {
  const folder = join(root, "node_modules", "re2");
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const stored = join(home, "re2", `${version}-${await platformOf(root, node)}.node`);
  if (existsSync(stored)) {
    mkdirSync(join(folder, "build", "Release"), { recursive: true });
    copyFileSync(stored, join(folder, binaryPath));
    if (await addonLoads(root, node)) return;
  }
  await fetchOrCompile(folder, node, headersPath(node));
  if (!(await addonLoads(root, node))) {
    throw new SetUpError("re2 was built but does not load", ["Delete .node/ and node_modules/ of this checkout."]);
  }
  mkdirSync(join(home, "re2"), { recursive: true });
  copyFileSync(join(folder, binaryPath), `${stored}.${process.pid}`);
  renameSync(`${stored}.${process.pid}`, stored);
}

/** re2's own install command, without its second compile run after a failed first one. */
async function fetchOrCompile(folder, node, headers) {
  say("re2, the regular-expression engine, is native code: looking for a ready-made binary (under a minute)");
  const first = await attempt(folder, node, headers, {});
  if (first.code === 0) return;
  if (first.timedOut) {
    say("no answer from the download server");
    const second = await attempt(folder, node, headers, { RE2_DOWNLOAD_FORCE_BUILD: "1" });
    if (second.code === 0) return;
    throw await compileError(folder, second.tail);
  }
  throw await compileError(folder, first.tail);
}

async function attempt(folder, node, headers, extra) {
  const script = join(folder, "..", "install-artifact-from-github", "bin", "install-from-cache.js");
  const variables = ["host:RE2_DOWNLOAD_MIRROR", "skip-path:RE2_DOWNLOAD_SKIP_PATH", "skip-ver:RE2_DOWNLOAD_SKIP_VER"];
  const options = [...variables, "force-build:RE2_DOWNLOAD_FORCE_BUILD"].flatMap((pair) => {
    const [name, variable] = pair.split(":");
    return [`--${name}-var`, variable];
  });
  const npm = npmCommand(node);
  const env = {
    ...npmEnvironment(node),
    npm_package_json: join(folder, "package.json"),
    npm_execpath: npm.args[0] ?? npm.command,
    npm_config_nodedir: headers,
    ...extra,
  };
  const progress = compileProgress(folder);
  return run(node, [script, "--artifact", binaryPath, ...options], {
    cwd: folder,
    env,
    timeoutMs: downloadMsMax,
    beat: progress.beat,
    onLine: (line, clearDeadline) => {
      if (/^(Building locally|Writing to)/.test(line)) clearDeadline();
      if (/^Building locally/.test(line)) say("none for this machine; compiling it, once (about two minutes on two free cores)");
      progress.onLine(line);
    },
  });
}

/** node-gyp writes the headers' path into makefiles, unquoted: where it holds a space, it gets a name without one until set-up ends. */
export function headersPath(node) {
  const prefix = headersOf(node, versionOf(node)) ?? "";
  if (!/\s/.test(prefix)) return prefix;
  const folder = mkdtempSync(join(tmpdir(), "cordon-headers-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(prefix, join(folder, "node"));
  return join(folder, "node");
}

/** make prints one line per source file; binding.gyp names them all. */
function compileProgress(folder) {
  const total = (readFileSync(join(folder, "binding.gyp"), "utf8").match(/\.(cc|cpp|c)"/g) ?? []).length;
  let count = 0;
  return {
    onLine: (line) => {
      if (/^\s*(CXX|CC)\(target\)/.test(line)) count += 1;
    },
    beat: () => (count === 0 ? "still looking" : `compiling re2: ${Math.min(count, total)} of ${total} files`),
  };
}

async function platformOf(root, node) {
  const script =
    "console.log([process.platform, process.arch, process.versions.modules, process.report?.getReport().header.glibcVersionRuntime ? 'glibc' : 'other'].join('-'))";
  const { tail } = await run(node, ["-e", script], { cwd: root, env: process.env });
  return tail[0] ?? "unknown";
}

async function compileError(folder, tail) {
  const missing = [];
  for (const [name, ...commands] of [
    ["Python 3", "python3", "python"],
    ["make", "make", "gmake"],
    ["a C++ compiler", process.env.CXX ?? "c++", "g++", "clang++"],
  ]) {
    const codes = await Promise.all(
      commands.map(async (command) => (await run(command, ["--version"], { cwd: folder, env: process.env })).code),
    );
    if (!codes.includes(0)) missing.push(name);
  }
  const advice =
    missing.length === 0
      ? ["Read the compiler's message above; re2 needs a C++20 compiler (g++ 11 or clang 14 and newer) and about 1 GB of memory."]
      : [
          "Debian, Ubuntu: sudo apt-get install -y python3 make g++",
          "Fedora, RHEL:   sudo dnf install -y python3 make gcc-c++",
          "Alpine:         sudo apk add python3 make g++",
          "macOS:          xcode-select --install",
        ];
  if (missing.length === 0) return new SetUpError("re2 could not be compiled", advice, tail);
  const list = missing.length === 1 ? missing[0] : `${missing.slice(0, -1).join(", ")} and ${missing.at(-1)}`;
  return new SetUpError(`re2 must be compiled here, and this machine lacks ${list}`, advice);
}
