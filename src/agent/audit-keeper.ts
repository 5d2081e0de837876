import { type Actor, type AuditAction, type AuditChain, type Detail, openAuditChain } from "../audit/index.ts";
import { CordonError, limits } from "../base/index.ts";
import type { Gate } from "../pipeline/index.ts";
import type { Telemetry } from "../telemetry/index.ts";

/** The agent itself, as the chain names it. */
export const agentActor: Actor = { id: "agent", role: "agent" };

/** The chain, and the gate that it holds: what cannot be written down is not done. */
export interface AuditKeeper extends Gate {
  /** False, and the gate is closed, where it could not be written. */
  write(action: AuditAction, detail: Detail, actor?: Actor): boolean;
  /** The last entry of the kind, for what changed since. */
  last(action: AuditAction): Detail | undefined;
  close(): void;
}

/** Opens the chain. Throws audit.open, audit.key. */
export function createAuditKeeper(directory: string, { events, health }: Telemetry): AuditKeeper {
  const chain: AuditChain = openAuditChain(directory);
  let isOpen = true;
  const waiting = new Set<() => void>();

  function setOpen(open: boolean): void {
    if (open === isOpen) return;
    isOpen = open;
    health.setPart("audit", open);
    events.emit(open ? { name: "audit_recovered" } : { name: "audit_failed", code: "audit.write" });
    if (open) for (const wake of [...waiting]) wake();
  }

  return {
    write(action, detail, actor = agentActor) {
      try {
        const { seq } = chain.append(actor, action, detail);
        setOpen(true);
        if (seq % headEvery === 1) emitHead();
        return true;
      } catch (error) {
        if (!(error instanceof CordonError)) throw error;
        setOpen(false);
        return false;
      }
    },
    async pass(signal) {
      while (!isOpen && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const wake = () => {
            waiting.delete(wake);
            signal.removeEventListener("abort", wake);
            clearTimeout(timer);
            resolve();
          };
          const timer = setTimeout(wake, limits.recoverMs);
          waiting.add(wake);
          signal.addEventListener("abort", wake);
        });
      }
    },
    last(action) {
      let found: Detail | undefined;
      for (const { detail } of chain.entries({ action })) found = detail;
      return found;
    },
    close() {
      emitHead();
      chain.close();
    },
  };

  function emitHead(): void {
    const head = chain.head();
    if (head !== undefined) events.emit({ name: "audit_head", ...head });
  }
}

/** How often the chain's end is logged: where logs are shipped, that is the copy that nobody on this machine can put back. */
const headEvery = 64;
