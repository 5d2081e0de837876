/**
 * The Node that runs Cordon. re2 names the versions it works with (`engines`) and must be compiled against the headers of
 * exactly that Node. The npm package `node` is a wrapper: the binary and its headers are in a package per platform, which is
 * installed here by itself. That needs no install script, and none of the wrapper's later clean-ups can delete the binary.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { run, SetUpError, say } from "./child.mjs";
import { npmCommand, npmEnvironment } from "./packages.mjs";

const range = "^24.15.0";
const folder = "node-24";

/** Path of the brought Node's binary; installs it first where it is missing or does not run. */
export async function bringNode(home, engines, onWork) {
  const binary = join(home, folder, "bin", "node");
  const version = versionOf(binary);
  if (version !== undefined && satisfies(version, engines) && headersOf(binary, version) !== undefined) return binary;

  onWork();
  const name = `${process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node"}-${process.platform}-${process.arch}`;
  say(`installing Node 24 into .node/ for this checkout (npm package ${name}, about 60 MB; the machine's own Node stays as it is)`);
  mkdirSync(home, { recursive: true });
  const temporary = mkdtempSync(join(home, "installing-"));
  try {
    await install(temporary, name);
    const installed = join(temporary, "node_modules", name);
    const installedVersion = versionOf(join(installed, "bin", "node"));
    if (installedVersion === undefined || !satisfies(installedVersion, engines)) {
      throw new SetUpError(`the Node binary of ${name} does not run on this machine`, byHand(engines));
    }
    rmSync(join(home, folder), { recursive: true, force: true });
    renameSync(installed, join(home, folder));
    say(`Node ${installedVersion} is in place`);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return binary;
}

async function install(temporary, name) {
  writeFileSync(join(temporary, "package.json"), JSON.stringify({ private: true }));
  const npm = npmCommand(process.execPath);
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-global", "--no-dry-run", "--no-save", "--no-package-lock"];
  const args = [...npm.args, "install", `${name}@${range}`, ...flags, "--engine-strict=false", "--progress=false", "--loglevel=warn"];
  const { code, tail } = await run(npm.command, args, {
    cwd: temporary,
    env: npmEnvironment(process.execPath),
    beat: () => "still downloading Node 24",
  });
  if (code === 0) return;
  throw new SetUpError(
    `npm could not install ${name}@${range}`,
    ["Check that npm can reach its registry (`npm ping`; behind a proxy: `npm config set proxy ...`).", ...byHand("")],
    tail,
  );
}

function byHand(engines) {
  return [`Or install Node ${engines || "24.15 or newer"} on this machine yourself (https://nodejs.org/en/download).`];
}

/**
 * The prefix to give node-gyp as `nodedir`: where this Node's headers are, if they are those of the same version. A wrong
 * nodedir (a user's npmrc that names another Node's) compiles an addon that crashes or does not load.
 */
export function headersOf(binary, version) {
  const prefix = dirname(dirname(realpathSync(binary)));
  try {
    const header = readFileSync(join(prefix, "include", "node", "node_version.h"), "utf8");
    const part = (name) => new RegExp(`#define NODE_${name}_VERSION (\\d+)`).exec(header)?.[1];
    return [part("MAJOR"), part("MINOR"), part("PATCH")].join(".") === version ? prefix : undefined;
  } catch {
    return undefined;
  }
}

export function isBrought(home, binary) {
  return binary.startsWith(join(home, folder) + sep);
}

/** The version that a binary says it has; undefined where it does not run. */
export function versionOf(binary) {
  if (!existsSync(binary)) return undefined;
  try {
    return execFileSync(binary, ["-p", "process.versions.node"], {
      encoding: "utf8",
      timeout: 30_000,
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return undefined;
  }
}

/** `^a.b.c` and `>=a.b.c` joined by `||`: the forms that `engines` uses. */
export function satisfies(version, engines) {
  const [major, minor, patch] = version.split("-")[0].split(".").map(Number);
  return engines.split("||").some((part) => {
    const match = /^\s*(\^|>=)(\d+)\.(\d+)\.(\d+)\s*$/.exec(part);
    if (match === null) throw new Error("package.json: engines.node has a form that set-up does not know");
    const [wantMajor, wantMinor, wantPatch] = match.slice(2).map(Number);
    if (match[1] === "^" && major !== wantMajor) return false;
    return major !== wantMajor ? major > wantMajor : minor !== wantMinor ? minor > wantMinor : patch >= wantPatch;
  });
}
