import process from "node:process";
import type { Command } from "commander";
import { type AuditEntry, auditActions, verifyAudit } from "../../audit/index.ts";
import { CordonError } from "../../base/index.ts";
import { exitCodes } from "../exit-codes.ts";
import { writeError } from "../problems.ts";
import { atDesk, type DeskOptions, loadOrThrow, parseMoment, withDeskOptions } from "../sealed-desk.ts";

interface VerifyOptions extends DeskOptions {
  readonly path?: string;
  readonly publicKey?: string;
  readonly head?: string;
  readonly json?: boolean;
}

interface ShowOptions extends DeskOptions {
  readonly actor?: string;
  readonly action?: string;
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

const help = `
verify finds a changed, removed, moved or cut-off entry. A chain put back as a whole to an earlier state is found with --head only: note the end that verify
prints (or that the agent logs as audit_head) where nobody on this machine can change it. Where the machine itself may be in other hands, keep the public
key elsewhere too (--public-key).

Examples:
  $ cordon audit verify --head 117:9f2c…
  $ cordon audit show --actor dana --from 30d`;

export function register(command: Command): void {
  command.description("The audit chain: who did what, and what each destination was given.").addHelpText("after", help);
  withDeskOptions(command.command("verify"))
    .summary("check every entry, the chain, and its signed end")
    .option("--public-key <FILE>", "a public key kept elsewhere, instead of the one beside the chain")
    .option("--head <SEQ:HASH>", "an end that was noted earlier: the chain must still hold it")
    .option("--path <DIRECTORY>", "a chain elsewhere, such as a copy: no configuration is read")
    .option("--json", "print the verdict as JSON")
    .action((options: VerifyOptions) => verify(options.path ?? directoryOf(options.config), options));
  withDeskOptions(command.command("show"))
    .summary("list entries, for the review of activity (45 CFR 164.308(a)(1)(ii)(D))")
    .option("--actor <ID>", "of this person, or of agent")
    .option("--action <ACTION>", `one of: ${auditActions.join(", ")}`)
    .option("--from <TIME>", "2026-03-01T12:00:00Z, 2026-03-01, or 30d for that long ago")
    .option("--to <TIME>", "the same")
    .option("--json", "print the entries as they are signed, one a line")
    .action((options: ShowOptions) =>
      atDesk(options, "audit", ({ audit, nowMs }) => {
        const filter = {
          ...(options.actor === undefined ? {} : { actor: options.actor }),
          ...(options.action === undefined ? {} : { action: options.action }),
          ...(options.from === undefined ? {} : { fromMs: parseMoment(options.from, "--from", nowMs) }),
          ...(options.to === undefined ? {} : { toMs: parseMoment(options.to, "--to", nowMs) }),
        };
        for (const entry of audit.entries(filter))
          process.stdout.write(options.json === true ? `${JSON.stringify(entry)}\n` : entryText(entry));
      }),
    );
}

/** Verifying shows nothing that is in the entries, and asks for no token. */
function directoryOf(file: string): string {
  const { buffer } = loadOrThrow(file);
  if (buffer.mode === "memory") throw new CordonError("audit.open", "buffer.mode", "It is memory: there is no chain.");
  return buffer.auditDirectory;
}

function verify(directory: string, { publicKey, head, json }: VerifyOptions): void {
  const noted = head === undefined ? undefined : parseHead(head);
  const verdict = verifyAudit(directory, {
    ...(publicKey === undefined ? {} : { publicKeyPath: publicKey }),
    ...(noted === undefined ? {} : { noted }),
  });
  const { problems, entriesCount } = verdict;
  if (json === true) process.stdout.write(`${JSON.stringify(verdict)}\n`);
  else if (problems.length === 0)
    process.stdout.write(
      `${entriesCount} entries, all as they were signed. Its end: ${verdict.head?.seq ?? 0}:${verdict.head?.hash ?? "-"}\n`,
    );
  else for (const { seq, problem } of problems) writeError("audit verify", `entry ${seq}: ${problemTexts[problem]} (audit.broken)`);
  process.exitCode = problems.length === 0 ? exitCodes.done : exitCodes.failed;
}

const problemTexts = {
  changed: "it is not the entry that was signed there",
  removed: "one or more entries before it are missing",
  chain: "it does not follow the entry before it",
  truncated: "entries after it are missing",
  head: "the chain's end is not the signed one",
} as const;

function parseHead(text: string): { readonly seq: number; readonly hash: string } {
  const found = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text);
  if (found === null) throw new CordonError("cli.usage", "--head", "Write SEQ:HASH as cordon audit verify prints it.");
  return { seq: Number(found[1]), hash: found[2] ?? "" };
}

function entryText({ seq, time, actor, action, detail }: AuditEntry): string {
  const rest = Object.entries(detail).map(([key, value]) => ` ${key}=${typeof value === "object" ? JSON.stringify(value) : value}`);
  return `${seq} ${time} ${actor.id} (${actor.role}) ${action}${rest.join("")}\n`;
}
