import type { Signal } from "../base/index.ts";
import { protobufToJson } from "../otlp/index.ts";
import type { Clearance } from "../policy/index.ts";

/** The destination's view of a request in OTLP JSON: `unchanged`, or its bytes; or why there is none. */
export type ScanResult = "unchanged" | "refused" | "held" | Uint8Array;

/** Scans a request, makes one destination's view and checks it. Never throws. */
export function scanRequest(clearance: Clearance, signal: Signal, body: Buffer, destination: string): ScanResult {
  try {
    const clearing = clearance.clear(signal, "json", body, [destination]);
    if (clearing.kind === "refused") return "refused";
    const release = clearing.views.get(destination);
    if (release?.kind !== "cleared") return "held";
    const { protobuf, json } = release.batch;
    if (json !== undefined) return "unchanged";
    return protobufToJson(signal, Buffer.from(protobuf.buffer, protobuf.byteOffset, protobuf.length));
  } catch {
    return "held";
  }
}
