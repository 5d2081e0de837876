import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadConfig } from "../../src/config/index.ts";
import { archive, configOf, hashKey, issuesOf, placesOf } from "./loading.ts";

const vendor = `destinations:
  vendor:
    type: otlp_http
    endpoint: https://\${env:VENDOR_HOST}:4318
    headers: { authorization: "Bearer \${file:./token}", x-team: \${env:TEAM} }
`;
const readFile = (path: string) => {
  if (path === "./token") return Buffer.from("from-file\n");
  throw new Error("ENOENT: no such file or directory, open 'hunter2'");
};

test("variables and files are put in, with or without quotes, in part or whole", () => {
  const { destinations } = configOf(vendor, { env: { VENDOR_HOST: "v.example", TEAM: "red" }, readFile });
  expect(destinations[0]).toMatchObject({
    hosts: ["v.example"],
    exporter: { endpoint: "https://v.example:4318", headers: { authorization: "Bearer from-file", "x-team": "red" } },
  });
});

test("what is put in is judged as if it had been written, and not printed", () => {
  const issues = issuesOf(vendor, { env: { VENDOR_HOST: "hunter2 @", TEAM: "hunter2\nx: y" }, readFile });
  expect(issues.map(({ path, line }) => [path, line])).toEqual([
    ["destinations.vendor.endpoint", 4],
    ["destinations.vendor.headers.x-team", 5],
  ]);
  expect(JSON.stringify(issues)).not.toContain("hunter2");
});

test("a missing variable and a missing file are named with their path, once each", () => {
  const issues = issuesOf(vendor.replace("./token", "./nothing"), { env: {}, readFile });
  expect(issues.map(({ path, line, code }) => `${line} ${path} ${code}`)).toEqual([
    "4 destinations.vendor.endpoint config.env_missing",
    "5 destinations.vendor.headers.authorization config.file_missing",
    "5 destinations.vendor.headers.x-team config.env_missing",
  ]);
  expect(issues[0]?.message).toBe("The environment variable does not exist. Set VENDOR_HOST.");
  expect(JSON.stringify(issues)).not.toContain("hunter2");
});

test.each([
  ["'${env:VENDOR HOST}'", "config.value"],
  ["'${VENDOR_HOST}'", "config.value"],
  ["'${env:}'", "config.value"],
  ["'${vault:x}'", "config.value"],
  ["${env:VENDOR_HOST", "config.value"],
])("%s is no substitution", (written, code) => {
  expect(placesOf(`destinations:\n  a:\n    type: file\n    path: ${written}\n`)).toEqual([`destinations.a.path ${code}`]);
});

test("$${ is a plain ${", () => {
  expect(configOf("destinations:\n  a: { type: file, path: './$${env:X}' }").destinations[0]?.exporter).toMatchObject({
    path: "./${env:X}",
  });
});

test("in a flow mapping a substitution needs no quotes, and what is put in cannot end the mapping", () => {
  const text = "destinations:\n  a: { type: file, path: ${env:OUT}, claim: safe_harbor }";
  const [destination] = configOf(text, { env: { OUT: "./x }, claim: baa # " } }).destinations;
  expect(destination).toMatchObject({ claim: "safe_harbor", exporter: { path: "./x }, claim: baa # " } });
});

test("a key is not substituted", () => {
  expect(placesOf(`\${env:KEY}: 1\n${archive}`, { env: { KEY: "receivers" } })).toEqual(["${env:KEY} config.unknown_key"]);
});

test("a file of the private-use characters that stand for braces inside is read as it is", () => {
  const text = `detection: { allow: ["a\uE000\uE001b\uE002"] }\n${archive}`;
  expect(configOf(text).detection.allow).toEqual(["a\uE000\uE001b\uE002"]);
});

test("without looking up, the rest is judged, and what stays open is named", () => {
  const text = `receivers:
  otlp_http: { listen: \${env:LISTEN}, auth: { bearer: \${env:IN} }, tls: { cert: ./c, key: ./k } }
destinations:
  archive: { type: file, path: ./a }
  vendor: { type: otlp_http, endpoint: \${env:URL}, claim: baa, agreement: signed, rules: { actions: { NAME: mask } } }
  unclear: { type: file, path: ./b, claim: \${env:CLAIM}, rules: { actions: { NAME: keep } } }
  worded: { type: file, path: ./c, rules: { actions: { NAME: \${env:WORD} } } }
  splunk: { preset: splunk_observability, endpoint: \${env:SPLUNK}, headers: { x-sf-token: \${env:TOKEN} } }
  hashed: { type: file, path: ./d, claim: baa, agreement: signed, rules: { actions: { MRN: hash }, hash_key: \${file:./key} } }
  wrong: { type: file, path: ./e, rules: { actions: { NAME: keep } } }
agreements:
  - { id: signed, party: P, hosts: [localhost], signed: 2026-01-10, expires: 2027-01-10 }
`;
  const forbidden = { env: {}, readFile: () => expect.unreachable(), resolve: false } as const;
  expect(placesOf(text, forbidden)).toEqual(["destinations.wrong.rules.actions.NAME config.claim_action"]);
  const config = configOf(text.replace(/ {2}wrong.*\n/, ""), forbidden);
  expect(config.isResolved).toBe(false);
  expect(config.incomplete).toEqual([
    "receivers.otlp_http.listen",
    "receivers.otlp_http.auth.bearer",
    "destinations.vendor.endpoint",
    "destinations.unclear.claim",
    "destinations.worded.rules.actions.NAME",
    "destinations.splunk.endpoint",
    "destinations.hashed.rules.hash_key",
  ]);
  expect(config.destinations.map(({ id }) => id)).toEqual(["archive", "hashed"]);
});

test("an agreement that cannot be read yet is not called missing", () => {
  const text = `agreements:
  - { id: \${env:ID}, party: P, hosts: [localhost], signed: 2026-01-10, expires: 2027-01-10 }
destinations:
  a: { type: file, path: ./a, claim: baa, agreement: signed }
`;
  expect(configOf(text, { resolve: false })).toMatchObject({
    destinations: [],
    incomplete: ["agreements[0].id", "destinations.a.agreement"],
  });
  expect(placesOf(text, { env: { ID: "other" } })).toEqual(["destinations.a.agreement config.agreement"]);
  expect(placesOf(text, { env: { ID: "signed" } })).toEqual([]);
});

test("a file is read from the disk, and one that is not there is an error without its system's words", () => {
  const folder = mkdtempSync(join(tmpdir(), "cordon-config-"));
  try {
    writeFileSync(join(folder, "key"), `${hashKey}\n`);
    writeFileSync(join(folder, "agent.yaml"), `destinations:\n  a: { type: file, path: "\${file:${join(folder, "key")}}" }\n`);
    const result = loadConfig(join(folder, "agent.yaml"), { env: {} });
    expect(result).toMatchObject({ kind: "ok", config: { destinations: [{ exporter: { path: hashKey } }] } });
    expect(loadConfig(join(folder, "none.yaml"))).toEqual({
      kind: "errors",
      issues: [
        {
          code: "config.read",
          path: "",
          line: 0,
          message: "The configuration file could not be read. Check that the file exists and may be read.",
        },
      ],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
