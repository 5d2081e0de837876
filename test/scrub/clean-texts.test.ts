import fc from "fast-check";
import { expect, test } from "vitest";
import { detectors } from "../../src/detectors/index.ts";
import { CleanTexts } from "../../src/scrub/clean-texts.ts";
import { createScanner, type Scanned, type Scanner } from "../../src/scrub/index.ts";
import { encode } from "../support/otlp-oracle.ts";

/** Texts that were clean are left out of later scans: that must not change what is found. */
const scannerOf = (allow: readonly string[] = []): Scanner =>
  createScanner({ detectors, names: "dictionary", allow, isSelectedKey: () => false, times: false, ids: false });

function found(scanner: Scanner, body: Uint8Array): string[] {
  const result = scanner.scan("traces", Buffer.from(body));
  if (result.code !== null) throw new Error(result.code);
  return places(result.scanned);
}

/** By what is said where: rows and offsets in the scratch buffer depend on what was left out. */
function places({ findings, texts, rules, body, scratch, keys: table }: Scanned): string[] {
  const list: string[] = [];
  for (let i = 0; i < findings.count; i++) {
    const text = findings.text[i] as number;
    const [start, end] = [texts.start[text] as number, texts.end[text] as number];
    const content = (texts.source[text] === 0 ? body : scratch()).toString("utf8", start, end);
    const place = `${(findings.start[i] as number) - start}-${(findings.end[i] as number) - start}`;
    list.push(`${table.pathOf(Math.abs(texts.keyId[text] as number))} ${content} ${place} ${rules[findings.rule[i] as number]?.id}`);
  }
  return list.sort();
}

const traceIds = [1, 2, 3].map((n) => Buffer.alloc(16, n));
const values = [
  "GET /api/encounters/{id}",
  "You are a helpful clinical assistant.",
  "Gonzalez was seen again and asked for her results",
  "the note mentions Ana Gonzalez in passing",
  "Patient Maria Gonzalez, MRN 12345678",
  "Dr. Ana Okafor called",
  "ask okafor about it",
  "a quiet day; nothing to report from worker 7",
  "seen 9/9 for follow-up",
  "caf\u00e9 au lait \u2011 twice",
  "%4d%52%4e 12345678",
  "MRN 55512345",
  "aGVsbG8gd29ybGQsIHRoaXMgaXMgcGxhaW4gdGV4dA==",
  '{"role":"user","content":"You are a helpful clinical assistant."}',
  '[{"role":"user","content":"Hello\\nGonzalez here, a quiet day"}]',
  "4111 1111 1111 1111",
  "order 66",
  "mgonzalez",
];
const keys = [
  "note",
  "gen_ai.prompt",
  "url.path",
  "user.id",
  "patient.name",
  "service.name",
  "thread.name",
  "host.name",
  "session.id",
  "message",
];
const attribute = fc
  .tuple(fc.constantFrom(...keys), fc.constantFrom(...values))
  .map(([key, stringValue]) => ({ key, value: { stringValue } }));
const span = fc
  .tuple(fc.constantFrom(...traceIds), fc.constantFrom(...values), fc.array(attribute, { maxLength: 6 }))
  .map(([traceId, name, attributes]) => ({ traceId, spanId: Buffer.alloc(8, 1), name, attributes }));
const batch = fc
  .array(span, { minLength: 1, maxLength: 6 })
  .map((spans) => encode("traces", { resourceSpans: [{ scopeSpans: [{ spans }] }] }));

test("a scanner that has seen many batches finds what a new one finds", () => {
  const warm = scannerOf();
  const warmAllowing = scannerOf(["MRN 55512345", "Okafor"]);
  fc.assert(
    fc.property(batch, (body) => {
      expect(found(warm, body)).toEqual(found(scannerOf(), body));
      expect(found(warmAllowing, body)).toEqual(found(scannerOf(["MRN 55512345", "Okafor"]), body));
    }),
    { numRuns: 120 },
  );
}, 120_000);

const bodyOf = (...attributes: readonly (readonly [string, string | Buffer])[]) =>
  encode("traces", {
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: [
              {
                traceId: traceIds[0],
                spanId: Buffer.alloc(8, 1),
                name: "op",
                attributes: attributes.map(([key, value]) => ({
                  key,
                  value: typeof value === "string" ? { stringValue: value } : { bytesValue: value },
                })),
              },
            ],
          },
        ],
      },
    ],
  });

