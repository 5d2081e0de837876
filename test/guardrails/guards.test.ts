import { expect, test } from "vitest";
import { readPolicy } from "../../src/config/sdk-policy.ts";
import {
  guardOutput,
  guardPrompt,
  guardStream,
  RestoreMap,
  restore,
  restoreStream,
  systemPromptRule,
} from "../../src/sdk/guardrails/index.ts";

const messages = [
  { role: "system", content: "You are a scribe.", name: null },
  { role: "user", content: "Patient Maria Gonzalez, MRN 48213377, SSN 524-71-3902. Summarize." },
  {
    role: "assistant",
    content: [
      { type: "text", text: "Gonzalez was seen." },
      { type: "tool_call", args: { patientName: "Maria Gonzalez", n: 2, ok: true } },
    ],
  },
];
const secrets = /Maria|Gonzalez|48213377|524-71-3902/;

test("a prompt is scrubbed whole: text, parts, tool calls; what is no text stays", () => {
  const result = guardPrompt(messages);
  if (result.kind !== "scrubbed") throw new Error(result.kind);
  expect(JSON.stringify(result.messages)).not.toMatch(secrets);
  expect(result.messages[0]).toEqual(messages[0]);
  expect(result.messages[2]).toEqual({
    role: "assistant",
    content: [
      { type: "text", text: "[NAME] was seen." },
      { type: "tool_call", args: { patientName: "[NAME]", n: 2, ok: true } },
    ],
  });
  expect(result.findings).toMatchObject({ MRN: 1, SSN: 1 });
});

test("a prompt without identifiers goes on as it is", () => {
  const plain = [{ role: "user", content: "What is a normal potassium?" }];
  const result = guardPrompt(plain);
  expect(result).toEqual({ kind: "allowed", messages: plain });
});

test("addresses, dates, bytes and what is undefined stay what they are beside a finding; the model's name stays", () => {
  const image = new URL("https://images.example.org/scan.png");
  const prompt = {
    model: "gpt-4.1-2025-04-14",
    temperature: undefined,
    tools: null,
    timestamp: new Date(0),
    image,
    bytes: new Uint8Array([1, 2]),
    list: ["SSN 524-71-3902", { portal: new URL("https://portal.example.org/?ssn=524-71-3902") }],
  };
  const result = guardPrompt(prompt);
  if (result.kind !== "scrubbed") throw new Error(result.kind);
  expect(result.messages).toEqual({
    model: "gpt-4.1-2025-04-14",
    tools: null,
    timestamp: new Date(0),
    image,
    bytes: new Uint8Array([1, 2]),
    list: ["SSN [SSN]", { portal: expect.any(String) }],
  });
  expect(JSON.stringify(result.messages)).not.toContain("524-71");
  expect(guardPrompt({ ...prompt, list: [] })).toEqual({ kind: "allowed", messages: { ...prompt, list: [] } });
});

test("a destination that the policy does not have is an error", () => {
  expect(() => guardPrompt("hello", { destination: "nowhere" })).toThrow("nowhere: The policy has no such destination.");
});

const identifiers = [
  "SSN 524-71-3902",
  "Patient Maria Gonzalez",
  "MRN: 48213377",
  "call (415) 555-0142",
  "email maria.gonzalez@example.org",
  "born March 3, 1961",
  "card 4111 1111 1111 1111",
  "at 742 Evergreen Terrace, Springfield, IL 62704",
  "VIN 1HGCM82633A004352",
  'note: {"patientName":"Maria Gonzalez","mrn":48213377}',
];

test.each(identifiers)("cut at every place, %s is found as in the whole", async (identifier) => {
  const text = `Kept words before. ${identifier} and kept words after it. ${"Follow up in two weeks with the clinic. ".repeat(6)}`;
  const whole = guardOutput(text);
  const expected = whole.kind === "scrubbed" ? whole.messages : "";
  expect(expected).toMatch(/^Kept words before\..* and kept words after it\./);
  const start = text.indexOf(identifier);
  for (let at = start; at <= start + identifier.length; at++) {
    let out = "";
    for await (const part of guardStream([text.slice(0, at), text.slice(at)])) out += part;
    expect(out).toBe(expected);
  }
});

test("blocked: no messages, the findings by type", () => {
  const result = guardPrompt(messages, { onFindings: "block" });
  expect(result.kind).toBe("blocked");
  expect(JSON.stringify(result)).not.toMatch(secrets);
});

