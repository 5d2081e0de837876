import { type DropOptions, Drops } from "./drops.ts";
import { createLogForm } from "./log-request.ts";
import { createMetricForm } from "./metric-request.ts";
import { createThreadClearing, type RequestForm, type ScanOptions } from "./request-clearing.ts";
import { settle } from "./settle.ts";
import type { ExportResultShape, ResourceMetricsShape, ResourceShape } from "./shapes.ts";
import { type SliceForm, takeSlice } from "./slices.ts";
import { settledResource } from "./span-processor.ts";
import { createSpanForm } from "./span-request.ts";
import { recordSlices, spanSlices } from "./text-size.ts";

/** What is used of the SDK's exporters of spans and log records. */
export interface InnerExporter {
  export(items: never, resultCallback: never): void;
  shutdown(): Promise<void>;
  forceFlush?(): Promise<void>;
}

export type ExporterOptions = ScanOptions & DropOptions;

/** An exporter that gives `exporter` the destination's view of each batch. Several, each with its own destination, may stand side by side. */
export function scrubbingSpanExporter<E extends InnerExporter>(exporter: E, options: ExporterOptions = {}): E {
  return wrapList(exporter, createSpanForm(), options, spanSlices);
}

/** The same for log records. */
export function scrubbingLogRecordExporter<E extends InnerExporter>(exporter: E, options: ExporterOptions = {}): E {
  return wrapList(exporter, createLogForm(), options, recordSlices);
}

/** The same for metrics: attributes, exemplars, names, descriptions, units, resource and scope. Temporality and aggregation are the exporter's own. */
export function scrubbingMetricExporter<E extends InnerExporter>(exporter: E, options: ExporterOptions = {}): E {
  const clear = createThreadClearing(createMetricForm(), options);
  const drops = new Drops(options);
  return wrap(exporter, drops, async (metrics: ResourceMetricsShape) => {
    await settle(() => settledResource(metrics.resource));
    const { items, dropped } = await clear([metrics]);
    drops.addAll(dropped);
    return items[0];
  });
}

function wrapList<E extends InnerExporter, T extends { readonly resource: ResourceShape }>(
  exporter: E,
  form: RequestForm<T>,
  options: ExporterOptions,
  slices: SliceForm<T>,
): E {
  const clear = createThreadClearing(form, options);
  const drops = new Drops(options);
  return wrap(exporter, drops, async (raw: readonly T[]) => {
    const cleared = new Map<T, T>();
    let waiting = raw;
    while (waiting.length > 0) {
      const chosen = new Set(takeSlice(waiting, slices));
      const slice = waiting.filter((_item, at) => chosen.has(at));
      waiting = waiting.filter((_item, at) => !chosen.has(at));
      for (const { resource } of slice) await settle(() => settledResource(resource));
      const { items, origins, dropped } = await clear(slice);
      drops.addAll(dropped);
      for (const [at, item] of items.entries()) cleared.set(origins[at] as T, item);
      // The event loop has its turn between slices.
      await new Promise((resolve) => setImmediate(resolve));
    }
    // In the batch's own order.
    const items = raw.flatMap((item) => cleared.get(item) ?? []);
    return raw.length > 0 && items.length === 0 ? undefined : items;
  });
}

/** The exporter itself, but for `export`. `clear` gives undefined where nothing may go on. */
function wrap<E extends InnerExporter, T>(exporter: E, drops: Drops, clear: (raw: T) => Promise<unknown>): E {
  const underWay = new Set<Promise<void>>();
  const scanned = () => Promise.all(underWay);
  const hold = async (raw: T, done: (result: ExportResultShape) => void): Promise<void> => {
    const cleared = await clear(raw).catch(() => undefined);
    if (cleared === undefined) {
      done(failure("the batch was held back: it could not be scanned"));
      return;
    }
    try {
      exporter.export(cleared as never, done as never);
    } catch {
      drops.add("inner_failed", 1);
      done(failure("the exporter behind the guard threw"));
    }
  };
  const own = {
    export(raw: T, resultCallback: (result: ExportResultShape) => void) {
      const handedOver = hold(raw, once(resultCallback));
      underWay.add(handedOver);
      void handedOver.finally(() => underWay.delete(handedOver));
    },
    async forceFlush() {
      await scanned();
      await exporter.forceFlush?.();
    },
    async shutdown() {
      await scanned();
      await exporter.shutdown();
    },
  };
  return new Proxy(exporter, {
    get(target, name) {
      if (Object.hasOwn(own, name)) return own[name as keyof typeof own];
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** What the SDK does with a result is its own: neither a second call nor a throw in it comes back here. */
function once(resultCallback: (result: ExportResultShape) => void): (result: ExportResultShape) => void {
  let isDone = false;
  return (result) => {
    if (isDone) return;
    isDone = true;
    try {
      resultCallback(result);
    } catch {
      // As above.
    }
  };
}

function failure(message: string): ExportResultShape {
  return { code: 1, error: new Error(message) };
}
