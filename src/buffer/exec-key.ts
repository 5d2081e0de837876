import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { CordonError, limits } from "../base/index.ts";
import type { KeyProvider } from "./wrapped-key.ts";

/**
 * A command that wraps and unwraps data keys. It is run without a shell, with one more argument, and talks in one line of base64 each way:
 *   <command> wrap     stdin: the data key, base64      stdout: the wrapped key, any one line of text
 *   <command> unwrap   stdin: the wrapped key           stdout: the data key, base64
 * Exit code 0, within the time. Its stderr is thrown away: it may quote what it was given. Which key wrapped is the command's to know (a KMS writes it
 * into the wrapped text), so that a rotation asks it to unwrap and wrap again.
 */
export function createExecKeyProvider(command: readonly string[], timeoutMs: number): KeyProvider {
  const [program = "", ...args] = command;
  const keyId = `exec-${createHash("sha256").update(JSON.stringify(command)).digest("hex").slice(0, 11)}`;

  function run(verb: "wrap" | "unwrap", input: string): string {
    const { status, stdout, error } = spawnSync(program, [...args, verb], {
      input: `${input}\n`,
      timeout: timeoutMs,
      maxBuffer: limits.keyCommandBytesMax,
      stdio: ["pipe", "pipe", "ignore"],
      encoding: "utf8",
    });
    const line = (stdout ?? "").trim();
    if (error !== undefined || status !== 0 || line === "" || line.includes("\n")) throw new CordonError("buffer.key_exec", verb);
    return line;
  }

  return {
    currentKeyId: () => keyId,
    wrap: (dataKey) => ({ keyId, wrapped: run("wrap", Buffer.from(dataKey).toString("base64")) }),
    unwrap({ wrapped }) {
      const key = Buffer.from(run("unwrap", wrapped), "base64");
      if (key.length !== 32) throw new CordonError("buffer.key_exec", "unwrap");
      return key;
    },
  };
}
