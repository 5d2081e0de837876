import { z } from "zod";
import { parseByteSize, parseDurationMs } from "./units.ts";

/**
 * base's door for the other rooms' config.ts: how sizes and durations are written in YAML. It loads the schema library, so
 * nothing but a config.ts may import it (the SDK never loads zod).
 */

/** A size such as `64MiB`; the result is in bytes. */
export const byteSize = z
  .string()
  .transform((text, context) => parseByteSize(text) ?? refuse(context, "Write a size with its unit, such as 64MiB."))
  .meta({ description: "a size with its unit, such as 64MiB" });

/** A duration such as `30s` or `72h`; the result is in milliseconds. */
export const duration = z
  .string()
  .transform((text, context) => parseDurationMs(text) ?? refuse(context, "Write a duration with its unit, such as 30s."))
  .meta({ description: "a duration with its unit, such as 30s" });

function refuse(context: z.RefinementCtx<string>, message: string): never {
  context.addIssue({ code: "custom", message });
  return z.NEVER;
}
