import { type Alias, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { limits } from "../base/index.ts";
import { type ConfigIssue, issue, pathText } from "./issue.ts";
import { type Sources, substitute } from "./substitution.ts";

/** A configuration file as plain values, with where each stands. */
export interface YamlSource {
  /** Maps are null-prototype objects; strings have their substitutions in. */
  readonly value: unknown;
  /** Path -> line, from 1. */
  readonly lines: ReadonlyMap<string, number>;
  /** Paths of strings with a substitution that was not looked up. */
  readonly unresolved: readonly string[];
  readonly issues: readonly ConfigIssue[];
}

/**
 * Reads YAML 1.2 (core schema), with one thing more: `${…}` may stand without quotes in `{ … }` and `[ … ]` too, where YAML would read its braces
 * as a mapping. Refused, with the place: duplicate keys, explicit tags, keys that are no plain scalars, several documents, and
 * files whose aliases unfold past the bound. The YAML library's messages quote the file, so they are reduced to a place.
 */
export function readYaml(text: string, sources: Sources): YamlSource {
  const nothing = { value: undefined, lines: new Map(), unresolved: [] };
  if (text.length > limits.configBytesMax) return { ...nothing, issues: [issue("config.yaml", "", "It is larger than 1 MiB.")] };
  const lineCounter = new LineCounter();
  const braces = createBraces(text);
  const parsed = parse(braces.hidden, lineCounter);
  if (parsed === undefined) return { ...nothing, issues: [issue("config.yaml", "", "It is nested too deep.")] };
  const { errors } = parsed;
  if (errors.length > 0) {
    const issues = errors.slice(0, limits.configIssuesMax).map((error) => {
      const { line, col } = lineCounter.linePos(error.pos[0]);
      return {
        ...issue("config.yaml", "", `Line ${line}, column ${col}: ${syntaxAdvice.get(error.code) ?? "the syntax is broken here."}`),
        line,
      };
    });
    return { ...nothing, issues };
  }
  const reader = new NodeReader(lineCounter, sources, braces.show);
  const value = reader.read(parsed.contents, []);
  return { value, lines: reader.lines, unresolved: reader.unresolved, issues: reader.issues };
}

const syntaxAdvice: ReadonlyMap<string, string> = new Map([
  ["BAD_INDENT", "the indentation does not fit the lines above."],
  ["TAB_AS_INDENT", "indent with spaces, not tabs."],
  ["MISSING_CHAR", "a character such as a closing bracket, quote or comma is missing."],
  ["MULTILINE_IMPLICIT_KEY", "a key must be on one line; a colon may be missing."],
  ["BLOCK_AS_IMPLICIT_KEY", "a nested mapping stands on its parent's line, or a text with a colon needs quotes."],
  ["MULTIPLE_DOCS", "one document a file: remove the `---`."],
  ["UNEXPECTED_TOKEN", "this does not belong here; a text with special characters needs quotes."],
]);

function parse(text: string, lineCounter: LineCounter) {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, schema: "core", strict: true, uniqueKeys: false, version: "1.2" });
  } catch {
    // The composer recurses: thousands of brackets end the stack.
    return undefined;
  }
}

/** Private-use characters that stand for `${` and `}` while YAML is parsed; as many as they stand for, so that lines and columns stay. */
const opening = "\uE000\uE001";
const closing = "\uE002";

