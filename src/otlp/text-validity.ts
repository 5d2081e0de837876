import { isUtf8 } from "node:buffer";
import { type LeafTable, leafKinds } from "./leaf-table.ts";

/** Whether every string field among the leaves is valid UTF-8, as the protobuf encoding demands. One native call for each text that is not ASCII. */
export function areTextsValid(body: Buffer, leaves: LeafTable): boolean {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  for (let row = 0; row < leaves.count; row++) {
    const kind = leaves.kind[row];
    if (kind !== leafKinds.text && kind !== leafKinds.key) continue;
    const start = leaves.start[row] as number;
    const end = leaves.end[row] as number;
    if (!isAscii(view, start, end) && !isUtf8(body.subarray(start, end))) return false;
  }
  return true;
}

/** Four bytes at a time. */
function isAscii(view: DataView, start: number, end: number): boolean {
  let seen = 0;
  let at = start;
  for (; at + 4 <= end; at += 4) seen |= view.getInt32(at);
  for (; at < end; at++) seen |= view.getUint8(at);
  return (seen & 0x80808080) === 0;
}
