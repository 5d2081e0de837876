import { z } from "zod";
import { isMapping } from "./not-available.ts";
import { wholeConfig } from "./schema.ts";

/**
 * The JSON schema for editors (`configs/schema.json`), from the same parts that the loader uses. Draft 7, which editors' YAML servers know best.
 * Input side: sizes and durations are texts. Where a text has a form, `${env:NAME}` and `${file:PATH}` are right too.
 */
export function configJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(wholeConfig, { io: "input", unrepresentable: "any", target: "draft-7" });
  return { ...takeSubstitutions(schema), title: "Cordon configuration", $id: "cordon-config.schema.json" };
}

/** The file's whole text. */
export function configJsonSchemaText(): string {
  return `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
}

const substitution = { type: "string", pattern: "\\$\\{(env|file):[^{}]+\\}" };

function takeSubstitutions(schema: Record<string, unknown>): Record<string, unknown> {
  const taken = Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, key === "propertyNames" ? part : within(part)]));
  if (taken.type !== "string" || (taken.pattern === undefined && taken.enum === undefined)) return taken;
  const { description, default: fallback, ...form } = taken;
  return {
    ...(description === undefined ? {} : { description }),
    ...(fallback === undefined ? {} : { default: fallback }),
    anyOf: [form, substitution],
  };
}

function within(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(within);
  return isMapping(part) ? takeSubstitutions(part) : part;
}
