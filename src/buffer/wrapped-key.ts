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
