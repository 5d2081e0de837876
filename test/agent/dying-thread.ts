import { existsSync, writeFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";

/** Stands in for a scanning thread: dies under a batch whose body is "dies", under "once" only where no file says that it has done so, and answers with the length of any other. */
const { marker } = workerData as { readonly marker: string };
parentPort?.postMessage({ id: 0, examplesCount: 0, durationMs: 0 });
parentPort?.on("message", (order: { readonly id: number; readonly body: Uint8Array } | null) => {
  if (order === null) return parentPort?.close();
  const text = Buffer.from(order.body).toString();
  if (text === "dies") process.exit(1);
  if (text === "once" && !existsSync(marker)) {
    writeFileSync(marker, "");
    process.exit(1);
  }
  const clearing = { kind: "cleared", itemsCount: text.length, leavesCount: 0, views: new Map() };
  parentPort?.postMessage({ id: order.id, clearing, durationMs: 1 });
});