/** The text with the braces of its substitutions hidden, and the way back. A file that has such characters of its own is read as it is. */
function createBraces(text: string): { readonly hidden: string; show(part: string): string } {
  if (/[\uE000-\uE002]/.test(text)) return { hidden: text, show: (part) => part };
  return {
    hidden: text.replace(/\$\{([^{}"'\r\n]*)\}/g, `${opening}$1${closing}`),
    show: (part) => part.replaceAll(opening, "${").replaceAll(closing, "}"),
  };
}

/** Turns nodes into plain values, counting as it goes: a node behind an alias counts each time it is used. */
class NodeReader {
  readonly lines = new Map<string, number>();
  readonly unresolved: string[] = [];
  readonly issues: ConfigIssue[] = [];
  readonly #lineCounter: LineCounter;
  readonly #sources: Sources;
  readonly #show: (text: string) => string;
  readonly #anchors = new Map<string, Node>();
  #aliasDepth = 0;
  #nodesCount = 0;
  #overflowed = false;

  constructor(lineCounter: LineCounter, sources: Sources, show: (text: string) => string) {
    this.#show = show;
    this.#lineCounter = lineCounter;
    this.#sources = sources;
  }

  read(node: unknown, steps: readonly PropertyKey[]): unknown {
    this.#nodesCount += 1;
    if (this.#nodesCount > limits.configNodesMax || steps.length > limits.configDepthMax) return this.#overflow(node);
    if (isAlias(node)) return this.#readAlias(node, steps);
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return null;
    if (node.anchor !== undefined && this.#aliasDepth === 0) this.#anchors.set(node.anchor, node);
    if (node.tag !== undefined) this.#refuse(node, steps, "Tags such as !x are not used here.");
    if (isMap(node)) return this.#readMap(node, steps);
    if (isSeq(node)) return this.#readList(node, steps);
    return typeof node.value === "string" ? this.#readString(node.value, steps) : node.value;
  }

  /** A cycle ends at the bound of depth. */
  #readAlias(alias: Alias, steps: readonly PropertyKey[]): unknown {
    const node = this.#anchors.get(alias.source);
    if (node === undefined) {
      this.#refuse(alias, steps, "An alias names an anchor that does not stand above it.");
      return null;
    }
    this.#aliasDepth += 1;
    const value = this.read(node, steps);
    this.#aliasDepth -= 1;
    return value;
  }

  #readList(node: YAMLSeq, steps: readonly PropertyKey[]): unknown[] {
    const result: unknown[] = [];
    for (const [index, item] of node.items.entries()) {
      if (this.#overflowed) break;
      result.push(this.#readAt(item, item, [...steps, index]));
    }
    return result;
  }

  #readMap(node: YAMLMap, steps: readonly PropertyKey[]): unknown {
    const result: Record<string, unknown> = Object.create(null);
    for (const { key, value } of node.items) {
      if (this.#overflowed) break;
      const name =
        isScalar(key) && !isAlias(key) && key.value !== null && typeof key.value !== "object" ? this.#show(String(key.value)) : undefined;
      if (name === undefined || name === "__proto__") {
        this.#refuse(key, steps, "Keys are plain words.");
      } else if (Object.hasOwn(result, name)) {
        this.#refuse(key, [...steps, name], "The key stands here twice. Keep one.");
      } else {
        result[name] = this.#readAt(key, value, [...steps, name]);
      }
    }
    return result;
  }

  #readAt(place: unknown, node: unknown, steps: readonly PropertyKey[]): unknown {
    if (!this.lines.has(pathText(steps))) this.lines.set(pathText(steps), this.#lineOf(place));
    return this.read(node, steps);
  }

  #readString(written: string, steps: readonly PropertyKey[]): string {
    const { text, unresolved, problems } = substitute(this.#show(written), this.#sources);
    const path = pathText(steps);
    if (unresolved) this.unresolved.push(path);
    for (const { code, hint } of problems) this.issues.push(issue(code, path, hint));
    return text;
  }

  #overflow(node: unknown): null {
    if (!this.#overflowed) {
      this.#overflowed = true;
      this.issues.push({
        ...issue("config.yaml", "", "It is nested too deep, or its aliases unfold to too much."),
        line: this.#lineOf(node),
      });
    }
    return null;
  }

  #refuse(node: unknown, steps: readonly PropertyKey[], hint: string): void {
    this.issues.push({ ...issue("config.yaml", pathText(steps), hint), line: this.#lineOf(node) });
  }

  #lineOf(node: unknown): number {
    const range = isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? node.range : undefined;
    return range === undefined || range === null ? 0 : this.#lineCounter.linePos(range[0]).line;
  }
}
