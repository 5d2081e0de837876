/**
 * Set-up of a checkout: a Node that Cordon runs on, the packages of package-lock.json, and re2 compiled for that Node.
 *
 * Started by scripts/with-node with the PATH's Node, which may be an older one: plain JavaScript, no packages, nothing newer
 * than Node 18. Each step looks first and works only where something is missing, so an interrupted set-up goes on where it
 * stopped. A lock lets one set-up work at a time. All talk is on stderr; the programs' own output is in .node/set-up.log.
 *
 * Argument: the path of the Node on the PATH, as the shell sees it (goes into the stamp).
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bringNode, headersOf, isBrought, satisfies } from "./brought-node.mjs";
import { openLog, SetUpError, say, stopChildren } from "./child.mjs";
import { takeLock } from "./lock.mjs";
import { addonLoads, makeAddon } from "./native-addon.mjs";
import { installPackages, packagesMatch } from "./packages.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const home = join(root, ".node");
let releaseLock = () => {};

for (const [signal, number] of [
  ["SIGINT", 2],
  ["SIGTERM", 15],
  ["SIGHUP", 1],
]) {
  process.on(signal, () => {
    stopChildren();
    releaseLock();
    say("stopped; the next start goes on from here");
    process.exit(128 + number);
  });
}

try {
  mkdirSync(home, { recursive: true });
  releaseLock = await takeLock(join(home, "lock"));
  openLog(join(home, "set-up.log"));
  await setUp(process.argv[2] ?? process.execPath);
} catch (error) {
  report(error);
  process.exitCode = 1;
} finally {
  stopChildren();
  releaseLock();
}

async function setUp(onPath) {
  const startedMs = Date.now();
  const engines = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).engines.node;
  let worked = false;

  const node = await chooseNode(engines, () => {
    worked = true;
  });
  if (!packagesMatch(root)) {
    worked = true;
    await installPackages(root, node);
  }
  if (!(await addonLoads(root, node))) {
    worked = true;
    await makeAddon(root, home, node);
  }
  writeStamp(node, onPath);
  if (worked) say(`done in ${Math.round((Date.now() - startedMs) / 1000)} s; the next start needs no set-up`);
}

/** The Node on the PATH where it is new enough and re2 can be built for it or already is; a Node 24 of our own otherwise. */
async function chooseNode(engines, onWork) {
  const own = process.execPath;
  if (isBrought(home, own)) return own;
  if (satisfies(process.versions.node, engines)) {
    if (headersOf(own, process.versions.node) !== undefined) return own;
    if (packagesMatch(root) && (await addonLoads(root, own))) return own;
    say(`Node ${process.versions.node} has no headers beside it to compile re2 with`);
  } else {
    say(`this machine's Node is ${process.versions.node}; Cordon needs ${engines}`);
  }
  return bringNode(home, engines, onWork);
}

/** Three lines, read by scripts/with-node. Renamed into place, so that a reader sees the whole stamp or none. */
function writeStamp(node, onPath) {
  const script = '. "$1" && fingerprint "$2" "$3" && file_mark "$4"';
  const marks = execFileSync("sh", ["-c", script, "sh", join(root, "scripts/fingerprint.sh"), root, node, onPath], { encoding: "utf8" });
  const stamp = join(root, "node_modules", ".cordon-set-up");
  writeFileSync(`${stamp}.${process.pid}`, `${node}\n${marks}`);
  renameSync(`${stamp}.${process.pid}`, stamp);
}

function report(error) {
  if (error instanceof SetUpError) {
    say(`failed: ${error.message}`);
    for (const line of error.logTail) process.stderr.write(`    | ${line}\n`);
    for (const line of error.advice) process.stderr.write(`  -> ${line}\n`);
    return;
  }
  say(`failed: ${error instanceof Error ? error.message : "unknown error"}`);
  if (error?.code === "EACCES" || error?.code === "EROFS") {
    process.stderr.write(
      "  -> Set-up writes to .node/ and node_modules/ of this checkout. Give this user write access to it, or clone it anew.\n",
    );
  }
  if (error?.code === "ENOSPC") process.stderr.write("  -> Set-up needs about 800 MB of disk. Make room and run the same command again.\n");
}
