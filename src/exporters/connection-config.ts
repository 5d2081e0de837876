import { z } from "zod";
import { limits } from "../base/index.ts";
import type { TlsSettings } from "./tls.ts";

/** Keys that every destination reached over a network has. */

/** Set by the exporter or by the protocol: a user's value would break the request. */
const reservedHeaders: ReadonlySet<string> = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

const headerName = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}$/, "A header's name has letters, digits and -.")
  .refine((name) => !reservedHeaders.has(name.toLowerCase()) && !/^grpc-|^:/i.test(name), "This header is set by Cordon.");

export const headersConfig = z
  .record(headerName, z.string().regex(/^[\x20-\x7e]*$/, "A header's value has printable ASCII characters only."))
  .refine((headers) => sizeOf(headers) <= limits.headerBytesMax, "The headers are too large.")
  .transform((headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])))
  .default({})
  .meta({ description: "sent with every request; the place for API keys, taken from the environment or a file" });

export const tlsConfig = z
  .strictObject({
    ca: z.string().optional().meta({ description: "PEM file of the authorities to trust in place of the system's" }),
    cert: z.string().optional().meta({ description: "PEM file of the client certificate" }),
    key: z.string().optional().meta({ description: "PEM file of the client certificate's key" }),
    server_name: z.string().min(1).optional().meta({ description: "name to verify where it is not the address's host" }),
    insecure: z.boolean().default(false).meta({ description: "allow plain text to other machines" }),
  })
  .prefault({});

export type TlsConfig = z.output<typeof tlsConfig>;

export function tlsSettings(config: TlsConfig): TlsSettings {
  return {
    ...(config.ca === undefined ? {} : { ca: config.ca }),
    ...(config.cert === undefined ? {} : { cert: config.cert }),
    ...(config.key === undefined ? {} : { key: config.key }),
    ...(config.server_name === undefined ? {} : { serverName: config.server_name }),
    insecure: config.insecure,
  };
}

function sizeOf(headers: Record<string, string>): number {
  return Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
}
