import type { Signal } from "../base/index.ts";

/**
 * What is known of a vendor's OTLP intake. A preset may only raise strictness: it has no claim, no agreement and no actions, so that every preset
 * starts at Safe Harbor without an agreement; it narrows signals, asks for headers and adds those that are the same for everyone. What the user writes beside it wins.
 */
export interface Preset {
  readonly title: string;
  /** The first is the default. */
  readonly types: readonly ("otlp_http" | "otlp_grpc")[];
  /** Base URL, before `/v1/traces`; null: depends on the account, the user writes it. */
  readonly endpoint: string | null;
  /** How the user's own endpoint looks. */
  readonly endpointForm: string;
  /** Paths below the endpoint where they are not `/v1/<signal>`. */
  readonly paths: Readonly<Partial<Record<Signal, string>>>;
  readonly signals: readonly Signal[];
  /** Lower-case names of the headers without which the vendor refuses, of every signal or of one. */
  readonly requiredHeaders: readonly string[];
  readonly signalHeaders: Readonly<Partial<Record<Signal, readonly string[]>>>;
  /** Headers that are the same for everyone. */
  readonly headers: Readonly<Record<string, string>>;
  readonly protobufOnly: boolean;
  /** Printed by `cordon destinations`; facts from memory are marked `verify` in a comment beside them. */
  readonly note: string | null;
}

const all: readonly Signal[] = ["traces", "logs", "metrics"];

export const presets: ReadonlyMap<string, Preset> = new Map<string, Preset>([
  [
    "datadog",
    preset("Datadog", "https://otlp.<site>", {
      // verify: host and path of the direct intake
      requiredHeaders: ["dd-api-key"],
      protobufOnly: true,
      note: "The traces intake is in preview.",
    }),
  ],
  [
    "honeycomb",
    preset("Honeycomb", "https://api.honeycomb.io, in the EU https://api.eu1.honeycomb.io", {
      types: ["otlp_http", "otlp_grpc"],
      endpoint: "https://api.honeycomb.io",
      requiredHeaders: ["x-honeycomb-team"],
      signalHeaders: { metrics: ["x-honeycomb-dataset"] },
      note: "Metrics also need the header x-honeycomb-dataset.",
    }),
  ],
  [
    "new_relic",
    preset("New Relic", "https://otlp.nr-data.net, in the EU https://otlp.eu01.nr-data.net", {
      types: ["otlp_http", "otlp_grpc"],
      endpoint: "https://otlp.nr-data.net",
      requiredHeaders: ["api-key"],
      note: "An agreement comes from the account team; some services are out of its scope.",
    }),
  ],
  [
    "langfuse",
    preset("Langfuse", "https://<host>/api/public/otel", {
      signals: ["traces"],
      requiredHeaders: ["authorization"],
      headers: { "x-langfuse-ingestion-version": "4" },
      note: "Traces only. An agreement covers the HIPAA host only and depends on the plan.",
    }),
  ],
  [
    "langsmith",
    preset("LangSmith", "https://api.smith.langchain.com/otel", {
      // verify: base path and the Langsmith-Project header
      endpoint: "https://api.smith.langchain.com/otel",
      signals: ["traces"],
      requiredHeaders: ["x-api-key"],
    }),
  ],
  [
    "arize",
    preset("Arize AX", "https://otlp.arize.com", {
      // verify: host and both header names
      types: ["otlp_http", "otlp_grpc"],
      endpoint: "https://otlp.arize.com",
      signals: ["traces"],
      requiredHeaders: ["space_id", "api_key"],
    }),
  ],
  [
    "phoenix",
    // verify: the authorization header of a server with authentication
    preset("Phoenix", "http://127.0.0.1:6006, or https://<host>", { signals: ["traces"], note: "Self-hosted." }),
  ],
  ["grafana_cloud", preset("Grafana Cloud", "https://otlp-gateway-prod-<zone>.grafana.net/otlp", { requiredHeaders: ["authorization"] })],
  [
    "dynatrace",
    preset("Dynatrace", "https://<environment>.live.dynatrace.com/api/v2/otlp", {
      requiredHeaders: ["authorization"],
      protobufOnly: true,
      note: "Metrics must have delta temporality.",
    }),
  ],
  [
    "elastic",
    // verify: the ApiKey scheme
    preset("Elastic", "https://<managed OTLP endpoint>", { types: ["otlp_http", "otlp_grpc"], requiredHeaders: ["authorization"] }),
  ],
  [
    "splunk_observability",
    preset("Splunk Observability", "https://ingest.<realm>.observability.splunkcloud.com", {
      types: ["otlp_http", "otlp_grpc"],
      paths: { traces: "/v2/trace/otlp", metrics: "/v2/datapoint/otlp" },
      signals: ["traces", "metrics"],
      requiredHeaders: ["x-sf-token"],
    }),
  ],
  [
    "sentry",
    preset("Sentry", "https://<ingest>/api/<project>/integration/otlp", {
      // verify: path and header
      signals: ["traces", "logs"],
      requiredHeaders: ["x-sentry-auth"],
      note: "No metrics.",
    }),
  ],
  [
    "axiom",
    preset("Axiom", "https://api.axiom.co", {
      endpoint: "https://api.axiom.co",
      requiredHeaders: ["authorization", "x-axiom-dataset"],
      note: "One dataset a signal: write one destination a signal.",
    }),
  ],
  [
    "braintrust",
    preset("Braintrust", "https://api.braintrust.dev/otel", {
      endpoint: "https://api.braintrust.dev/otel",
      signals: ["traces"],
      requiredHeaders: ["authorization", "x-bt-parent"],
    }),
  ],
  [
    "traceloop",
    preset("Traceloop", "https://api.traceloop.com", {
      // verify: the bearer scheme
      types: ["otlp_http", "otlp_grpc"],
      endpoint: "https://api.traceloop.com",
      signals: ["traces"],
      requiredHeaders: ["authorization"],
    }),
  ],
]);

function preset(title: string, endpointForm: string, facts: Partial<Omit<Preset, "title" | "endpointForm">>): Preset {
  return {
    title,
    types: ["otlp_http"],
    endpoint: null,
    endpointForm,
    paths: {},
    signals: all,
    requiredHeaders: [],
    signalHeaders: {},
    headers: {},
    protobufOnly: false,
    note: null,
    ...facts,
  };
}
