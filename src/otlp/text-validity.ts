import { isUtf8 } from "node:buffer";
import { type LeafTable, leafKinds } from "./leaf-table.ts";

/** Whether every string field among the leaves is valid UTF-8, as the protobuf encoding demands. One native call for each text that is not ASCII. */
export function areTextsValid(body: Buffer, leaves: LeafTable): boolean {
  for (let row = 0; row < leaves.count; row++) {
    const kind = leaves.kind[row];
    if (kind !== leafKinds.text && kind !== leafKinds.key) continue;
    const start = leaves.start[row] as number;
    const end = leaves.end[row] as number;
    if (!isAscii(body, start, end) && !isUtf8(body.subarray(start, end))) return false;
  }
  return true;
}

function isAscii(body: Buffer, start: number, end: number): boolean {
  let seen = 0;
  for (let at = start; at < end; at++) seen |= body[at] as number;
  return seen < 0x80;
}
