// A minimal app with the OpenTelemetry SDK and Cordon: one line more than without.
import { trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { NodeSDK } from "@opentelemetry/sdk-node";
import { BatchSpanProcessor } from "@opentelemetry/sdk-trace";
import { phiSpanProcessor } from "cordon";

const sdk = new NodeSDK({ spanProcessors: [phiSpanProcessor(new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }))] });
sdk.start();

trace.getTracer("sample").startActiveSpan("summarize the visit", (span) => {
  span.setAttribute("gen_ai.prompt", "Patient Maria Testperson, MRN 48213377, called from (415) 555-0142.");
  span.end();
});

await sdk.shutdown();
