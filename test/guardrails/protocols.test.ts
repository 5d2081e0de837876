import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { guardedFetch } from "../../src/sdk/guardrails/index.ts";

/** A provider that answers with the bytes it is given, cut into chunks of `size`, and keeps what it was sent. */
async function serve(type: string, body: string | Buffer, size = 5) {
  const requests: { url: string; headers: Record<string, unknown>; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    requests.push({ url: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(200, { "content-type": type });
    const bytes = Buffer.from(body);
    for (let at = 0; at < bytes.length; at += size) response.write(bytes.subarray(at, at + size));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

const ask = { method: "POST", body: JSON.stringify({ model: "gpt-4.1-2025-04-14", input: "hello" }) };
const answer = "Kept café. Patient Maria Gonzalez, SSN 524-71-3902, is well. Kept end.";
const expected = "Kept café. Patient [NAME], SSN [SSN], is well. Kept end.";
const parts = answer.match(/.{1,3}/gs) ?? [];
const sse = (events: readonly unknown[]) => events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
const dataOf = (text: string) => text.split("\n").flatMap((line) => (line.startsWith("data: {") ? [JSON.parse(line.slice(6))] : []));

const gemini = (text: string, finishReason?: string) => ({
  candidates: [{ content: { parts: [{ text }], role: "model" }, index: 0, ...(finishReason === undefined ? {} : { finishReason }) }],
  modelVersion: "gemini-2.0-flash-001",
});
const responses = (text: string) => ({
  type: "response.output_text.delta",
  item_id: "msg_1",
  output_index: 0,
  content_index: 0,
  delta: text,
});

/** Protocol, content type, the events of an answer, and the text that a client makes of them. */
const protocols: [name: string, type: string, body: string, read: (text: string) => string][] = [
  [
    "Gemini",
    "text/event-stream",
    sse(parts.map((part, i) => gemini(part, i === parts.length - 1 ? "STOP" : undefined))),
    (text) =>
      dataOf(text)
        .map((event) => event.candidates[0].content.parts[0].text)
        .join(""),
  ],
  [
    "Gemini as one list",
    "application/json",
    JSON.stringify(parts.map((part) => gemini(part))),
    (text) =>
      JSON.parse(text)
        .map((event: ReturnType<typeof gemini>) => event.candidates[0]?.content.parts[0]?.text)
        .join(""),
  ],
  [
    "OpenAI completions",
    "text/event-stream",
    sse([
      ...parts.map((text) => ({ choices: [{ index: 0, text, finish_reason: null }] })),
      { choices: [{ index: 0, text: "", finish_reason: "stop" }] },
    ]),
    (text) =>
      dataOf(text)
        .map((event) => event.choices[0].text)
        .join(""),
  ],
  [
    "OpenAI responses",
    "text/event-stream",
    sse([
      ...parts.map(responses),
      { type: "response.output_text.done", item_id: "msg_1", output_index: 0, content_index: 0, text: answer },
      {
        type: "response.completed",
        response: { model: "gpt-4.1-2025-04-14", output: [{ content: [{ type: "output_text", text: answer }] }] },
      },
    ]),
    (text) => {
      const events = dataOf(text);
      expect(events.at(-1)).toEqual({
        type: "response.completed",
        response: { model: "gpt-4.1-2025-04-14", output: [{ content: [{ type: "output_text", text: expected }] }] },
      });
      const done = events.findIndex(({ type }) => type === "response.output_text.done");
      expect(events[done].text).toBe(expected);
      return events
        .slice(0, done)
        .map(({ delta }) => delta)
        .join("");
    },
  ],
  [
    "Ollama, lines of JSON",
    "application/x-ndjson",
    [
      ...parts.map((content) => ({ model: "m", message: { role: "assistant", content }, done: false })),
      { model: "m", message: { role: "assistant", content: "" }, done: true },
    ]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(""),
    (text) =>
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).message.content)
        .join(""),
  ],
  [
    "chat, events between the parts that end nothing, comments, CRLF",
    "text/event-stream",
    `: thinking of SSN 524-71-3902\r\n\r\n${sse(
      parts.flatMap((content): unknown[] => [
        { choices: [{ index: 0, delta: { content }, finish_reason: null }] },
        { choices: [], prompt_filter_results: [{ prompt_index: 0 }] },
        { choices: [{ index: 1, delta: { content: "." }, finish_reason: null }] },
      ]),
    )}data: {"choices":[{"index":1,"delta":{},"finish_reason":"stop"}]}\r\n\r\n${sse([{ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }])}data: [DONE]\n\n`,
    (text) => {
      expect(text).toMatch(/data: \[DONE\]/);
      return dataOf(text)
        .map((event) => (event.choices[0]?.index === 0 ? (event.choices[0].delta.content ?? "") : ""))
        .join("");
    },
  ],
  [
    "Anthropic, two blocks at once, tool input and thinking",
    "text/event-stream",
    sse([
      ...parts.flatMap((part): unknown[] => [
        { type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: part } },
        { type: "content_block_delta", index: 1, delta: { type: "input_json_delta", partial_json: part } },
        { type: "ping" },
      ]),
      { type: "content_block_stop", index: 1 },
      { type: "content_block_delta", index: 0, delta: { type: "signature_delta", signature: "EqQBCgIYAhIM1gbcDa9GJwZA" } },
      { type: "content_block_stop", index: 0 },
      { type: "message_stop" },
    ]),
    (text) => {
      const events = dataOf(text);
      const of = (index: number, name: string) =>
        events.map((event) => (event.index === index ? (event.delta?.[name] ?? "") : "")).join("");
      expect(of(1, "partial_json")).toBe(expected);
      expect(of(0, "signature")).toBe("EqQBCgIYAhIM1gbcDa9GJwZA");
      expect(events.at(-1)).toEqual({ type: "message_stop" });
      return of(0, "thinking");
    },
  ],
];

test.each(protocols)("%s: identifiers split over events and bytes are found, all else stays", async (_name, type, body, read) => {
  for (const size of [1, 7, 100_000]) {
    const { url } = await serve(type, body, size);
    const text = await (await guardedFetch()(`${url}/v1`, ask)).text();
    expect(text).not.toMatch(/Maria|Gonzalez|524-71|3902/);
    expect(read(text)).toBe(expected);
  }
});

test("a request's body, query and own headers; what the protocol needs stays", async () => {
  const { url, requests } = await serve("application/json", "{}");
  const headers = {
    authorization: "Bearer sk-abcdefghijklmnop1234567890",
    "x-user": "maria.gonzalez@example.org",
    "anthropic-version": "2023-06-01",
  };
  await guardedFetch()(`${url}/v1?api-version=2024-10-21&q=SSN+524-71-3902`, { ...ask, headers });
  const [request] = requests;
  expect(request?.url).toBe("/v1?api-version=2024-10-21&q=SSN+%5BSSN%5D");
  expect(request?.headers).toMatchObject({ ...headers, "x-user": "[EMAIL]" });
  expect(request?.body).toBe(ask.body);
  const blocking = guardedFetch({ onFindings: "block" });
  await expect(blocking(`${url}/v1`, { headers: { "x-user": "maria.gonzalez@example.org" } })).rejects.toThrow(
    "identifiers that the rules do not keep",
  );
});

test("sound and files that are no text come as they are", async () => {
  const bytes = Buffer.from(Array.from({ length: 999 }, (_, i) => (i * 37) % 256));
  for (const type of ["audio/mpeg", "application/octet-stream"]) {
    const { url } = await serve(type, bytes);
    expect(Buffer.from(await (await guardedFetch()(url, ask)).arrayBuffer())).toEqual(bytes);
  }
});

test("frames of a protocol that is not read are not passed on", async () => {
  const { url } = await serve(
    "application/vnd.amazon.eventstream",
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("SSN 524-71-3902")]),
  );
  await expect(guardedFetch()(url, ask)).rejects.toThrow("could not be scanned");
});

