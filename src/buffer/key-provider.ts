import { createExecKeyProvider } from "./exec-key.ts";
import { createFileKeyProvider } from "./file-key.ts";
import { createLocalKeyProvider } from "./local-key.ts";
import type { KeyProvider } from "./wrapped-key.ts";

/**
 * Where the key-encryption key is. It wraps data keys, which seal records; it never touches a record itself.
 *   file   a file of 32 bytes in base64, mode 0600; refused where others may read it
 *   env    the same text in a variable of the environment, which the configuration read
 *   exec   a command that wraps and unwraps: the key itself stays in a KMS, a transit engine or an enclave
 */
export type KeySettings =
  | { readonly provider: "file"; readonly path: string }
  | { readonly provider: "env"; readonly variable: string; readonly value: string | undefined }
  | { readonly provider: "exec"; readonly command: readonly string[]; readonly timeoutMs: number };

export function createKeyProvider(settings: KeySettings): KeyProvider {
  switch (settings.provider) {
    case "file":
      return createFileKeyProvider(settings.path);
    case "env":
      return createLocalKeyProvider(settings.value ?? "", settings.variable);
    case "exec":
      return createExecKeyProvider(settings.command, settings.timeoutMs);
    default:
      return settings satisfies never;
  }
}
