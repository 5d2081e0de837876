import { z } from "zod";
import { byteSize, listenAddress } from "../base/config.ts";
import { CordonError, limits } from "../base/index.ts";
import type { OtlpReceiverSettings, TlsSettings } from "./settings.ts";

/** receivers' door for config/: its part of the YAML, with the defaults. */

const tlsConfig = z.strictObject({
  cert: z.string().min(1).meta({ description: "path of the certificate chain, PEM" }),
  key: z.string().min(1).meta({ description: "path of the private key, PEM" }),
  client_ca: z.string().min(1).optional().meta({ description: "path of the authority that must have signed every client's certificate" }),
});

const authConfig = z.strictObject({
  bearer: z
    .string()
    .regex(/^[A-Za-z0-9._~+/-]+=*$/, "Write a token of RFC 6750: letters, digits and - . _ ~ + / =.")
    .min(16, "Use a token of at least 16 characters.")
    .meta({ description: "the token every request must carry as `Authorization: Bearer …`" }),
});

function otlpConfig(listen: string) {
  return z.strictObject({
    listen: listenAddress.prefault(listen),
    body_bytes_max: byteSize
      .refine((size) => size >= 1024 && size <= limits.bodyBytesMax * 4, "Allowed are 1KiB to 256MiB.")
      .prefault("64MiB")
      .meta({ description: "largest body, on the wire and after decompression" }),
    tls: tlsConfig.optional(),
    auth: authConfig.optional(),
  });
}

/** Without a `receivers` key OTLP/HTTP listens on loopback; with one, exactly the receivers named. */
export const receiversConfig = z
  .strictObject({
    otlp_http: otlpConfig("127.0.0.1:4318").optional(),
    otlp_grpc: otlpConfig("127.0.0.1:4317").optional(),
  })
  .refine((receivers) => Object.values(receivers).some((receiver) => receiver !== undefined), "Name at least one receiver.")
  .prefault({ otlp_http: {} });

export type ReceiversConfig = z.output<typeof receiversConfig>;
export type OtlpReceiverConfig = NonNullable<ReceiversConfig["otlp_http"]>;

/**
 * From a receiver's YAML to what its code takes. `readFile` gets the paths as written and may throw; `where` is the receiver's YAML path
 * (`receivers.otlp_http`), named in the `config.value` that comes of it.
 */
export function receiverSettings(config: OtlpReceiverConfig, where: string, readFile: (path: string) => Buffer): OtlpReceiverSettings {
  const read = (path: string, key: string) => {
    try {
      return readFile(path);
    } catch {
      throw new CordonError("config.value", `${where}.tls.${key}`, "The file could not be read.");
    }
  };
  return {
    listen: config.listen,
    bodyBytesMax: config.body_bytes_max,
    ...(config.tls === undefined ? {} : { tls: tlsSettings(config.tls, read) }),
    ...(config.auth === undefined ? {} : { bearer: config.auth.bearer }),
  };
}

function tlsSettings(config: z.output<typeof tlsConfig>, read: (path: string, key: string) => Buffer): TlsSettings {
  return {
    cert: read(config.cert, "cert"),
    key: read(config.key, "key"),
    ...(config.client_ca === undefined ? {} : { clientCa: read(config.client_ca, "client_ca") }),
  };
}
