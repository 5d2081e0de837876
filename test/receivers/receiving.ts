import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import protobuf from "protobufjs";
import { onTestFinished } from "vitest";
import { done, type Outcome } from "../../src/base/index.ts";
import { createReceiver, type OtlpReceiverSettings, type ReceivedBatch, type ReceiverId } from "../../src/receivers/index.ts";
import type { TelemetryEvent } from "../../src/telemetry/index.ts";

/** A receiver on a free port of loopback that notes what it hands over and what it tells; stopped at the test's end. */
export async function startReceiver(
  id: ReceiverId,
  settings: Partial<OtlpReceiverSettings> = {},
  handle: (batch: ReceivedBatch) => Outcome | Promise<Outcome> = () => done,
) {
  const batches: ReceivedBatch[] = [];
  const events: TelemetryEvent[] = [];
  const receiver = createReceiver(
    id,
    { listen: { host: "127.0.0.1", port: 0 }, bodyBytesMax: 1024 * 1024, stopMs: 1_000, ...settings },
    async (batch) => {
      batches.push(batch);
      return handle(batch);
    },
    { emit: (event) => events.push(event) },
  );
  const address = await receiver.start();
  onTestFinished(() => receiver.stop());
  const refusedCodes = () => events.flatMap((event) => (event.name === "request_refused" ? [event.code] : []));
  return { receiver, address, port: Number(address.split(":").at(-1)), batches, events, refusedCodes };
}

const { root } = protobuf.parse(`
  syntax = "proto3";
  message Any { string type_url = 1; bytes value = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
  message Duration { int64 seconds = 1; int32 nanos = 2; }
  message RetryInfo { Duration retry_delay = 1; }
  message PartialSuccess { int64 rejected = 1; string error_message = 2; }
  message ExportResponse { PartialSuccess partial_success = 1; }
`);

/** The oracle for what receivers write by hand. */
export function decode(type: "Status" | "RetryInfo" | "ExportResponse", bytes: Uint8Array) {
  const message = root.lookupType(type);
  return message.toObject(message.decode(bytes), { longs: Number });
}

/** A certificate authority of the test's own, with a server's and a client's certificate, PEM. Made once a test file. */
export function createCertificates() {
  const folder = mkdtempSync(join(tmpdir(), "cordon-tls-"));
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  try {
    writeFileSync(join(folder, "san"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
    openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=test authority");
    for (const name of ["server", "client"]) {
      openssl("req", ...key, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", `/CN=${name}`);
      const ca = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
      openssl("x509", "-req", "-in", `${name}.csr`, ...ca, "-out", `${name}.pem`, "-days", "2", "-extfile", "san");
    }
    const read = (name: string) => readFileSync(join(folder, name));
    return {
      ca: read("ca.pem"),
      server: { cert: read("server.pem"), key: read("server.key") },
      client: { cert: read("client.pem"), key: read("client.key") },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
