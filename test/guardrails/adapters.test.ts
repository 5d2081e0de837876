import { createOpenAI } from "@ai-sdk/openai";
import Anthropic from "@anthropic-ai/sdk";
import { AIMessage } from "@langchain/core/messages";
import { ChatOpenAI } from "@langchain/openai";
import { generateText, streamText, wrapLanguageModel } from "ai";
import OpenAI from "openai";
import { expect, onTestFinished, test } from "vitest";
import { guardAnthropic, guardCallback, guardedFetch, guardMiddleware, guardOpenAI } from "../../src/sdk/guardrails/index.ts";
import { startProvider } from "./fake-provider.ts";

const prompt = "Summarize: Patient Maria Gonzalez, SSN 524-71-3902, seen on March 3.";
const leak = `${"All is well and the plan goes on as before. ".repeat(8)}Patient Maria Gonzalez, SSN 524-71-3902. ${"The end is near but not yet here. ".repeat(8)}`;
const scrubbedLeak = leak.replace("Maria Gonzalez", "[NAME]").replace("524-71-3902", "[SSN]");
const secrets = /Maria|Gonzalez|524-71/;

async function start(answer: (request: string) => string = () => leak) {
  const provider = await startProvider(answer);
  onTestFinished(async () => void (await provider.stop()));
  return provider;
}

function isGuarded(provider: { readonly requests: readonly string[] }, answer: string | null | undefined): void {
  expect(provider.requests.length).toBeGreaterThan(0);
  for (const request of provider.requests) {
    expect(request).toContain("Summarize: Patient [NAME], SSN [SSN]");
    expect(request).not.toMatch(secrets);
  }
  expect(answer).toBe(scrubbedLeak);
}

async function joined<T>(stream: AsyncIterable<T>, textOf: (event: T) => string): Promise<string> {
  let text = "";
  for await (const event of stream) text += textOf(event);
  return text;
}

const messages = [{ role: "user" as const, content: prompt }];

test("the OpenAI client: whole answers, streams and helpers", async () => {
  const provider = await start();
  const client = guardOpenAI(new OpenAI({ baseURL: provider.url, apiKey: "k" }));
  const whole = await client.chat.completions.create({ model: "m", messages, user: "maria.gonzalez@example.org" });
  isGuarded(provider, whole.choices[0]?.message.content);
  const stream = await client.chat.completions.create({ model: "m", messages, stream: true });
  isGuarded(provider, await joined(stream, (event) => event.choices[0]?.delta.content ?? ""));
  const helper = client.chat.completions.stream({ model: "m", messages });
  isGuarded(provider, (await helper.finalMessage()).content as string);
});

test("the Anthropic client: whole answers and streams", async () => {
  const provider = await start();
  const client = guardAnthropic(new Anthropic({ baseURL: provider.url.replace("/v1", ""), apiKey: "k" }));
  const whole = await client.messages.create({ model: "m", max_tokens: 9, messages });
  isGuarded(provider, whole.content.map((block) => (block.type === "text" ? block.text : "")).join(""));
  const stream = await client.messages.create({ model: "m", max_tokens: 9, messages, stream: true });
  isGuarded(
    provider,
    await joined(stream, (event) => (event.type === "content_block_delta" && event.delta.type === "text_delta" ? event.delta.text : "")),
  );
  const final = await client.messages.stream({ model: "m", max_tokens: 9, messages }).finalMessage();
  isGuarded(provider, final.content.map((block) => (block.type === "text" ? block.text : "")).join(""));
});

test("the Vercel AI SDK: its middleware", async () => {
  const provider = await start();
  const openai = createOpenAI({ baseURL: provider.url, apiKey: "k" });
  const model = wrapLanguageModel({ model: openai.chat("m"), middleware: guardMiddleware() });
  isGuarded(provider, (await generateText({ model, prompt })).text);
  isGuarded(provider, await joined(streamText({ model, prompt }).textStream, (text) => text));
});

