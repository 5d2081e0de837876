import type { AuditAction, Detail } from "../audit/index.ts";
import { CordonError, type ErrorCode } from "../base/index.ts";
import { type BufferSettings, createKeyFile, databaseExists, openSealedBuffer } from "../buffer/index.ts";
import type { Exporter } from "../exporters/index.ts";
import { createDurablePipeline, type Pipeline, type QueueSettings, type ViewMaker } from "../pipeline/index.ts";
import type { Telemetry } from "../telemetry/index.ts";
import { createAuditKeeper } from "./audit-keeper.ts";
import { createBufferKeeper } from "./buffer-keeper.ts";
import { createPipelineReporter } from "./pipeline-reporter.ts";
import { createInspector } from "./record-terms.ts";

/** buffer.mode: disk, as code takes it. */
export interface DurableSettings {
  readonly buffer: BufferSettings;
  readonly auditDirectory: string;
}

/** The durable pipeline, and its account. */
export interface DurableDelivery extends Pipeline {
  /** Writes an event of the agent's own into the audit chain. */
  note(action: AuditAction, detail: Detail): void;
}

export interface DurableDestinationSettings {
  readonly exporter: Exporter;
  readonly policy: string;
  readonly queue: QueueSettings;
}

/** Opens the sealed buffer and the audit chain, and puts the durable pipeline on them. Rejects with the first error, and leaves nothing open. */
export async function createDurableDelivery(
  settings: DurableSettings,
  destinations: readonly DurableDestinationSettings[],
  makeViews: ViewMaker,
  aheadCount: number,
  telemetry: Telemetry,
): Promise<DurableDelivery> {
  const { events, health } = telemetry;
  const audit = createAuditKeeper(settings.auditDirectory, telemetry);
  const keyCreated = makeFirstKey(settings.buffer);
  const failed = (code: ErrorCode) => {
    health.setPart("buffer", false);
    events.emit({ name: "buffer_failed", code });
  };
  const buffer = await openSealedBuffer(settings.buffer, () => failed("buffer.write")).catch((error) => {
    audit.close();
    throw error;
  });
  const { directory, key } = settings.buffer;
  events.emit({ name: "buffer_opened", path: directory, keyProvider: key.provider, keyCreated });
  const keeper = createBufferKeeper(buffer, audit, telemetry);
  const reporter = createPipelineReporter(events);
  const pipeline = createDurablePipeline({
    destinations,
    buffer,
    inspect: createInspector(),
    makeViews,
    aheadCount,
    gate: audit,
    relieve: keeper.relieve,
    events: {
      emit(event) {
        const { name, destination, code, signal } = event;
        if (name === "quarantined") audit.owe("quarantined", { destination: destination ?? "", code: code ?? "", signal });
        reporter.emit(event);
      },
    },
  });

  /** Before anything is received: who starts, under which policies, and what is new. */
  async function writeStart(): Promise<void> {
    if (keyCreated) audit.write("key_created", { provider: key.provider });
    const policies = Object.fromEntries(destinations.map(({ exporter, policy }) => [exporter.id, policy]));
    const before = String(audit.last("policy_changed")?.policies ?? "");
    const now = JSON.stringify(policies);
    const isWritten = audit.write("agent_started", { destinations: destinations.map(({ exporter }) => exporter.id) });
    if (!isWritten || (before !== now && !audit.write("policy_changed", { policies: now })))
      throw new CordonError("audit.write", settings.auditDirectory);
    const known = new Set(destinations.map(({ exporter }) => exporter.id));
    const { destinations: rows } = await buffer.ask({ op: "status" });
    for (const { exporter } of destinations)
      if (!rows.some(({ destination }) => destination === exporter.id)) audit.write("destination_added", { destination: exporter.id });
    for (const { destination, waitingCount } of rows)
      if (!known.has(destination)) events.emit({ name: "destination_not_configured", destination, waiting: waitingCount });
  }

  async function close(): Promise<void> {
    await buffer.close();
    audit.close();
  }

  return {
    accept: pipeline.accept,
    status: pipeline.status,
    note: audit.owe,
    async start() {
      try {
        await writeStart();
        await pipeline.start();
        keeper.start();
      } catch (error) {
        await close();
        throw error;
      }
    },
    async stop(deadlineMs) {
      const leftovers = await pipeline.stop(deadlineMs);
      await keeper.stop();
      audit.write("agent_stopped", {
        waiting: Object.fromEntries(leftovers.map(({ destination, batchesCount }) => [destination, batchesCount])),
      });
      await close();
      return leftovers;
    },
  };
}

/**
 * A buffer that does not exist yet and a key file that does not either: both are begun. Where there is a buffer, its key is never made anew: one that is missing
 * is an error of the operator's to put right.
 */
function makeFirstKey({ directory, key }: BufferSettings): boolean {
  if (key.provider !== "file" || databaseExists(directory)) return false;
  try {
    createKeyFile(key.path);
    return true;
  } catch (error) {
    if (error instanceof CordonError && error.code === "buffer.key_exists") return false;
    throw error instanceof CordonError ? error : new CordonError("buffer.key_missing", key.path, "It could not be made.");
  }
}
