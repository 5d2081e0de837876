import { z } from "zod";
import { byteSize, duration, listenAddress } from "../base/config.ts";
import { limits, signals } from "../base/index.ts";
import { phiTypes } from "../detectors/index.ts";
import { exporterConfigs } from "../exporters/config.ts";
import { queueConfig, retryConfig } from "../pipeline/config.ts";
import { agreementKinds, claims, isAgreementHost, parseDay, presets } from "../policy/index.ts";
import { receiversConfig } from "../receivers/config.ts";
import { telemetryConfig } from "../telemetry/config.ts";

/**
 * The whole configuration as one schema, assembled from the rooms' own. `load.ts` parses it section by section, so that an error in one does
 * not hide another's; the JSON schema for editors is made of the same parts. Sections of the contract that this version does not have yet
 * are here too: their keys are known, and `not-available.ts` refuses them.
 */

const text = z.string().min(1, "Write a text.").max(1024, "Write at most 1024 characters.");
/** Printed by `explain` as it stands. */
const line = text.regex(/^[^\p{Cc}\u2028\u2029]*$/u, "Write one line without control characters.");
const path = z.string().min(1, "Write a path.").max(4096, "A path has at most 4096 characters.");
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, "Write letters, digits, _, - and . only, at most 64.");
const day = z
  .string()
  .transform((written, context) => {
    const ms = parseDay(written);
    if (ms !== undefined) return ms;
    context.addIssue({ code: "custom", message: "Write a day of the calendar such as 2026-01-10." });
    return z.NEVER;
  })
  .meta({ description: "a day such as 2026-01-10" });

export const agreementConfig = z.strictObject({
  id: id.refine((written) => written !== "none", "none stands for no agreement."),
  party: line.meta({ description: "who signed with you" }),
  hosts: z
    .array(
      z
        .string()
        .refine(isAgreementHost, "Write a host name without scheme, port or path, such as api.example.com or *.example.com.")
        .transform((host) => host.toLowerCase()),
    )
    .min(1, "Name at least one host.")
    .max(256, "At most 256 hosts.")
    .meta({ description: "hosts the agreement covers, region by region; *.example.com covers the hosts below example.com" }),
  signed: day,
  expires: day.meta({ description: "the first day it no longer holds, UTC" }),
  kind: z.enum(agreementKinds).optional().meta({ description: "what it is; when given, it must fit the destination's claim" }),
  reference: line.optional().meta({ description: "the document's number; required for an expert determination" }),
});

const keyPattern = z
  .string()
  .min(1, "Write an attribute key.")
  .max(limits.keyBytesMax, "An attribute key has at most 256 characters.")
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, "An attribute key here has no control characters.")
  .meta({ description: "a whole dotted attribute key; * stands for any run of characters" });

const actionsConfig = z
  .record(z.string(), z.string())
  .default({})
  .meta({
    description: `what becomes of a finding, by default, Safe Harbor letter (A to R) or type (${Object.keys(phiTypes).join(", ")}): placeholder, remove, year, state, zip3, 90+, token, surrogate, hash, mask or keep`,
  });

const hashKey = z
  .string()
  .transform((written, context) => {
    const key = decodeKey(written.trim());
    if (key !== undefined && key.length >= 32) return key;
    context.addIssue({
      code: "custom",
      message: `Write \${file:PATH} or \${env:NAME} that holds 32 bytes or more in base64 or hexadecimal.`,
    });
    return z.NEVER;
  })
  .meta({ description: `key of the hash action: 32 bytes or more in base64 or hexadecimal, from \${file:PATH} or \${env:NAME}` });

export const rulesConfig = z
  .strictObject({
    keep_keys: z
      .array(keyPattern)
      .max(1000, "At most 1000 keys.")
      .nullable()
      .default([])
      .meta({ description: "minimum necessary: with entries, every other attribute is dropped; empty: no such list" }),
    drop_keys: z
      .array(keyPattern)
      .max(1000, "At most 1000 keys.")
      .default([])
      .meta({ description: 'attributes that are dropped; ["*"] drops all' }),
    actions: actionsConfig,
    hash_key: hashKey.optional(),
    embeddings: z
      .enum(["drop", "keep"])
      .default("drop")
      .meta({ description: "vectors from which text can be recovered; keep needs claim: baa" }),
    record_time: z
      .enum(["keep", "truncate_hour", "shift"])
      .default("keep")
      .meta({ description: "times of spans, logs and data points; shift: one random offset a destination" }),
    ids: z.enum(["keep", "remap"]).default("keep").meta({ description: "trace and span ids; remap: random ones in their place" }),
  })
  .prefault({});

