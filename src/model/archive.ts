import { gunzipSync, inflateRawSync } from "node:zlib";

/** One file of an archive. */
export interface ArchivedFile {
  readonly path: string;
  read(): Buffer;
}

/**
 * The files of an archive whose hash was checked before: of its format only what these archives use. Zip (PKWARE's APPNOTE 4.3): the central directory at the end names
 * each file, its method (0 stored, 8 deflate) and its place. Tar (POSIX ustar) in gzip: a header of 512 bytes before each file, its size in octal.
 */
export function archivedFiles(form: "zip" | "tgz", bytes: Buffer): ArchivedFile[] {
  return form === "zip" ? zipFiles(bytes) : tarFiles(gunzipSync(bytes));
}

function zipFiles(bytes: Buffer): ArchivedFile[] {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  const files: ArchivedFile[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const header = bytes.readUInt32LE(at + 42);
    const path = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    files.push({
      path,
      read() {
        const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
        const packed = bytes.subarray(start, start + size);
        return method === 0 ? packed : inflateRawSync(packed);
      },
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

function tarFiles(bytes: Buffer): ArchivedFile[] {
  const files: ArchivedFile[] = [];
  const text = (from: number, length: number) => bytes.toString("utf8", from, from + length).replace(/\0.*$/s, "");
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12).trim(), 8);
    const prefix = text(at + 345, 155);
    const path = `${prefix === "" ? "" : `${prefix}/`}${text(at, 100)}`;
    const start = at + 512;
    const isFile = bytes[at + 156] === 0x30 || bytes[at + 156] === 0;
    if (isFile) files.push({ path, read: () => bytes.subarray(start, start + size) });
    at = start + Math.ceil(size / 512) * 512;
  }
  return files;
}
