import { createRequire } from "node:module";
import { logs, trace } from "@opentelemetry/api";
import { logs as logsBefore } from "@opentelemetry/api-logs";
import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-proto";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { PgInstrumentation } from "@opentelemetry/instrumentation-pg";
import { PinoInstrumentation } from "@opentelemetry/instrumentation-pino";
import { UndiciInstrumentation } from "@opentelemetry/instrumentation-undici";
import { WinstonInstrumentation } from "@opentelemetry/instrumentation-winston";
import { BatchLogRecordProcessor } from "@opentelemetry/sdk-logs";
import { NodeSDK } from "@opentelemetry/sdk-node";
import { BatchSpanProcessor } from "@opentelemetry/sdk-trace";
import { phiLogRecordProcessor, phiSpanProcessor } from "../../src/index.ts";
import { startPostgres } from "./postgres-peer.ts";

/** An app whose HTTP server and client, fetch, database and loggers are instrumented by OpenTelemetry's own packages. */
const sdk = new NodeSDK({
  serviceName: "clinic",
  spanProcessors: [phiSpanProcessor(new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }))],
  logRecordProcessors: [phiLogRecordProcessor(new BatchLogRecordProcessor({ exporter: new OTLPLogExporter() }))],
  instrumentations: [
    new HttpInstrumentation({ headersToSpanAttributes: { client: { requestHeaders: ["x-note"] } } }),
    new UndiciInstrumentation(),
    new PinoInstrumentation(),
    new WinstonInstrumentation(),
    new PgInstrumentation({ enhancedDatabaseReporting: true }),
  ],
});
sdk.start();
// winston's transport still speaks to the API of logs before it was part of @opentelemetry/api.
logsBefore.setGlobalLoggerProvider({ getLogger: (...given) => logs.getLogger(...given) as never });
const require = createRequire(import.meta.url);
const http = require("node:http") as typeof import("node:http");
const pino = require("pino") as typeof import("pino");
const winston = require("winston") as typeof import("winston");
const { Client } = require("pg") as { Client: new (settings: object) => PgClient };

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
  const logger = winston.createLogger({ transports: [new winston.transports.Console({ silent: true })] });
  logger.info("kept winston, SSN 524-71-3902", { mrn: 48213377, nested: { patientName: "Maria Gonzalez" } });
  await useDatabase();
  span.end();
});
server.close();
server.closeAllConnections();
await sdk.shutdown();

interface PgClient {
  connect(): Promise<void>;
  query(text: string, values?: readonly unknown[]): Promise<{ rows: { note: string }[] }>;
  end(): Promise<void>;
}

async function useDatabase(): Promise<void> {
  const postgres = await startPostgres((query) =>
    query.startsWith("INSERT") ? { error: "duplicate key: (ssn)=(524-71-3902) kept error" } : { row: "kept row" },
  );
  const client = new Client({ host: "127.0.0.1", port: postgres.port, user: "app", database: "clinic" });
  await client.connect();
  await client.query("SELECT note AS kept_query FROM visits WHERE ssn = '524-71-3902'");
  await client.query("SELECT note FROM visits WHERE name = $1 AND mrn = $2 -- kept values", ["Maria Gonzalez", "MRN 48213377"]);
  await client.query("INSERT INTO visits (ssn) VALUES ('524-71-3902')").catch(() => undefined);
  await client.end();
  postgres.stop();
}
