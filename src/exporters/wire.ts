/** One field of a small protobuf message that a vendor sent: a varint as it is on the wire, or bytes. */
export interface WireField {
  readonly number: number;
  readonly varint?: bigint;
  readonly bytes?: Uint8Array;
}

/**
 * The fields of one protobuf message, for the few answers an exporter reads (partial success, google.rpc.Status). The caller bounds
 * the size. Undefined where the bytes are not protobuf: a vendor's answer is outside input like any other.
 */
export function readWireFields(message: Uint8Array): WireField[] | undefined {
  const fields: WireField[] = [];
  const cursor = { at: 0 };
  while (cursor.at < message.length) {
    const tag = readVarint(message, cursor);
    if (tag === undefined) return undefined;
    const number = Number(tag >> 3n);
    const field = readValue(message, cursor, Number(tag & 7n));
    if (number === 0 || field === undefined) return undefined;
    fields.push({ number, ...field });
  }
  return fields;
}

/** A varint of the wire as the int64 or int32 it stands for. */
export function signedOf(varint: bigint | undefined): number {
  return varint === undefined ? 0 : Number(BigInt.asIntN(64, varint));
}

function readValue(message: Uint8Array, cursor: { at: number }, wire: number): Omit<WireField, "number"> | undefined {
  if (wire === 0) {
    const varint = readVarint(message, cursor);
    return varint === undefined ? undefined : { varint };
  }
  const length = wire === 1 ? 8 : wire === 5 ? 4 : wire === 2 ? Number(readVarint(message, cursor) ?? -1n) : -1;
  const end = cursor.at + length;
  if (length < 0 || end > message.length) return undefined;
  const bytes = message.subarray(cursor.at, end);
  cursor.at = end;
  return { bytes };
}

function readVarint(message: Uint8Array, cursor: { at: number }): bigint | undefined {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = message[cursor.at++];
    if (byte === undefined) return undefined;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  return undefined;
}
