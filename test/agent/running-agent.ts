import { onTestFinished } from "vitest";
import { type Agent, agentSettings, createAgent } from "../../src/agent/index.ts";
import { checkConfigText, formatIssues } from "../../src/config/index.ts";
import { detectors } from "../../src/detectors/index.ts";
import { jsonToProtobuf, protobufToJson } from "../../src/otlp/index.ts";
import { createTelemetry } from "../../src/telemetry/index.ts";
import type { FakeVendor } from "../support/fake-vendor.ts";

export interface RunningAgent {
  readonly agent: Agent;
  /** `http://host:port` of the OTLP/HTTP receiver, `host:port` of the gRPC one, `http://host:port` of metrics and health. */
  readonly http: string;
  readonly grpc: string;
  readonly health: string;
  /** The agent's own log lines. */
  readonly log: readonly string[];
}

/**
 * A whole agent on free ports of loopback, with the destinations and more sections (YAML) that the test gives; it holds raw data in memory. The test
 * stops the agent; the rest is cleaned up.
 */
export async function startAgent(destinations: string, more = ""): Promise<RunningAgent> {
  const text = `receivers: { otlp_http: { listen: 127.0.0.1:0 }, otlp_grpc: { listen: 127.0.0.1:0 } }\nbuffer: { mode: memory }\n${destinations}\n${more}`;
  const loaded = checkConfigText(text);
  if (loaded.kind === "errors") throw new Error(formatIssues(loaded.issues, "the test's configuration"));
  const log: string[] = [];
  const telemetry = createTelemetry({
    logLevel: "debug",
    metricsListen: { host: "127.0.0.1", port: 0 },
    logStream: { write: (line: string) => void log.push(line) },
  });
  const health = await telemetry.start();
  onTestFinished(() => telemetry.stop());
  const agent = await createAgent(agentSettings(loaded.config, detectors), telemetry);
  const started = await agent.start();
  const addressOf = (id: string) => started.find(({ receiver }) => receiver === id)?.address ?? "";
  return { agent, http: `http://${addressOf("otlp_http")}`, grpc: addressOf("otlp_grpc"), health: `http://${health}`, log };
}

/** An OTLP/JSON logs request with one record. */
export function logRequest(body: string): string {
  return JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: { stringValue: body } }] }] }] });
}

export function logRequestBytes(body: string): Buffer {
  const result = jsonToProtobuf("logs", Buffer.from(logRequest(body)));
  if (result.kind !== "done") throw new Error("the test's request is not OTLP");
  return result.protobuf;
}

export function postLog(http: string, body: string): Promise<Response> {
  return fetch(`${http}/v1/logs`, { method: "POST", headers: { "content-type": "application/json" }, body: logRequest(body) });
}

/** Bodies of the log records in a vendor's requests from the `from`-th on, in the order in which they came. */
export function bodiesTaken(vendor: FakeVendor, from = 0): string[] {
  return vendor.requests.slice(from).flatMap(({ body }) => {
    const json = protobufToJson("logs", body).toString();
    return [...json.matchAll(/"body":\{"stringValue":"((?:[^"\\]|\\.)*)"\}/g)].map(([, text = ""]) => text);
  });
}
