import { logs, metrics, trace } from "@opentelemetry/api";
import { NodeSDK } from "@opentelemetry/sdk-node";

/** An application as it is: the Node SDK, set up by its environment variables alone. The identifiers are invented. */
const sdk = new NodeSDK();
sdk.start();
const tracer = trace.getTracer("clinic", "1.0.0");
tracer.startActiveSpan("summarize note", (span) => {
  span.setAttributes({
    "gen_ai.prompt": "Patient Maria Gonzalez, SSN 524-71-3902, asks for a refill",
    "patient.mrn": 48213377,
    safe: true,
    list: ["call (415) 555-0142", "fine"],
  });
  span.addEvent("retry", { reason: "mail to maria.gonzalez@example.com failed" });
  span.setStatus({ code: 2, message: "no chart for MRN 48213377" });
  span.end();
});
logs.getLogger("clinic").emit({ body: { msg: "discharged 03/05/2024", ssn: "524-71-3902", kept: "plain words" }, severityText: "INFO" });
metrics.getMeter("clinic").createCounter("visits", { description: "visits counted" }).add(1, { member_id: "W123456789", clinic: "north" });
await sdk.shutdown();
