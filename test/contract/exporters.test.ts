import { mkdir, mkdtemp, readFile, rename, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Exporter } from "../../src/exporters/index.ts";
import { createExporter, exporterTypes } from "../../src/exporters/index.ts";
import { idsIn, standInJson } from "../support/cleared-batch.ts";
import { type Behaviour, behaviours, type FakeVendor, startGrpcVendor, startHttpVendor } from "../support/fake-vendor.ts";
import { describeExporterContract, type ExporterKind, type ExporterSubject } from "./exporter-contract.ts";

const tls = { insecure: false } as const;

function otlpHttpKind(name: string, encoding: "protobuf" | "json", compression: "gzip" | "zstd" | "none"): ExporterKind {
  return {
    name,
    behaviours,
    create: async (id, signals, timeoutMs) => {
      const vendor = await startHttpVendor();
      const endpoints = Object.fromEntries(signals.map((signal) => [signal, `${vendor.url}/v1/${signal}`]));
      const common = { type: "otlp_http", id, signals, endpoints, encoding, compression, headers: {}, tls, timeoutMs } as const;
      return networkSubject(await createExporter({ ...common, connectTimeoutMs: timeoutMs, encodeJson: standInJson }), vendor);
    },
  };
}

const otlpGrpcKind: ExporterKind = {
  name: "otlp_grpc",
  behaviours,
  create: async (id, signals, timeoutMs) => {
    const vendor = await startGrpcVendor();
    const settings = { type: "otlp_grpc", id, signals, endpoint: vendor.url, compression: "gzip", headers: {}, tls, timeoutMs } as const;
    return networkSubject(await createExporter(settings), vendor);
  },
};

/** Its destination is a file: `busy` is a full disk (/dev/full says ENOSPC), `refuse` is a folder where the file should be. */
const fileKind: ExporterKind = {
  name: "file",
  behaviours: ["ok", "busy", "refuse"],
  create: async (id, signals) => {
    const folder = await mkdtemp(join(tmpdir(), "cordon-file-"));
    const path = join(folder, "out.jsonl");
    const rotation = { rotateSizeMax: 1e9, rotateKeep: 1, sync: "close" } as const;
    const exporter = await createExporter({ type: "file", id, signals, path, ...rotation, encodeJson: standInJson });
    return fileSubject(exporter, folder, path);
  },
};

const kinds = [
  otlpHttpKind("otlp_http", "protobuf", "gzip"),
  otlpHttpKind("otlp_http with JSON", "json", "none"),
  otlpHttpKind("otlp_http with zstd", "protobuf", "zstd"),
  otlpGrpcKind,
  fileKind,
];

for (const kind of kinds) describeExporterContract(kind);

test("every exporter of the catalogue is held to the contract", () => {
  expect(exporterTypes.filter((type) => !kinds.some(({ name }) => name === type))).toEqual([]);
});

function networkSubject(exporter: Exporter, vendor: FakeVendor): ExporterSubject {
  return {
    exporter,
    next: async (...script) => vendor.next(...script),
    taken: async () => vendor.taken(),
    stop: () => vendor.stop(),
  };
}

/** Puts something else in the file's place for one `send`, and the file back after it. */
function fileSubject(exporter: Exporter, folder: string, path: string): ExporterSubject {
  const script: Behaviour[] = [];
  const aside = join(folder, "aside");
  const scripted: Exporter = {
    ...exporter,
    async send(batch) {
      const behaviour = script.shift() ?? "ok";
      if (behaviour === "ok") return exporter.send(batch);
      await rename(path, aside);
      if (behaviour === "busy") await symlink("/dev/full", path);
      else await mkdir(path);
      const outcome = await exporter.send(batch);
      await rm(path, { recursive: true });
      await rename(aside, path);
      return outcome;
    },
  };
  return {
    exporter: scripted,
    next: async (...behaviours) => void script.push(...behaviours),
    taken: async () => idsIn(await readFile(path)),
    stop: () => rm(folder, { recursive: true }),
  };
}
