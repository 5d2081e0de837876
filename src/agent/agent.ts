import { type ErrorCode, limits, type Outcome } from "../base/index.ts";
import { isBuiltIn, type PhiType, phiTypes } from "../detectors/index.ts";
import { createExporter, type Exporter, type ExporterSettings } from "../exporters/index.ts";
import type { NameModelSettings } from "../model/index.ts";
import {
  createPipeline,
  type MadeViews,
  type Pipeline,
  type QueueSettings,
  type RawBatch,
  type Released,
  type ScanResult,
  type ViewMaker,
} from "../pipeline/index.ts";
import type { Release } from "../policy/index.ts";
import {
  type BatchHandler,
  createFileTailReceiver,
  createLineStreamReceiver,
  createReceiver,
  type FileTailSettings,
  type LineStreamSettings,
  type OtlpReceiverSettings,
  type Receiver,
  type ReceiverId,
} from "../receivers/index.ts";
import type { Detection, Plan } from "../scrub/index.ts";
import type { Telemetry } from "../telemetry/index.ts";
import { createDurableDelivery, type DurableDelivery, type DurableSettings } from "./durable-delivery.ts";
import { createPipelineReporter } from "./pipeline-reporter.ts";
import { type ScanThreads, startScanThreads } from "./scan-threads.ts";

/** Everything an agent is made of, as code takes it; config/ makes it from the YAML. */
export interface AgentSettings {
  readonly receivers: readonly { readonly id: ReceiverId; readonly settings: OtlpReceiverSettings }[];
  readonly tails: readonly FileTailSettings[];
  /** Streams that this process reads, such as its standard input. */
  readonly streams?: readonly LineStreamSettings[];
  readonly destinations: readonly AgentDestination[];
  readonly detection: Detection;
  /** The language model for names, which the agent opens; null: the dictionary alone. */
  readonly model: NameModelSettings | null;
  /** Threads that scan, 1 or more. Only one where a plan's edits must agree from batch to batch (`needsOneThread`). */
  readonly scanThreadsCount: number;
  /** The sealed buffer; null: accepted batches wait in memory. */
  readonly durable: DurableSettings | null;
}

export interface AgentDestination {
  /** Names the rules, for the account of what was disclosed. */
  readonly policy: string;
  readonly exporter: ExporterSettings;
  readonly queue: QueueSettings;
  readonly plan: Plan;
  /** Whether the agreement that the claim rests on is in force now; a batch that comes after its end is held back. */
  isAllowedAt(nowMs: number): boolean;
}

export interface Agent {
  /** Opens the destinations, then the receivers. Rejects with the first error, and leaves nothing open. */
  start(): Promise<readonly { readonly receiver: string; readonly address: string }[]>;
  /** A new configuration was not usable, and this agent goes on: it is written into the audit chain. */
  policyRefused(code: ErrorCode, where: string): void;
  /** Takes nothing new, drains the queues, closes everything. Resolves with the batches that are lost: in memory, those that could not be delivered in time. */
  stop(reason: "signal" | "reload" | "error" | "request"): Promise<number>;
}

/** One scanned batch: what each destination may have of it. */
type Views = ReadonlyMap<string, Release>;

