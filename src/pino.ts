import { createWriteStream } from "node:fs";
import type { Writable } from "node:stream";
import { phiPinoStream } from "./sdk/index.ts";

export interface PhiPinoTransportOptions {
  /** Where lines go, created with mode 0600. Default: standard output. */
  readonly file?: string;
  /** The policy's file. Default: the one that CORDON_CONFIG names; without it Safe Harbor. */
  readonly config?: string;
  /** The destination in it whose rules hold. Default: CORDON_DESTINATION. */
  readonly destination?: string;
}

/** As a pino transport: `pino.transport({ target: "cordon/pino", options: { file: "app.log" } })`. Runs in pino's worker. Throws config.value, sdk.destination. */
async function phiPinoTransport({ file, ...named }: PhiPinoTransportOptions = {}): Promise<Writable> {
  // The reader of configurations is not loaded for phiPinoStream.
  const { policyOfEnvironment } = await import("./config/sdk-policy.ts");
  const to = file === undefined ? {} : { to: createWriteStream(file, { flags: "a", mode: 0o600 }) };
  return phiPinoStream({ ...policyOfEnvironment(named), ...to });
}

export { phiPinoStream, phiPinoTransport as default };