test.each([
  ["under another key that tells", ["note", "66-77 alpha"], ["mrn", "66-77 alpha"]],
  ["under another key whose value is a user", ["note", "mgonzalez"], ["user.name", "mgonzalez"]],
  ["under a key whose values may hold names", ["thread.name", "Maria Gonzalez"], ["note", "Maria Gonzalez"]],
])("a text that was clean is scanned again %s", (_, first, second) => {
  const scanner = scannerOf();
  for (let i = 0; i < 4; i++) found(scanner, bodyOf(first as [string, string]));
  expect(found(scanner, bodyOf(second as [string, string]))).toEqual(found(scannerOf(), bodyOf(second as [string, string])));
  expect(found(scanner, bodyOf(second as [string, string])).length).toBeGreaterThan(0);
});

test("a remembered text holds a name that another text of its trace has told", () => {
  const scanner = scannerOf();
  const alone = ["note", "ask about gonzalez and her results"] as const;
  for (let i = 0; i < 4; i++) expect(found(scanner, bodyOf(alone))).toEqual([]);
  const both = bodyOf(alone, ["message", "Patient Maria Gonzalez came in"]);
  expect(found(scanner, both)).toEqual(found(scannerOf(), both));
  expect(found(scanner, both).length).toBe(2);
});

test("bytes that are no UTF-8 do not pass as a string because a bytes value had them before", () => {
  const scanner = scannerOf();
  const broken = Buffer.from([0x61, 0x62, 0x63, 0x64, 0xff, 0x65, 0x66]);
  for (let i = 0; i < 4; i++) found(scanner, bodyOf(["blob", broken]));
  const marker = bodyOf(["note", "abcdXef"]);
  const at = Buffer.from(marker).indexOf("abcdXef") + 4;
  const body = Buffer.from(marker);
  body[at] = 0xff;
  expect(scanner.scan("traces", body)).toEqual({ code: "otlp.invalid_utf8" });
});

test("a text is equal by its bytes, not by its hash", () => {
  const texts = new CleanTexts(1 << 16);
  // Only some words of a long text go into its hash.
  const one = Buffer.alloc(4000, "a");
  const other = Buffer.from(one);
  const hashes = Array.from({ length: 4000 }, (_, at) => {
    const changed = Buffer.from(one);
    changed[at] = 0x62;
    return texts.hashOf(changed, 0, 4000);
  });
  const unseen = hashes.indexOf(texts.hashOf(one, 0, 4000));
  expect(unseen).toBeGreaterThan(0);
  other[unseen] = 0x62;
  const hash = texts.hashOf(one, 0, 4000);
  texts.add(hash, one, 0, 4000);
  expect(texts.has(hash, one, 0, 4000)).toBe(false);
  texts.add(hash, one, 0, 4000);
  expect(texts.has(hash, one, 0, 4000)).toBe(true);
  expect(texts.has(hash, other, 0, 4000)).toBe(false);
});

test("a full memory is emptied and goes on", () => {
  const texts = new CleanTexts(1000);
  const make = (n: number) => Buffer.from(`text number ${n} ${"x".repeat(60)}`);
  for (let n = 0; n < 200; n++)
    for (let i = 0; i < 2; i++) {
      const text = make(n);
      texts.add(texts.hashOf(text, 0, text.length), text, 0, text.length);
    }
  const last = make(199);
  expect(texts.has(texts.hashOf(last, 0, last.length), last, 0, last.length)).toBe(true);
  const first = make(0);
  expect(texts.has(texts.hashOf(first, 0, first.length), first, 0, first.length)).toBe(false);
});

test.each(["x".repeat(20_000), ""])("a text that is empty, or too long to be worth it, has no hash", (text) => {
  expect(new CleanTexts(1000).hashOf(Buffer.from(text), 0, text.length)).toBe(0);
});

test("texts of up to four bytes have hashes of their own: one does not drive out the other", () => {
  const texts = new CleanTexts(1 << 16);
  const words = ["GET", "PUT", "1.1", "200", "ok", "a", "user", "stop", "text", "chat", "http", "a user"].map((word) => Buffer.from(word));
  const hashes = words.map((word) => texts.hashOf(word, 0, word.length));
  expect(new Set(hashes).size).toBe(words.length);
  for (let round = 0; round < 2; round++) for (const [i, word] of words.entries()) texts.add(hashes[i] as number, word, 0, word.length);
  expect(words.map((word, i) => texts.has(hashes[i] as number, word, 0, word.length))).not.toContain(false);
});
