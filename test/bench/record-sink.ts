import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface RecordSink {
  readonly url: string;
  /** Resolves when so many log records have come. */
  until(count: number): Promise<void>;
  /** How often this text came. */
  readonly seen: (text: string) => number;
  close(): void;
}

/** Takes OTLP/HTTP on loopback and counts its log records. */
export async function startRecordSink(marker: string): Promise<RecordSink> {
  let [records, seen] = [0, 0];
  let wanted = { count: Number.POSITIVE_INFINITY, resolve: () => {} };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      records += recordsIn(body);
      for (let at = body.indexOf(marker); at >= 0; at = body.indexOf(marker, at + 1)) seen += 1;
      response.writeHead(200, { "content-type": "application/x-protobuf" }).end();
      if (records >= wanted.count) wanted.resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    until: (count) =>
      new Promise((resolve) => {
        if (records >= count) resolve();
        else wanted = { count, resolve };
      }),
    seen: () => seen,
    close: () => server.close(),
  };
}

/** ExportLogsServiceRequest { resource_logs (1) { scope_logs (2) { log_records (2) } } } */
function recordsIn(body: Buffer): number {
  let count = 0;
  for (const logs of fields(body, 1)) for (const scope of fields(logs, 2)) for (const _ of fields(scope, 2)) count += 1;
  return count;
}

/** The messages of this field number, in a message that has length-delimited fields only. */
function* fields(bytes: Buffer, number: number): Generator<Buffer> {
  let at = 0;
  const varint = () => {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
      shift += 7;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const length = varint();
    if (tag === ((number << 3) | 2)) yield bytes.subarray(at, at + length);
    at += length;
  }
}
