import { readdirSync, readFileSync } from "node:fs";
import { readMarkedTexts } from "../quality/marked-text.ts";
import { encode } from "../support/otlp-oracle.ts";

/** One OTLP trace body of the workload: bytes, and how many of its spans carry identifiers. */
export interface WorkloadBody {
  readonly bytes: Buffer;
  readonly spansCount: number;
  readonly identifiedSpansCount: number;
}

/**
 * Bodies of the shape that AI applications in health care send: 512 spans each, 30 % of them chats with a model, 10 % with identifiers (invented). The same seed
 * gives the same bytes.
 */
export function createWorkload(bodiesCount: number, spansCount = 512, seed = 42): readonly WorkloadBody[] {
  const random = createRandom(seed);
  return Array.from({ length: bodiesCount }, (_, index) => createBody(random, index, spansCount));
}

const texts = new URL("../quality/texts/", import.meta.url);

/** The texts of the quality sets, each the body of a log record, in an order that mixes them: hardly a sentence comes twice, and identifiers are close together. */
export function createNewTexts(recordsInBody: number, seed = 42): readonly Buffer[] {
  const random = createRandom(seed);
  const all = readdirSync(texts)
    .sort()
    .flatMap((file) => readMarkedTexts(file, readFileSync(new URL(file, texts), "utf8")))
    .map(({ text }) => ({ body: { stringValue: text.toWellFormed() } }));
  const mixed = all.map((record) => ({ record, place: random.below(2 ** 30) })).sort((a, b) => a.place - b.place);
  const bodies: Buffer[] = [];
  for (let first = 0; first < mixed.length; first += recordsInBody) {
    const logRecords = mixed.slice(first, first + recordsInBody).map(({ record }) => record);
    bodies.push(Buffer.from(encode("logs", { resourceLogs: [{ scopeLogs: [{ logRecords }] }] })));
  }
  return bodies;
}

const sentences = [
  "The patient presents with shortness of breath on exertion that began about two weeks ago.",
  "Blood pressure was 128/82 and heart rate 76, oxygen saturation 97% on room air.",
  "Labs: Na 139, K 4.1, creatinine 0.9 mg/dL, hemoglobin 13.4 g/dL, WBC 7.2.",
  "Continue metformin 500 mg twice daily and lisinopril 10 mg once daily.",
  "History of Parkinson disease, hypertension and type 2 diabetes mellitus.",
  "Assessment: likely community acquired pneumonia, start azithromycin.",
  "Summarize the following discharge note for the care team in plain language.",
  "You are a helpful clinical assistant; never repeat patient identifiers verbatim.",
  "Plan to follow up in clinic in two weeks with repeat chest x-ray.",
  "No known drug allergies. Denies fever, chills, night sweats or weight loss.",
  "Physical exam: lungs clear to auscultation bilaterally, no wheezes, regular rate and rhythm.",
  "Please draft a prior authorization letter for an MRI of the lumbar spine without contrast.",
  "The model returned 3 candidate ICD-10 codes: E11.9, I10 and J18.9.",
  "Family history is notable for coronary artery disease in the father at age 62.",
];
const firstNames = ["Maria", "James", "Oluwaseun", "Nguyen", "Helen", "Derek", "Gina", "Riley", "Xiang", "Brenda"];
const lastNames = ["Gonzalez", "Frazier", "Okafor", "Moore", "Bryant", "Hale", "Carlson", "Novak", "Li", "Jones"];
const models = ["gpt-4o", "claude-sonnet-4", "llama-3.1-70b", "mistral-large"];

type Random = { below(n: number): number; pick<T>(list: readonly T[]): T; hex(bytes: number): string; bytes(count: number): Buffer };

/** mulberry32: small, fast, the same on every machine. */
function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const random: Random = {
    below: (n) => Math.floor(next() * n),
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
    hex: (count) => random.bytes(count).toString("hex"),
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => random.below(256))),
  };
  return random;
}

function identified(random: Random): string {
  const name = `${random.pick(firstNames)} ${random.pick(lastNames)}`;
  const digits = (count: number) => String(10 ** (count - 1) + random.below(9 * 10 ** (count - 1)));
  const two = (n: number) => String(1 + random.below(n)).padStart(2, "0");
  return random.pick([
    () => `Patient ${name}, DOB ${two(12)}/${two(28)}/${1930 + random.below(80)}, MRN ${digits(8)}.`,
    () => `SSN ${100 + random.below(560)}-${10 + random.below(89)}-${1000 + random.below(8999)} on file for ${name}.`,
    () =>
      `Call ${name} at (${200 + random.below(780)}) ${200 + random.below(790)}-${1000 + random.below(8999)} or ${name.toLowerCase().replace(" ", ".")}@example.com.`,
    () => `Admitted March ${two(28)}, 2024 and lives at ${digits(4)} ${random.pick(lastNames)} Street, Springfield, IL ${digits(5)}.`,
    () => `Member ID ${random.pick(["A", "B", "W"])}${digits(9)}, account number ${digits(10)}.`,
    () =>
      `Accessed from ${1 + random.below(222)}.${random.below(256)}.${random.below(256)}.7 via https://portal.example.org/patients/${digits(6)}?name=${name.replace(" ", "+")}`,
  ])();
}

