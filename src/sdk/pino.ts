import { Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { PolicyOptions } from "./request-clearing.ts";
import { createValueClearing } from "./text-clearing.ts";

/** A log line up to this many characters is scanned whole; of a longer one only this note is written. */
const lineMax = 1024 * 1024;

/**
 * A destination for pino (`pino(phiPinoStream())`): each line is scanned as the JSON it is, telling keys included, and written to `to` (default: standard output)
 * scrubbed, in order. A line that cannot be scanned is not written; a note stands in its place. The scan runs on the calling thread: where that is too dear, use
 * `cordon/pino` as a transport, which runs in a worker.
 */
export function phiPinoStream(options: PolicyOptions & { readonly to?: NodeJS.WritableStream } = {}): Writable {
  const { to = process.stdout } = options;
  const clear = createValueClearing(options);
  const decoder = new StringDecoder("utf8");
  let rest = "";
  /** A line longer than lineMax is on its way: what comes of it is passed over. */
  let isTooLong = false;
  const scrubbed = (line: string): string => {
    const body = isTooLong || line.length > lineMax ? undefined : clear(line)?.body;
    isTooLong = false;
    return `${typeof body === "string" ? body : heldLine}\n`;
  };
  return new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      const lines = (rest + (typeof chunk === "string" ? chunk : decoder.write(chunk))).split("\n");
      rest = lines.pop() ?? "";
      const out = lines.map((line) => (line === "" && !isTooLong ? "\n" : scrubbed(line))).join("");
      if (rest.length > lineMax) {
        rest = "";
        isTooLong = true;
      }
      writeTo(to, out, done);
    },
    final(done) {
      const last = rest + decoder.end();
      if (last !== "" || isTooLong) to.write(scrubbed(last));
      if (to === process.stdout || to === process.stderr) done();
      else to.end(done);
    },
  });
}

const heldLine = '{"level":50,"msg":"[a log line was held back: it could not be scanned]"}';

/** Waits where the destination is full; a destination that fails meanwhile fails the write. */
function writeTo(to: NodeJS.WritableStream, out: string, done: (error?: Error) => void): void {
  if (out === "" || to.write(out)) {
    done();
    return;
  }
  const end = (error?: Error) => {
    for (const name of ["drain", "error", "close"]) to.off(name, settle[name as keyof typeof settle]);
    done(error);
  };
  const settle = {
    drain: () => end(),
    error: (error: Error) => end(error),
    close: () => end(new Error("the destination of log lines was closed")),
  };
  for (const name of ["drain", "error", "close"] as const) to.once(name, settle[name]);
}
