import { killRounds } from "../test/kill/kill-rounds.ts";

/** `npm run kill-test -- 200`: kills a real agent that many times under load. Exit code 1 where an acknowledged batch was lost or too many came twice. */
const rounds = Number(process.argv[2] ?? 200);
const report = await killRounds(rounds, (round) => {
  if (round % 10 === 0) process.stderr.write(`${round} of ${rounds}\n`);
});
process.stdout.write(`${JSON.stringify({ ...report, lost: report.lost.length })}\n`);
process.exitCode = report.lost.length === 0 && report.duplicates.every((count) => count <= 2 * rounds) ? 0 : 1;
