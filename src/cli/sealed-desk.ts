import process from "node:process";
import type { Command } from "commander";
import { type Actor, type AuditChain, openAuditChain } from "../audit/index.ts";
import { CordonError, parseDurationMs } from "../base/index.ts";
import { type BufferSettings, databaseExists, SealedStore } from "../buffer/index.ts";
import { formatIssues, loadConfig, type ResolvedConfig } from "../config/index.ts";
import { type AccessSurroundings, authorise, type Permission } from "./access.ts";
import { defaultConfigFile } from "./default-file.ts";

/** What commands on a sealed buffer work with: the configuration, the audit chain, and who is asking. */
export interface Desk extends AccessSurroundings {
  readonly config: ResolvedConfig;
  readonly settings: BufferSettings;
  readonly auditDirectory: string;
  readonly actor: Actor;
  readonly audit: AuditChain;
  /** Opened when first asked for. Throws buffer.open where there is no buffer yet. */
  store(): SealedStore;
}

export interface DeskOptions {
  readonly config: string;
  readonly tokenFile?: string;
  readonly reason?: string;
}

/** Lets the one who asks in, runs `work`, and closes everything. */
export async function atDesk(options: DeskOptions, permission: Permission, work: (desk: Desk) => void | Promise<void>): Promise<void> {
  const config = loadOrThrow(options.config);
  if (config.buffer.mode === "memory") throw new CordonError("buffer.open", "buffer.mode", "It is memory: there is nothing on disk.");
  const { settings, auditDirectory } = config.buffer;
  const audit = openAuditChain(auditDirectory);
  let store: SealedStore | undefined;
  try {
    const around: AccessSurroundings = { access: config.access, audit, nowMs: Date.now() };
    const actor = authorise({ permission, ...options }, around);
    await work({
      ...around,
      config,
      settings,
      auditDirectory,
      actor,
      store() {
        if (!databaseExists(settings.directory)) throw new CordonError("buffer.open", settings.directory, "There is no buffer yet.");
        store ??= new SealedStore(settings);
        return store;
      },
    });
  } finally {
    store?.close();
    audit.close();
  }
}

export function loadOrThrow(file: string): ResolvedConfig {
  const result = loadConfig(file);
  if (result.kind === "ok") return result.config;
  process.stderr.write(`${formatIssues(result.issues, file)}\n`);
  throw new CordonError("config.read", file, `Try cordon check ${file}.`);
}

/** The options that every such command has. */
export function withDeskOptions(command: Command): Command {
  return command
    .option("--config <FILE>", "the agent's configuration", defaultConfigFile)
    .option("--token-file <FILE>", "a file with your token (default: the variable CORDON_TOKEN)");
}

/** A moment as people write it: `2026-03-01T12:00:00Z`, `2026-03-01` (UTC), or `2h` for two hours ago. Throws cli.usage. */
export function parseMoment(text: string, option: string, nowMs: number): number {
  const agoMs = parseDurationMs(text);
  if (agoMs !== undefined) return nowMs - agoMs;
  const ms = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new CordonError("cli.usage", option, "Write 2026-03-01T12:00:00Z, 2026-03-01 or, for that long ago, 2h.");
  return ms;
}

export function timeText(ms: number | null): string {
  return ms === null ? "-" : new Date(ms).toISOString();
}

export function bytesText(bytes: number): string {
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

/** How far a long command is, on stderr where that is a terminal; nothing elsewhere. */
export function createCounter(verb: string): (done: number, of: number) => void {
  if (process.stderr.isTTY !== true) return () => undefined;
  let shownMs = 0;
  return (done, of) => {
    const nowMs = performance.now();
    if (nowMs - shownMs < 500 && done < of) return;
    shownMs = nowMs;
    process.stderr.write(`\r\u001b[K${verb}: ${done} of ${of}${done === of ? "\n" : ""}`);
  };
}
