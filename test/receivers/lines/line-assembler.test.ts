import { expect, test } from "vitest";
import { LineAssembler } from "../../../src/receivers/lines/line-assembler.ts";

function entriesOf(text: string, multiline: "auto" | "off" = "auto"): string[] {
  const bodies: string[] = [];
  const assembler = new LineAssembler({ format: "plain", multiline, bytesMax: 4096 }, ({ text: body }) => bodies.push(body.toString()));
  let at = 0;
  for (const line of text.split("\n")) {
    assembler.line(Buffer.from(line), at, 0);
    at += line.length + 1;
  }
  expect(assembler.pendingStart() === undefined).toBe(multiline === "off");
  assembler.finish();
  expect(assembler.pendingStart()).toBeUndefined();
  return bodies;
}

const java = "Exception in thread main x.Y: z\n\tat a.B.c(B.java:1)\n\t... 3 more\nCaused by: d.E: f\n\tat g.H.i(H.java:2)";
const node = "Error: x\n    at a (b.js:1:2)\n    at c (d.js:3:4)";
const python = 'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n    b()\nValueError: c';
const go = "panic: x\n\ngoroutine 1 [running]:\nmain.main()\n\t/a/b.go:1 +0x1\nexit status 2";

test.each([
  ["Java", java],
  ["Node", node],
  ["Python, chained", `x\n${python}\n\nDuring handling of the above exception, another exception occurred:\n\n${python}`],
  ["Python, after a log line", `ERROR:root:it failed\n${python}`],
  ["Go", go],
])("a stack trace of %s is one record", (_, trace) => {
  expect(entriesOf(`before\n${trace}\nafter it`)).toEqual(["before", trace, "after it"]);
});

test("JSON lines and ordinary lines stay apart; with multiline: off everything does", () => {
  expect(entriesOf('{"a":1}\n{"b":2}\nx\ny')).toEqual(['{"a":1}', '{"b":2}', "x", "y"]);
  expect(entriesOf(node, "off")).toEqual(node.split("\n"));
});

test("what is joined is bounded", () => {
  const long = Array.from({ length: 200 }, () => `  ${"x".repeat(98)}`).join("\n");
  for (const body of entriesOf(`start\n${long}`)) expect(body.length).toBeLessThanOrEqual(4096);
});
