/** The packages of package-lock.json in node_modules, whatever the user's npm configuration says. */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { run, SetUpError, say } from "./child.mjs";

/** Whether npm's own record of node_modules says what package-lock.json says (then an install by hand is taken as it is). */
export function packagesMatch(root) {
  try {
    if (!packagesAgree(root)) return false;
    const wanted = readJson(join(root, "package-lock.json")).packages;
    const present = readJson(join(root, "node_modules", ".package-lock.json")).packages;
    return Object.entries(wanted).every(([path, entry]) => path === "" || isPresent(root, path, entry, present[path]));
  } catch {
    return false;
  }
}

/** Whether package.json asks for what package-lock.json was made for. */
function packagesAgree(root) {
  const manifest = readJson(join(root, "package.json"));
  const locked = readJson(join(root, "package-lock.json")).packages?.[""] ?? {};
  return ["dependencies", "devDependencies", "optionalDependencies"].every((kind) => sameMap(manifest[kind] ?? {}, locked[kind] ?? {}));
}

function isPresent(root, path, wanted, present) {
  if (present === undefined) return wanted.optional === true || wanted.devOptional === true;
  return present.version === wanted.version && present.integrity === wanted.integrity && existsSync(join(root, path, "package.json"));
}

/**
 * `npm ci` under the given Node. Packages' install scripts do not run: re2, the one that needs its own, is built by
 * native-addon.mjs. Flags of the command line win over npmrc files and the environment.
 *
 * `npm ci` refuses a lock file that lacks another platform's optional package (npm writes such lock files where a registry does
 * not serve that package); `npm install --no-save` takes the same pinned versions and hashes and does not mind.
 */
export async function installPackages(root, node) {
  say("installing the packages of package-lock.json (npm ci; usually under a minute)");
  const first = await npmInstall(root, node, ["ci"]);
  if (first.code === 0) return;
  let { errors } = first;
  if (errors.some((line) => line.includes("in sync")) && packagesAgree(root)) {
    say("npm ci does not take the lock file as it is; trying npm install with the same pinned versions");
    const second = await npmInstall(root, node, ["install", "--no-save"]);
    if (second.code === 0) return;
    errors = second.errors;
  }
  throw new SetUpError(
    "npm could not install the packages",
    packagesAgree(root)
      ? ["Check that npm can reach its registry (`npm ping`; behind a proxy: `npm config set proxy ...`)."]
      : ["package.json and package-lock.json disagree: run `npm install --ignore-scripts` once, then `npm run lock`."],
    errors.slice(0, 12),
  );
}

async function npmInstall(root, node, command) {
  const npm = npmCommand(node);
  const flags = ["--ignore-scripts", "--include=dev", "--include=optional", "--include=peer", "--install-strategy=hoisted"];
  const quiet = ["--no-audit", "--no-fund", "--progress=false", "--loglevel=warn"];
  const fixed = ["--no-global", "--no-dry-run", "--package-lock=true", "--engine-strict=false", "--legacy-peer-deps=false"];
  const errors = [];
  const { code } = await run(npm.command, [...npm.args, ...command, ...flags, ...quiet, ...fixed], {
    cwd: root,
    env: npmEnvironment(node),
    beat: () => "still installing packages",
    onLine: (line) => {
      if (/^npm (error|ERR!) +\S/.test(line)) errors.push(line);
    },
  });
  return { code, errors };
}

/** npm as a program to start: by the given Node where npm's own file is known, so that no other Node gets in between. */
export function npmCommand(node) {
  const beside = join(dirname(dirname(process.execPath)), "lib", "node_modules", "npm", "bin", "npm-cli.js");
  const onPath = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "npm"));
  for (const candidate of [process.env.npm_execpath ?? "", ...onPath, beside]) {
    if (candidate === "" || !existsSync(candidate)) continue;
    const file = realpathSync(candidate);
    if (basename(file) === "npm-cli.js") return { command: node, args: [file] };
    if (basename(candidate) === "npm") return { command: candidate, args: [] };
  }
  throw new SetUpError("npm was not found on the PATH", ["Install npm 10 or newer (it comes with Node.js)."]);
}

/** What the npm that started us exports (its own command's flags among it) must not reach the npm that we start. */
const unwanted =
  /^(NODE_ENV|npm_(package|lifecycle)_.*|npm_command|npm_config_(nodedir|global|prefix|global_prefix|local_prefix|dry_run|omit|only|production|include|ignore_scripts|workspaces?|include_workspace_root|package_lock_only|loglevel|node_gyp|json|parseable|if_present|os|cpu|libc))$/i;

/** The environment for npm and for the programs that it starts: the given Node first on the PATH. */
export function npmEnvironment(node) {
  const kept = Object.entries(process.env).filter(([name]) => !unwanted.test(name));
  return { ...Object.fromEntries(kept), PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` };
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

function sameMap(left, right) {
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => left[key] === right[key]);
}
