import type { z } from "zod";
import type { KeySettings } from "../buffer/index.ts";
import { type ConfigIssue, issue } from "./issue.ts";
import { isMapping } from "./not-available.ts";
import type { ResolvedConfig } from "./resolved-config.ts";
import type { accessConfig, auditConfig, bufferConfig } from "./schema.ts";

/** The parsed sections that belong together; `written` are the user's own keys. */
export interface BufferSections {
  readonly buffer: z.output<typeof bufferConfig> | undefined;
  readonly audit: z.output<typeof auditConfig> | undefined;
  readonly access: z.output<typeof accessConfig> | undefined;
  readonly written: Record<string, unknown>;
}

export interface BufferSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** False: variables are not looked up. */
  readonly resolve: boolean;
}

interface ReadBuffer {
  readonly data: Pick<ResolvedConfig, "buffer" | "access">;
  readonly issues: readonly ConfigIssue[];
  readonly incomplete: readonly string[];
}

/** The sealed buffer with its key, the audit chain and the door's principals. */
export function readBuffer({ buffer, audit, access, written }: BufferSections, around: BufferSurroundings): ReadBuffer {
  const issues: ConfigIssue[] = [];
  const incomplete: string[] = [];
  const principals = access?.principals ?? [];
  for (const [index, { id }] of principals.entries()) {
    if (principals.findIndex((other) => other.id === id) < index)
      issues.push(issue("config.value", `access.principals[${index}].id`, "Another principal has this id."));
  }
  const settings: ResolvedConfig["access"] = {
    principals: principals.map(({ id, role, token_hash: tokenHash }) => ({ id, role, tokenHash })),
    breakGlass: { codeHash: access?.break_glass.code_hash ?? null, durationMs: access?.break_glass.duration ?? 0 },
  };
  if (buffer === undefined || buffer.mode === "memory") {
    if (buffer !== undefined) issues.push(...diskOnly(written));
    return { data: { buffer: { mode: "memory" } as const, access: settings }, issues, incomplete };
  }
  const key = readKey(buffer.key, around, issues, incomplete);
  const disk = {
    mode: "disk" as const,
    settings: { directory: buffer.path, key, sizeMax: buffer.size_max, retainMs: buffer.retain_raw },
    auditDirectory: audit?.path ?? "./data/audit",
  };
  return { data: { buffer: disk, access: settings }, issues, incomplete };
}

/** What belongs to the buffer on disk and would do nothing in memory: never passed over in silence. */
function diskOnly(written: Record<string, unknown>): ConfigIssue[] {
  const keys = isMapping(written.buffer) ? Object.keys(written.buffer).filter((key) => key !== "mode") : [];
  const paths = [...keys.map((key) => `buffer.${key}`), ...["audit", "access"].filter((key) => Object.hasOwn(written, key))];
  return paths.map((path) => issue("config.value", path, "It belongs to buffer.mode: disk. Remove it, or write mode: disk."));
}

type KeyConfig = z.output<typeof bufferConfig>["key"];

const keysOfProvider = { file: "path", env: "variable", exec: "command" } as const;

function readKey(key: KeyConfig, around: BufferSurroundings, issues: ConfigIssue[], incomplete: string[]): KeySettings {
  for (const [provider, name] of Object.entries(keysOfProvider)) {
    if (provider !== key.provider && key[name] !== undefined)
      issues.push(issue("config.value", `buffer.key.${name}`, `It belongs to provider: ${provider}.`));
  }
  switch (key.provider) {
    case "file":
      return { provider: "file", path: key.path ?? "./data/keys/kek" };
    case "env": {
      const { variable } = key;
      if (variable === undefined)
        issues.push(issue("config.value", "buffer.key.variable", "Write the variable's name, such as CORDON_KEK."));
      else if (!around.resolve) incomplete.push("buffer.key.variable");
      else if (around.env[variable] === undefined)
        issues.push(issue("config.env_missing", "buffer.key.variable", "Set it, or change its name here."));
      return { provider: "env", variable: variable ?? "", value: variable === undefined ? undefined : around.env[variable] };
    }
    case "exec":
      if (key.command === undefined)
        issues.push(issue("config.value", "buffer.key.command", "Write the program and its arguments as a list."));
      return { provider: "exec", command: key.command ?? [], timeoutMs: key.timeout };
    default:
      return key.provider satisfies never;
  }
}
