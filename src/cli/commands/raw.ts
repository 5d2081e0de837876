import { readFileSync } from "node:fs";
import process from "node:process";
import type { Command } from "commander";
import { CordonError, limits, type Signal, signals } from "../../base/index.ts";
import { type FoundRecord, findRecords, type RecordFilter, readRecord } from "../../buffer/index.ts";
import { protobufToJson } from "../../otlp/index.ts";
import { approveGrant, newToken, openSession, requestGrant, useSealedCode } from "../access.ts";
import { writeError } from "../problems.ts";
import { replay, replayDifference } from "../raw-replay.ts";
import { atDesk, bytesText, type Desk, type DeskOptions, loadOrThrow, parseMoment, timeText, withDeskOptions } from "../sealed-desk.ts";
import { formatTable } from "../table.ts";

const help = `
Everything here needs a principal of the configuration (access.principals), its token in CORDON_TOKEN or --token-file, and a reason of 8 characters or more; all
of it, refusals too, is in the audit chain before anything is shown. Roles: an investigator lists and shows, an operator lists and replays.

Examples:
  $ cordon raw list --from 2h --service clinical-assistant --reason "INC-2041: wrong answer reported"
  $ cordon raw show --trace 5b8efff798038103d269b633813fc60c --reason "INC-2041: wrong answer reported"
  $ cordon raw replay --destination archive --from 1d --with candidate.yaml --dry-run --reason "CHG-77: new study code"`;

interface FindOptions extends DeskOptions {
  readonly from?: string;
  readonly to?: string;
  readonly signal?: string;
  readonly service?: string;
  readonly trace?: string;
  readonly json?: boolean;
}

export function register(command: Command): void {
  command.description("The guarded door to raw data in the sealed buffer.").addHelpText("after", help);
  withFilters(guarded(command.command("list")).summary("which records there are; shows no content"))
    .option("--json", "print one record a line as JSON")
    .action((options: FindOptions) => atDesk(options, "raw list", (desk) => list(desk, options)));
  withFilters(guarded(command.command("show")).summary("raw records as OTLP JSON, one a line, on stdout"))
    .argument("[SEQ]", "a record's number, from raw list")
    .action((seq: string | undefined, options: FindOptions) => atDesk(options, "raw show", (desk) => show(desk, seq, options)));
  withFilters(guarded(command.command("replay")).summary("scrub records again and send them to one destination"))
    .requiredOption("--destination <ID>", "where to")
    .option("--quarantined", "only what that destination has in quarantine")
    .option("--with <FILE>", "under the rules of this configuration instead of the present one's")
    .option("--dry-run", "send nothing; say what would be caught now and was not, and the other way round: counts and places, no values")
    .action((options: FindOptions & ReplayOptions) => atDesk(options, "raw replay", (desk) => replayAll(desk, options)));
  guarded(command.command("session"))
    .summary("a token for the next 15 minutes, so that your own need not lie around")
    .action((options: DeskOptions) =>
      atDesk(options, "raw ask", (desk) => {
        const { token, until } = openSession(desk.actor, options.reason ?? "", desk);
        process.stdout.write(`${token}\n`);
        writeError("raw session", `It ends at ${until}. Put it in CORDON_TOKEN.`);
      }),
    );
  guarded(command.command("break-glass"))
    .summary("raw access without the role, for a limited time: a second person approves, or a sealed code")
    .option("--approve <NUMBER>", "approve a request: not your own")
    .option("--code-file <FILE>", "a file with the sealed code, - for stdin; it works once")
    .action((options: BreakGlassOptions) => breakGlass(options));
  command
    .command("token")
    .summary("make a token and its hash for access.principals (or, with --code, a sealed code); changes nothing")
    .argument("<ID>", "the principal's id")
    .action((id: string) => {
      const { token, hash } = newToken(id);
      process.stdout.write(`token       ${token}\ntoken_hash  "${hash}"\n`);
      writeError("raw token", "The token is shown this once. Its hash goes into access.principals, or into access.break_glass.code_hash.");
    });
}

function guarded(command: Command): Command {
  return withDeskOptions(command).requiredOption("--reason <TEXT>", "why; it goes into the audit chain");
}

function withFilters(command: Command): Command {
  return command
    .option("--from <TIME>", "received at or after: 2026-03-01T12:00:00Z, 2026-03-01, or 2h for that long ago")
    .option("--to <TIME>", "received before; the same")
    .option("--signal <SIGNAL>", "traces, logs or metrics")
    .option("--service <NAME>", "with this service.name")
    .option("--trace <ID>", "with this trace id: 32 hexadecimal digits");
}

function filterOf({ from, to, signal, service, trace }: FindOptions, nowMs: number): RecordFilter {
  const known = signals.find((name) => name === signal);
  if (signal !== undefined && known === undefined) throw new CordonError("cli.usage", "--signal", "Write traces, logs or metrics.");
  if (trace !== undefined && !/^[0-9a-fA-F]{32}$/.test(trace))
    throw new CordonError("cli.usage", "--trace", "Write 32 hexadecimal digits.");
  return {
    ...(from === undefined ? {} : { fromMs: parseMoment(from, "--from", nowMs) }),
    ...(to === undefined ? {} : { toMs: parseMoment(to, "--to", nowMs) }),
    ...(known === undefined ? {} : { signal: known }),
    ...(service === undefined ? {} : { service }),
    ...(trace === undefined ? {} : { traceId: Buffer.from(trace, "hex") }),
  };
}

