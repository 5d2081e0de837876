import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { parseAst } from "vitest/node";

/** The checkout's own files and their syntax trees, for the tidy tests. Paths are relative to the root, with `/`. */
export const root = join(import.meta.dirname, "..", "..");

const notOurs = new Set(["node_modules", ".git", ".node", "dist", "data", "coverage"]);

export interface Node {
  readonly type: string;
  readonly start: number;
  readonly [property: string]: unknown;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly lineCount: number;
  readonly nodes: readonly Node[];
  readonly imports: readonly Import[];
  /** False where the text is not TypeScript; then there are no nodes and no imports. */
  readonly parses: boolean;
}

export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly line: number;
}

/** Every file below a folder of the checkout, generated and installed ones left out. */
export function filesBelow(folder: string): readonly string[] {
  let entries: { isDirectory(): boolean; isFile(): boolean; name: string }[];
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .filter((entry) => !notOurs.has(entry.name))
    .flatMap((entry) => {
      const path = relative(root, join(root, folder, entry.name))
        .split(sep)
        .join("/");
      return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
    });
}

export function readText(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

export function typescriptBelow(folder: string): readonly SourceFile[] {
  return filesBelow(folder)
    .filter((path) => path.endsWith(".ts"))
    .map((path) => parseSource(path, readText(path)));
}

export function parseSource(path: string, text: string): SourceFile {
  const nodes: Node[] = [];
  const parses = parseInto(nodes, path, text);
  const lineOf = (start: number): number => text.slice(0, start).split("\n").length;
  const imports = nodes.flatMap((node) => importsOf(node).map((found) => ({ ...found, line: lineOf(node.start) })));
  return { path, text, lineCount: text.split("\n").length - (text.endsWith("\n") ? 1 : 0), nodes, imports, parses };
}

function parseInto(nodes: Node[], path: string, text: string): boolean {
  try {
    collect(parseAst(text, { lang: "ts" }, path), nodes);
    return true;
  } catch {
    return false;
  }
}

/** `path:line`, for a message that an editor can follow. */
export function place(file: SourceFile, node: Node): string {
  return `${file.path}:${file.text.slice(0, node.start).split("\n").length}`;
}

/** Static, dynamic and type imports, re-exports, and files named by `new URL("...", import.meta.url)` (a worker's entry). */
function importsOf(node: Node): readonly Omit<Import, "line">[] {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration": {
      const specifier = literal(node.source);
      const typeOnly = node.importKind === "type" || node.exportKind === "type" || onlyTypeSpecifiers(node.specifiers);
      return specifier === undefined ? [] : [{ specifier, typeOnly }];
    }
    case "ImportExpression": {
      const specifier = literal(node.source);
      return specifier === undefined ? [] : [{ specifier, typeOnly: false }];
    }
    case "TSImportType": {
      const specifier = literal(node.source);
      return specifier === undefined ? [] : [{ specifier, typeOnly: true }];
    }
    case "NewExpression": {
      const callee = node.callee;
      const first = Array.isArray(node.arguments) ? literal(node.arguments[0]) : undefined;
      return isNode(callee) && callee.name === "URL" && first?.startsWith(".") ? [{ specifier: first, typeOnly: false }] : [];
    }
    default:
      return [];
  }
}

function onlyTypeSpecifiers(specifiers: unknown): boolean {
  return (
    Array.isArray(specifiers) &&
    specifiers.length > 0 &&
    specifiers.every((specifier) => specifier.importKind === "type" || specifier.exportKind === "type")
  );
}

function literal(value: unknown): string | undefined {
  return isNode(value) && typeof value.value === "string" ? value.value : undefined;
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

function collect(value: unknown, into: Node[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, into);
  } else if (isNode(value)) {
    into.push(value);
    for (const child of Object.values(value)) if (typeof child === "object" && child !== null) collect(child, into);
  }
}
