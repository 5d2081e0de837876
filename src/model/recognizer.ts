import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { CordonError } from "../base/index.ts";
import { modelFolder, runtimeFolder } from "./packages.ts";
import { createTokenizer, type Tokens } from "./tokenizer.ts";
import { planWindows } from "./windows.ts";

/** Names that the model sees in a text: rows of three numbers, the bytes `[start, end)` and how sure it is of the least sure part, in percent. */
export type NameSpans = Int32Array;

export interface Recognizer {
  /** The same text gives the same spans, on any thread: one window at a time, one thread a session, no sampling. Rejects at the next window where it is to end. */
  read(text: string, isEnding: () => boolean): Promise<NameSpans>;
}

/** Of the model's labels (its config.json): 0 is none, 1 to 4 are B- and I- of GIVEN_NAME and SURNAME. Places, numbers and addresses are left to the rules, which see more of them. */
const labelsCount = 35;
const nameLabelMax = 4;
/** The model's own threshold. */
const percentMin = 50;

/** As much of onnxruntime-node as is used. */
interface Runtime {
  readonly InferenceSession: { create(path: string, options: object): Promise<Session> };
  readonly Tensor: new (type: "int64", data: BigInt64Array, shape: readonly number[]) => unknown;
}
interface Session {
  run(feeds: Record<string, unknown>): Promise<Record<string, { readonly data: unknown } | undefined>>;
}

/** Loads runtime and model from the models' folder. Throws model.runtime. */
export async function loadRecognizer(directory: string): Promise<Recognizer> {
  const tokenizer = createTokenizer(readFileSync(join(directory, modelFolder, "tokenizer.json"), "utf8"));
  const { Tensor, InferenceSession } = loadRuntime(directory);
  const session = await InferenceSession.create(join(directory, modelFolder, "model_q4.onnx"), {
    executionProviders: ["cpu"],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: "sequential",
    logSeverityLevel: 3,
  });

  return {
    async read(text, isEnding) {
      const tokens = tokenizer.tokenize(text);
      const percents = new Int32Array(tokens.ids.length);
      for (const { from, to, keepFrom, keepTo } of planWindows(tokens)) {
        if (isEnding()) throw new CordonError("model.failed");
        const scores = await run([tokenizer.cls, ...tokens.ids.slice(from, to), tokenizer.sep]);
        for (let token = keepFrom; token < keepTo; token++) percents[token] = namePercent(scores, (token - from + 1) * labelsCount);
      }
      return spansOf(text, tokens, percents);
    },
  };

  async function run(ids: readonly number[]): Promise<Float32Array> {
    const shape = [1, ids.length];
    const { logits } = await session.run({
      input_ids: new Tensor("int64", BigInt64Array.from(ids, BigInt), shape),
      attention_mask: new Tensor("int64", new BigInt64Array(ids.length).fill(1n), shape),
      token_type_ids: new Tensor("int64", new BigInt64Array(ids.length), shape),
    });
    if (!(logits?.data instanceof Float32Array) || logits.data.length !== ids.length * labelsCount) throw new CordonError("model.failed");
    return logits.data;
  }
}

function loadRuntime(directory: string): Runtime {
  try {
    return createRequire(join(resolve(directory), runtimeFolder, "package.json"))("onnxruntime-node") as Runtime;
  } catch {
    throw new CordonError("model.runtime", `${process.platform}-${process.arch}`);
  }
}

/** How sure the model is that the token at `row` is part of a name; 0 where another label is likelier than both. */
function namePercent(scores: Float32Array, row: number): number {
  let best = 0;
  for (let label = 1; label < labelsCount; label++) if ((scores[row + label] as number) > (scores[row + best] as number)) best = label;
  if (best === 0 || best > nameLabelMax) return 0;
  let sum = 0;
  for (let label = 0; label < labelsCount; label++) sum += Math.exp((scores[row + label] as number) - (scores[row + best] as number));
  return Math.round(100 / sum);
}

/** Joins tokens of names with nothing but white space between them. */
function spansOf(text: string, { starts, ends, words }: Tokens, percents: Int32Array): NameSpans {
  const bytes = Buffer.from(text);
  const spans: number[] = [];
  let isOpen = false;
  for (let token = 0; token < percents.length; token++) {
    const percent = percents[token] as number;
    if (percent < percentMin) {
      isOpen = false;
      continue;
    }
    const [start, end] = [starts[token] as number, ends[token] as number];
    const last = spans.length - 3;
    if (isOpen && (words[token] === words[token - 1] || isBlank(bytes, spans[last + 1] as number, start))) {
      spans[last + 1] = end;
      spans[last + 2] = Math.min(spans[last + 2] as number, percent);
    } else spans.push(start, end, percent);
    isOpen = true;
  }
  return Int32Array.from(spans);
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++)
    if (bytes[at] !== 0x20 && bytes[at] !== 0x0a && bytes[at] !== 0x09 && bytes[at] !== 0x0d) return false;
  return true;
}