/** What was asked for, as the audit chain says it: by what was looked, not for which trace or service. */
function askedFor({ from, to, signal, service, trace }: FindOptions): string[] {
  return Object.entries({ from, to, signal, service, trace }).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}

function found(desk: Desk, filter: RecordFilter): FoundRecord[] {
  const records: FoundRecord[] = [];
  for (const record of findRecords(desk.store(), filter)) {
    if (records.length >= limits.rawListMax) {
      writeError("raw", `Only the first ${limits.rawListMax} are taken: narrow it with --from, --to.`);
      break;
    }
    records.push(record);
  }
  return records;
}

function list(desk: Desk, options: FindOptions): void {
  const records = found(desk, filterOf(options, desk.nowMs));
  desk.audit.append(desk.actor, "raw_listed", { reason: options.reason ?? "", by: askedFor(options), records: records.length });
  const rows = records.map(({ metadata: { seq, receivedMs, signal, encoding, rawBytes } }) => ({
    seq,
    received: timeText(receivedMs),
    signal,
    encoding,
    rawBytes,
  }));
  if (options.json === true) for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
  else
    process.stdout.write(
      formatTable([
        ["record", "received", "signal", "encoding", "raw"],
        ...rows.map(({ seq, received, signal, encoding, rawBytes }) => [String(seq), received, signal, encoding, bytesText(rawBytes)]),
      ]),
    );
}

function show(desk: Desk, seq: string | undefined, options: FindOptions): void {
  if (seq !== undefined && !/^\d{1,15}$/.test(seq)) throw new CordonError("cli.usage", "SEQ", "Write a record's number.");
  if (seq === undefined && askedFor(options).length === 0)
    throw new CordonError("cli.usage", "SEQ", "Write a record's number, --trace, or another filter.");
  const filter = { ...filterOf(options, desk.nowMs), ...(seq === undefined ? {} : { seq: Number(seq) }) };
  const seqs = found(desk, filter).map(({ metadata }) => metadata.seq);
  if (seqs.length === 0) throw new CordonError("access.not_found");
  // First the chain, then the data: what cannot be written down is not shown.
  desk.audit.append(desk.actor, "raw_shown", { reason: options.reason ?? "", by: askedFor(options), records: seqs });
  for (const each of seqs) {
    const record = readRecord(desk.store(), each);
    if (record === undefined || typeof record.body === "string") {
      writeError("raw show", new CordonError(record === undefined ? "access.not_found" : "buffer.seal", `record ${each}`).message);
      process.exitCode = 1;
      continue;
    }
    const { signal, encoding } = record.metadata;
    process.stdout.write(encoding === "json" ? record.body : protobufToJson(signal satisfies Signal, record.body));
    process.stdout.write("\n");
  }
}

interface ReplayOptions {
  readonly destination: string;
  readonly quarantined?: boolean;
  readonly with?: string;
  readonly dryRun?: boolean;
}

async function replayAll(desk: Desk, options: FindOptions & ReplayOptions): Promise<void> {
  const { destination, quarantined, with: candidateFile, dryRun = false } = options;
  const candidate = candidateFile === undefined ? desk.config : loadOrThrow(candidateFile);
  const filter = { ...filterOf(options, desk.nowMs), ...(quarantined === true ? { quarantinedFor: destination } : {}) };
  const seqs = found(desk, filter).map(({ metadata }) => metadata.seq);
  const [first, last] = [seqs[0] ?? 0, seqs.at(-1) ?? 0];
  const detail = { reason: options.reason ?? "", by: askedFor(options), destination, records: seqs.length, first, last, dryRun };
  desk.audit.append(desk.actor, "raw_replayed", detail);
  if (dryRun) process.stdout.write(replayDifference(desk, seqs, destination, candidate));
  else await replay(desk, seqs, destination, candidate);
}

interface BreakGlassOptions extends DeskOptions {
  readonly approve?: string;
  readonly codeFile?: string;
}

function breakGlass(options: BreakGlassOptions): Promise<void> {
  const { approve, codeFile, reason = "" } = options;
  return atDesk(options, approve === undefined ? "raw ask" : "raw approve", (desk) => {
    if (approve !== undefined) {
      const { for: person, until } = approveGrant(desk.actor, Number(approve), reason, desk);
      process.stdout.write(`${person} may list and show raw records until ${until}.\n`);
    } else if (codeFile !== undefined) {
      const { until } = useSealedCode(desk.actor, readFileSync(codeFile === "-" ? 0 : codeFile, "utf8").trim(), reason, desk);
      process.stdout.write(`You may list and show raw records until ${until}. The code is used up: seal another.\n`);
    } else {
      const number = requestGrant(desk.actor, reason, desk);
      process.stdout.write(
        `Request ${number}. A second person approves it with: cordon raw break-glass --approve ${number} --reason "…"\n`,
      );
    }
    writeError("raw break-glass", "This is in the audit chain under your name.");
  });
}
