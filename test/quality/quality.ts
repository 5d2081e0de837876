import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { text as readAll } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { type GoldText, readMarkedTexts } from "./marked-text.ts";
import { type Prediction, type Score, score, sum } from "./score.ts";

/**
 * `npm run quality`: scores `cordon scan --jsonl` over the texts beside this file and over the shared ones, where they lie beside the checkout, prints a table per set
 * and type, and fails where a count is worse than in baseline.json.
 *
 *   --set NAME     one set only             --examples N   up to N leaks and false alarms of each type and set
 *   --update       writes baseline.json     --markdown     the table as the README has it
 *   --texts FILE   one more set, JSON lines {"id","text","spans"?}; it is no part of the baseline
 *   --model DIR    with the language model of `cordon model install`, in that folder; nothing is compared with the baseline
 */
const { values: options } = parseArgs({
  options: {
    set: { type: "string" },
    texts: { type: "string" },
    examples: { type: "string", default: "0" },
    update: { type: "boolean", default: false },
    markdown: { type: "boolean", default: false },
    model: { type: "string" },
  },
});
const root = join(import.meta.dirname, "..", "..");
const own = join(import.meta.dirname, "texts");
const shared = join(root, "..", "shared", "corpora");
const sharedSets = [
  "gen_clinical",
  "gen_hardneg",
  "fhir_synthea",
  "nannigalaxy_pii",
  "presidio_research_large",
  "presidio_research_v2",
  "presidio_unit_intl",
  "presidio_unit_us",
  "wikigold_names",
  "wnut17_names",
];
const baselineFile = join(import.meta.dirname, "baseline.json");

/** By set: spans that leaked by type, false alarms, and the spans there are, so that changed texts are seen. */
type Baseline = Record<string, { gold: number; leaked: Record<string, number>; wrong: number }>;

interface TextSet {
  readonly name: string;
  readonly texts: readonly GoldText[];
  readonly hasBaseline: boolean;
}

const baseline = JSON.parse(readFileSync(baselineFile, "utf8")) as Baseline;
const problems: string[] = [];
const scores: [set: TextSet, score: Score][] = [];
for (const set of readSets()) scores.push([set, score(set.texts, await scan(set.texts))]);
if (options.markdown) printMarkdown();
else for (const [{ name }, result] of scores) print(name, result);
if (options.update) update();
else for (const [set, result] of scores) if (set.hasBaseline && options.model === undefined) compare(set.name, result);
for (const problem of problems) console.log(`WORSE: ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;

function readSets(): TextSet[] {
  const sets: TextSet[] = [];
  for (const file of readdirSync(own).filter((name) => name.endsWith(".txt"))) {
    const name = file.replace(/\.txt$/, "");
    if (isWanted(name)) sets.push({ name, texts: readMarkedTexts(name, readFileSync(join(own, file), "utf8")), hasBaseline: true });
  }
  for (const name of sharedSets.filter(isWanted)) {
    const path = join(shared, `${name}.jsonl`);
    if (existsSync(path)) sets.push({ name, texts: readLines(path), hasBaseline: true });
    else console.log(`skipped: ${name}.jsonl is not beside this checkout`);
  }
  if (options.texts !== undefined)
    sets.push({ name: options.texts.replace(/.*\//, ""), texts: readLines(options.texts), hasBaseline: false });
  return sets;
}

function isWanted(name: string): boolean {
  return options.texts === undefined ? options.set === undefined || options.set === name : options.set === name;
}

function readLines(path: string): GoldText[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => ({ spans: [], ...JSON.parse(line) }));
}

/** What the command finds: the real one, in a process of its own. */
async function scan(texts: readonly GoldText[]): Promise<ReadonlyMap<string, readonly Prediction[]>> {
  const main = join(root, "src", "cli", "main.ts");
  const names = options.model === undefined ? [] : ["--names", "model", "--model-path", options.model];
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main, "scan", "--jsonl", ...names], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(texts.map(({ id, text }) => `${JSON.stringify({ id, text })}\n`).join(""));
  const lines = (await readAll(child.stdout)).split("\n").filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line)).map(({ id, spans }) => [id, spans]));
}

function print(name: string, result: Score): void {
  const { figures } = figuresOf(result);
  console.log(`\n${name.padEnd(26)}${figures}`);
  for (const type of Object.keys(result.gold).sort((a, b) => (result.gold[b] ?? 0) - (result.gold[a] ?? 0))) {
    const count = result.gold[type] ?? 0;
    const leaked = result.leaked[type] ?? 0;
    console.log(`  ${type.padEnd(18)}${String(count).padStart(5)} spans${percent(leaked, count).padStart(8)} % leak`);
  }
  const types = Object.entries(result.wrong).map(([type, count]) => `${type} ${count}`);
  if (types.length > 0) console.log(`  false alarms: ${types.join(", ")}`);
  printExamples(result, Number(options.examples));
}

function printExamples({ examples }: Score, most: number): void {
  const seen = new Map<string, number>();
  for (const { kind, type, id, shown } of examples) {
    const key = `${kind} ${type}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    if (count <= most) console.log(`    ${kind} ${type} ${id}: ${shown}`);
  }
}

function figuresOf(result: Score) {
  const gold = sum(result.gold);
  const wrong = sum(result.wrong);
  const leak = gold === 0 ? "-" : percent(sum(result.leaked), gold);
  const precision = result.right + wrong === 0 ? "-" : percent(result.right, result.right + wrong);
  const perMegabyte = ((wrong * 1e6) / result.bytes).toFixed(0);
  const perWords = ((wrong * 1000) / result.words).toFixed(2);
  const figures = `${result.texts} texts, ${gold} spans: leak ${leak} %, precision ${precision} %, false alarms ${perMegabyte} per MB, ${perWords} per 1,000 words`;
  return { gold, leak, precision, perMegabyte, perWords, figures };
}

function printMarkdown(): void {
  console.log("| texts | spans | leak % | precision % | false alarms per MB | per 1,000 words |\n|---|---|---|---|---|---|");
  for (const [{ name }, result] of scores) {
    const { gold, leak, precision, perMegabyte, perWords } = figuresOf(result);
    console.log(`| ${name} | ${gold} | ${leak} | ${precision} | ${perMegabyte} | ${perWords} |`);
  }
}

function percent(part: number, whole: number): string {
  return ((100 * part) / whole).toFixed(1);
}

function compare(name: string, result: Score): void {
  const before = baseline[name];
  if (before === undefined || before.gold !== sum(result.gold)) {
    problems.push(`${name}: its texts changed; look at the figures, then run it with --update`);
    return;
  }
  for (const [type, count] of Object.entries(result.leaked)) {
    const known = before.leaked[type] ?? 0;
    if (count > known) problems.push(`${name}: ${count} spans of ${type} leak, ${known} did`);
  }
  const wrong = sum(result.wrong);
  if (wrong > before.wrong) problems.push(`${name}: ${wrong} false alarms, there were ${before.wrong}`);
}

function update(): void {
  const next: Baseline = { ...baseline };
  for (const [{ name, hasBaseline }, result] of scores) {
    if (hasBaseline) next[name] = { gold: sum(result.gold), leaked: sortedByName(result.leaked), wrong: sum(result.wrong) };
  }
  writeFileSync(baselineFile, `${JSON.stringify(sortedByName(next), null, 2)}\n`);
}

function sortedByName<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
