#!/usr/bin/env node
import process from "node:process";
import { exitCodes } from "./exit-codes.ts";
import { countBodiesWithHeap } from "./garbage-collection.ts";
import { watchOutput } from "./output.ts";
import { errorLine, writeError } from "./problems.ts";
import { runProgram } from "./program.ts";

countBodiesWithHeap();
watchOutput(fail);
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
process.exitCode = await runProgram(process.argv.slice(2));

/** Node would print the error's own text, which may quote input. */
function fail(error: unknown): never {
  writeError("", errorLine(error));
  process.exit(exitCodes.failed);
}
