import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

export const hasLogrotate = isThere();
if (!hasLogrotate) console.warn("logrotate is not installed: the tests under real rotation are skipped");

function isThere(): boolean {
  try {
    execFileSync("logrotate", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export type RotationMode = "create" | "copytruncate";

/** A program that logs numbered lines through pino, and the real logrotate for its file. */
export interface RotatedWriter {
  readonly child: ChildProcess;
  rotate(): void;
  /** Ends the program; how many lines it wrote. */
  end(): Promise<number>;
  /** The numbers that stand in its file and all its rotations now; compressed ones left out. */
  numbersOnDisk(): Set<number>;
}

export function startRotatedWriter(folder: string, file: string, mode: RotationMode, rules: readonly string[]): RotatedWriter {
  const child = spawn(process.execPath, [join(import.meta.dirname, "pino-writer.ts"), file], { stdio: ["ignore", "pipe", "inherit"] });
  let stdout = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  const own = process.getuid?.() === 0 ? ["su root root"] : [];
  const how = mode === "create" ? ["create", "postrotate", `kill -HUP ${child.pid}`, "endscript"] : ["copytruncate"];
  const config = join(folder, "logrotate.conf");
  writeFileSync(config, `${file} {\n${[...own, ...rules, ...how].map((rule) => `  ${rule}\n`).join("")}}\n`, { mode: 0o644 });
  return {
    child,
    rotate: () => void execFileSync("logrotate", ["--force", "--state", join(folder, "logrotate.state"), config]),
    async end() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      return Number(stdout);
    },
    numbersOnDisk() {
      const directory = join(file, "..");
      const texts = readdirSync(directory).flatMap((name) => (name.endsWith(".gz") ? [] : [readFileSync(join(directory, name), "utf8")]));
      return new Set(texts.flatMap((text) => [...text.matchAll(/"seq":(\d+)[,}]/g)].map(([, seq]) => Number(seq))));
    },
  };
}
