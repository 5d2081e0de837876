import { z } from "zod";
import { byteSize, listenAddress } from "../base/config.ts";
import { CordonError, limits } from "../base/index.ts";
import type { ReceiverId } from "./catalogue.ts";
import type { FileTailSettings } from "./file-tail/settings.ts";
import type { KubernetesSettings } from "./kubernetes/settings.ts";
import type { OtlpReceiverSettings, TlsSettings } from "./settings.ts";

/** Those of the catalogue, named here so that who only checks a configuration loads no server. */
export const receiverIds: readonly ReceiverId[] = ["otlp_http", "otlp_grpc"];

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

const globs = z.array(z.string().min(1, "Write a path or a glob.").max(4096, "A path has at most 4096 characters."));

/** Where the API server is asked for labels and owners of the node's pods. The defaults are those of a pod with a mounted token. */
const kubernetesConfig = z.strictObject({
  api: z
    .enum(["auto", "off"])
    .default("auto")
    .meta({ description: "auto: where a service account's token is mounted, the node's pods are listed and watched" }),
  server: z
    .url({ protocol: /^https$/, hostname: /./, error: "Write https://host:port." })
    .default("https://kubernetes.default.svc")
    .meta({ description: "the API server; only https, checked against ca.crt" }),
  credentials: z
    .string()
    .min(1, "Write a path.")
    .default("/var/run/secrets/kubernetes.io/serviceaccount")
    .meta({ description: "directory with token, ca.crt and namespace" }),
  node: z.string().min(1).max(253).optional().meta({ description: "the node's name; left out: that of the agent's own pod" }),
});

/** One entry of file_tail: files that are followed alike. */
const tailConfig = z.strictObject({
  include: globs
    .min(1, "Name at least one file or glob.")
    .meta({ description: "files to follow: paths or globs, such as /var/log/containers/*.log" }),
  exclude: globs.default([]).meta({ description: "globs of files among them to leave; compressed files are left anyway" }),
  format: z
    .enum(["auto", "cri", "docker_json", "json", "plain"])
    .default("auto")
    .meta({ description: "what stands around each line; auto: told by a file's first line" }),
  start_at: z
    .enum(["beginning", "end"])
    .default("beginning")
    .meta({ description: "of files that are there at the very first start; later ones are read from their beginning" }),
  multiline: z
    .enum(["auto", "off"])
    .default("auto")
    .meta({ description: "auto: lines of a stack trace, and indented ones, are one record" }),
  line_bytes_max: byteSize
    .pipe(
      z
        .int()
        .min(1024)
        .max(16 * 1024 * 1024),
    )
    .prefault("1MiB")
    .meta({ description: "a size; longer lines are cut, with a marker" }),
  checkpoints: z
    .string()
    .min(1, "Write a path.")
    .default("./data/tail")
    .meta({ description: "directory of the file that says how far each file was read" }),
  kubernetes: kubernetesConfig.prefault({}),
});

const tailsConfig = z.record(z.string().regex(/^[a-z][a-z0-9_]{0,31}$/, "Write lower_snake_case, at most 32 characters."), tailConfig);

/** Without a `receivers` key OTLP/HTTP listens on loopback; with one, exactly the receivers named. */
export const receiversConfig = z
  .strictObject({
    otlp_http: otlpConfig("127.0.0.1:4318").optional(),
    otlp_grpc: otlpConfig("127.0.0.1:4317").optional(),
    file_tail: tailsConfig.optional(),
  })
  .refine(
    (receivers) => Object.values(receivers).some((receiver) => receiver !== undefined && Object.keys(receiver).length > 0),
    "Name at least one receiver.",
  )
  .prefault({ otlp_http: {} });

export type ReceiversConfig = z.output<typeof receiversConfig>;
export type OtlpReceiverConfig = NonNullable<ReceiversConfig["otlp_http"]>;

/** The entries of file_tail as their code takes them. */
export function fileTailSettings(config: ReceiversConfig["file_tail"]): FileTailSettings[] {
  return Object.entries(config ?? {}).map(([name, tail]) => ({
    name,
    include: tail.include,
    exclude: tail.exclude,
    format: tail.format,
    startAt: tail.start_at,
    multiline: tail.multiline,
    lineBytesMax: tail.line_bytes_max,
    checkpoints: tail.checkpoints,
    kubernetes: kubernetesSettings(tail.kubernetes),
  }));
}

function kubernetesSettings({ api, server, credentials, node }: z.output<typeof kubernetesConfig>): KubernetesSettings | null {
  return api === "off" ? null : { server, credentials, node: node ?? null };
}

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
