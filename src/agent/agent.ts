import { limits } from "../base/index.ts";
import { createExporter, type ExporterSettings } from "../exporters/index.ts";
import { createPipeline, type Pipeline, type PipelineDestination, type QueueSettings, type Released } from "../pipeline/index.ts";
import { createClearance, type Release } from "../policy/index.ts";
import { createReceiver, type OtlpReceiverSettings, type Receiver, type ReceiverId } from "../receivers/index.ts";
import type { Detection, Plan } from "../scrub/index.ts";
import type { Telemetry } from "../telemetry/index.ts";
import { createPipelineReporter } from "./pipeline-reporter.ts";

/** Everything an agent is made of, as code takes it; config/ makes it from the YAML. */
export interface AgentSettings {
  readonly receivers: readonly { readonly id: ReceiverId; readonly settings: OtlpReceiverSettings }[];
  readonly destinations: readonly AgentDestination[];
  readonly detection: Detection;
}

export interface AgentDestination {
  readonly exporter: ExporterSettings;
  readonly queue: QueueSettings;
  readonly plan: Plan;
  /** Whether the agreement that the claim rests on is in force now; a batch that comes after its end is held back. */
  isAllowedAt(nowMs: number): boolean;
}

export interface Agent {
  /** Opens the destinations, then the receivers. Rejects with the first error, and leaves nothing open. */
  start(): Promise<readonly { readonly receiver: string; readonly address: string }[]>;
  /** Takes nothing new, drains the queues, closes everything. Resolves with the batches that could not be delivered in time. */
  stop(reason: "signal" | "reload" | "error" | "request"): Promise<number>;
}

/** One scanned batch: what each destination may have of it. */
type Views = ReadonlyMap<string, Release>;

export async function createAgent(settings: AgentSettings, telemetry: Telemetry): Promise<Agent> {
  const { events, health } = telemetry;
  const clearance = createClearance(
    settings.destinations.map(({ plan }) => plan),
    settings.detection,
  );
  const destinations = await Promise.all(
    settings.destinations.map(
      async (destination): Promise<PipelineDestination<Views>> => ({
        exporter: await createExporter(destination.exporter),
        queue: destination.queue,
        release: (views) => releaseTo(destination, views),
      }),
    ),
  );
  const pipeline: Pipeline = createPipeline<Views>({
    destinations,
    events: createPipelineReporter(events),
    scan({ signal, encoding, body }) {
      const startedMs = performance.now();
      const takers = settings.destinations.filter(({ exporter }) => exporter.signals.includes(signal)).map(({ plan }) => plan.destination);
      const result = clearance.clear(signal, encoding, body, takers);
      if (result.kind === "refused") return result;
      events.emit({
        name: "batch_scanned",
        signal,
        leavesCount: result.leavesCount,
        bytes: body.length,
        durationMs: performance.now() - startedMs,
      });
      return { kind: "scanned", scanned: result.views };
    },
  });
  const receivers: readonly Receiver[] = settings.receivers.map(({ id, settings: receiver }) =>
    createReceiver(id, receiver, (batch) => pipeline.accept(batch), events),
  );

  function releaseTo(destination: AgentDestination, views: Views): Released {
    const id = destination.plan.destination;
    const release = views.get(id);
    if (release === undefined) return { kind: "nothing" };
    if (release.kind !== "cleared") return release;
    if (!destination.isAllowedAt(Date.now())) return { kind: "held", code: "config.agreement" };
    const counts = [...release.counts.findings].map(([name, count]) => {
      const [type = "", detector = ""] = name.split(" ");
      return { type, detector, count };
    });
    if (counts.length > 0) events.emit({ name: "findings", destination: id, counts });
    return release;
  }

  return {
    async start() {
      const addresses: { receiver: string; address: string }[] = [];
      const started: Receiver[] = [];
      await pipeline.start();
      try {
        for (const receiver of receivers) {
          const address = await receiver.start();
          started.push(receiver);
          addresses.push({ receiver: receiver.id, address });
          health.setPart(`receivers.${receiver.id}`, true);
        }
      } catch (error) {
        await Promise.allSettled(started.map((receiver) => receiver.stop()));
        await pipeline.stop(0);
        throw error;
      }
      health.set("running");
      events.emit({ name: "agent_started" });
      return addresses;
    },
    async stop(reason) {
      health.set("stopping");
      events.emit({ name: "agent_stopping", reason });
      const drained = pipeline.stop(limits.drainMs);
      await Promise.allSettled(receivers.map((receiver) => receiver.stop()));
      const leftovers = await drained;
      const waitingBatches = leftovers.reduce((sum, { batchesCount }) => sum + batchesCount, 0);
      events.emit({ name: "agent_stopped", waitingBatches });
      return waitingBatches;
    },
  };
}