test("the Vercel AI SDK's middleware: pictures by address, provider options, raw answers; originals come back where they may", async () => {
  const token = /SSN (SSN_[a-z]{16})/;
  const provider = await start((request) => `${"As asked, here it is. ".repeat(20)}Number ${token.exec(request)?.[1]} was given.`);
  const openai = createOpenAI({ baseURL: provider.url, apiKey: "k" });
  const model = wrapLanguageModel({ model: openai.chat("m"), middleware: guardMiddleware({ reversible: true, restoreAnswers: true }) });
  const content = [
    { type: "text" as const, text: prompt },
    { type: "image" as const, image: new URL("https://images.example.org/scan.png") },
  ];
  const call = {
    model,
    messages: [{ role: "user" as const, content }],
    providerOptions: { openai: { user: "maria.gonzalez@example.org" } },
    headers: { "x-user": "maria.gonzalez@example.org" },
    download: async (list: readonly unknown[]) => list.map(() => null),
  };
  const whole = await generateText({ ...call, experimental_download: call.download });
  expect(whole.text).toContain("Number 524-71-3902 was given.");
  expect(whole.response.timestamp).toBeInstanceOf(Date);
  const stream = streamText({ ...call, experimental_download: call.download, includeRawChunks: true });
  expect(await joined(stream.textStream, (text) => text)).toContain("Number 524-71-3902 was given.");
  expect((await stream.response).timestamp).toBeInstanceOf(Date);
  expect(provider.requests).toHaveLength(2);
  for (const request of provider.requests) {
    expect(request).toContain("https://images.example.org/scan.png");
    expect(request).not.toMatch(/Maria|Gonzalez|gonzalez|524-71/);
  }
});

test("LangChain: the callback stops an answer, too, and a tool call in the prompt", async () => {
  const provider = await start();
  const fields = { model: "m", apiKey: "k", maxRetries: 0, configuration: { baseURL: provider.url }, callbacks: [guardCallback()] };
  const model = new ChatOpenAI(fields);
  await expect(model.invoke("How is the plan?")).rejects.toThrow("identifiers that the rules do not keep");
  expect(provider.requests).toHaveLength(1);
  const called = new AIMessage({ content: "", tool_calls: [{ id: "call_1", name: "find", args: { ssn: "524-71-3902" } }] });
  await expect(model.invoke([called])).rejects.toThrow("identifiers that the rules do not keep");
  expect(provider.requests).toHaveLength(1);
  const plain = await start(() => "Kept plan.");
  const passed = new ChatOpenAI({ ...fields, configuration: { baseURL: plain.url } });
  expect((await passed.invoke("How is the plan?")).content).toBe("Kept plan.");
});

test("LangChain: a guarded fetch for its model, and a callback that stops", async () => {
  const provider = await start();
  const fields = { model: "m", apiKey: "k", maxRetries: 0 };
  const model = new ChatOpenAI({ ...fields, configuration: { baseURL: provider.url, fetch: guardedFetch() } });
  isGuarded(provider, (await model.invoke(prompt)).content as string);
  isGuarded(provider, await joined(await model.stream(prompt), ({ content }) => content as string));
  const before = provider.requests.length;
  const stopped = new ChatOpenAI({ ...fields, configuration: { baseURL: provider.url }, callbacks: [guardCallback()] });
  await expect(stopped.invoke(prompt)).rejects.toThrow("identifiers that the rules do not keep");
  expect(provider.requests).toHaveLength(before);
});

test("reversible: the provider sees tokens, the reader sees the originals, streams included", async () => {
  const token = /SSN (SSN_[a-z]{16})/;
  const provider = await start((request) => `${"As asked, here it is. ".repeat(20)}Number ${token.exec(request)?.[1]} was given.`);
  const client = guardOpenAI(new OpenAI({ baseURL: provider.url, apiKey: "k" }), { reversible: true, restoreAnswers: true });
  const whole = await client.chat.completions.create({ model: "m", messages });
  expect(whole.choices[0]?.message.content).toContain("Number 524-71-3902 was given.");
  const stream = await client.chat.completions.create({ model: "m", messages, stream: true });
  expect(await joined(stream, (event) => event.choices[0]?.delta.content ?? "")).toContain("Number 524-71-3902 was given.");
  for (const request of provider.requests) expect(request).not.toMatch(secrets);
});

test("blocked, or not JSON: nothing is sent", async () => {
  const provider = await start();
  const client = guardOpenAI(new OpenAI({ baseURL: provider.url, apiKey: "k", maxRetries: 0 }), { onFindings: "block" });
  await expect(client.chat.completions.create({ model: "m", messages })).rejects.toThrow();
  await expect(guardedFetch()(`${provider.url}/chat/completions`, { method: "POST", body: `SSN 524-71-3902` })).rejects.toThrow(
    "Only JSON bodies can be guarded",
  );
  expect(provider.requests).toEqual([]);
});
