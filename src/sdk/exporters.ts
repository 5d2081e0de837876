import { createLogForm } from "./log-request.ts";
import { createMetricForm } from "./metric-request.ts";
import { createRequestClearing, type PolicyOptions, type RequestForm } from "./request-clearing.ts";
import type { ExportResultShape, LogRecordShape, ResourceMetricsShape, ResourceShape, SpanShape } from "./shapes.ts";
import { settledResource } from "./span-processor.ts";
import { createSpanForm } from "./span-request.ts";

/** What is used of the SDK's exporters of spans and log records. */
export interface InnerExporter {
  export(items: never, resultCallback: never): void;
  shutdown(): Promise<void>;
  forceFlush?(): Promise<void>;
}

/** An exporter that gives `exporter` the destination's view of each batch. Several, each with its own destination, may stand side by side. */
export function scrubbingSpanExporter<E extends InnerExporter>(exporter: E, options: PolicyOptions = {}): E {
  return wrapList(exporter, createSpanForm(), options, ({ resource }: SpanShape) => resource);
}

/** The same for log records. */
export function scrubbingLogRecordExporter<E extends InnerExporter>(exporter: E, options: PolicyOptions = {}): E {
  return wrapList(exporter, createLogForm(), options, ({ resource }: LogRecordShape) => resource);
}

/** The same for metrics: attributes, names, descriptions, units, resource and scope. Temporality and aggregation are the exporter's own. */
export function scrubbingMetricExporter<E extends InnerExporter>(exporter: E, options: PolicyOptions = {}): E {
  const clear = createRequestClearing(createMetricForm(), options);
  return wrap(exporter, (metrics: ResourceMetricsShape, send, done) => {
    const finish = () => {
      const [cleared] = clear([metrics]).items;
      if (cleared === undefined) done(failure("the metrics were held back: they could not be scanned"));
      else send(cleared);
    };
    const pending = settledResource(metrics.resource);
    if (pending === undefined) finish();
    else void pending.then(finish);
  });
}

function wrapList<E extends InnerExporter, T>(
  exporter: E,
  form: RequestForm<T>,
  options: PolicyOptions,
  resourceOf: (item: T) => ResourceShape,
): E {
  const clear = createRequestClearing(form, options);
  return wrap(exporter, (raw: readonly T[], send, done) => {
    void clearSlices(raw).then((cleared) => {
      if (raw.length > 0 && cleared.length === 0) done(failure("the batch was held back: it could not be scanned"));
      else send(cleared);
    });
  });

  /** The event loop has its turn between slices. */
  async function clearSlices(raw: readonly T[]): Promise<T[]> {
    const cleared: T[] = [];
    for (let at = 0; at < raw.length; at += sliceItems) {
      const slice = raw.slice(at, at + sliceItems);
      for (const item of slice) await settledResource(resourceOf(item));
      cleared.push(...clear(slice).items);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return cleared;
  }
}

const sliceItems = 32;

/** The exporter itself, but for `export`. */
function wrap<E extends InnerExporter, T>(
  exporter: E,
  exportCleared: (raw: T, send: (cleared: unknown) => void, done: (result: ExportResultShape) => void) => void,
): E {
  const underWay = new Set<Promise<void>>();
  const settle = () => Promise.all(underWay);
  const own = {
    export(raw: T, resultCallback: (result: ExportResultShape) => void) {
      const { promise, resolve } = Promise.withResolvers<void>();
      underWay.add(promise);
      const done = (result: ExportResultShape) => {
        underWay.delete(promise);
        resolve();
        resultCallback(result);
      };
      try {
        exportCleared(raw, (cleared) => exporter.export(cleared as never, done as never), done);
      } catch {
        done(failure("the batch was held back: it could not be scanned"));
      }
    },
    async forceFlush() {
      await settle();
      await exporter.forceFlush?.();
    },
    async shutdown() {
      await settle();
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

function failure(message: string): ExportResultShape {
  return { code: 1, error: new Error(message) };
}
