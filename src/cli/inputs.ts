import { createReadStream } from "node:fs";
import process from "node:process";
import { CordonError } from "../base/index.ts";
import { ByteWindow } from "./byte-window.ts";
import type { Progress } from "./progress.ts";

/** One file, or stdin under the name `stdin`. */
export interface Input {
  readonly name: string;
  readonly window: ByteWindow;
}

const readBytes = 256 * 1024;

/** The inputs of a command one after the other, `-` and no name at all being stdin. Reading throws `cli.input` with the file's name. */
export function* openInputs(files: readonly string[], progress: Progress): Generator<Input> {
  for (const file of files.length === 0 ? ["-"] : files) {
    const name = file === "-" ? "stdin" : file;
    const stream = file === "-" ? process.stdin : createReadStream(file, { highWaterMark: readBytes });
    yield { name, window: new ByteWindow(chunksOf(stream, name, progress)) };
  }
}

async function* chunksOf(stream: AsyncIterable<Uint8Array>, name: string, progress: Progress): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream) {
      progress.add(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw new CordonError("cli.input", name, hintOf(error));
  }
}

/** The system's reasons in words; the error's own text names paths and more. */
function hintOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "There is no such file.";
  if (code === "EACCES" || code === "EPERM") return "You may not read it.";
  if (code === "EISDIR") return "It is a directory: name the files in it.";
  return "Check the file.";
}
