import process from "node:process";
import type { Command } from "commander";
import { CordonError } from "../../base/index.ts";
import { createKeyFile, databaseExists, dueSlices, rotateKeys, shredSlices } from "../../buffer/index.ts";
import { atDesk, createCounter, type Desk, type DeskOptions, parseMoment, timeText, withDeskOptions } from "../sealed-desk.ts";

const help = `
The key-encryption key wraps data keys, one a time slice; data keys seal records. Destroying a data key shreds its slice for good.

provider: exec runs the command of the configuration without a shell, with one more argument:
  COMMAND wrap      stdin: a data key, base64          stdout: the wrapped key, one line of any text
  COMMAND unwrap    stdin: the wrapped key             stdout: the data key, base64
Exit code 0; stderr is not read. For a transit engine: wrap = encrypt, unwrap = decrypt.

Examples:
  $ cordon keys rotate
  $ cordon keys shred --before 24h`;

export function register(command: Command): void {
  command.description("Makes, rotates and destroys the keys of the sealed buffer.").addHelpText("after", help);
  withDeskOptions(command.command("init"))
    .summary("make the key file of a new buffer")
    .action((options: DeskOptions) => atDesk(options, "keys", init));
  withDeskOptions(command.command("rotate"))
    .summary("wrap every data key under a new key-encryption key; records stay as they are, the agent may run")
    .option("--to <VARIABLE>", "provider env: the variable that holds the new key")
    .action((options: DeskOptions & { readonly to?: string }) => atDesk(options, "keys", (desk) => rotate(desk, options.to)));
  withDeskOptions(command.command("shred"))
    .summary("destroy the data keys of slices whose records all came before a time, and delete those")
    .requiredOption("--before <TIME>", "2026-03-01T12:00:00Z, 2026-03-01, or 24h for that long ago")
    .option("--undelivered", "also what a destination has not got or has in quarantine: it is lost to that destination")
    .option("--dry-run", "say what would go")
    .action((options: ShredOptions) => atDesk(options, "keys", (desk) => shred(desk, options)));
}

function init({ settings, audit, actor }: Desk): void {
  if (settings.key.provider !== "file")
    throw new CordonError("buffer.key_exists", "buffer.key.provider", "Only provider: file has a key to make.");
  if (databaseExists(settings.directory))
    throw new CordonError(
      "buffer.key_exists",
      settings.directory,
      "This buffer has its key; a new one would not open it. Use cordon keys rotate.",
    );
  createKeyFile(settings.key.path);
  audit.append(actor, "key_created", { provider: "file" });
  process.stdout.write(
    `${settings.key.path}: made, 32 random bytes, mode 0600. Who has it and ${settings.directory} can read raw telemetry.\n`,
  );
}

function rotate(desk: Desk, to: string | undefined): void {
  const { settings, audit, actor } = desk;
  const store = desk.store();
  store.checkKey();
  audit.append(actor, "key_rotated", { provider: settings.key.provider, state: "begun" });
  const next = to === undefined ? undefined : { provider: "env" as const, variable: to, value: process.env[to] };
  const count = rotateKeys(store, next, createCounter("wrapping"));
  audit.append(actor, "key_rotated", { provider: settings.key.provider, state: "done", keys: count });
  const note = to === undefined ? "The old key is destroyed." : `Now write variable: ${to} under buffer.key, and restart the agent.`;
  process.stdout.write(`${count} data ${count === 1 ? "key" : "keys"} wrapped under the new key. ${note}\n`);
}

interface ShredOptions extends DeskOptions {
  readonly before: string;
  readonly undelivered?: boolean;
  readonly dryRun?: boolean;
}

function shred(desk: Desk, { before, undelivered = false, dryRun = false }: ShredOptions): void {
  const store = desk.store();
  const slices = dueSlices(store, { beforeMs: parseMoment(before, "--before", desk.nowMs), evenUndelivered: undelivered, byRecords: true });
  const records = slices.reduce((sum, { recordsCount }) => sum + recordsCount, 0);
  const [first, last] = [slices[0]?.startMs ?? null, slices.at(-1)?.endMs ?? null];
  if (slices.length > 0 && !dryRun) {
    const ids = slices.map(({ id }) => id);
    desk.audit.append(desk.actor, "key_shredded", {
      reason: "command",
      undelivered,
      slices: ids,
      records,
      from: timeText(first),
      to: timeText(last),
    });
    shredSlices(store, ids);
  }
  const verb = dryRun ? "would be shredded" : "shredded";
  process.stdout.write(
    `${slices.length} slices with ${records} records ${verb}${slices.length > 0 ? `, from ${timeText(first)} to ${timeText(last)}` : ""}.\n`,
  );
  if (!undelivered)
    process.stdout.write("Slices that hold something undelivered or in quarantine stay; see cordon buffer status and --undelivered.\n");
}
