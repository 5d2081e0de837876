import { readdirSync, readFileSync } from "node:fs";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { configJsonSchema, configJsonSchemaText, formatIssues, loadConfig } from "../../src/config/index.ts";
import { presets } from "../../src/policy/index.ts";

const folder = new URL("../../configs/", import.meta.url).pathname;
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.ya?ml$/.test(name) && isAgentConfig(name));
const textOf = (name: string) => readFileSync(`${folder}${name}`, "utf8");

/** Every variable that a file names, with a value that no form refuses. */
function envOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/\$\{env:(\w+)\}/g)].map(([, name = ""]) => [name, "0123456789abcdef"]));
}

/** Manifests of other programs have folders of their own. */
function isAgentConfig(name: string): boolean {
  return !/^(?:kubernetes|helm)\/|\/compose\.yaml$/.test(name);
}

test("there are the default and one file for each vendor's preset", () => {
  const vendors = [...presets.keys()].map((name) => `vendors/${name}.yaml`);
  expect(files).toEqual(expect.arrayContaining(["agent.yaml", ...vendors]));
});

test.each(files)("configs/%s loads", (name) => {
  const result = loadConfig(`${folder}${name}`, { env: envOf(textOf(name)) });
  expect(result.kind === "errors" ? formatIssues(result.issues, name) : "ok").toBe("ok");
});

test.each(files)("configs/%s asks for Safe Harbor and names no agreement", (name) => {
  const result = loadConfig(`${folder}${name}`, { env: envOf(textOf(name)) });
  if (result.kind === "errors") throw new Error("it does not load");
  for (const { claim, agreement } of result.config.destinations) expect([claim, agreement]).toEqual(["safe_harbor", null]);
});

test("the default listens on loopback only, sends to a file only, and names no variable", () => {
  const result = loadConfig(`${folder}agent.yaml`, { env: {} });
  if (result.kind === "errors") throw new Error("it does not load");
  const { receivers, destinations, telemetry } = result.config;
  expect([...receivers.map(({ settings }) => settings.listen.host), telemetry.metricsListen?.host]).toEqual([
    "127.0.0.1",
    "127.0.0.1",
    "127.0.0.1",
  ]);
  expect(destinations.map(({ type, hosts }) => [type, hosts])).toEqual([["file", ["localhost"]]]);
});

/** Keys of the contract that this version refuses: they are in the schema and not in the default. */
const notYet = ["console"];

test("the default shows every key there is", () => {
  const text = textOf("agent.yaml");
  const missing = [...propertyNames(configJsonSchema())].filter((name) => !new RegExp(`(?<![\\w])${name}:`).test(text));
  expect(missing.filter((name) => !notYet.includes(name))).toEqual([]);
});

function propertyNames(schema: unknown, names = new Set<string>()): Set<string> {
  if (typeof schema !== "object" || schema === null) return names;
  for (const [key, part] of Object.entries(schema)) {
    if (key === "properties") for (const name of Object.keys(part)) names.add(name);
    propertyNames(part, names);
  }
  return names;
}

test("configs/schema.json is what the schema says (if not: node scripts/generate-config-schema.ts)", () => {
  expect(textOf("schema.json")).toBe(configJsonSchemaText());
});

test("configs/agent.yaml tells editors where the schema is", () => {
  expect(textOf("agent.yaml").split("\n")[0]).toBe("# yaml-language-server: $schema=./schema.json");
});

/** Fastify's own JSON schema validator (Ajv), as strict as it gets: nothing is coerced, removed or filled in. */
async function isValid(value: unknown): Promise<boolean> {
  const { $schema: _, ...body } = JSON.parse(textOf("schema.json"));
  const app = Fastify({ ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: false } } });
  app.post("/", { schema: { body } }, async () => "");
  const { statusCode } = await app.inject({
    method: "POST",
    url: "/",
    payload: JSON.stringify(value),
    headers: { "content-type": "application/json" },
  });
  await app.close();
  return statusCode === 200;
}

test.each(files)("configs/schema.json takes configs/%s", async (name) => {
  expect(await isValid(parse(textOf(name)))).toBe(true);
});

const archive = { archive: { type: "file", path: "./a" } };

test.each<[unknown, boolean, string]>([
  [{ destinations: archive }, true, "the least there is"],
  [{ destinations: { ...archive, h: { preset: "honeycomb", headers: { "x-honeycomb-team": "${env:KEY}" } } } }, true, "a preset"],
  [
    { destinations: archive, receivers: { otlp_http: { auth: { bearer: "${env:CORDON_IN}" } } } },
    true,
    "a variable where a form is asked for",
  ],
  [{ destinations: archive, receivers: { otlp_http: { auth: { bearer: "short" } } } }, false, "a token that is too short"],
  [{ destinations: archive, telemetry: { log_level: "${env:LEVEL}" } }, true, "a variable for one of several words"],
  [{ destinations: archive, telemetry: { log_level: "loud" } }, false, "no such word"],
  [{ destinations: archive, recievers: {} }, false, "an unknown key at the top"],
  [{ destinations: { archive: { type: "file", path: "./a", endpoint: "https://v.example" } } }, false, "a key of another type"],
  [{ destinations: { archive: { type: "file" } } }, false, "a missing key"],
  [{ destinations: { archive: { type: "file", path: "./a", claim: "hipaa" } } }, false, "no such claim"],
  [{ destinations: archive, agreements: [{ id: "a" }] }, false, "half an agreement"],
  [{ receivers: {} }, false, "no destinations"],
])("configs/schema.json on %j says %s: %s", async (value, expected) => {
  expect(await isValid(value)).toBe(expected);
});
