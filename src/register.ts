import { readFileSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { policyOfEnvironment } from "./config/sdk-policy.ts";
import {
  createLogQueue,
  createMetricForm,
  createRequestClearing,
  createSpanQueue,
  phiPropagator,
  refuseStartedSdk,
  type ScanOptions,
  snapshot,
} from "./sdk/index.ts";

/**
 * `node --import cordon/register app.js`: every batch or simple processor and every metric reader of the OpenTelemetry JS SDK (2.x and 3.x) that the app makes
 * gets scrubbed copies only, and its baggage leaves in headers without identifiers, without a change to the app. Processors and exporters of other makers that stand
 * beside those are not reached, nor is an SDK that a bundler put into the app's own file. CORDON_CONFIG names the policy's file (default: Safe Harbor), CORDON_DESTINATION the destination in it; CORDON_SCAN=thread scans in a worker thread. A policy that
 * cannot be read ends the process: nothing goes out under no policy.
 */
const options: ScanOptions = policyOfEnvironment();

type Method = (...given: never[]) => unknown;
type Prototype = Record<string, Method | undefined>;
interface Queue {
  push(item: never): void;
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** The classes of the SDK, the method that takes a record, and the queue that stands before it. */
const processors: readonly (readonly [
  name: string,
  method: string,
  take: (item: never) => unknown,
  queue: (deliver: (item: unknown) => void) => Queue,
])[] = [
  ["BatchSpanProcessor", "onEnd", (span) => span, (deliver) => createSpanQueue(deliver, options)],
  ["SimpleSpanProcessor", "onEnd", (span) => span, (deliver) => createSpanQueue(deliver, options)],
  ["BatchLogRecordProcessor", "onEmit", snapshot, (deliver) => createLogQueue(deliver, options)],
  ["SimpleLogRecordProcessor", "onEmit", snapshot, (deliver) => createLogQueue(deliver, options)],
];
const queues = new WeakMap<object, Queue>();
const seen = new WeakSet<object>();

function guardProcessors(exports: Record<string, unknown>): void {
  for (const [name, method, take, createQueue] of processors) {
    const prototype = prototypeOf(exports[name]);
    const original = prototype?.[method];
    if (prototype === undefined || original === undefined || seen.has(prototype)) continue;
    seen.add(prototype);
    const queueOf = (self: object): Queue => {
      const known = queues.get(self);
      if (known !== undefined) return known;
      const made = createQueue((item) => original.call(self, item as never));
      queues.set(self, made);
      return made;
    };
    prototype[method] = function (this: object, item: never) {
      queueOf(this).push(take(item) as never);
    };
    for (const [end, wait] of [
      ["forceFlush", "flush"],
      ["shutdown", "close"],
    ] as const) {
      const inner = prototype[end];
      prototype[end] = async function (this: object) {
        await queues.get(this)?.[wait]();
        return inner?.call(this);
      };
    }
  }
}

/** `collect` is the base class's; a reader of the app's own has it from there. */
function guardReader(exports: Record<string, unknown>): void {
  const prototype = prototypeOf(exports.MetricReader);
  const original = prototype?.collect;
  if (prototype === undefined || original === undefined || seen.has(prototype)) return;
  seen.add(prototype);
  const clear = createRequestClearing(createMetricForm(), options);
  prototype.collect = async function (this: object, ...given: never[]) {
    const collected = (await original.apply(this, given)) as { resourceMetrics: never; errors: unknown[] };
    const [resourceMetrics] = clear([collected.resourceMetrics]).items;
    if (resourceMetrics === undefined) throw new Error("metrics were held back: they could not be scanned");
    return { ...collected, resourceMetrics };
  };
}

function guardBaggage(exports: Record<string, unknown>): void {
  const prototype = prototypeOf(exports.W3CBaggagePropagator);
  const original = prototype?.inject;
  if (prototype === undefined || original === undefined || seen.has(prototype)) return;
  seen.add(prototype);
  let current: object = prototype;
  const guarded = phiPropagator({
    inject: (...given: never[]) => void original.apply(current, given),
    extract: (context: never) => context,
    fields: () => [],
  });
  prototype.inject = function (this: object, ...given: never[]) {
    current = this;
    return (guarded.inject as Method)(...given);
  };
}

function prototypeOf(given: unknown): Prototype | undefined {
  return typeof given === "function" ? (given.prototype as Prototype) : undefined;
}

function guard(exports: Record<string, unknown>): void {
  guardProcessors(exports);
  guardReader(exports);
  guardBaggage(exports);
}

Object.defineProperty(globalThis, Symbol.for("cordon.register"), { value: guard });

/** The main files of the SDK's packages, in each of their builds. */
const mainFile =
  /\/@opentelemetry\/(?:core|sdk-(?:trace|trace-base|trace-node|logs|metrics))\/(?:build|dist)\/(?:[a-z]+\/)?index\.(?:js|cjs|mjs)$/;
const call = 'globalThis[Symbol.for("cordon.register")]';

guardLoaded();
registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!mainFile.test(url)) return loaded;
    const source = loaded.source == null ? readFileSync(fileURLToPath(url), "utf8") : loaded.source.toString();
    const isModule = loaded.format === "module";
    const own = isModule
      ? `\nimport * as cordonExports from ${JSON.stringify(url)};\n${call}(cordonExports);\n`
      : `\n;${call}(module.exports);\n`;
    return { ...loaded, source: source + own };
  },
});

/** What came before (`--require`, an earlier `--import`). Throws sdk.register_late where an SDK was started that cannot be reached. */
function guardLoaded(): void {
  let isReached = false;
  for (const [path, module] of Object.entries(createRequire(import.meta.url).cache)) {
    if (module === undefined || !mainFile.test(pathToFileURL(path).href)) continue;
    isReached = true;
    guard(module.exports as Record<string, unknown>);
  }
  if (!isReached) refuseStartedSdk();
}