function prose(random: Random, bytesMin: number, isIdentified: boolean): string {
  const parts: string[] = [];
  for (let length = 0; length < bytesMin; length += (parts.at(-1) as string).length + 1) parts.push(random.pick(sentences));
  if (isIdentified) for (let n = 1 + random.below(4); n > 0; n--) parts.splice(random.below(parts.length + 1), 0, identified(random));
  return parts.join(" ");
}

type Value = string | number;
const attribute = ([key, value]: readonly [string, Value]) => ({
  key,
  value: typeof value === "string" ? { stringValue: value } : Number.isInteger(value) ? { intValue: value } : { doubleValue: value },
});

function createBody(random: Random, index: number, spansCount: number): WorkloadBody {
  let identifiedSpansCount = 0;
  const spans = Array.from({ length: spansCount }, (_, position) => {
    const isChat = random.below(100) < 30;
    const isIdentified = random.below(100) < 10;
    if (isIdentified) identifiedSpansCount++;
    const startTimeUnixNano = String(1_760_000_000_000_000_000n + BigInt(index * spansCount + position) * 1_000_000n);
    return {
      traceId: random.bytes(16),
      spanId: random.bytes(8),
      parentSpanId: random.bytes(8),
      kind: 3,
      name: isChat ? "chat gpt-4o" : random.pick(["GET /api/encounters/{id}", "POST /api/chat", "SELECT ehr.notes", "redis GET"]),
      startTimeUnixNano,
      endTimeUnixNano: startTimeUnixNano,
      attributes: (isChat ? chatAttributes(random, isIdentified) : requestAttributes(random, isIdentified)).map(attribute),
    };
  });
  const resource = [
    ["service.name", "clinical-assistant"],
    ["service.version", "1.14.2"],
    ["k8s.pod.name", "clinical-assistant-7c9d8f6b5-x2v4q"],
    ["telemetry.sdk.language", "nodejs"],
  ] as const;
  const scope = { name: "@opentelemetry/instrumentation-openai", version: "0.5.1" };
  const request = { resourceSpans: [{ resource: { attributes: resource.map(attribute) }, scopeSpans: [{ scope, spans }] }] };
  return { bytes: Buffer.from(encode("traces", request)), spansCount, identifiedSpansCount };
}

function chatAttributes(random: Random, isIdentified: boolean): readonly (readonly [string, Value])[] {
  const prompt = prose(random, 800 + random.below(2200), isIdentified);
  const answer = prose(random, 300 + random.below(900), isIdentified && random.below(2) === 0);
  const model = random.pick(models);
  return [
    ["gen_ai.operation.name", "chat"],
    ["gen_ai.provider.name", "openai"],
    ["gen_ai.request.model", model],
    ["gen_ai.response.model", model],
    ["gen_ai.request.temperature", 0.2],
    ["gen_ai.usage.input_tokens", prompt.length >> 2],
    ["gen_ai.usage.output_tokens", answer.length >> 2],
    ["gen_ai.response.id", `chatcmpl-${random.hex(12)}`],
    ["gen_ai.input.messages", JSON.stringify([{ role: "user", parts: [{ type: "text", content: prompt }] }])],
    ["gen_ai.output.messages", JSON.stringify([{ role: "assistant", parts: [{ type: "text", content: answer }], finish_reason: "stop" }])],
    ["server.address", "api.openai.example"],
    ["server.port", 443],
  ];
}

function requestAttributes(random: Random, isIdentified: boolean): readonly (readonly [string, Value])[] {
  return [
    ["http.request.method", "GET"],
    ["url.scheme", "https"],
    ["http.route", "/api/encounters/{id}"],
    ["url.path", `/api/encounters/${1000 + random.below(9000)}`],
    ["http.response.status_code", 200],
    ["network.protocol.version", "1.1"],
    ["user_agent.original", "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36"],
    ["server.address", "ehr-gateway.internal"],
    ["server.port", 8443],
    ["thread.name", `worker-${1 + random.below(8)}`],
    ["session.id", random.hex(16)],
    ...(random.below(10) < 4
      ? [
          [
            "db.query.text",
            "SELECT id, status, note FROM encounter WHERE clinic_id = $1 AND status IN ('open','pending') ORDER BY updated_at DESC LIMIT 50",
          ] as const,
        ]
      : []),
    ...(isIdentified ? [["app.note", identified(random)] as const] : []),
  ];
}
