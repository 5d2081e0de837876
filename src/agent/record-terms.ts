import { limits } from "../base/index.ts";
import type { Terms } from "../buffer/index.ts";
import { areTextsValid, createKeyTable, createWalker, jsonToProtobuf, LeafTable, leafKinds, requestMessage } from "../otlp/index.ts";
import type { Inspection, RawBatch } from "../pipeline/index.ts";

/**
 * Looks at a body before it is sealed: is it OTLP, and which trace ids and services are in it? A malformed body is refused while its sender still waits for the
 * answer; what can be found by is hashed under the slice's key before it is written.
 */
export function createInspector(): (batch: RawBatch) => Inspection {
  const keys = createKeyTable(() => 0);
  const walk = createWalker(keys);
  const leaves = new LeafTable();
  return ({ signal, encoding, body }) => {
    let protobuf = body;
    if (encoding === "json") {
      const transcoded = jsonToProtobuf(signal, body);
      if (transcoded.kind === "refused") return transcoded;
      protobuf = transcoded.protobuf;
    }
    keys.beginBatch();
    const { code } = walk(protobuf, requestMessage[signal], leaves, { times: false, ids: true, within: null });
    if (code !== null) return { kind: "refused", code };
    if (!areTextsValid(protobuf, leaves)) return { kind: "refused", code: "otlp.invalid_utf8" };
    return { kind: "ok", terms: termsOf(leaves, (id) => keys.pathOf(id), protobuf) };
  };
}

function termsOf(leaves: LeafTable, pathOf: (keyId: number) => string, body: Buffer): Terms {
  const traceIds = new Set<string>();
  const services = new Set<string>();
  for (let row = 0; row < leaves.count && traceIds.size < limits.termsMax; row++) {
    const kind = leaves.kind[row];
    if (kind !== leafKinds.traceId && kind !== leafKinds.text) continue;
    const [start, end] = [leaves.start[row] ?? 0, leaves.end[row] ?? 0];
    if (kind === leafKinds.traceId) traceIds.add(body.toString("latin1", start, end));
    else if (end - start <= limits.keyBytesMax && pathOf(leaves.keyId[row] ?? 0) === "service.name")
      services.add(body.toString("utf8", start, end));
  }
  return { traceIds: Buffer.from([...traceIds].join(""), "latin1"), services: [...services].slice(0, limits.termsMax) };
}
