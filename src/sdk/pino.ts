import { createWriteStream } from "node:fs";
import { Writable } from "node:stream";
import type { PolicyOptions } from "./request-clearing.ts";
import { createValueClearing } from "./text-clearing.ts";

/** A log line up to this many characters is scanned whole; of a longer one only this note is written. */
const lineMax = 1024 * 1024;

/**
 * A destination for pino (`pino(phiPinoStream())`): each line is scanned as the JSON it is, telling keys included, and written to `to` (default: standard output)
 * scrubbed, in order. A line that cannot be scanned is not written; a note stands in its place. The scan runs on the calling thread: where that is too dear, use this
 * module as a transport, which runs in a worker.
 */
export function phiPinoStream(options: PolicyOptions & { readonly to?: NodeJS.WritableStream } = {}): Writable {
  const { to = process.stdout } = options;
  const clear = createValueClearing(options);
  let rest = "";
  const scrubbed = (line: string): string => {
    const body = line.length > lineMax ? undefined : clear(line)?.body;
    return `${typeof body === "string" ? body : '{"level":50,"msg":"[a log line was held back: it could not be scanned]"}'}\n`;
  };
  return new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      const lines = (rest + chunk.toString()).split("\n");
      rest = lines.pop() ?? "";
      const out = lines.map((line) => (line === "" ? "\n" : scrubbed(line))).join("");
      if (out === "" || to.write(out)) done();
      else to.once("drain", done);
    },
    final(done) {
      if (rest !== "") to.write(scrubbed(rest));
      if (to === process.stdout || to === process.stderr) done();
      else to.end(done);
    },
  });
}

/** As a pino transport: `pino.transport({ target: "cordon/pino", options: { file: "app.log" } })`. Runs in pino's worker. Without `file`: standard output. */
function phiPinoTransport({ file }: { readonly file?: string } = {}): Writable {
  return phiPinoStream(file === undefined ? {} : { to: createWriteStream(file, { flags: "a", mode: 0o600 }) });
}

export { phiPinoTransport as default };
