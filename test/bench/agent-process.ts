import { agentSettings, createAgent } from "../../src/agent/index.ts";
import { countBodiesWithHeap } from "../../src/cli/garbage-collection.ts";
import { checkConfigText, formatIssues } from "../../src/config/index.ts";
import { detectors } from "../../src/detectors/index.ts";
import { createSilentTelemetry } from "../../src/telemetry/index.ts";

/** The agent alone in a process, OTLP/HTTP in and out, so that its CPU time is its own. Talks with the bench over IPC: "usage" is answered. */
const [endpoint, destinationsCount, names, mode, folder] = process.argv.slice(2) as [string, string, string, "memory" | "disk", string];
countBodiesWithHeap();
const buffer = mode === "memory" ? "{ mode: memory }" : `{ path: "${folder}/buffer", key: { path: "${folder}/kek" } }`;
const audit = mode === "memory" ? "" : `audit: { path: "${folder}/audit" }\n`;
const destinations = Array.from(
  { length: Number(destinationsCount) },
  (_, index) =>
    `  vendor${index}: { type: otlp_http, endpoint: "${endpoint}/vendor${index}", compression: none, queue: { size_max: 512MiB } }`,
);
const loaded = checkConfigText(`receivers: { otlp_http: { listen: 127.0.0.1:0 } }
buffer: ${buffer}
${audit}telemetry: { metrics: { listen: 127.0.0.1:0 } }
detection: { names: ${names} }
destinations:
${destinations.join("\n")}
`);
if (loaded.kind === "errors") throw new Error(formatIssues(loaded.issues, "the bench's configuration"));
const agent = await createAgent(agentSettings(loaded.config, detectors), createSilentTelemetry());
const [receiver] = await agent.start();
process.on("message", () => process.send?.({ usage: process.cpuUsage(), rss: process.memoryUsage().rss }));
process.send?.({ address: receiver?.address });
