/**
 * `npm run lock`, after a change of dependencies: completes package-lock.json with the packages of other platforms.
 *
 * npm leaves an optional platform package out of the lock file where its registry does not serve it at that moment; `npm ci` then
 * refuses the lock file, on every machine. The names are in the locked packages themselves, with exact versions; what an
 * entry needs besides is the platform, which these names hold (`cli-linux-x64-musl`). Such an entry has no integrity hash.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { type LockFile, missingPlatformPackages } from "./lock-file.ts";

const path = join(import.meta.dirname, "..", "package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8")) as LockFile;

const missing = missingPlatformPackages(lock);
for (const { folder, entry } of missing) lock.packages[folder] = entry;
const sorted = Object.entries(lock.packages).sort(([left], [right]) => (left < right ? -1 : 1));
if (missing.length > 0) writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
process.stdout.write(`package-lock.json: ${missing.length} platform packages added\n`);
