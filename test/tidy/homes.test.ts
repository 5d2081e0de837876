import { expect, test } from "vitest";
import { isSchemaFile } from "./rooms.ts";
import { parseSource, type SourceFile, typescriptBelow } from "./source-tree.ts";

/** Where a module may be imported: everywhere else, ask its room. A file of the allow-list says why. */
const homes: readonly { readonly module: string; readonly isHome: (path: string) => boolean }[] = [
  { module: "re2", isHome: (path) => path.startsWith("src/detectors/") },
  { module: "pino", isHome: (path) => path.startsWith("src/telemetry/") },
  { module: "prom-client", isHome: (path) => path.startsWith("src/telemetry/") },
  {
    module: "node:sqlite",
    isHome: (path) => path.startsWith("src/buffer/") || path === "src/audit/chain.ts" || path === "src/audit/verify.ts",
  },
  { module: "yaml", isHome: (path) => path.startsWith("src/config/") },
  { module: "zod", isHome: (path) => path.startsWith("src/config/") || isSchemaFile(path) },
  { module: "commander", isHome: (path) => path.startsWith("src/cli/") },
  { module: "fastify", isHome: (path) => path.startsWith("src/receivers/") || path.startsWith("src/console/") },
  { module: "undici", isHome: (path) => path.startsWith("src/exporters/") || path === "src/receivers/kubernetes/api-client.ts" },
  { module: "@grpc/grpc-js", isHome: (path) => /^src\/(receivers|exporters)\/otlp-grpc\//.test(path) },
  { module: "node:crypto", isHome: (path) => path in cryptography },
  { module: "crypto", isHome: () => false },
];

/** Cryptography is easy to get wrong: each file that uses it is listed with what for. */
const cryptography: Readonly<Record<string, string>> = {
  "src/audit/entry.ts": "SHA-256 of the chain's entries",
  "src/audit/signing-key.ts": "Ed25519 over entries and the chain's end",
  "src/buffer/data-keys.ts": "makes data keys",
  "src/buffer/database.ts": "names a new buffer",
  "src/buffer/disclosures.ts": "names a period",
  "src/buffer/exec-key.ts": "names the key command",
  "src/buffer/file-key.ts": "makes key-encryption keys",
  "src/buffer/local-key.ts": "wraps data keys: AES-256-GCM",
  "src/buffer/private-file.ts": "overwrites key files with random bytes",
  "src/buffer/seal.ts": "seals records: AES-256-GCM, HKDF; keyed hashes of what they are found by",
  "src/buffer/store.ts": "random batch ids",
  "src/cli/access.ts": "scrypt hashes of tokens, compared in constant time",
  "src/receivers/bearer.ts": "compares bearer tokens in constant time",
  "src/detectors/checks/wallet-address.ts": "the checksum of Bitcoin addresses: a double SHA-256",
  "src/model/files.ts": "SHA-256 of the model's archives and files",
  "src/policy/policy-hash.ts": "SHA-256 of the policy, named in receipts",
  "src/policy/release.ts": "ids of releases and the egress check's seed",
  "src/scrub/actions.ts": "keyed hashes and shifted dates (45 CFR 164.514(b), (c))",
  "src/scrub/render.ts": "keyed hashes",
  "src/scrub/token-vault.ts": "random tokens (45 CFR 164.514(c))",
};

const sources = typescriptBelow("src");

test("each library with power has one home", () => {
  expect(sources.flatMap(strays)).toEqual([]);
});

test.each([
  ["src/detectors/engine.ts", 'import RE2 from "re2";', 0, "its home"],
  ["src/scrub/a.ts", 'import RE2 from "re2";', 1, "another room"],
  ["src/scrub/a.ts", 'const RE2 = await import("re2");', 1, "by a dynamic import"],
  ["src/scrub/a.ts", 'import { pino } from "pino/file";', 1, "by a subpath"],
  ["src/scrub/a.ts", 'import { DatabaseSync } from "node:sqlite";', 1, "the database outside the buffer"],
  ["src/scrub/a.ts", 'import { createHash } from "crypto";', 1, "cryptography without the node: prefix"],
  ["src/receivers/config.ts", 'import { z } from "zod";', 0, "a schema"],
  ["src/receivers/receiver.ts", 'import { z } from "zod";', 1, "the schema library in a room"],
])("in %s, %s makes %i strays: %s", (path, text, count) => {
  expect(strays(parseSource(path, text))).toHaveLength(count);
});

function strays(file: SourceFile): readonly string[] {
  return file.imports.flatMap(({ specifier, line }) => {
    const home = homes.find(({ module }) => specifier === module || specifier.startsWith(`${module}/`));
    return home === undefined || home.isHome(file.path) ? [] : [`${file.path}:${line} imports ${specifier} outside its home`];
  });
}
