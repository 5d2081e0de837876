import { z } from "zod";
import { parseListenAddress } from "./listen-address.ts";
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

/** An address such as `127.0.0.1:4318`; the result is host and port. */
export const listenAddress = z
  .string()
  .transform((text, context) => parseListenAddress(text) ?? refuse(context, "Write host and port, such as 127.0.0.1:4318 or [::1]:4318."))
  .meta({ description: "host and port, such as 127.0.0.1:4318 or [::1]:4318" });

function refuse(context: z.RefinementCtx<string>, message: string): never {
  context.addIssue({ code: "custom", message });
  return z.NEVER;
}
