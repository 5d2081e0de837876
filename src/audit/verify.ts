import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { CordonError } from "../base/index.ts";
import { auditPath, parseEntry } from "./chain.ts";
import { firstPrevious, hashOfLine, signedText } from "./entry.ts";
import { isSignedBy, readPublicKey } from "./signing-key.ts";

/**
 * What is wrong at an entry:
 *   changed    its bytes are not the ones that were signed, or it was put where another was
 *   removed    one or more entries are missing before it
 *   chain      it does not follow the entry before it
 *   truncated  entries are missing after it: the signed end names a later one
 *   head       the chain's end is not signed by the key, or is another one than the reviewer noted
 */
export interface AuditProblem {
  readonly seq: number;
  readonly problem: "changed" | "removed" | "chain" | "truncated" | "head";
}

export interface AuditVerdict {
  readonly entriesCount: number;
  readonly head: { readonly seq: number; readonly hash: string } | null;
  /** The first ones, in order; empty: the chain is whole. */
  readonly problems: readonly AuditProblem[];
}

export interface VerifyOptions {
  /** A public key kept elsewhere, instead of the one beside the chain. */
  readonly publicKeyPath?: string;
  /** An end that was noted earlier, as `seq:hash`: the chain must still hold it. */
  readonly noted?: { readonly seq: number; readonly hash: string };
  readonly onEntry?: (entriesCount: number) => void;
}

const problemsMax = 100;

/** Reads the whole chain. Throws audit.open where there is none, audit.key without a public key. */
export function verifyAudit(directory: string, options: VerifyOptions = {}): AuditVerdict {
  const path = auditPath(directory);
  if (!existsSync(path)) throw new CordonError("audit.open", directory);
  const key = readPublicKey(directory, options.publicKeyPath);
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  const problems: AuditProblem[] = [];
  const report = (seq: number, problem: AuditProblem["problem"]) => {
    if (problems.length < problemsMax) problems.push({ seq, problem });
  };
  try {
    let [previousSeq, previousHash, count] = [0, firstPrevious, 0];
    let notedSeen = options.noted === undefined;
    for (const row of database.prepare("SELECT seq, line, signature FROM entries ORDER BY seq").iterate()) {
      const [seq, line] = [Number(row.seq), String(row.line)];
      const entry = parseEntry(line);
      const hash = hashOfLine(line);
      const signature = row.signature instanceof Uint8Array ? row.signature : new Uint8Array();
      const isOwn = entry !== undefined && entry.seq === seq && isSignedBy(key, signedText("entry", seq, hash), signature);
      if (!isOwn) report(seq, "changed");
      if (seq !== previousSeq + 1) report(seq, "removed");
      else if (isOwn && entry.previous !== previousHash) report(seq, "chain");
      if (options.noted?.seq === seq) notedSeen = options.noted.hash === hash;
      [previousSeq, previousHash] = [seq, hash];
      count += 1;
      options.onEntry?.(count);
    }
    const head = database.prepare("SELECT seq, hash, signature FROM head WHERE id = 1").get();
    const headSeq = Number(head?.seq ?? 0);
    const isSigned =
      head?.signature instanceof Uint8Array && isSignedBy(key, signedText("head", headSeq, String(head.hash)), head.signature);
    if (!isSigned && (count > 0 || head !== undefined)) report(previousSeq, "head");
    else if (headSeq > previousSeq) report(previousSeq, "truncated");
    else if (head !== undefined && (headSeq < previousSeq || head.hash !== previousHash)) report(previousSeq, "head");
    if (!notedSeen) report(previousSeq, options.noted !== undefined && options.noted.seq > previousSeq ? "truncated" : "head");
    return { entriesCount: count, head: head === undefined ? null : { seq: headSeq, hash: String(head.hash) }, problems };
  } finally {
    database.close();
  }
}
