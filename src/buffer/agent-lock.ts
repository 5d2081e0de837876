import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { CordonError } from "../base/index.ts";
import { guarded } from "./database.ts";
import { makePrivateDirectory } from "./private-file.ts";

/** One agent a buffer. An exclusive SQLite lock on a file of its own: the system gives it back however the process ends. */
export interface AgentLock {
  close(): void;
}

/** Throws buffer.in_use where an agent (or a repair) holds the buffer. */
export function lockBuffer(directory: string): AgentLock {
  const database = guarded("buffer.open", () => {
    makePrivateDirectory(directory);
    return new DatabaseSync(join(directory, "agent.lock"));
  });
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    const isBusy = error instanceof Error && "errcode" in error && (Number(error.errcode) & 0xff) === 5;
    throw new CordonError(isBusy ? "buffer.in_use" : "buffer.open", directory);
  }
  return { close: () => database.close() };
}