/** The keys of every destination that policy and pipeline read; the others belong to the exporter of its type. */
export const destinationConfig = z.strictObject({
  type: z.enum(["otlp_http", "otlp_grpc", "file"]).optional(),
  preset: z
    .enum([...presets.keys()] as [string, ...string[]])
    .optional()
    .meta({ description: "a vendor's address, signals and required headers; it has no agreement" }),
  signals: z
    .array(z.enum(signals))
    .min(1, "Name at least one signal.")
    .optional()
    .meta({ description: "what it takes of traces, logs and metrics; default: all, or all that the preset's vendor takes" }),
  claim: z.enum(claims).default("safe_harbor"),
  agreement: id.nullable().default(null).meta({ description: "id under agreements; every claim but safe_harbor needs one" }),
  rules: rulesConfig,
  queue: queueConfig,
  retry: retryConfig,
});

const example = z.union(
  [z.string().min(1), z.strictObject({ text: z.string().min(1), value: z.string().min(1) })],
  "Write a text, or { text, value }.",
);
const counterexample = z.union(
  [z.string().min(1), z.strictObject({ text: z.string().min(1), reason: z.string().min(1) })],
  "Write a text, or { text, reason }.",
);

export const customDetectorConfig = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, "Write lower_snake_case."),
  type: z.enum(Object.keys(phiTypes) as [keyof typeof phiTypes, ...(keyof typeof phiTypes)[]]),
  pattern: z.string().min(1, "Write a pattern in RE2 syntax.").max(1024, "A pattern has at most 1024 characters."),
  keywords: z
    .array(z.string().min(1).max(64))
    .max(64)
    .default([])
    .meta({ description: "with entries, one of them must stand in the match or within 64 characters before or 32 after it" }),
  hits: z
    .array(example)
    .min(1, "Give at least one text that must be found.")
    .max(100)
    .meta({ description: "texts that are found as a whole, or { text, value }" }),
  misses: z.array(counterexample).max(100).default([]).meta({ description: "texts in which nothing is found, or { text, reason }" }),
});

export const detectionConfig = z
  .strictObject({
    names: z
      .enum(["off", "dictionary", "model"])
      .default("dictionary")
      .meta({ description: "people's names in free text; model: the dictionary and a language model, see cordon model --help" }),
    model: z
      .strictObject({
        path: path.default("./data/models").meta({ description: "where cordon model install put the model" }),
        threads: z
          .int()
          .min(1)
          .max(limits.modelThreadsMax)
          .default(1)
          .meta({ description: "threads that read with it, each with some 200 MB of memory; one reads about 20 kB of free text a second" }),
      })
      .prefault({}),
    threads: z.int().min(1).max(limits.scanThreadsMax).optional().meta({
      description: "threads that scan, each with some 150 MB of memory; by default one, and two where there are more than two cores",
    }),
    custom: z.array(customDetectorConfig).max(limits.customDetectorsMax, "At most 200 custom detectors.").default([]),
    allow: z
      .array(text)
      .max(1000, "At most 1000 texts.")
      .default([])
      .meta({ description: "texts that are never findings, as they are written" }),
  })
  .prefault({});

const keyConfig = z
  .strictObject({
    provider: z.enum(["file", "env", "exec"]).default("file").meta({
      description:
        "where the key-encryption key is: a file of mode 0600, a variable, or a command that wraps and unwraps (KMS, Vault, enclave)",
    }),
    path: path.optional().meta({ description: "provider file: 32 bytes in base64; made at the first start where there is no buffer yet" }),
    variable: z
      .string()
      .regex(/^[A-Za-z_]\w{0,127}$/, "Write the variable's name.")
      .optional()
      .meta({ description: "provider env: the variable's name; it holds 32 bytes in base64 or hexadecimal" }),
    command: z
      .array(z.string().min(1))
      .min(1, "Write the program and its arguments.")
      .max(64)
      .optional()
      .meta({ description: "provider exec: run without a shell, with wrap or unwrap behind; base64 on stdin, one line on stdout" }),
    timeout: duration.pipe(z.int().min(1)).prefault("10s").meta({ description: "provider exec: how long the command may take" }),
  })
  .prefault({});

