import { readFileSync } from "node:fs";
import process from "node:process";
import type { Command } from "commander";
import { CordonError } from "../../base/index.ts";
import { detectors } from "../../detectors/index.ts";
import { createScanner } from "../../scrub/index.ts";

/** Texts are scanned in pieces of this size, as a batch of telemetry is. */
const pieceBytes = 256 * 1024;

export function register(command: Command): void {
  command
    .description(
      "Scans texts again and again with every detector and says how many MB a CPU-second this machine does. Nothing is written or sent.",
    )
    .argument("[FILE...]", "your own texts, UTF-8; without any, the detectors' examples among plain sentences")
    .option("--seconds <N>", "how long, for each row", "3")
    .option("--json", "print JSON")
    .addHelpText("after", "\nCompare figures of one run only: machines differ and are noisy.\n\nExample:\n  $ cordon bench app.log")
    .action((files: readonly string[], { seconds, json }: { readonly seconds: string; readonly json?: boolean }) => {
      const duration = Number(seconds);
      if (!(duration > 0 && duration <= 3600)) command.error("error: --seconds takes a number above 0, at most 3600");
      const pieces = files.length === 0 ? [sample()] : files.flatMap(piecesOf);
      const rows = (["off", "dictionary"] as const).map((names) => measure(pieces, names, duration));
      const table = rows.map(
        ({ names, mbPerCpuSecond, findings }) =>
          `names ${names.padEnd(12)}${mbPerCpuSecond.toFixed(1).padStart(8)} MB per CPU-second   ${findings} findings\n`,
      );
      process.stdout.write(json === true ? `${JSON.stringify(rows)}\n` : table.join(""));
    });
}

function measure(pieces: readonly Buffer[], names: "off" | "dictionary", seconds: number) {
  const scanner = createScanner({ detectors, names, allow: [], isSelectedKey: () => false, times: false, ids: false });
  const scanAll = () => pieces.reduce((sum, piece) => sum + scanner.scanText(piece).findings.count, 0);
  // The first pass warms up the compiler and the automata.
  const findings = scanAll();
  const size = pieces.reduce((sum, { length }) => sum + length, 0);
  const until = performance.now() + seconds * 1000;
  const before = process.cpuUsage();
  let bytes = 0;
  do {
    scanAll();
    bytes += size;
  } while (performance.now() < until);
  const { user, system } = process.cpuUsage(before);
  return { names, bytes: size, findings, mbPerCpuSecond: bytes / (user + system) };
}

function piecesOf(file: string): Buffer[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new CordonError("cli.input", file);
  }
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const next = bytes.indexOf(0x0a, at + pieceBytes);
    const end = next < 0 ? bytes.length : next + 1;
    pieces.push(bytes.subarray(at, end));
    at = end;
  }
  return pieces;
}

/** Invented: one example of each detector every kilobyte or so of ordinary sentences. */
function sample(): Buffer {
  const sentence =
    "The request was served in 41 ms by worker seven; the plan of care goes on as before and the next visit stays as agreed. ";
  return Buffer.from(detectors.map(({ hits }) => sentence.repeat(8) + (hits[0]?.[0] ?? "")).join("\n"));
}
