import { expect, test } from "vitest";
import { createStepLocator, decodeSteps } from "../../src/scrub/step-codecs.ts";
import { isWrapped, wrappedLines } from "../../src/scrub/wrapped-lines.ts";

function unwrapped(text: string): string {
  const source = Buffer.from(text);
  const out = Buffer.alloc(source.length);
  return out.toString("utf8", 0, decodeSteps(wrappedLines, source, 0, source.length, out, 0));
}

const filled = "who fell from a ladder at his camp on the evening of May, and Casimir";

test.each([
  [`${filled}\nDelgado saw it`, `${filled} Delgado saw it`, "a name on two lines"],
  [`${filled}\r\nDelgado saw it`, `${filled} Delgado saw it`, "lines that end as on Windows"],
  [`${filled} \nDelgado saw it`, `${filled} Delgado saw it`, "a space before the line's end"],
  [`${filled} Farm-to-\nMarket Road`, `${filled} Farm-to-Market Road`, "nothing behind a hyphen"],
  ["number, (802) 555-\n0126, for", "number, (802) 555-0126, for", "digits behind a hyphen, however short the line"],
])("the end of a line that is broken for its length is read as a space: %j", (text, expected) => {
  expect(unwrapped(text)).toBe(expected);
});

test.each([
  ["Walks daily.\nSleeps well.", "short lines"],
  [`${filled}\nPLAN: rest`, "a label begins the next line"],
  [`${filled}\n  indented`, "the next line is indented"],
  [`${filled}\n- an item`, "an item of a list"],
  [`${filled}\n\nA paragraph`, "a paragraph ends"],
  [`${"x".repeat(130)}\nA line of a log`, "a long line is nobody's column"],
])("any other line's end stays: %j (%s)", (text) => {
  expect(unwrapped(text)).toBe(text);
});

test("a text is wrapped where a full line goes on in small letters", () => {
  const wrapped = (text: string) => isWrapped(Buffer.from(text), 0, Buffer.byteLength(text));
  expect(wrapped("He was taken to the hospital and flown here, where the neighbor\nsaw him again.")).toBe(true);
  expect(wrapped(`${filled}\nDelgado saw it`)).toBe(false);
  expect(wrapped("error: no such file\nat line 3")).toBe(false);
});

test("a place in the joined text is found in the lines as they came", () => {
  const source = Buffer.from(`${filled}\nDelgado, 555-\n0126`);
  const out = Buffer.alloc(source.length);
  const text = out.toString("utf8", 0, decodeSteps(wrappedLines, source, 0, source.length, out, 0));
  const locate = createStepLocator(wrappedLines, source, 0, source.length);
  const name = text.indexOf("Casimir");
  expect(source.toString("utf8", ...locate(name, name + "Casimir Delgado".length))).toBe("Casimir\nDelgado");
  const phone = text.indexOf("555-");
  expect(source.toString("utf8", ...locate(phone, phone + 8))).toBe("555-\n0126");
});
