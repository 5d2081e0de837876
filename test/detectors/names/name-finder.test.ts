import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createNameFinder, createNameMemory, type NameFinder, nameDetectors } from "../../../src/detectors/names/index.ts";
import { finder, markNames, unmark } from "./mark-names.ts";
import { nameRows } from "./name-rows.ts";

for (const [kind, rows] of Object.entries(nameRows)) {
  describe(kind, () => {
    test.each(rows)("%j is marked so: %s", (marked) => {
      expect(markNames(unmark(marked))).toBe(marked);
    });
  });
}

test("there are more than two hundred rows", () => {
  const own = nameDetectors.flatMap(({ hits, misses }) => [...hits, ...misses]);
  expect(Object.values(nameRows).flat().length + own.length).toBeGreaterThan(200);
});

test.each(nameDetectors.flatMap(({ id, hits }) => hits.map((hit) => [id, hit] as const)))("%s finds %j", (id, marked) => {
  const text = Buffer.from(unmark(marked));
  const ids = new Set<string>();
  finder.find(text, 0, text.length, (_start, _end, detector) => ids.add(detector));
  expect(markNames(unmark(marked))).toBe(marked);
  expect([...ids]).toContain(id);
});

test.each(nameDetectors.flatMap(({ id, misses }) => misses.map(([text, reason]) => [id, text, reason] as const)))(
  "%s leaves %j alone: %s",
  (_id, text) => {
    expect(markNames(text)).toBe(text);
  },
);

test("every detector has a hit and a miss and an id of its own", () => {
  expect(new Set(nameDetectors.map(({ id }) => id)).size).toBe(nameDetectors.length);
  expect(nameDetectors.map(({ hits, misses }) => Math.min(hits.length, misses.length))).not.toContain(0);
});

test("a shared memory finds in a later text what an earlier one told", () => {
  const memory = createNameMemory();
  expect(markNames("Patient Maria Kowalczyk was seen.", memory)).toBe("Patient ⟦Maria Kowalczyk⟧ was seen.");
  expect(markNames("kowalczyk wants a refill, says M.K. herself", memory)).toBe("⟦kowalczyk⟧ wants a refill, says ⟦M.K.⟧ herself");
  expect(markNames("kowalczyk wants a refill")).toBe("kowalczyk wants a refill");
});

test("a plain text holds what a memory knows and nothing else", () => {
  const memory = createNameMemory();
  markNames("Patient Maria Kowalczyk was seen.", memory);
  for (const text of [
    "Then Kowalczyk left, said M.K. of Tampa. The end.",
    "a word or two in tampa",
    "Jennifer reports pain.",
    "her wife Zxqyvor",
  ]) {
    const bytes = Buffer.from(text);
    const spans: string[] = [];
    const again: string[] = [];
    finder.find(bytes, 0, bytes.length, () => {});
    const { isPlain } = finder;
    finder.find(bytes, 0, bytes.length, (start, end, id) => spans.push(`${start}-${end} ${id}`), memory);
    finder.findRemembered(bytes, 0, bytes.length, (start, end, id) => again.push(`${start}-${end} ${id}`), memory);
    expect([text, isPlain]).toEqual([text, !/Jennifer|wife/.test(text)]);
    if (isPlain) expect(again).toEqual(spans);
  }
});

test("without a memory one text tells nothing to the next", () => {
  markNames("Ms. Zxqyvor left.");
  expect(markNames("So Zxqyvor left.")).toBe("So Zxqyvor left.");
});

test("what was read before makes no difference", () => {
  const texts = Object.values(nameRows)
    .flat()
    .map(([marked]) => Buffer.from(unmark(marked)));
  const spansOf = (one: NameFinder) => (text: Buffer) => {
    const spans: string[] = [];
    one.find(text, 0, text.length, (start, end, id) => spans.push(`${start}-${end} ${id}`));
    return spans.join();
  };
  const upwards = texts.map(spansOf(createNameFinder()));
  expect(texts.toReversed().map(spansOf(createNameFinder())).toReversed()).toEqual(upwards);
  // "Denis Pavlik" is no name: "Denis" must not be remembered where an initial stands.
  const fresh = createNameFinder();
  spansOf(fresh)(Buffer.from("DEnis, Denis. Denis is here"));
  expect(spansOf(fresh)(Buffer.from("2, DEnis B. Pavlik harness"))).toBe("9-18 name_full");
});

test("a word that was passed over as the begin of a sentence is a name where something says so", () => {
  for (const word of ["Assessment", "The", "Please", "History", "Blood", "WBC", "You"]) {
    for (let i = 0; i < 2; i++)
      expect(markNames(`${word} pressure was taken. ${word}: no. ${word}`)).toBe(`${word} pressure was taken. ${word}: no. ${word}`);
  }
  expect(markNames("Blood pressure. Mr. Blood came. Jane Blood.")).toBe("Blood pressure. Mr. ⟦Blood⟧ came. ⟦Jane Blood⟧.");
  expect(markNames("PID is short. PID|1||12345||DOE^JANE||1")).toBe("PID is short. PID|1||12345||⟦DOE⟧^⟦JANE⟧||1");
});

test("a memory is bounded and goes on working when it is full", () => {
  const memory = createNameMemory();
  for (let i = 0; i < 5000; i++) markNames(`Mr. X${[...String(i)].map((digit) => "abcdefghij"[Number(digit)]).join("")}qz left.`, memory);
  expect(memory.count).toBeLessThanOrEqual(2048);
  expect(markNames("Mr. Zxqyvor left.", memory)).toBe("Mr. ⟦Zxqyvor⟧ left.");
});