test("tokens can be restored here, and only with the map", () => {
  const result = guardPrompt(messages, { reversible: true });
  if (result.kind !== "scrubbed") throw new Error(result.kind);
  expect(JSON.stringify(result.messages)).not.toMatch(secrets);
  expect(restore(result.messages, result.restore)).toEqual(messages);
  expect(JSON.stringify(result.restore)).toBe("{}");
  expect(restore(result.messages, new RestoreMap())).toEqual(result.messages);
});

test("an answer's tokens are restored over the borders of its parts", async () => {
  const result = guardPrompt("SSN 524-71-3902", { reversible: true });
  if (result.kind !== "scrubbed") throw new Error(result.kind);
  const answer = `It is ${result.messages.replace("SSN ", "")}, as given. X_y`;
  const parts: string[] = [];
  for await (const part of restoreStream(answer.match(/.{1,3}/gs) ?? [], result.restore)) parts.push(part);
  expect(parts.join("")).toBe("It is 524-71-3902, as given. X_y");
});

test("the provider's agreement decides", () => {
  const policy = readPolicy(
    `agreements: [{ id: ms, party: Microsoft, hosts: [acme.openai.azure.com], signed: 2026-01-10, expires: 2027-01-10, reference: BAA-1 }]
destinations:
  azure:
    { type: otlp_http, endpoint: "https://acme.openai.azure.com", claim: baa, agreement: ms, rules: { keep_keys: [gen_ai.input], actions: { default: keep } } }
`,
    { nowMs: Date.parse("2026-06-01") },
  );
  const prompt = "SSN 524-71-3902";
  expect(guardPrompt(prompt, { policy, provider: "https://acme.openai.azure.com/openai/v1" }).kind).toBe("allowed");
  expect(guardPrompt(prompt, { policy, provider: "https://api.openai.com/v1" }).kind).toBe("scrubbed");
  expect(guardPrompt(prompt, { provider: "https://acme.openai.azure.com/openai/v1" }).kind).toBe("scrubbed");
});

const answer = `${"The visit was short and the plan is to continue. ".repeat(12)}Patient Maria Gonzalez (MRN: 48213377) called from (415) 555-0142 about SSN 524-71-3902. ${"Follow up in two weeks with the clinic. ".repeat(12)}`;

test.each([1, 3, 7, 64, 5000])("identifiers split over parts of %i characters are found; the rest comes out as it was", async (size) => {
  const whole = guardOutput(answer);
  const parts: string[] = [];
  for await (const part of guardStream(answer.match(new RegExp(`.{1,${size}}`, "gs")) ?? [])) parts.push(part);
  expect(parts.join("")).toBe(whole.kind === "scrubbed" ? whole.messages : "");
  expect(parts.join("")).not.toMatch(/Gonzalez|48213377|555-0142|524-71/);
});

test("text is released while the answer still comes", async () => {
  let pushed = 0;
  let releasedBeforeEnd = 0;
  async function* source() {
    for (const part of answer.match(/.{1,4}/gs) ?? []) {
      pushed += part.length;
      yield part;
    }
  }
  for await (const part of guardStream(source())) {
    releasedBeforeEnd += pushed < answer.length ? part.length : 0;
    expect(pushed - releasedBeforeEnd).toBeLessThan(600);
  }
  expect(releasedBeforeEnd).toBeGreaterThan(answer.length / 2);
});

test("a stream under block ends before anything of the finding is shown", async () => {
  const shown: string[] = [];
  const run = async () => {
    for await (const part of guardStream(answer.match(/.{1,5}/gs) ?? [], { onFindings: "block" })) shown.push(part);
  };
  await expect(run()).rejects.toThrow("identifiers that the rules do not keep");
  expect(shown.join("")).not.toMatch(/Maria|Gonzalez|48213377/);
});

test("a run without white space that never ends is not passed on", async () => {
  const parts: string[] = [];
  for await (const part of guardStream(Array(100).fill("A1b2".repeat(100)))) parts.push(part);
  expect(parts.join("")).not.toContain("A1b2A1b2A1b2A1b2".repeat(300));
  expect(parts.join("").length).toBeLessThan(20_000);
});

test("the system prompt's rule is found where it is, and added where it is not", () => {
  const { text, isIn, addTo } = systemPromptRule();
  expect(text).toMatch(/Never repeat a patient's identifiers/);
  expect(isIn(messages)).toBe(false);
  const more = addTo(messages);
  expect(isIn(more)).toBe(true);
  expect(addTo(more)).toHaveLength(more.length);
});
