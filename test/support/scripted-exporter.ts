import { done, type Outcome, type Signal, signals } from "../../src/base/index.ts";
import type { ClearedBatch, Exporter } from "../../src/exporters/index.ts";

/**
 * An exporter that answers as it is told, for tests of what stands before exporters and of time: real vendors are in
 * fake-vendor.ts. After the script every batch is taken. `tried` and `taken` are batch ids in order.
 */
export interface ScriptedExporter extends Exporter {
  readonly tried: string[];
  readonly taken: string[];
  readonly calls: ("start" | "stop")[];
}

export type Step = Outcome | "throw" | "hang" | Promise<Outcome>;

export function createScriptedExporter(script: readonly Step[] = [], id = "vendor", taking: readonly Signal[] = signals): ScriptedExporter {
  const steps = [...script];
  const tried: string[] = [];
  const taken: string[] = [];
  const calls: ("start" | "stop")[] = [];
  return {
    id,
    signals: taking,
    tried,
    taken,
    calls,
    start: async () => void calls.push("start"),
    stop: async () => void calls.push("stop"),
    async send(batch: ClearedBatch): Promise<Outcome> {
      tried.push(batch.batchId);
      const step = steps.shift() ?? done;
      if (step === "hang") return new Promise(() => undefined);
      if (step === "throw") throw new Error("a bug in the exporter");
      const outcome = await step;
      if (outcome.kind === "done") taken.push(batch.batchId);
      return outcome;
    },
  };
}
