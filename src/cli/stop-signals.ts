import { constants } from "node:os";
import process from "node:process";

/** Resolves at the first SIGINT or SIGTERM; the second one ends the process with 128 and its number. */
export function onStopSignals(): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => {
        if (isStopping) process.exit(128 + constants.signals[signal]);
        isStopping = true;
        resolve();
      });
    }
  });
}