export const bufferConfig = z
  .strictObject({
    mode: z.enum(["disk", "memory"]).default("disk").meta({
      description: "disk: sealed and synced before the sender gets its OK; memory: nothing raw touches the disk, a crash loses what waits",
    }),
    path: path.default("./data/buffer").meta({ description: "a directory of its own" }),
    size_max: byteSize
      .pipe(z.int().min(16 * 1024 * 1024, "Write at least 16MiB."))
      .prefault("10GiB")
      .meta({ description: "bytes on disk; past it senders are told to come again" }),
    retain_raw: duration
      .prefault("72h")
      .meta({ description: "how long a delivered record can be looked back on; 0s: it is shredded once every destination has it" }),
    key: keyConfig,
  })
  .prefault({});

export const auditConfig = z
  .strictObject({ path: path.default("./data/audit").meta({ description: "a directory of its own" }) })
  .prefault({});

/** `scrypt:<log2 N>:<r>:<p>:<salt>:<hash>`, base64url; `cordon raw token` makes one. */
const tokenHash = z
  .string()
  .regex(/^scrypt:\d{1,2}:\d{1,2}:\d{1,2}:[A-Za-z0-9_-]{16,64}:[A-Za-z0-9_-]{40,90}$/, "Write a hash as cordon raw token prints it.")
  .meta({ description: "scrypt hash of the principal's token; cordon raw token makes both" });

export const accessConfig = z
  .strictObject({
    principals: z
      .array(
        z.strictObject({
          id,
          role: z
            .enum(["viewer", "investigator", "operator", "auditor"])
            .meta({ description: "viewer: status; investigator: raw list and show; operator: replay, keys, buffer; auditor: audit" }),
          token_hash: tokenHash,
        }),
      )
      .max(1000, "At most 1000 principals.")
      .default([]),
    break_glass: z
      .strictObject({
        code_hash: tokenHash
          .optional()
          .meta({ description: "hash of a sealed code that works once, without a second person; cordon raw token makes one" }),
        duration: duration
          .pipe(
            z
              .int()
              .min(60_000)
              .max(24 * 3_600_000),
          )
          .prefault("1h")
          .meta({ description: "how long a grant lasts; a duration such as 1h" }),
      })
      .prefault({}),
  })
  .prefault({});

export const consoleConfig = z.strictObject({ listen: listenAddress });

/** The schema of each top-level key. */
export const sections = {
  receivers: receiversConfig,
  buffer: bufferConfig,
  audit: auditConfig,
  access: accessConfig,
  agreements: z.array(agreementConfig).max(limits.agreementsMax, `At most ${limits.agreementsMax} agreements.`).default([]),
  destinations: z.record(z.string(), destinationSchema()),
  detection: detectionConfig,
  telemetry: telemetryConfig,
  console: consoleConfig.optional(),
} as const;

/** For editors and for finding the valid keys at a place: every key a destination of any type may have. */
function destinationSchema() {
  const { type: _, ...common } = destinationConfig.shape;
  return z.union([
    z.strictObject({ type: z.literal("otlp_http").optional(), ...common, ...exporterConfigs.otlp_http.shape }),
    z.strictObject({ type: z.literal("otlp_grpc"), ...common, ...exporterConfigs.otlp_grpc.shape }),
    z.strictObject({ type: z.literal("file"), ...common, ...exporterConfigs.file.shape }),
  ]);
}

export const wholeConfig = z.strictObject(sections);

function decodeKey(written: string): Buffer | undefined {
  if (/^(?:[0-9a-fA-F]{2})+$/.test(written)) return Buffer.from(written, "hex");
  if (/^[A-Za-z0-9+/_-]+={0,2}$/.test(written)) return Buffer.from(written, "base64");
  return undefined;
}