test("where the text lies in its buffer makes no difference", () => {
  const text = Object.values(nameRows)
    .flat()
    .map(([marked]) => unmark(marked))
    .join("\n");
  const bytes = Buffer.from(text);
  const spansAt = (offset: number) => {
    const buffer = Buffer.alloc(bytes.length + 16, "x");
    bytes.copy(buffer, offset);
    const spans: string[] = [];
    finder.find(buffer, offset, offset + bytes.length, (start, end, id) => spans.push(`${start - offset}-${end - offset} ${id}`));
    return spans;
  };
  const expected = spansAt(0);
  expect(expected.length).toBeGreaterThan(150);
  for (const offset of [1, 2, 3, 5, 9]) expect(spansAt(offset)).toEqual(expected);
});

test("in a long text lower-case names are found where there are hardly any capitals, wherever the text lies", () => {
  const text = Buffer.from(
    `${"the clinic is open and the nurse is in. ".repeat(40)}HTTP ask elena petrova about it. ${"nothing else to say here today. ".repeat(40)}`,
  );
  for (const offset of [0, 1, 2, 3]) {
    const buffer = Buffer.concat([Buffer.alloc(offset), text]);
    const found: string[] = [];
    finder.find(buffer, offset, buffer.length, (start, end) => found.push(buffer.toString("utf8", start, end)));
    expect(found).toEqual(["elena petrova"]);
  }
});

/** Pieces that the rules know, glued at random: more paths than random bytes alone would take. */
const piece = fc.oneof(
  fc.constantFrom(
    "Maria",
    "Gonzalez",
    "SMITH",
    "dr. ",
    "Mr. ",
    "patient ",
    "name is ",
    "PID|1||2||",
    "NM1*IL*1*",
    "user=",
    '"name":"',
    '"given":["',
    "^",
    "*",
    "|",
    ", ",
    ". ",
    "'s ",
    "J.",
    "van der ",
    "i'm ",
    "“",
    "É",
    "ễ",
    "\\n",
    "MD",
    " disease",
    "-",
    "\n",
  ),
  fc.string({ unit: "grapheme", maxLength: 6 }),
  fc.constantFrom(" ", " ", " "),
);

test("spans are in order, without overlap, within bounds and on character boundaries, whatever the text", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(7), (pieces, offset) => {
      const text = Buffer.from(pieces.join(""));
      const buffer = Buffer.concat([Buffer.alloc(offset, "A"), text, Buffer.from("Maria Gonzalez")]);
      let last = offset;
      finder.find(buffer, offset, offset + text.length, (start, end) => {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(offset + text.length);
        for (const at of [start, end]) expect(at < offset + text.length ? (buffer[at] ?? 0) & 0xc0 : 0).not.toBe(0x80);
        last = end;
      });
    }),
    { numRuns: 2000 },
  );
});

test("random bytes do not throw and give spans within bounds", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      let last = 0;
      finder.find(bytes, 0, bytes.length, (start, end) => {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeLessThanOrEqual(bytes.length);
        last = end;
      });
    }),
    { numRuns: 3000 },
  );
});

/** Reads of single bytes; the scan's reads of four at a time are one a chunk by construction. */
function countReads(text: string): number {
  const bytes = new Uint8Array(Buffer.from(text));
  let reads = 0;
  const counting = new Proxy(bytes, {
    get(target, key) {
      if (typeof key === "string" && /^\d+$/.test(key)) reads++;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  finder.find(counting, 0, bytes.length, () => {});
  return reads;
}

test.each([
  ["capitalised names", "Maria Jordan Kowalski Smith "],
  ["capitalised words", "Service Request Handler Response "],
  ["unknown capitals", "Xqzvw Bkrtz "],
  ["initials", "A. B. C. "],
  ["commas", "Smith, "],
  ["titles", "Dr. "],
  ["kin in lower case", "patient patient "],
  ["lower-case names", "jennifer "],
  ["labels", "name: "],
  ["labels that open quotes", "patient_name='"],
  ["arrays", '"given":["'],
  ["colons", ":"],
  ["carets", "A^"],
  ["a long word", "Q"],
  ["HL7 segments", "PID|"],
  ["HL7 fields", "PID|1||2||DOE^JANE~"],
  ["X12 segments", "NM1*IL*1*DOE*"],
  ["particles", "Maria van der de la "],
  ["apostrophes", "O'O'O'"],
  ["hyphens", "Smith-"],
  ["diacritics", "Éé"],
  ["marks", "e\u0301"],
  ["user ids", "user=mariagonzalezmariagonzalez "],
  ["a name and its repeats", "Mr. Zxqyvor Zxqyvor Z.Z. "],
])("the work grows with the length and no faster: %s", (_name, unit) => {
  const sizes = [1, 2, 4, 8].map((factor) => countReads(unit.repeat(Math.ceil((2000 * factor) / unit.length))));
  for (let i = 1; i < sizes.length; i++) expect(sizes[i]).toBeLessThanOrEqual(2.3 * (sizes[i - 1] ?? 0) + 500);
  expect(sizes[3]).toBeLessThanOrEqual(16_000 * 60);
});

test("ten megabytes of capitalised words are read to the end", () => {
  const text = Buffer.from("Maria Jordan Kowalski Smith ".repeat(375_000));
  let last = 0;
  finder.find(text, 0, text.length, (_start, end) => {
    last = end;
  });
  expect(last).toBeGreaterThan(text.length - 40);
});
