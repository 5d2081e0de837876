import { createLogForm } from "./log-request.ts";
import { createRequestClearing, type PolicyOptions } from "./request-clearing.ts";
import type { Attributes, LogRecordShape } from "./shapes.ts";

const nowhere = { attributes: {} };
const noScope = { name: "" };

/** A value with its attributes, as a log record of its own: body and attributes are scanned as the agent scans them. Undefined: it could not be scanned. */
export function createValueClearing(options: PolicyOptions): (body: unknown, attributes?: Attributes) => LogRecordShape | undefined {
  const clear = createRequestClearing(createLogForm(), options);
  return (body, attributes = {}) =>
    clear([
      {
        hrTime: [0, 0],
        hrTimeObserved: [0, 0],
        body,
        resource: nowhere,
        instrumentationScope: noScope,
        attributes,
        droppedAttributesCount: 0,
      },
    ]).items[0];
}
