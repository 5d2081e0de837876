/**
 * BERT's tokenizer (lower case, WordPiece) over UTF-8 bytes, made from a `tokenizer.json` of the Hugging Face form. Equal to the reference, `tokenizers` 0.23, token by
 * token, but for one thing on purpose: "[SEP]" and its like in a text are text, or a text could say where it ends (test/model/tokenizer.test.ts has the rows).
 *
 *   clean       controls, format characters, private use and U+FFFD go; white space is a space
 *   normalise   ideographs stand alone; NFD without its marks; lower case
 *   split       at white space; each punctuation mark is a word
 *   pieces      the longest that the vocabulary has, from the left; `##` before all but the first; a word that cannot be made of them is [UNK]
 */
export interface Tokenizer {
  readonly cls: number;
  readonly sep: number;
  /** Tokens of a text, with the bytes of it that each stands for. No [CLS], no [SEP]. */
  tokenize(text: string): Tokens;
}

/** Columns, one row a token. */
export interface Tokens {
  readonly ids: readonly number[];
  /** Its bytes `[start, end)` in the text. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Which word of the text it is part of. */
  readonly words: readonly number[];
}

/** Thrown as a plain error: the file was checked by its hash, so that another form is a bug. */
export function createTokenizer(json: string): Tokenizer {
  const { vocabulary, prefix, wordCharactersMax } = readFile(json);
  const idOf = (token: string): number => {
    const id = vocabulary.get(token);
    if (id === undefined) throw new Error("The tokenizer's file lacks a special token.");
    return id;
  };
  const unknown = idOf("[UNK]");

  return {
    cls: idOf("[CLS]"),
    sep: idOf("[SEP]"),
    tokenize(text) {
      const tokens = { ids: [] as number[], starts: [] as number[], ends: [] as number[], words: [] as number[] };
      const word = new PendingWord();
      let wordsCount = 0;
      const flush = () => {
        if (word.characters.length === 0) return;
        addPieces(word, wordsCount++, tokens);
        word.clear();
      };
      let at = 0;
      for (const character of text) {
        const start = at;
        at += utf8Length(character);
        if (isDropped(character)) continue;
        if (isBlank(character)) {
          flush();
          continue;
        }
        const isAlone = isIdeograph(character);
        if (isAlone) flush();
        for (const normal of normalise(character)) {
          const isMark = isPunctuation(normal);
          if (isMark) flush();
          word.add(normal, start, at);
          if (isMark) flush();
        }
        if (isAlone) flush();
      }
      flush();
      return tokens;
    },
  };

  function addPieces({ characters, starts, ends }: PendingWord, wordIndex: number, tokens: MutableTokens): void {
    const count = characters.length;
    const pieces: number[] = [];
    const breaks: number[] = [];
    for (let from = 0; from < count && count <= wordCharactersMax; ) {
      let to = count;
      let id: number | undefined;
      for (; to > from; to--) {
        id = vocabulary.get((from === 0 ? "" : prefix) + characters.slice(from, to).join(""));
        if (id !== undefined) break;
      }
      if (id === undefined) break;
      pieces.push(id);
      breaks.push(from);
      from = to;
      if (to === count) breaks.push(count);
    }
    const isWhole = breaks.at(-1) === count;
    if (!isWhole) {
      pieces.splice(0, pieces.length, unknown);
      breaks.splice(0, breaks.length, 0, count);
    }
    for (const [index, id] of pieces.entries()) {
      tokens.ids.push(id);
      tokens.starts.push(starts[breaks[index] as number] as number);
      tokens.ends.push(ends[(breaks[index + 1] as number) - 1] as number);
      tokens.words.push(wordIndex);
    }
  }
}

type MutableTokens = { [Column in keyof Tokens]: number[] };

/** A word that is being read: its characters, normalised, each with the bytes of the text that it came from. */
class PendingWord {
  readonly characters: string[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  add(character: string, start: number, end: number): void {
    this.characters.push(character);
    this.starts.push(start);
    this.ends.push(end);
  }

  clear(): void {
    this.characters.length = 0;
    this.starts.length = 0;
    this.ends.length = 0;
  }
}

const dropped = /^[\p{Cc}\p{Cf}\p{Co}\p{Cs}\uFFFD]$/u;
const blank = /^\p{White_Space}$/u;
const punctuation = /^[\p{P}$+<=>^`|~]$/u;
const marks = /\p{Mn}/gu;

function isDropped(character: string): boolean {
  return character !== "\t" && character !== "\n" && character !== "\r" && dropped.test(character);
}

function isBlank(character: string): boolean {
  return character === " " || blank.test(character);
}

function isPunctuation(character: string): boolean {
  return punctuation.test(character);
}

/** CJK ideographs, the ranges that BERT's own tokenizer names. */
function isIdeograph(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x3400) return false;
  return (
    code <= 0x4dbf ||
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0x20000 && code <= 0x2a6df) ||
    (code >= 0x2a700 && code <= 0x2ceaf) ||
    (code >= 0x2f800 && code <= 0x2fa1f)
  );
}

/** One character at a time: marks go, so that their order is nothing, and a sigma at a word's end is like any other. */
function normalise(character: string): string {
  if (character.length === 1 && character < "\x80") return character.toLowerCase();
  let lower = "";
  for (const part of character.normalize("NFD").replace(marks, "")) lower += part.toLowerCase();
  return lower;
}

export function utf8Length(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

function readFile(json: string) {
  const { normalizer, pre_tokenizer: splitter, model } = JSON.parse(json);
  const isKnown =
    normalizer?.type === "BertNormalizer" &&
    normalizer.clean_text === true &&
    normalizer.handle_chinese_chars === true &&
    normalizer.strip_accents !== false &&
    normalizer.lowercase === true &&
    splitter?.type === "BertPreTokenizer" &&
    model?.type === "WordPiece";
  if (!isKnown) throw new Error("The tokenizer's file is of another kind.");
  return {
    vocabulary: new Map<string, number>(Object.entries(model.vocab)),
    prefix: String(model.continuing_subword_prefix),
    wordCharactersMax: Number(model.max_input_chars_per_word),
  };
}
