import fc from "fast-check";
import { expect, test } from "vitest";
import { createJsonTokenizer, jsonTokens, unescapeJson } from "../../src/otlp/index.ts";
import { Integer64, readDouble, readInteger, scanNumber, writeDecimal64 } from "../../src/otlp/json-number.ts";

const names = new Map(Object.entries(jsonTokens).map(([name, value]) => [value, name]));

/** The tokens of a text, with the decoded content of keys and strings and the text of numbers. */
function tokensOf(text: string | Uint8Array, mode: "unknown" | "lenient" = "unknown", depthMax?: number): string[] {
  const bytes = Buffer.from(text as string);
  const tokenizer = createJsonTokenizer(depthMax);
  tokenizer.open(bytes, 0, bytes.length, mode);
  const found: string[] = [];
  for (;;) {
    const token = tokenizer.next();
    const name = names.get(token) ?? "";
    if (token === jsonTokens.invalid) return [...found, tokenizer.code];
    if (token === jsonTokens.end) return found;
    if (token === jsonTokens.key || token === jsonTokens.string) {
      const target = Buffer.alloc(tokenizer.decodedLength);
      expect(unescapeJson(bytes, tokenizer.start, tokenizer.end, target, 0)).toBe(target.length);
      found.push(`${name} ${target.toString()}`);
    } else found.push(token === jsonTokens.number ? `number ${bytes.toString("latin1", tokenizer.start, tokenizer.end)}` : name);
  }
}

const readable: [text: string, tokens: string[], reason: string][] = [
  ["1", ["number 1"], "a bare value is a JSON text"],
  [' \t\r\n{ "a" : [ ] } ', ["objectStart", "key a", "arrayStart", "arrayEnd", "objectEnd"], "white space is allowed between tokens"],
  ["[true,false,null]", ["arrayStart", "true", "false", "null", "arrayEnd"], "the three literals"],
  ["[-0.5e+10,0]", ["arrayStart", "number -0.5e+10", "number 0", "arrayEnd"], "numbers keep their text"],
  ['"\\"\\\\\\/\\b\\f\\n\\r\\t"', ['string "\\/\b\f\n\r\t'], "the eight short escapes"],
  ['"\\u0041\\u00e9\\u20AC\\ud83d\\uDE00"', ["string A\u00e9\u20ac\u{1f600}"], "unicode escapes of one to four UTF-8 bytes"],
  ['"\u00e9\u{1f600}"', ["string \u00e9\u{1f600}"], "UTF-8 stands for itself"],
  ['"a\\u0000b"', ["string a\u0000b"], "an escaped NUL is a character"],
  [`"${"x".repeat(300)}\\n${"y".repeat(300)}"`, [`string ${"x".repeat(300)}\n${"y".repeat(300)}`], "long runs around an escape"],
];
test.each(readable.map(([text, tokens, reason]) => ({ text, tokens, reason })))("read: $reason", ({ text, tokens }) => {
  expect(tokensOf(text)).toEqual(tokens);
});

const refused: [text: string | Uint8Array, code: string, reason: string][] = [
  ["", "otlp.json_syntax", "empty"],
  ["[1,]", "otlp.json_syntax", "trailing comma in an array"],
  ['{"a":1,}', "otlp.json_syntax", "trailing comma in an object"],
  ["[,1]", "otlp.json_syntax", "leading comma"],
  ["[1 2]", "otlp.json_syntax", "missing comma"],
  ['{"a" 1}', "otlp.json_syntax", "missing colon"],
  ["{a:1}", "otlp.json_syntax", "key without quotes"],
  ['{"a":1]', "otlp.json_syntax", "wrong bracket"],
  ["1 2", "otlp.json_syntax", "two values"],
  ["01", "otlp.json_syntax", "leading zero"],
  ["+1", "otlp.json_syntax", "plus sign"],
  ["1.", "otlp.json_syntax", "no digit after the point"],
  [".5", "otlp.json_syntax", "no digit before the point"],
  ["1e", "otlp.json_syntax", "no exponent"],
  ["-", "otlp.json_syntax", "a sign alone"],
  ["NaN", "otlp.json_syntax", "not a JSON number"],
  ["nul", "otlp.json_syntax", "cut literal"],
  ["truex", "otlp.json_syntax", "literal with a tail"],
  ["'a'", "otlp.json_syntax", "single quotes"],
  ['"a', "otlp.json_syntax", "string without end"],
  ['"a\nb"', "otlp.json_syntax", "line end in a string"],
  [`"${"x".repeat(64)}\u0001"`, "otlp.json_syntax", "control character behind a long run"],
  ['"a\u0000"', "otlp.json_syntax", "raw NUL in a string"],
  ['"\\x"', "otlp.json_syntax", "unknown escape"],
  ['"\\u12"', "otlp.json_syntax", "cut unicode escape"],
  ['"\\u12g4"', "otlp.json_syntax", "no hexadecimal digit"],
  ["\ufeff1", "otlp.json_syntax", "byte order mark"],
  ["/**/1", "otlp.json_syntax", "comment"],
  [new Uint8Array([0x22, 0xff, 0x22]), "otlp.invalid_utf8", "a byte that UTF-8 does not have"],
  [new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]), "otlp.invalid_utf8", "a surrogate as UTF-8"],
  ["[".repeat(100_000), "otlp.depth", "a depth bomb"],
];
test.each(refused.map(([text, code, reason]) => ({ text, code, reason })))("refused with $code: $reason", ({ text, code }) => {
  const tokens = tokensOf(text);
  expect(tokens.at(-1)).toBe(code);
});

test("the depth bound is the one that was asked for", () => {
  expect(tokensOf("[[[]]]", "unknown", 3)).not.toContain("otlp.depth");
  expect(tokensOf("[[[[]]]]", "unknown", 3)).toContain("otlp.depth");
});

