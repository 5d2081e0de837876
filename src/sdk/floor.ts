import { createRequestClearing, type PolicyOptions } from "./request-clearing.ts";
import type { Attributes, ResourceShape, ScopeShape, SpanContextShape, SpanShape } from "./shapes.ts";
import { createResource } from "./shared-parts.ts";
import { createSpanForm } from "./span-request.ts";

/** A span that is about to end: the fields of the SDK's own class, of which each span has its own. */
interface EndingSpan {
  name: string;
  spanContext: () => SpanContextShape;
  parentSpanContext?: SpanContextShape;
  status: SpanShape["status"];
  readonly attributes: Attributes;
  readonly events: unknown[];
  readonly links: unknown[];
  resource: ResourceShape;
  instrumentationScope: ScopeShape;
}

export interface PhiFloor {
  onStart(span: unknown, parentContext: unknown): void;
  onEnding(span: unknown): void;
  onEnd(span: unknown): void;
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
}

/**
 * For apps in which no processor may see raw text: put it first in the list. It scrubs the span itself just before it ends: all its texts, and in place of the shared resource, scope and span
 * context, which are not changed, the span gets its own. The scan runs on the application's thread; phiSpanProcessor keeps it off. A span that cannot be scanned loses its texts.
 */
export function phiFloor(options: PolicyOptions = {}): PhiFloor {
  const clear = createRequestClearing(createSpanForm(), options);
  const pending = new WeakMap<ResourceShape, ResourceShape>();
  return {
    onStart() {},
    onEnding(given) {
      const span = given as EndingSpan;
      const { resource } = span;
      const isPending = resource.asyncAttributesPending === true;
      const shown = isPending ? Object.create(given as SpanShape, { resource: { value: nothing } }) : given;
      const [cleared] = clear([shown as SpanShape]).items;
      span.name = cleared?.name ?? "[REDACTED]";
      // A message that was undefined stays so.
      const { code, message } = span.status;
      if (message !== undefined) span.status = { code, message: cleared?.status.message ?? "" };
      overwrite(span.attributes, cleared?.attributes ?? {});
      refill(span.events, cleared?.events ?? []);
      refill(span.links, cleared?.links ?? []);
      const context = cleared?.spanContext() ?? withoutState(span.spanContext());
      span.spanContext = () => context;
      const parent = cleared === undefined ? span.parentSpanContext : cleared.parentSpanContext;
      if (parent !== undefined) span.parentSpanContext = cleared === undefined ? withoutState(parent) : parent;
      span.instrumentationScope = cleared?.instrumentationScope ?? { name: "" };
      span.resource = isPending ? pendingOf(resource) : (cleared?.resource ?? createResource({}, undefined));
    },
    onEnd() {},
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };

  /** One for each shared resource: exporters group by identity. */
  function pendingOf(raw: ResourceShape): ResourceShape {
    const known = pending.get(raw);
    if (known !== undefined) return known;
    const made = scrubbedWhenSettled(raw, () => clear([spanOf(raw)]).items[0]?.resource);
    pending.set(raw, made);
    return made;
  }
}

const nothing: ResourceShape = { attributes: {} };

/** A resource whose detectors are still at work has no attributes until they are done. */
function scrubbedWhenSettled(raw: ResourceShape, scrub: () => ResourceShape | undefined): ResourceShape {
  let scrubbed: ResourceShape | undefined;
  const settled = (): ResourceShape => {
    if (raw.asyncAttributesPending === true) return nothing;
    scrubbed ??= scrub() ?? nothing;
    return scrubbed;
  };
  const own = {
    get attributes() {
      return settled().attributes;
    },
    get asyncAttributesPending() {
      return raw.asyncAttributesPending === true;
    },
    get schemaUrl() {
      return settled().schemaUrl;
    },
    waitForAsyncAttributes: async () => raw.waitForAsyncAttributes?.(),
    getRawAttributes: () => Object.entries(settled().attributes),
    merge: (other: ResourceShape | null) =>
      other === null ? own : createResource({ ...settled().attributes, ...other.attributes }, undefined),
  };
  return own as ResourceShape;
}

function spanOf(resource: ResourceShape): SpanShape {
  const context = { traceId: "00000000000000000000000000000001", spanId: "0000000000000001", traceFlags: 0 };
  return {
    name: "",
    kind: 0,
    spanContext: () => context,
    startTime: [0, 0],
    endTime: [0, 0],
    status: { code: 0 },
    attributes: {},
    links: [],
    events: [],
    duration: [0, 0],
    ended: true,
    resource,
    instrumentationScope: { name: "" },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function withoutState({ traceState: _, ...rest }: SpanContextShape): SpanContextShape {
  return rest;
}

function overwrite(attributes: Attributes, scrubbed: Attributes): void {
  for (const key of Object.keys(attributes)) if (!Object.hasOwn(scrubbed, key)) delete attributes[key];
  for (const [key, value] of Object.entries(scrubbed)) attributes[key] = value;
}

function refill(list: unknown[], scrubbed: readonly unknown[]): void {
  list.splice(0, list.length, ...scrubbed);
}
