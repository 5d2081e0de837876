import { type DropOptions, Drops } from "./drops.ts";
import { createLogForm } from "./log-request.ts";
import { createMetricForm } from "./metric-request.ts";
import { createRequestClearing, type PolicyOptions, type RequestForm } from "./request-clearing.ts";
import { settle } from "./settle.ts";
import type { ExportResultShape, ResourceMetricsShape, ResourceShape } from "./shapes.ts";
import { takeSlice } from "./slices.ts";
import { settledResource } from "./span-processor.ts";
import { createSpanForm } from "./span-request.ts";
import { recordSize, spanSize } from "./text-size.ts";

/** What is used of the SDK's exporters of spans and log records. */
export interface InnerExporter {
  export(items: never, resultCallback: never): void;
  shutdown(): Promise<void>;
  forceFlush?(): Promise<void>;
}

export type ExporterOptions = PolicyOptions & DropOptions;

/** An exporter that gives `exporter` the destination's view of each batch. Several, each with its own destination, may stand side by side. */
export function scrubbingSpanExporter<E extends InnerExporter>(exporter: E, options: ExporterOptions = {}): E {
  return wrapList(exporter, createSpanForm(), options, spanSize);
}

/** The same for log records. */
export function scrubbingLogRecordExporter<E extends InnerExporter>(exporter: E, options: ExporterOptions = {}): E {
  return wrapList(exporter, createLogForm(), options, recordSize);
}

/** The same for metrics: attributes, exemplars, names, descriptions, units, resource and scope. Temporality and aggregation are the exporter's own. */
export function scrubbingMetricExporter<E extends InnerExporter>(exporter: E, options: ExporterOptions = {}): E {
  const clear = createRequestClearing(createMetricForm(), options);
  const drops = new Drops(options);
  return wrap(exporter, drops, async (metrics: ResourceMetricsShape) => {
    await settle(() => settledResource(metrics.resource));
    const { items, dropped } = clear([metrics]);
    drops.addAll(dropped);
    return items[0];
  });
}

function wrapList<E extends InnerExporter, T extends { readonly resource: ResourceShape }>(
  exporter: E,
  form: RequestForm<T>,
  options: ExporterOptions,
  sizeOf: (item: T) => number,
): E {
  const clear = createRequestClearing(form, options);
  const drops = new Drops(options);
  return wrap(exporter, drops, async (raw: readonly T[]) => {
    const cleared: T[] = [];
    for (let at = 0; at < raw.length; ) {
      const slice = takeSlice(raw, at, sizeOf);
      at += slice.length;
      for (const { resource } of slice) await settle(() => settledResource(resource));
      const { items, dropped } = clear(slice);
      drops.addAll(dropped);
      cleared.push(...items);
      // The event loop has its turn between slices.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return raw.length > 0 && cleared.length === 0 ? undefined : cleared;
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