export async function createAgent(settings: AgentSettings, telemetry: Telemetry): Promise<Agent> {
  const { events, health } = telemetry;
  const exporters = await Promise.all(settings.destinations.map(openExporter));
  const byId = new Map(settings.destinations.map((destination) => [destination.plan.destination, destination]));
  const threads = await startThreads(settings);
  events.emit({ name: "selftest_passed", ...threads.tested });
  const durable = settings.durable === null ? null : await durablePipeline(settings.durable);
  const pipeline = durable ?? memoryPipeline();
  const accept: BatchHandler = (batch) => pipeline.accept(batch);
  const streams: readonly Receiver[] = (settings.streams ?? []).map((stream) => createLineStreamReceiver(stream, accept, events));
  const receivers: readonly Receiver[] = [
    ...streams,
    ...settings.receivers.map(({ id, settings: receiver }) => createReceiver(id, receiver, accept, events)),
    ...settings.tails.map((tail) => createFileTailReceiver(tail, accept, events)),
  ];

  function memoryPipeline(): Pipeline {
    return createPipeline<Views>({
      destinations: zip(settings.destinations, exporters, (destination, exporter) => ({
        exporter,
        queue: destination.queue,
        release: (views: Views) => releaseTo(destination, views),
      })),
      events: createPipelineReporter(events),
      scan(batch) {
        const takers = settings.destinations.filter(({ exporter }) => exporter.signals.includes(batch.signal));
        return scan(
          batch,
          takers.map(({ plan }) => plan.destination),
        );
      },
    });
  }

  function durablePipeline(durable: DurableSettings): Promise<DurableDelivery> {
    const destinations = zip(settings.destinations, exporters, ({ policy, queue }, exporter) => ({ exporter, policy, queue }));
    const viewsOf = (result: ScanResult<Views>): MadeViews => {
      if (result.kind === "refused") return result;
      const of = (id: string): Released => {
        const destination = byId.get(id);
        return destination === undefined ? { kind: "held", code: "scrub.failed" } : releaseTo(destination, result.scanned);
      };
      return { kind: "views", of };
    };
    const makeViews: ViewMaker = (batch, takers) => scan(batch, takers).then(viewsOf);
    return createDurableDelivery(durable, destinations, makeViews, settings.scanThreadsCount, telemetry).catch(async (error) => {
      await threads.close();
      throw error;
    });
  }

  async function scan({ signal, encoding, body }: RawBatch, takers: readonly string[]): Promise<ScanResult<Views>> {
    const { clearing, durationMs } = await threads.clear(signal, encoding, body, takers);
    if (clearing.kind === "refused") return clearing;
    events.emit({ name: "batch_scanned", signal, leavesCount: clearing.leavesCount, bytes: body.length, durationMs });
    return { kind: "scanned", scanned: clearing.views };
  }

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
    return { ...release, letters: byLetter(counts) };
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
        await threads.close();
        throw error;
      }
      health.set("running");
      events.emit({ name: "agent_started" });
      return addresses;
    },
    policyRefused(code, where) {
      durable?.note("policy_refused", { code, where });
    },
    async stop(reason) {
      health.set("stopping");
      events.emit({ name: "agent_stopping", reason });
      // What was read of a stream cannot be read again: it goes in first.
      await Promise.allSettled(streams.map((stream) => stream.stop()));
      const drained = pipeline.stop(limits.drainMs);
      await Promise.allSettled(receivers.map((receiver) => receiver.stop()));
      const leftovers = await drained;
      await threads.close();
      const waitingBatches = leftovers.reduce((sum, { batchesCount }) => sum + batchesCount, 0);
      events.emit({ name: "agent_stopped", waitingBatches });
      // On disk they are not lost: the next start goes on with them.
      return settings.durable === null ? waitingBatches : 0;
    },
  };
}

/** A batch may wait long for its destination, and an agreement may end meanwhile: it is asked again before each try. */
async function openExporter({ exporter: settings, isAllowedAt }: AgentDestination): Promise<Exporter> {
  const exporter = await createExporter(settings);
  const ended: Outcome = { kind: "refused", code: "config.agreement" };
  return { ...exporter, send: async (batch) => (isAllowedAt(Date.now()) ? exporter.send(batch) : ended) };
}

function startThreads({ destinations, detection, model, scanThreadsCount }: AgentSettings): Promise<ScanThreads> {
  const { detectors, names, allow } = detection;
  const builtIn = detectors.filter(isBuiltIn).map(({ id }) => id);
  const custom = detectors.filter((detector) => !isBuiltIn(detector));
  const plans = destinations.map(({ plan }) => plan);
  return startScanThreads({ plans, builtIn, custom, names, allow, model }, scanThreadsCount);
}

function zip<A, B, C>(as: readonly A[], bs: readonly B[], join: (a: A, b: B) => C): C[] {
  return as.flatMap((a, index) => {
    const b = bs[index];
    return b === undefined ? [] : [join(a, b)];
  });
}

function byLetter(counts: readonly { readonly type: string; readonly count: number }[]): Record<string, number> {
  const letters: Record<string, number> = {};
  for (const { type, count } of counts) {
    const letter = Object.hasOwn(phiTypes, type) ? phiTypes[type as PhiType] : "R";
    letters[letter] = (letters[letter] ?? 0) + count;
  }
  return letters;
}
