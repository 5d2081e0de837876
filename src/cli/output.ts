import { once } from "node:events";
import process from "node:process";
import { CordonError } from "../base/index.ts";

/** Bytes gathered before they are written. */
const chunkBytes = 256 * 1024;

/** stdout, written in large pieces and never faster than its reader. What is given is copied at once. */
export interface Output {
  write(bytes: Uint8Array | string): Promise<void>;
  /** Writes what is gathered. */
  flush(): Promise<void>;
}

export function createOutput(stream: NodeJS.WritableStream = process.stdout): Output {
  let held = Buffer.allocUnsafe(chunkBytes);
  let length = 0;

  async function flush(): Promise<void> {
    if (length === 0) return;
    const chunk = held.subarray(0, length);
    held = Buffer.allocUnsafe(chunkBytes);
    length = 0;
    if (!stream.write(chunk)) await once(stream, "drain");
  }

  return {
    async write(bytes) {
      const buffer = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
      for (let at = 0; at < buffer.length; ) {
        const part = buffer.subarray(at, at + chunkBytes - length);
        held.set(part, length);
        length += part.length;
        at += part.length;
        if (length === chunkBytes) await flush();
      }
    },
    flush,
  };
}

/**
 * A reader that has gone (`cordon scan … | head`) ends the command quietly, as it would end any other; any other trouble with stdout is an error. To be called once.
 */
export function watchOutput(fail: (error: CordonError) => never): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    fail(new CordonError("cli.output"));
  });
  process.stderr.on("error", () => undefined);
}
