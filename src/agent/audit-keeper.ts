import { type Actor, type AuditAction, type AuditChain, type Detail, openAuditChain } from "../audit/index.ts";
import { CordonError, limits } from "../base/index.ts";
import type { Gate } from "../pipeline/index.ts";
import type { Telemetry } from "../telemetry/index.ts";

/** The agent itself, as the chain names it. */
export const agentActor: Actor = { id: "agent", role: "agent" };

/** The chain, and the gate that it holds: what cannot be written down is not done. */
export interface AuditKeeper extends Gate {
  /** False, and the gate is closed, where it could not be written. */
  write(action: AuditAction, detail: Detail): boolean;
  /** For what has happened already: it is written as soon as it can be, and the gate stays closed until then. */
  owe(action: AuditAction, detail: Detail): void;
  /** The last entry of the kind, for what changed since. */
  last(action: AuditAction): Detail | undefined;
  close(): void;
}

/** Opens the chain. Throws audit.open, audit.key. */
export function createAuditKeeper(directory: string, { events, health }: Telemetry): AuditKeeper {
  const chain: AuditChain = openAuditChain(directory);
  let isOpen = true;
  let closedMs = 0;
  const waiting = new Set<() => void>();
  // Bounded by what is in flight: while the gate is closed nothing new happens.
  const owed: { readonly action: AuditAction; readonly detail: Detail }[] = [];

  function setOpen(open: boolean): void {
    if (open === isOpen) return;
    isOpen = open;
    closedMs = Date.now();
    health.setPart("audit", open);
    events.emit(open ? { name: "audit_recovered" } : { name: "audit_failed", code: "audit.write" });
    if (open) for (const wake of [...waiting]) wake();
  }

  function write(action: AuditAction, detail: Detail): boolean {
    try {
      const { seq } = chain.append(agentActor, action, detail);
      if (seq % headEvery === 1) emitHead();
      return true;
    } catch (error) {
      if (!(error instanceof CordonError)) throw error;
      setOpen(false);
      return false;
    }
  }

  /** Writes what is owed, and that there was a gap; then the gate is open again. */
  function recover(): void {
    for (let next = owed[0]; next !== undefined; next = owed[0]) {
      if (!write(next.action, next.detail)) return;
      owed.shift();
    }
    if (write("audit_recovered", { since: new Date(closedMs).toISOString() })) setOpen(true);
  }

  return {
    write,
    owe(action, detail) {
      if (owed.length > 0 || !write(action, detail)) owed.push({ action, detail });
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
        if (!isOpen && !signal.aborted) recover();
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
