import type { Outcome } from "../../base/index.ts";

/** What the system says to a path that can never be written to as it is: trying again would not help. All else may pass or be repaired. */
const permanent: ReadonlySet<string> = new Set(["EISDIR", "ENOTDIR", "ENAMETOOLONG", "ELOOP", "EINVAL", "EFBIG", "ENXIO"]);

/** What a failed write means. A full disk, missing rights or a vanished volume can be repaired while the batch waits. */
export function outcomeOfError(error: unknown): Outcome {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return { kind: permanent.has(code) ? "refused" : "retry", code: "exporter.file" };
}
