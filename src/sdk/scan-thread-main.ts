import { parentPort, workerData } from "node:worker_threads";
import { detectors } from "../detectors/index.ts";
import { createClearance } from "../policy/index.ts";
import { scanRequest } from "./scan-request.ts";
import type { ScanAnswer, ScanOrder, ScanThreadSettings } from "./scan-thread.ts";

/** The scan thread of an application: the same engine and the same rules, away from the application's own thread. */
const { plans, names, allow, custom } = workerData as ScanThreadSettings;
const clearance = createClearance(plans, { detectors: [...detectors, ...custom], names, allow });

parentPort?.on("message", ({ id, signal, body, destination }: ScanOrder) => {
  const result = scanRequest(clearance, signal, Buffer.from(body.buffer, body.byteOffset, body.length), destination);
  const answer: ScanAnswer = { id, result };
  parentPort?.postMessage(answer);
});
