import { createExecKeyProvider } from "./exec-key.ts";
import { createFileKeyProvider } from "./file-key.ts";
import { createLocalKeyProvider } from "./local-key.ts";

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

/** A data key as it lies on disk: `keyId` says which key-encryption key wrapped it, so that a wrong one is told from a damaged one. */
export interface WrappedKey {
  readonly keyId: string;
  readonly wrapped: string;
}

/** `context` binds a wrapped key to its place (buffer and slice); where a command wraps, that is the command's to do. All throw buffer.key_…. */
export interface KeyProvider {
  /** The key that new data keys are wrapped with. */
  currentKeyId(): string;
  wrap(dataKey: Uint8Array, context: string): WrappedKey;
  unwrap(wrapped: WrappedKey, context: string): Buffer;
}

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
