import { createRequire } from "node:module";
import { trace } from "@opentelemetry/api";
import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-proto";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { PinoInstrumentation } from "@opentelemetry/instrumentation-pino";
import { UndiciInstrumentation } from "@opentelemetry/instrumentation-undici";
import { BatchLogRecordProcessor } from "@opentelemetry/sdk-logs";
import { NodeSDK } from "@opentelemetry/sdk-node";
import { BatchSpanProcessor } from "@opentelemetry/sdk-trace";
import { phiLogRecordProcessor, phiSpanProcessor } from "../../src/index.ts";

/** An app whose HTTP server and client, fetch and logger are instrumented by OpenTelemetry's own packages. */
const sdk = new NodeSDK({
  serviceName: "clinic",
  spanProcessors: [phiSpanProcessor(new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }))],
  logRecordProcessors: [phiLogRecordProcessor(new BatchLogRecordProcessor({ exporter: new OTLPLogExporter() }))],
  instrumentations: [
    new HttpInstrumentation({ headersToSpanAttributes: { client: { requestHeaders: ["x-note"] } } }),
    new UndiciInstrumentation(),
    new PinoInstrumentation(),
  ],
});
sdk.start();
const require = createRequire(import.meta.url);
const http = require("node:http") as typeof import("node:http");
const pino = require("pino") as typeof import("pino");

const server = http.createServer((_request, response) => void response.end("ok"));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = server.address() as { port: number };
const url = `http://127.0.0.1:${port}/patients/48213377/notes?ssn=524-71-3902&name=Maria+Gonzalez`;
await trace.getTracer("app").startActiveSpan("kept visit", async (span) => {
  await new Promise((resolve) =>
    http.get(url, { headers: { "x-note": "SSN 524-71-3902" } }, (response) => response.resume().on("end", resolve)),
  );
  await (await fetch(url)).text();
  pino.default({ level: "info" }, { write: () => undefined }).info({ mrn: 48213377 }, "kept call (415) 555-0142");
  span.end();
});
server.close();
server.closeAllConnections();
await sdk.shutdown();
