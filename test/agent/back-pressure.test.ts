import { Client, credentials, type ServiceError } from "@grpc/grpc-js";
import { expect, onTestFinished, test } from "vitest";
import { startHttpVendor } from "../support/fake-vendor.ts";
import { until } from "../support/until.ts";
import { bodiesTaken, logRequestBytes, postLog, startAgent } from "./running-agent.ts";

const retry = "retry: { interval_initial: 1s, interval_max: 1s, time_max: 0s }";

async function startVendor() {
  const vendor = await startHttpVendor();
  onTestFinished(() => vendor.stop());
  return vendor;
}

test("a vendor that is down fills its queue, senders are told when to come again, and all that was accepted arrives in order, once", async () => {
  const vendor = await startVendor();
  const failures = 3;
  vendor.next(...Array.from({ length: failures }, () => ({ status: 503 })));
  const { agent, http, grpc } = await startAgent(
    `destinations: { vendor: { type: otlp_http, endpoint: "${vendor.url}", queue: { batches_max: 2 }, ${retry} } }`,
  );
  const accepted: string[] = [];
  let refused: Response | undefined;
  for (let i = 0; i < 20 && refused === undefined; i++) {
    const answer = await postLog(http, `note ${i}`);
    if (answer.status === 200) accepted.push(`note ${i}`);
    else refused = answer;
  }
  expect(accepted.length).toBeGreaterThan(0);
  expect(refused?.status).toBe(503);
  expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused?.text()).toContain("Every queue is full");

  const client = new Client(grpc, credentials.createInsecure());
  const same = (bytes: Buffer) => bytes;
  const error = await new Promise<ServiceError | null>((resolve) => {
    const path = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";
    client.makeUnaryRequest(path, same, same, logRequestBytes("note over gRPC"), (failed) => resolve(failed));
  });
  client.close();
  expect(error?.code).toBe(14);
  expect(Buffer.from(error?.metadata.get("grpc-status-details-bin")[0] ?? "").includes("google.rpc.RetryInfo")).toBe(true);

  await until("every accepted batch arrives", () => bodiesTaken(vendor, failures).length >= accepted.length);
  expect(await agent.stop("request")).toBe(0);
  expect(bodiesTaken(vendor, failures)).toEqual(accepted);
}, 60_000);

test("a vendor that nobody can reach holds nothing back from another, and what it never got is counted", async () => {
  const vendor = await startVendor();
  const gone = await startHttpVendor();
  await gone.stop();
  const { agent, http, health, log } = await startAgent(`destinations:
  alive: { type: otlp_http, endpoint: "${vendor.url}" }
  gone: { type: otlp_http, endpoint: "${gone.url}", retry: { interval_initial: 1s, interval_max: 1s, time_max: 1s } }`);
  const notes = ["note a", "note b", "note c"];
  for (const note of notes) expect((await postLog(http, note)).status).toBe(200);
  await until("the reachable vendor has all", () => bodiesTaken(vendor).length === notes.length);
  expect(bodiesTaken(vendor)).toEqual(notes);
  const given = async () => {
    const text = await (await fetch(`${health}/metrics`)).text();
    return [...text.matchAll(/^cordon_send_refused_total\{[^}]*destination="gone"[^}]*\} (\d+)/gm)].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    );
  };
  await until("what could not be delivered is counted", async () => (await given()) === notes.length);
  expect(log.some((line) => line.includes('"gone"'))).toBe(true);
  await agent.stop("request");
}, 60_000);

test("an agent that stops delivers what it has accepted, and takes nothing more", async () => {
  const vendor = await startVendor();
  vendor.next("slow", "slow", "slow", "slow", "slow");
  const { agent, http } = await startAgent(`destinations: { vendor: { type: otlp_http, endpoint: "${vendor.url}" } }`);
  const notes = ["one", "two", "three", "four", "five"];
  for (const note of notes) expect((await postLog(http, note)).status).toBe(200);
  const stopped = agent.stop("request");
  const late = await postLog(http, "too late").then(
    ({ status }) => status,
    () => 503,
  );
  expect(late).toBe(503);
  expect(await stopped).toBe(0);
  expect(bodiesTaken(vendor)).toEqual(notes);
}, 60_000);
