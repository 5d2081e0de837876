import { expect, test } from "vitest";
import { Turnstile } from "../../src/receivers/turnstile.ts";

test("so many are inside at once, the others come in order, and who leaves twice leaves once", () => {
  const turnstile = new Turnstile(2);
  const entered: string[] = [];
  const enter = (name: string) => turnstile.enter(() => entered.push(name));
  const leaveA = enter("a");
  enter("b");
  const leaveC = enter("c");
  enter("d");
  enter("e");
  expect(entered).toEqual(["a", "b"]);
  leaveC();
  expect(entered).toEqual(["a", "b"]);
  leaveA();
  leaveA();
  expect(entered).toEqual(["a", "b", "d"]);
});
