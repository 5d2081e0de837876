import { isNode, type Node, place, type SourceFile } from "./source-tree.ts";

/** What the conventions forbid in the language, one line for each place. */
export function bannedIn(file: SourceFile): readonly string[] {
  return file.nodes.flatMap((node) => {
    const problem = judge(file, node);
    return problem === undefined ? [] : [`${place(file, node)} ${problem}`];
  });
}

function judge(file: SourceFile, node: Node): string | undefined {
  switch (node.type) {
    case "TSAnyKeyword":
      return "uses any: name the shape, or unknown";
    case "TSNonNullExpression":
      return "uses a non-null !: handle the missing case";
    case "TSEnumDeclaration":
      return "uses enum: a union of literals needs no code";
    case "ExportDefaultDeclaration":
      return isToolConfig(file.path) ? undefined : "has a default export: name it";
    case "ExportAllDeclaration":
      return "uses export *: list the names";
    case "MemberExpression":
      return inProduct(file.path) ? judgeMember(file.path, node) : undefined;
    case "ImportDeclaration":
      return inProduct(file.path) && !mayReadEnvironment(file.path) && importsEnvironment(node) ? environment : undefined;
    default:
      return undefined;
  }
}

const environment = "reads process.env: settings come from the configuration";

function judgeMember(path: string, node: Node): string | undefined {
  if (nameOf(node.object) === "console") {
    return path.startsWith("src/cli/") ? undefined : "writes to the console: emit an event";
  }
  if (nameOf(node.object) === "process" && propertyOf(node) === "env") {
    return mayReadEnvironment(path) ? undefined : environment;
  }
  return undefined;
}

function mayReadEnvironment(path: string): boolean {
  return path.startsWith("src/config/") || path.startsWith("src/cli/");
}

function importsEnvironment(node: Node): boolean {
  const source = node.source;
  const fromProcess = isNode(source) && /^(node:)?process$/.test(String(source.value));
  const names = Array.isArray(node.specifiers) ? node.specifiers : [];
  return fromProcess && names.some((specifier) => nameOf(specifier.imported) === "env");
}

function propertyOf(node: Node): string | undefined {
  const property = node.property;
  return nameOf(property) ?? (isNode(property) && typeof property.value === "string" ? property.value : undefined);
}

function nameOf(value: unknown): string | undefined {
  return isNode(value) && typeof value.name === "string" ? value.name : undefined;
}

function inProduct(path: string): boolean {
  return path.startsWith("src/");
}

/** Tools load their configuration as a default export. */
function isToolConfig(path: string): boolean {
  return path === "vitest.config.ts";
}
