import { z } from "zod";
import { listenAddress } from "../base/config.ts";
import { logLevels } from "./log-levels.ts";

/** telemetry's door for config/: its part of the YAML, with the defaults. */
export const telemetryConfig = z
  .strictObject({
    log_level: z.enum(logLevels).default("info").meta({ description: "the least severe level that is written to stderr" }),
    pretty: z.boolean().default(false).meta({ description: "log lines for people instead of JSON" }),
    metrics: z
      .strictObject({
        listen: listenAddress
          .nullable()
          .prefault("127.0.0.1:9464")
          .meta({ description: "where /metrics, /live and /ready answer; null for nowhere" }),
      })
      .prefault({}),
  })
  .prefault({});

export type TelemetryConfig = z.output<typeof telemetryConfig>;
