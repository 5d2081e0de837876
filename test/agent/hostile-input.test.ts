import { gzipSync } from "node:zlib";
import { Client, credentials, type ServiceError } from "@grpc/grpc-js";
import { expect, onTestFinished, test } from "vitest";
import { startHttpVendor } from "../support/fake-vendor.ts";
import { until } from "../support/until.ts";
import { bodiesTaken, logRequest, logRequestBytes, postLog, startAgent } from "./running-agent.ts";

async function startPair() {
  const vendor = await startHttpVendor();
  onTestFinished(() => vendor.stop());
  const running = await startAgent(`destinations: { vendor: { type: otlp_http, endpoint: "${vendor.url}" } }`);
  return { vendor, ...running };
}

const good = logRequestBytes("fine");
const protobuf = "application/x-protobuf";
const json = "application/json";
const deep = (depth: number) =>
  `{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":${'{"arrayValue":{"values":['.repeat(depth)}${"]}}".repeat(depth)}}]}]}]}`;

type Malformed = readonly [name: string, type: string, body: Buffer | string, encoding?: string];
const malformed: Malformed[] = [
  ["a message that is cut off", protobuf, good.subarray(0, good.length - 3)],
  ["a length past the end", protobuf, Buffer.of(0x0a, 0xff, 0xff, 0xff, 0x7f)],
  ["a varint of eleven bytes", protobuf, Buffer.of(0x0a, ...Array(10).fill(0xff), 1)],
  ["a group", protobuf, Buffer.of(0x0b, 0x0c)],
  ["wire type 7", protobuf, Buffer.of(0x0f, 0)],
  ["a string that is no UTF-8", protobuf, Buffer.from(good.toString("latin1").replace("fine", "f\xff\xfee"), "latin1")],
  ["text where bytes were promised", protobuf, logRequest("fine")],
  ["bytes where JSON was promised", json, good],
  ["JSON that is cut off", json, logRequest("fine").slice(0, -2)],
  ["a number where a list belongs", json, '{"resourceLogs":7}'],
  ["values nested past the bound", json, deep(400)],
  ["gzip that is none", protobuf, good, "gzip"],
  ["gzip that is cut off", protobuf, gzipSync(good).subarray(0, 20), "gzip"],
  ["a media type that is no OTLP", "text/plain", logRequest("fine")],
  ["an encoding that nobody knows", json, logRequest("fine"), "br"],
];

for (const [name, type, body, encoding] of malformed) {
  test(`${name} is refused with a reason, goes nowhere, and the next request is served`, async () => {
    const { vendor, agent, http } = await startPair();
    const headers: Record<string, string> = { "content-type": type, ...(encoding === undefined ? {} : { "content-encoding": encoding }) };
    const bytes = new Uint8Array(Buffer.from(body as string));
    const answer = await fetch(`${http}/v1/logs`, { method: "POST", headers, body: bytes });
    expect([400, 415]).toContain(answer.status);
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(10);
    expect((await postLog(http, "served")).status).toBe(200);
    expect(await agent.stop("request")).toBe(0);
    expect(bodiesTaken(vendor)).toEqual(["served"]);
  });
}

test("a gRPC method that does not exist is UNIMPLEMENTED", async () => {
  const { agent, grpc } = await startPair();
  const client = new Client(grpc, credentials.createInsecure());
  const same = (bytes: Buffer) => bytes;
  const error = await new Promise<ServiceError | null>((resolve) =>
    client.makeUnaryRequest("/opentelemetry.proto.collector.profiles.v1.ProfilesService/Export", same, same, good, (failed) =>
      resolve(failed),
    ),
  );
  client.close();
  expect(error?.code).toBe(12);
  await agent.stop("request");
});

const secret = "524-71-3902";
const worst: readonly (readonly [string, string])[] = [
  ["digits", "1".repeat(300_000)],
  ["digits and dashes", "12-".repeat(100_000)],
  ["digits and dots", "1.2.".repeat(75_000)],
  ["at signs", "a@".repeat(150_000)],
  ["a label again and again", "MRN: ".repeat(60_000)],
  ["labels and short numbers", "ssn 1 ".repeat(50_000)],
  ["colons and hexadecimal digits", "a:f:".repeat(75_000)],
  ["brackets that open", '{"a":'.repeat(60_000)],
  ["percent signs", "%25".repeat(100_000)],
  ["backslashes", "\\".repeat(200_000)],
  ["base64 letters", "QUJD".repeat(75_000)],
  ["capitals", "Maria Gonzalez ".repeat(20_000)],
  ["white space", " \t".repeat(150_000)],
];

test.each(worst)(
  "300 kB of %s hide no identifier beside them",
  async (_name, filler) => {
    const { vendor, agent, http } = await startPair();
    expect((await postLog(http, `${filler} SSN ${secret} ${filler}`)).status).toBe(200);
    expect((await postLog(http, "after")).status).toBe(200);
    await until("both arrive", () => vendor.requests.length >= 2);
    expect(await agent.stop("request")).toBe(0);
    const arrived = bodiesTaken(vendor);
    expect(arrived).toHaveLength(2);
    expect(arrived.join(" ")).not.toContain(secret);
    expect(arrived.at(-1)).toBe("after");
  },
  240_000,
);