test("tokens listed one by one go where something was found, and from streams", async () => {
  const logprobs = {
    content: ["Maria", " Gonz", "alez"].map((token) => ({ token, logprob: -0.1, bytes: null, top_logprobs: [{ token }] })),
  };
  const choice = (content: string) => ({
    choices: [{ index: 0, message: { role: "assistant", content }, logprobs, finish_reason: "stop" }],
  });
  const found = await serve("application/json", JSON.stringify(choice("Patient Maria Gonzalez")));
  expect(await (await guardedFetch()(found.url, ask)).json()).toMatchObject({
    choices: [{ message: { content: "Patient [NAME]" }, logprobs: null }],
  });
  const plain = await serve(
    "application/json",
    JSON.stringify({ choices: [{ message: { content: "fine" }, logprobs: { content: [{ token: "fine" }] } }] }),
  );
  expect(await (await guardedFetch()(plain.url, ask)).json()).toMatchObject({ choices: [{ logprobs: { content: [{ token: "fine" }] } }] });
  const events = ["Patient Maria Gonz", "alez"].map((content) => ({ choices: [{ index: 0, delta: { content }, logprobs }] }));
  const stream = await serve("text/event-stream", sse(events));
  expect(await (await guardedFetch()(stream.url, ask)).text()).not.toMatch(/Gonz|alez|Maria/);
});

test("an agent or dispatcher of the client's own goes on to the fetch behind", async () => {
  let given: unknown;
  const inner: typeof fetch = async (_input, init) => {
    given = (init as { dispatcher?: unknown } | undefined)?.dispatcher;
    return new Response("{}");
  };
  const dispatcher = {};
  await guardedFetch({ fetch: inner })("http://127.0.0.1/v1", { ...ask, dispatcher } as never);
  expect(given).toBe(dispatcher);
});