test("the lenient mode passes line ends inside strings and nothing else that is malformed", () => {
  const long = "x".repeat(100);
  expect(tokensOf(`["a\nb","${long}\n","\\n${long}"]`, "lenient")).toEqual([
    "arrayStart",
    "string a\nb",
    `string ${long}\n`,
    `string \n${long}`,
    "arrayEnd",
  ]);
  expect(tokensOf("[1,]", "lenient").at(-1)).toBe("otlp.json_syntax");
  expect(tokensOf(`"${long}`, "lenient")).toEqual(["otlp.json_syntax"]);
});

test("a tokeniser reads only its own range and can be opened again", () => {
  const bytes = Buffer.from('x"a"x[1]');
  const tokenizer = createJsonTokenizer();
  tokenizer.open(bytes, 1, 4, "known");
  expect([tokenizer.next(), tokenizer.next()]).toEqual([jsonTokens.string, jsonTokens.end]);
  tokenizer.open(bytes, 0, 4, "known");
  expect([tokenizer.next(), tokenizer.next()]).toEqual([jsonTokens.invalid, jsonTokens.invalid]);
  tokenizer.open(bytes, 5, 7, "known");
  expect([tokenizer.next(), tokenizer.next(), tokenizer.next()]).toEqual([jsonTokens.arrayStart, jsonTokens.number, jsonTokens.invalid]);
});

test("it accepts exactly the texts that JSON.parse accepts", () => {
  const pieces = fc.array(
    fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      "\\",
      "u00e9",
      "ud83d",
      "ude00",
      "a",
      "-",
      "0",
      "1",
      ".",
      "e",
      " ",
      "true",
      "null",
      "\n",
    ),
    {
      maxLength: 12,
    },
  );
  const texts = fc.oneof(
    pieces.map((list) => list.join("")),
    fc.json({ stringUnit: "binary" }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      expect(!tokensOf(text).some((token) => token.startsWith("otlp."))).toBe(valid);
    }),
    { numRuns: 1000 },
  );
});

test("strings decode to what JSON.parse makes of them", () => {
  const escaped = (text: string) =>
    JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400, size: "max" }), (text) => {
      expect(tokensOf(JSON.stringify(text))).toEqual([`string ${text}`]);
      expect(tokensOf(escaped(text))).toEqual([`string ${text}`]);
    }),
    { numRuns: 200 },
  );
});

test.each([
  ["\\ud83d", "\ufffd", "half an emoji at the end"],
  ["a\\ud83dz", "a\ufffdz", "half an emoji before a letter"],
  ["\\ude00", "\ufffd", "the other half"],
  ["\\ud83d\\ud83d\\ude00", "\ufffd\u{1f600}", "half an emoji before a whole one"],
  ["\\ud83d\\n", "\ufffd\n", "half an emoji before another escape"],
])("%s is read as %j: %s", (escaped, read) => {
  expect(tokensOf(`"${escaped}"`)).toEqual([`string ${read}`]);
});

function integerOf(text: string): bigint | null {
  const bytes = Buffer.from(text);
  const into = new Integer64();
  expect(scanNumber(bytes, 0, bytes.length)).toBe(bytes.length);
  if (!readInteger(bytes, 0, bytes.length, into)) return null;
  const magnitude = (BigInt(into.high) << 32n) + BigInt(into.low);
  return into.negative ? -magnitude : magnitude;
}

const integers: [text: string, value: bigint | null, name?: string][] = [
  ["0", 0n],
  ["-0", 0n],
  ["18446744073709551615", 2n ** 64n - 1n],
  ["18446744073709551616", null],
  ["99999999999999999999", null],
  ["100000000000000000000", null],
  ["1e19", 10n ** 19n],
  ["1e20", null],
  ["1.0", 1n],
  ["1.5", null],
  ["1.50e1", 15n],
  ["-12.340e2", -1234n],
  ["1200e-2", 12n],
  ["1200e-3", null],
  ["0e99999999999999999999", 0n],
  ["1e99999999999999999999", null],
  ["1e-99999999999999999999", null],
  [`1${"0".repeat(5000)}e-5000`, 1n, "1 and 5000 zeros, e-5000"],
  [`0.${"0".repeat(5000)}1e5001`, 1n, "5001 places, e5001"],
  ["9007199254740993", 9007199254740993n],
];
test.each(integers.map(([text, value, name = text]) => ({ text, value, name })))(
  "the integer $name is read as $value",
  ({ text, value }) => {
    expect(integerOf(text)).toBe(value);
  },
);

test("every 64-bit integer is read and written exactly", () => {
  const bytes = Buffer.alloc(20);
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (value) => {
      expect(integerOf(String(value))).toBe(value);
      const end = writeDecimal64(bytes, 0, Number(value & 0xffffffffn), Number(value >> 32n));
      expect(bytes.toString("latin1", 0, end)).toBe(String(value));
    }),
    { numRuns: 2000 },
  );
});

test("every double is read as JavaScript reads it", () => {
  const read = (text: string) => readDouble(Buffer.from(text), 0, text.length);
  for (const text of [
    "0",
    "-0",
    "0.1",
    "123456789012345e22",
    "9007199254740993",
    "1e23",
    "5e-324",
    "1e-400",
    "1e400",
    "-1e400",
    "0.000001",
    "00.1".slice(1),
  ]) {
    expect(read(text)).toBe(Number(text));
  }
  const texts = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.tuple(fc.integer(), fc.nat(99_999), fc.integer({ min: -40, max: 40 })).map(([a, b, e]) => `${a}.${b}e${e}`),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(read(text)).toBe(Number(text));
    }),
    { numRuns: 2000 },
  );
});
