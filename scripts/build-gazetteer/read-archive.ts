import { gunzipSync, inflateRawSync } from "node:zlib";

/** The files of a ZIP archive (wheels, .xlsx): central directory, stored and deflated entries. A file is inflated when it is asked for. */
export function readZip(bytes: Buffer): { readonly names: readonly string[]; file(name: string): Buffer } {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const count = bytes.readUInt16LE(end + 10);
  const entries = new Map<string, { method: number; packed: number; header: number }>();
  for (let at = bytes.readUInt32LE(end + 16), i = 0; i < count; i++) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    entries.set(name, { method: bytes.readUInt16LE(at + 10), packed: bytes.readUInt32LE(at + 20), header: bytes.readUInt32LE(at + 42) });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return {
    names: [...entries.keys()],
    file(name) {
      const entry = entries.get(name);
      if (entry === undefined) throw new Error(`The archive has no ${name}.`);
      const start = entry.header + 30 + bytes.readUInt16LE(entry.header + 26) + bytes.readUInt16LE(entry.header + 28);
      const packed = bytes.subarray(start, start + entry.packed);
      return entry.method === 0 ? packed : inflateRawSync(packed);
    },
  };
}

/** One file of a gzipped tar archive (npm packages). */
export function readTarFile(bytes: Buffer, name: string): Buffer {
  const tar = gunzipSync(bytes);
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(tar.toString("latin1", at + 124, at + 136), 8);
    const found = tar.toString("utf8", at, at + 100).replace(/\0.*$/s, "");
    if (found === name) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`The package has no ${name}.`);
}
