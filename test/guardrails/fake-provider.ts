import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A model provider on loopback that speaks the protocols of OpenAI (chat, responses) and Anthropic (messages), answers with `answer` in parts of three characters, and keeps what it is sent. */
export async function startProvider(answer: (request: string) => string) {
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    requests.push(body);
    const { stream = false } = JSON.parse(body || "{}") as { stream?: boolean };
    const text = answer(body);
    const api = apis[(request.url ?? "").split("?")[0] ?? ""];
    if (api === undefined) {
      response.writeHead(404).end();
      return;
    }
    if (stream) sendEvents(response, api.events(text.match(/.{1,3}/gs) ?? []));
    else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(api.whole(text)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

type Events = readonly (readonly [type: string | null, data: unknown])[];

function sendEvents(response: ServerResponse, events: Events): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const [type, data] of events) {
    if (type !== null) response.write(`event: ${type}\n`);
    response.write(`data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`);
  }
  response.end();
}

const chat = { id: "chatcmpl-1", created: 1, model: "gpt-test" };
const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
const message = { id: "msg_1", type: "message", role: "assistant", model: "claude-test", stop_sequence: null };
const apis: Readonly<Record<string, { whole(text: string): unknown; events(parts: readonly string[]): Events }>> = {
  "/v1/chat/completions": {
    whole: (content) => ({
      ...chat,
      object: "chat.completion",
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop", logprobs: null }],
      usage,
    }),
    events: (parts) => [
      ...parts.map((content): [null, unknown] => [
        null,
        { ...chat, object: "chat.completion.chunk", choices: [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }] },
      ]),
      [null, { ...chat, object: "chat.completion.chunk", choices: [{ index: 0, delta: {}, finish_reason: "stop" }], usage }],
      [null, "[DONE]"],
    ],
  },
  "/v1/messages": {
    whole: (text) => ({
      ...message,
      content: [{ type: "text", text }],
      stop_reason: "end_turn",
      usage: { input_tokens: 1, output_tokens: 1 },
    }),
    events: (parts) => [
      [
        "message_start",
        { type: "message_start", message: { ...message, content: [], stop_reason: null, usage: { input_tokens: 1, output_tokens: 1 } } },
      ],
      ["content_block_start", { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } }],
      ["ping", { type: "ping" }],
      ...parts.map((text): [string, unknown] => [
        "content_block_delta",
        { type: "content_block_delta", index: 0, delta: { type: "text_delta", text } },
      ]),
      ["content_block_stop", { type: "content_block_stop", index: 0 }],
      ["message_delta", { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: 1 } }],
      ["message_stop", { type: "message_stop" }],
    ],
  },
};
