import type { ErrorCode } from "../base/index.ts";
import { limits } from "../base/index.ts";

/**
 * `${env:NAME}` and `${file:PATH}` inside a string. They are put in after the YAML is parsed, so that a value can never become a key, a list or a
 * second setting. A file's last line break is cut. `$${` stands for a plain `${`.
 */
export interface Sources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Returns the file's text; may throw. Relative paths are relative to the current working directory. */
  readonly readFile: (path: string) => string;
  /** False: nothing is looked up, forms are checked only (`cordon check`). */
  readonly resolve: boolean;
}

export interface SubstitutionProblem {
  readonly code: ErrorCode;
  readonly hint: string;
}

export interface Substituted {
  /** The text with everything put in; the text as written where something is unresolved. */
  readonly text: string;
  /** Holds a substitution that was not looked up. */
  readonly unresolved: boolean;
  readonly problems: readonly SubstitutionProblem[];
}

export function substitute(text: string, sources: Sources): Substituted {
  if (!text.includes("${")) return { text, unresolved: false, problems: [] };
  const problems: SubstitutionProblem[] = [];
  let unresolved = false;
  const result = text.replace(/\$\$\{|\$\{([^{}]*)\}|\$\{/g, (whole, inner: string | undefined) => {
    if (whole === "$${") return "${";
    const found = lookUp(inner ?? "", sources);
    if (found.kind === "text") return found.text;
    if (found.kind === "unresolved") unresolved = true;
    else problems.push(found);
    return whole;
  });
  return { text: unresolved ? text : result, unresolved, problems };
}

type Found =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "unresolved" }
  | ({ readonly kind: "problem" } & SubstitutionProblem);

function lookUp(inner: string, sources: Sources): Found {
  const [, scheme, name] = /^(env|file):(.+)$/s.exec(inner) ?? [];
  if (scheme === undefined || name === undefined || (scheme === "env" && !/^[A-Za-z_][A-Za-z0-9_]{0,255}$/.test(name))) {
    return problem("config.value", `Write \${env:NAME} or \${file:PATH}; a plain \${ is written $\${.`);
  }
  if (!sources.resolve) return { kind: "unresolved" };
  if (scheme === "env") {
    const value = Object.hasOwn(sources.env, name) ? sources.env[name] : undefined;
    return value === undefined ? problem("config.env_missing", `Set ${name}.`) : { kind: "text", text: value };
  }
  return readSecret(name, sources);
}

function readSecret(path: string, sources: Sources): Found {
  try {
    const text = sources.readFile(path);
    if (text.length > limits.configSecretBytesMax) return problem("config.file_missing", "It is larger than 64 KiB.");
    return { kind: "text", text: text.replace(/\r?\n$/, "") };
  } catch {
    // The system's message would only repeat the path.
    return problem("config.file_missing", "Check that it exists and may be read.");
  }
}

function problem(code: ErrorCode, hint: string): Found {
  return { kind: "problem", code, hint };
}
