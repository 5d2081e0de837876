import { expect, test } from "vitest";
import { type HistoryOptions, scrubHistory } from "../../src/sdk/guardrails/index.ts";

async function scrubbed(text: string, options: HistoryOptions, size = 50): Promise<string> {
  async function* parts() {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
  }
  let out = "";
  for await (const part of scrubHistory(parts(), options)) out += part;
  return out;
}

const turns = [
  { conversation_id: "a", role: "user", content: "I am Dr. Maria Gonzalez, SSN 524-71-3902." },
  ...Array.from({ length: 7 }, (_, i) => ({ conversation_id: "a", role: "assistant", content: `Turn ${i + 2}: noted.` })),
  { conversation_id: "a", role: "user", content: "Gonzalez asks for the result." },
  { conversation_id: "b", role: "user", content: "What does the Gonzalez stain show?" },
];

test("a name of turn 1 is found in turn 9, lines stay lines", async () => {
  const out = await scrubbed(turns.map((turn) => `${JSON.stringify(turn)}\n`).join(""), { format: "jsonl" });
  const lines = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(turns.length);
  expect(lines[8]).toEqual({ conversation_id: "a", role: "user", content: "[NAME] asks for the result." });
  expect(lines.slice(1, 8)).toEqual(turns.slice(1, 8));
  expect(out).not.toContain("524-71");
});

test("conversations whose lines stand between each other's, and one longer than what is looked at together", async () => {
  const lines = [
    { conversation_id: "a", content: "I am Dr. Maria Gonzalez." },
    { conversation_id: "b", content: "What does the Gonzalez stain show?" },
    ...Array.from({ length: 2500 }, (_, i) => ({ conversation_id: i % 2 === 0 ? "a" : "c", content: `Turn ${i}: noted.` })),
    { conversation_id: "a", content: "Gonzalez asks for the result." },
    { conversation_id: "b", content: "The Gonzalez stain, again." },
  ];
  const out = (await scrubbed(lines.map((line) => `${JSON.stringify(line)}\n`).join(""), { format: "jsonl" }, 5000)).trimEnd().split("\n");
  expect(JSON.parse(out.at(-2) ?? "").content).toBe("[NAME] asks for the result.");
  expect([out[1], out.at(-1)].map((line) => JSON.parse(line ?? "").content)).toEqual([lines[1]?.content, lines.at(-1)?.content]);
});

test("a line in which nothing is found stays as it came", async () => {
  const line = '{ "id": 12345678901234567890, "note": "caf\\u00e9", "n": 1.0 }\n';
  expect(await scrubbed(line, { format: "jsonl" })).toBe(line);
  expect(await scrubbed('a,b\r\n"x",2\r\n', { format: "csv" })).toBe('a,b\r\n"x",2\r\n');
});

test("a conversation a line", async () => {
  const line = { messages: turns.map(({ role, content }) => ({ role, content })) };
  const out = JSON.parse(await scrubbed(JSON.stringify(line), { format: "jsonl" }));
  expect(out.messages[8].content).toBe("[NAME] asks for the result.");
});

test("a line that is no JSON is scrubbed as text, or an error with its number", async () => {
  expect(await scrubbed('{"a":1}\nSSN 524-71-3902\n', { format: "jsonl" })).toBe('{"a":1}\nSSN [SSN]\n');
  await expect(scrubbed('{"a":1}\nSSN 524-71-3902\n', { format: "jsonl", onBadLine: "error" })).rejects.toThrow("line 2");
});

test("CSV: the header tells, quotes and line ends in fields stay", async () => {
  const csv = 'id,mrn,note,note\r\n1,48213377,"seen, ""well""\nSSN 524-71-3902",ok\r\n2,,,"a,b"\r\n';
  expect(await scrubbed(csv, { format: "csv" }, 7)).toBe('id,mrn,note,note\r\n1,[MRN],"seen, ""well""\nSSN [SSN]",ok\r\n2,,,"a,b"\r\n');
});
