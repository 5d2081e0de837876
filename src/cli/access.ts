import { createHash, randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { userInfo } from "node:os";
import process from "node:process";
import type { Actor, AuditChain, AuditEntry, Detail } from "../audit/index.ts";
import { CordonError, limits } from "../base/index.ts";
import type { AccessSettings, Role } from "../config/index.ts";

/**
 * Who may do what with a sealed buffer. Least privilege: nobody can both read raw data and destroy keys, and who reviews does not act.
 *   viewer        buffer status
 *   investigator  raw list, raw show
 *   operator      raw list, raw replay, keys, buffer
 *   auditor       audit show and verify
 */
export const permissions = {
  "buffer status": ["viewer", "investigator", "operator", "auditor"],
  buffer: ["operator"],
  keys: ["operator"],
  "raw list": ["investigator", "operator"],
  "raw show": ["investigator"],
  "raw replay": ["operator"],
  audit: ["auditor"],
  /** Asking for a grant, and opening a session: everybody who has a token. */
  "raw ask": ["viewer", "investigator", "operator", "auditor"],
  "raw approve": ["investigator", "operator", "auditor"],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof permissions;

/** What a break-glass grant adds to a role. */
const underGrant: ReadonlySet<Permission> = new Set(["raw list", "raw show"]);

export interface AccessSurroundings {
  readonly access: AccessSettings;
  readonly audit: AuditChain;
  readonly nowMs: number;
}

export interface AccessRequest {
  readonly permission: Permission;
  readonly reason?: string;
  readonly tokenFile?: string;
}

/**
 * Who is asking, if they may. Every refusal is in the audit chain; where the chain cannot be written, everything is refused. Commands that show nothing raw are open to the
 * operating system's user as long as no principals are configured; raw data never is. Throws access.token, access.denied, access.reason, audit.write.
 */
export function authorise(request: AccessRequest, around: AccessSurroundings): Actor {
  const { permission } = request;
  const { access, audit } = around;
  const isRaw = permission.startsWith("raw ");
  if (access.principals.length === 0 && !isRaw) return localUser();
  const token = readToken(request.tokenFile);
  const principal = token === undefined ? undefined : principalOf(token, around);
  if (principal === undefined) {
    audit.append(localUser(), "access_refused", { command: permission, code: "access.token" });
    throw new CordonError("access.token");
  }
  const roles: readonly Role[] = permissions[permission];
  const grant = roles.includes(principal.role) || !underGrant.has(permission) ? undefined : activeGrant(principal.id, around);
  if (!roles.includes(principal.role) && grant === undefined) {
    audit.append({ id: principal.id, role: principal.role }, "access_refused", { command: permission, code: "access.denied" });
    const others = underGrant.has(permission) ? " Or ask for a grant: cordon raw break-glass --help." : "";
    throw new CordonError("access.denied", principal.id, `It needs the role ${roles.join(" or ")}.${others}`);
  }
  if (isRaw) checkReason(request.reason);
  return { id: principal.id, role: grant === undefined ? principal.role : `${principal.role}, break-glass ${grant}` };
}

/** The audit chain is read by people: a reason says something. It may not be long, and is one line. */
function checkReason(reason: string | undefined): void {
  if (reason === undefined || reason.trim().length < 8 || reason.length > 500 || /\p{Cc}/u.test(reason))
    throw new CordonError("access.reason");
}

export function localUser(): Actor {
  return { id: `uid:${userInfo().uid}`, role: "local" };
}

function readToken(file: string | undefined): string | undefined {
  try {
    const text = file === undefined ? process.env.CORDON_TOKEN : readFileSync(file, "utf8");
    return text === undefined || text.trim() === "" ? undefined : text.trim();
  } catch {
    throw new CordonError("cli.input", file);
  }
}

type Principal = AccessSettings["principals"][number];

/** A token is `<principal>.<32 random bytes>`, a session's `session.<32 random bytes>`. */
function principalOf(token: string, { access, audit, nowMs }: AccessSurroundings): Principal | undefined {
  if (token.startsWith("session.")) {
    const hash = sessionHash(token);
    const opened = latest(audit, ({ action, detail }) => action === "session_opened" && detail.session === hash);
    if (opened === undefined || Date.parse(String(opened.detail.until)) <= nowMs) return undefined;
    return access.principals.find(({ id }) => id === opened.actor.id);
  }
  const named = access.principals.find(({ id }) => token.startsWith(`${id}.`));
  // An unknown name takes as long as a wrong token.
  const isRight = matchesHash(token, named?.tokenHash ?? hashToken("unknown"));
  return isRight ? named : undefined;
}

/** Opens a session: its token stands for the principal's until it ends. */
export function openSession(
  actor: Actor,
  reason: string,
  { audit, nowMs }: AccessSurroundings,
): { readonly token: string; readonly until: string } {
  const token = `session.${randomBytes(32).toString("base64url")}`;
  const until = new Date(nowMs + limits.sessionMs).toISOString();
  audit.append(actor, "session_opened", { session: sessionHash(token), until, reason });
  return { token, until };
}

/** 256 random bits need no slow hash. */
function sessionHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Asks for a grant; returns the request's number, which a second person approves. */
export function requestGrant(actor: Actor, reason: string, { audit }: AccessSurroundings): number {
  return audit.append(actor, "break_glass_requested", { reason }).seq;
}

/** A second person's approval. Throws access.grant where it is none. */
export function approveGrant(actor: Actor, request: number, reason: string, { access, audit, nowMs }: AccessSurroundings): Detail {
  const asked = latest(audit, ({ seq, action }) => seq === request && action === "break_glass_requested");
  const isOpen = asked !== undefined && nowMs - Date.parse(asked.time) <= access.breakGlass.durationMs;
  const isUsed = latest(audit, ({ action, detail }) => action === "break_glass_approved" && detail.request === request) !== undefined;
  if (!isOpen || isUsed || asked.actor.id === actor.id) {
    audit.append(actor, "access_refused", { command: "raw break-glass", code: "access.grant", request });
    throw new CordonError("access.grant");
  }
  return grant(actor, "break_glass_approved", { request, for: asked.actor.id, reason }, { access, audit, nowMs });
}

/** A sealed code instead of the second person: it works once. */
export function useSealedCode(actor: Actor, code: string, reason: string, { access, audit, nowMs }: AccessSurroundings): Detail {
  const { codeHash } = access.breakGlass;
  const fingerprint = codeHash === null ? "" : createHash("sha256").update(codeHash).digest("hex").slice(0, 16);
  const isUsed = latest(audit, ({ action, detail }) => action === "break_glass_code_used" && detail.code === fingerprint) !== undefined;
  if (codeHash === null || isUsed || !matchesHash(code, codeHash)) {
    audit.append(actor, "access_refused", { command: "raw break-glass", code: "access.grant" });
    throw new CordonError("access.grant");
  }
  return grant(actor, "break_glass_code_used", { code: fingerprint, for: actor.id, reason }, { access, audit, nowMs });
}

function grant(
  actor: Actor,
  action: "break_glass_approved" | "break_glass_code_used",
  detail: Detail,
  { access, audit, nowMs }: AccessSurroundings,
): Detail {
  const until = new Date(nowMs + access.breakGlass.durationMs).toISOString();
  return audit.append(actor, action, { ...detail, until }).detail;
}

/** The number of the entry that grants a person raw access now. */
function activeGrant(id: string, { audit, nowMs }: AccessSurroundings): number | undefined {
  return latest(audit, ({ action, detail }) => {
    if (action !== "break_glass_approved" && action !== "break_glass_code_used") return false;
    return detail.for === id && Date.parse(String(detail.until)) > nowMs;
  })?.seq;
}

function latest(audit: AuditChain, isWanted: (entry: AuditEntry) => boolean): AuditEntry | undefined {
  let found: AuditEntry | undefined;
  for (const entry of audit.entries()) if (isWanted(entry)) found = entry;
  return found;
}

/** scrypt (RFC 7914) with N = 2^15, r = 8, p = 1: 32 MiB and some 80 ms a try. */
const cost = { log2N: 15, r: 8, p: 1 } as const;

export function newToken(id: string): { readonly token: string; readonly hash: string } {
  const token = `${id}.${randomBytes(32).toString("base64url")}`;
  return { token, hash: hashToken(token) };
}

/** `scrypt:<log2 N>:<r>:<p>:<salt>:<hash>`, base64url. */
export function hashToken(token: string): string {
  const salt = randomBytes(16);
  const { log2N, r, p } = cost;
  return `scrypt:${log2N}:${r}:${p}:${salt.toString("base64url")}:${derive(token, salt, log2N, r, p).toString("base64url")}`;
}

function matchesHash(token: string, hash: string): boolean {
  const [, log2N = "", r = "", p = "", salt = "", wanted = ""] = hash.split(":");
  const expected = Buffer.from(wanted, "base64url");
  // A configuration cannot make one try cost more than 1 GiB.
  if (expected.length !== 32 || Number(log2N) > 20 || Number(r) * Number(p) > 16 || Number(log2N) < 14) return false;
  return timingSafeEqual(derive(token, Buffer.from(salt, "base64url"), Number(log2N), Number(r), Number(p)), expected);
}

function derive(token: string, salt: Buffer, log2N: number, r: number, p: number): Buffer {
  return scryptSync(token, salt, 32, { N: 2 ** log2N, r, p, maxmem: 256 * r * p * 2 ** log2N });
}
