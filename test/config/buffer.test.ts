import { expect, test } from "vitest";
import { archive, configOf, issuesOf, placesOf } from "./loading.ts";

const tokenHash = `scrypt:15:8:1:${"a".repeat(22)}:${"b".repeat(43)}`;

test("without a word about it, batches are sealed on disk under a key file, and audited", () => {
  expect(configOf(archive)).toMatchObject({
    buffer: {
      mode: "disk",
      settings: {
        directory: "./data/buffer",
        key: { provider: "file", path: "./data/keys/kek" },
        sizeMax: 10 * 2 ** 30,
        retainMs: 72 * 3_600_000,
      },
      auditDirectory: "./data/audit",
    },
    access: { principals: [], breakGlass: { codeHash: null, durationMs: 3_600_000 } },
  });
});

test.each([
  ["{ provider: file, path: ./k }", { provider: "file", path: "./k" }],
  ["{ provider: env, variable: KEK }", { provider: "env", variable: "KEK", value: "of-the-environment" }],
  ["{ provider: exec, command: [kms, acme], timeout: 3s }", { provider: "exec", command: ["kms", "acme"], timeoutMs: 3000 }],
])("buffer.key: %s is %j", (written, key) => {
  expect(configOf(`buffer: { key: ${written} }\n${archive}`, { env: { KEK: "of-the-environment" } }).buffer).toMatchObject({
    settings: { key },
  });
});

test.each([
  ["buffer: { mode: memory, path: ./x }", "buffer.path config.value", "what belongs to the disk is not passed over"],
  ["buffer: { mode: memory }\naudit: { path: ./x }", "audit config.value", "nor is an audit"],
  ["buffer: { mode: memory }\naccess: {}", "access config.value", "nor access"],
  ["buffer: { key: { provider: env } }", "buffer.key.variable config.value", "a variable without a name"],
  ["buffer: { key: { provider: env, variable: KEK } }", "buffer.key.variable config.env_missing", "a variable that is not there"],
  ["buffer: { key: { provider: exec } }", "buffer.key.command config.value", "a command without words"],
  ["buffer: { key: { provider: exec, command: [a], path: ./k } }", "buffer.key.path config.value", "a key of another provider"],
  ["buffer: { size_max: 1MiB }", "buffer.size_max config.value", "a buffer too small for one batch"],
  ["buffer: { key: { provider: vault } }", "buffer.key.provider config.value", "no such provider"],
  [`access: { principals: [{ id: a, role: root, token_hash: "${tokenHash}" }] }`, "access.principals[0].role config.value", "no such role"],
  [
    "access: { principals: [{ id: a, role: viewer, token_hash: hunter2 }] }",
    "access.principals[0].token_hash config.value",
    "a token instead of its hash",
  ],
  [
    `access: { principals: [{ id: a, role: viewer, token_hash: "${tokenHash}" }, { id: a, role: auditor, token_hash: "${tokenHash}" }] }`,
    "access.principals[1].id config.value",
    "one id twice",
  ],
])("%s is wrong at %s: %s", (text, place) => {
  expect(placesOf(`${text}\n${archive}`)).toEqual([place]);
  expect(JSON.stringify(issuesOf(`${text}\n${archive}`))).not.toContain("hunter2");
});

test("where variables are not looked up, the key's is left open", () => {
  const { incomplete } = configOf(`buffer: { key: { provider: env, variable: KEK } }\n${archive}`, { resolve: false });
  expect(incomplete).toEqual(["buffer.key.variable"]);
});
