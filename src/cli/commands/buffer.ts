import process from "node:process";
import type { Command } from "commander";
import { CordonError, errorTable } from "../../base/index.ts";
import { type BufferStatus, bufferStatus, checkBuffer, forgetDestination, repairBuffer } from "../../buffer/index.ts";
import { exitCodes } from "../exit-codes.ts";
import { writeError } from "../problems.ts";
import { atDesk, bytesText, createCounter, type Desk, type DeskOptions, timeText, withDeskOptions } from "../sealed-desk.ts";
import { formatTable } from "../table.ts";

export function register(command: Command): void {
  command
    .description("The sealed buffer: how full it is, whether it is whole.")
    .addHelpText("after", "\nExamples:\n  $ cordon buffer status\n  $ cordon buffer check");
  withDeskOptions(command.command("status"))
    .summary("what it holds, and where each destination stands; the agent may run")
    .option("--json", "print it as JSON")
    .action((options: DeskOptions & { readonly json?: boolean }) =>
      atDesk(options, "buffer status", (desk) => {
        const status = bufferStatus(desk.store());
        const configured = new Set(desk.config.destinations.map(({ id }) => id));
        process.stdout.write(options.json === true ? `${JSON.stringify(status)}\n` : statusText(status, configured));
      }),
    );
  withDeskOptions(command.command("check"))
    .summary("read every page and open every record; changes nothing, the agent may run")
    .action((options: DeskOptions) => atDesk(options, "buffer", check));
  withDeskOptions(command.command("repair"))
    .summary("save what can be read of a damaged database into a new one; the agent must not run")
    .action((options: DeskOptions) => atDesk(options, "buffer", repair));
  withDeskOptions(command.command("forget"))
    .summary("a destination that the configuration does not have any more: what waits for it no longer keeps records")
    .argument("<DESTINATION>")
    .action((destination: string, options: DeskOptions) => atDesk(options, "buffer", (desk) => forget(desk, destination)));
}

function statusText(status: BufferStatus, configured: ReadonlySet<string>): string {
  const { recordsCount, rawBytes, sealedBytes, sizeBytes, sizeMax, slicesCount, oldestMs, newestMs, freeDiskBytes } = status;
  const rows = status.destinations.map(({ destination, waitingCount, oldestWaitingMs, quarantine }) => [
    destination + (configured.has(destination) ? "" : " (not configured)"),
    String(waitingCount),
    timeText(oldestWaitingMs),
    quarantine.map(({ code, count }) => `${count} ${code}`).join(", ") || "-",
  ]);
  return [
    `${status.path}`,
    `  records    ${recordsCount}, ${bytesText(rawBytes)} raw, ${bytesText(sealedBytes)} sealed, in ${slicesCount} slices`,
    `  times      ${timeText(oldestMs)} to ${timeText(newestMs)}`,
    `  on disk    ${bytesText(sizeBytes)} of ${bytesText(sizeMax)}; the disk has ${bytesText(freeDiskBytes)} free`,
    `  key        ${status.keyId ?? "not there: nothing can be opened"}`,
    "",
    formatTable([["destination", "waiting", "oldest waiting", "quarantine"], ...rows]),
  ].join("\n");
}

function check(desk: Desk): void {
  const { databaseWhole, recordsCount, broken } = checkBuffer(desk.store(), createCounter("records"));
  if (!databaseWhole) writeError("buffer check", `${errorTable["buffer.corrupt"]} (buffer.corrupt)`);
  for (const [code, seqs] of broken) writeError("buffer check", `records ${seqs.join(", ")}: ${errorTable[code]} (${code})`);
  if (databaseWhole && broken.size === 0) process.stdout.write(`${recordsCount} records, all open; the database is whole.\n`);
  else process.exitCode = exitCodes.failed;
}

function repair({ settings, audit, actor }: Desk): void {
  audit.append(actor, "buffer_repaired", { state: "begun" });
  const { recordsKept, numbersMissing, cursorsLost, kept } = repairBuffer(settings, Date.now, createCounter("records"));
  audit.append(actor, "buffer_repaired", { state: "done", recordsKept, numbersMissing, cursorsLost });
  process.stdout.write(
    `${recordsKept} records saved; ${numbersMissing} numbers among them could not be read (lost, or shredded before).\n`,
  );
  if (cursorsLost) process.stdout.write("Cursors could not be read: destinations get again what is still there.\n");
  process.stdout.write(`The damaged database is ${kept}. Run cordon buffer check, then remove it.\n`);
}

function forget(desk: Desk, destination: string): void {
  if (desk.config.destinations.some(({ id }) => id === destination))
    throw new CordonError("access.denied", destination, "It is in the configuration. Take it out first, and restart the agent.");
  const store = desk.store();
  desk.audit.append(desk.actor, "destination_forgotten", { destination });
  const waiting = forgetDestination(store, destination);
  if (waiting === undefined) throw new CordonError("access.not_found", destination, "The buffer knows no such destination.");
  process.stdout.write(`${destination}: forgotten. ${waiting} records waited for it.\n`);
}
