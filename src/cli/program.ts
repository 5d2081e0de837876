import process from "node:process";
import { Command, CommanderError } from "commander";
import { exitCodes } from "./exit-codes.ts";
import { errorLine, writeError } from "./problems.ts";
import { version } from "./version.ts";

interface CommandRow {
  readonly name: string;
  readonly summary: string;
  /** Loaded only where it is asked for: `--help` needs no native engine. */
  readonly load: () => Promise<{ readonly register: (command: Command) => void }>;
}

const commandTable: readonly CommandRow[] = [
  { name: "run", summary: "receive telemetry, scrub it, forward it", load: () => import("./commands/run.ts") },
  { name: "tail", summary: "follow log files, scrubbed, in the terminal", load: () => import("./commands/tail.ts") },
  { name: "exec", summary: "run a command and scrub what it prints", load: () => import("./commands/exec.ts") },
  { name: "check", summary: "check a configuration; opens no socket", load: () => import("./commands/check.ts") },
  {
    name: "explain",
    summary: "what each destination gets of each Safe Harbor letter, and why",
    load: () => import("./commands/explain.ts"),
  },
  { name: "destinations", summary: "who gets what under which claim, in short", load: () => import("./commands/destinations.ts") },
  { name: "agreements", summary: "the signed agreements, and whether they are in force", load: () => import("./commands/agreements.ts") },
  { name: "scan", summary: "find identifiers in text; shows where, not what", load: () => import("./commands/scan.ts") },
  { name: "scrub", summary: "text, JSON lines or OTLP JSON in, scrubbed out", load: () => import("./commands/scrub.ts") },
  { name: "buffer", summary: "the sealed buffer: status, check, repair", load: () => import("./commands/buffer.ts") },
  { name: "raw", summary: "the guarded door to raw data: list, show, replay", load: () => import("./commands/raw.ts") },
  { name: "keys", summary: "the buffer's keys: init, rotate, shred", load: () => import("./commands/keys.ts") },
  { name: "audit", summary: "the audit chain: verify, show", load: () => import("./commands/audit.ts") },
  { name: "model", summary: "the optional language model for names: install, status, verify", load: () => import("./commands/model.ts") },
  { name: "selftest", summary: "run every detector's examples on this machine's engine", load: () => import("./commands/selftest.ts") },
  { name: "bench", summary: "how fast this machine scans your texts", load: () => import("./commands/bench.ts") },
  { name: "detectors", summary: "list the rules, with their sources", load: () => import("./commands/detectors.ts") },
];

const introduction = `Keeps patients' identifiers out of telemetry.

Exit codes: 0 done; 1 a part failed (see stderr); 2 the command line was not understood.`;

/** Runs the command line `arguments_` (without node and the script) and gives the exit code. Errors are on stderr already. */
export async function runProgram(arguments_: readonly string[]): Promise<number> {
  const program = await createProgram(arguments_);
  try {
    await program.parseAsync([...arguments_], { from: "user" });
    return typeof process.exitCode === "number" ? process.exitCode : exitCodes.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 || error.code === "commander.help" ? exitCodes.done : exitCodes.usage;
    writeError(commandTable.find(({ name }) => name === arguments_[0])?.name ?? "", errorLine(error));
    return exitCodes.failed;
  }
}

async function createProgram(arguments_: readonly string[]): Promise<Command> {
  const program = new Command("cordon")
    .description(introduction)
    .version(version(), "-V, --version", "print the version")
    .helpCommand("help [command]", "help on a command")
    .exitOverride();
  settle(program, "cordon");
  for (const { name, summary, load } of commandTable) {
    const command = program.command(name).summary(summary).exitOverride();
    settle(command, `cordon ${name}`);
    if (arguments_.includes(name)) (await load()).register(command);
  }
  program.addHelpText("after", "\nExample:\n  $ echo 'MRN 48213377 called from (415) 555-0142' | cordon scrub");
  return program;
}

/** An error in one line: what is wrong, what may have been meant, where help is. */
function settle(command: Command, name: string): void {
  command.helpOption("-h, --help", "print this help").configureOutput({
    outputError: (text, write) => {
      const line = text
        .trim()
        .replace(/\s*\n\s*/g, " ")
        .replace(/^error: /, "");
      write(`${name}: ${line} (cli.usage). See ${name} --help.\n`);
    },
  });
}
