import { expect, test } from "vitest";
import { createTokenizer } from "../../src/model/tokenizer.ts";

/** The installed model's vocabulary against the reference is in installed.test.ts. */
const vocab = Object.fromEntries(
  ["[UNK]", "[CLS]", "[SEP]", "zoe", "muller", "##s", "o", "brien", "'", "(", "中", "ab", "##c", "a"].map((token, id) => [token, id]),
);
const file = (changes: object = {}) =>
  JSON.stringify({
    normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
    pre_tokenizer: { type: "BertPreTokenizer" },
    model: { type: "WordPiece", unk_token: "[UNK]", continuing_subword_prefix: "##", max_input_chars_per_word: 5, vocab },
    ...changes,
  });

test.each<[string, string[], number[], string]>([
  ["Zoë Müllers", ["zoe", "muller", "##s"], [0, 4, 5, 12, 12, 13], "case and diacritics go, bytes are the text's"],
  ["O'Brien", ["o", "'", "brien"], [0, 1, 1, 2, 2, 7], "punctuation is a word"],
  ["Zoex", ["[UNK]"], [0, 4], "a word that pieces do not make up is unknown whole"],
  ["abcccc", ["[UNK]"], [0, 6], "a word longer than the bound"],
  ["a\u200bb\u0007c", ["ab", "##c"], [0, 5, 6, 7], "what is not seen is dropped, the bytes go on"],
  ["中a中", ["中", "a", "中"], [0, 3, 3, 4, 4, 7], "ideographs stand alone"],
  ["[SEP] a", ["[UNK]", "[UNK]", "[UNK]", "a"], [0, 1, 1, 4, 4, 5, 6, 7], "a special token in a text is text"],
  ["", [], [], "nothing"],
])("%j is %j: %s", (text, expected, places) => {
  const { ids, starts, ends } = createTokenizer(
    file().replace('"max_input_chars_per_word":5', text === "abcccc" ? '"max_input_chars_per_word":5' : '"max_input_chars_per_word":9'),
  ).tokenize(text);
  expect(ids.map((id) => Object.keys(vocab)[id])).toEqual(expected);
  expect(starts.flatMap((start, index) => [start, ends[index]])).toEqual(places);
});

test.each([
  [
    "a tokenizer that keeps case",
    { normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: false } },
  ],
  ["a tokenizer of another kind", { model: { type: "BPE", vocab } }],
])("%s is refused, not read as if it were this one", (_, changes) => {
  expect(() => createTokenizer(file(changes))).toThrow();
});
