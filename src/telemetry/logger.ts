import { type Logger, pino } from "pino";
import { CordonError } from "../base/index.ts";
import type { LogLevel } from "./log-levels.ts";

/** Where lines go; stderr unless a test wants to read them. */
export interface LogStream {
  write(line: string): void;
}

/**
 * pino's home. JSON lines `{"level","time","event","msg",…}`. Errors are reduced to a code, whoever passes one: the messages of parsers
 * and HTTP clients quote their input. No pid and host name: the collector of the logs knows them better.
 */
export function createLogger(level: LogLevel, pretty: boolean, stream?: LogStream): Logger {
  const target = stream ?? pino.destination({ fd: 2, sync: true });
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorCode, error: errorCode },
    },
    pretty ? { write: (line: string) => target.write(prettyLine(line)) } : target,
  );
}

/** All that may be said of an error: our code and place, or a system call's code (ECONNREFUSED). */
function errorCode(error: unknown): { code: string; where?: string } {
  if (error instanceof CordonError) return error.where === undefined ? { code: error.code } : { code: error.code, where: error.where };
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return { code: typeof code === "string" && /^[A-Z][A-Z0-9_]{1,48}$/.test(code) ? code : "unknown" };
}

/** `12:34:56 info  receiving receiver=otlp_http address=127.0.0.1:4318` */
function prettyLine(line: string): string {
  const { level, time, msg, event: _, ...fields }: Record<string, unknown> = JSON.parse(line);
  const rest = Object.entries(fields).map(([key, value]) => ` ${key}=${typeof value === "object" ? JSON.stringify(value) : value}`);
  return `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${msg}${rest.join("")}\n`;
}
