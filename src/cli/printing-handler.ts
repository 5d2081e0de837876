import { once } from "node:events";
import { done, type ErrorCode } from "../base/index.ts";
import { protobufToJson } from "../otlp/index.ts";
import { createClearance } from "../policy/index.ts";
import type { BatchHandler, ReceivedBatch } from "../receivers/index.ts";
import type { Rules } from "./rules.ts";

/**
 * Stands where the pipeline would: what a reader of lines hands over is cleared as a destination's batch would be, and each record's body is written as lines. It is slow
 * where the terminal is slow. What cannot be cleared is refused, and never written.
 */
export function createPrintingHandler({ plan, detection }: Rules, stream: NodeJS.WritableStream): BatchHandler {
  const clearance = createClearance([plan], detection);
  return async ({ signal, encoding, body }) => {
    const cleared = clear({ signal, encoding, body });
    if (typeof cleared !== "object") return { kind: "refused", code: cleared };
    if (cleared.length > 0 && !stream.write(`${cleared.join("\n")}\n`)) await once(stream, "drain");
    return done;
  };

  function clear({ signal, encoding, body }: ReceivedBatch): readonly string[] | ErrorCode {
    try {
      const result = clearance.clear(signal, encoding, body, [plan.destination]);
      if (result.kind === "refused") return result.code;
      const view = result.views.get(plan.destination);
      if (view === undefined || view.kind === "nothing") return [];
      return view.kind === "held" ? view.code : bodiesOf(protobufToJson(signal, view.batch.protobuf));
    } catch {
      return "scrub.failed";
    }
  }
}

interface LogsJson {
  readonly resourceLogs?: readonly {
    readonly scopeLogs?: readonly { readonly logRecords?: readonly { readonly body?: { readonly stringValue?: string } }[] }[];
  }[];
}

function bodiesOf(json: Uint8Array): string[] {
  const { resourceLogs = [] }: LogsJson = JSON.parse(Buffer.from(json).toString());
  return resourceLogs.flatMap(({ scopeLogs = [] }) =>
    scopeLogs.flatMap(({ logRecords = [] }) => logRecords.map(({ body }) => body?.stringValue ?? "")),
  );
}
