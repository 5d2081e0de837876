import { CordonError, type ListenAddress, type Signal } from "../base/index.ts";
import { type ExporterConfig, exporterSettings } from "../exporters/config.ts";
import type { EncodeJson, ExporterSettings } from "../exporters/index.ts";
import type { ConfigIssue } from "./issue.ts";
import type { Destination } from "./resolved-config.ts";

/** Where a destination's bytes go. */
export interface Target {
  /** Host names without brackets or port; `localhost` for a file. */
  readonly hosts: readonly string[];
  /** Sockets; none for a file. */
  readonly addresses: readonly ListenAddress[];
}

/** What the exporter of a destination is made of. `encodeJson` is another room's: the agent brings it. */
export function destinationExporter(destination: Destination, encodeJson: EncodeJson): ExporterSettings {
  return exporterSettings(destination.id, destination.signals, destination.exporter, encodeJson);
}

/** Where a destination sends, or what is wrong with its address. Opens nothing. */
export function readTarget(
  id: string,
  signals: readonly Signal[],
  config: ExporterConfig,
): { readonly target: Target | undefined; readonly issues: readonly ConfigIssue[] } {
  try {
    return { target: targetOf(exporterSettings(id, signals, config, noEncoding)), issues: [] };
  } catch (error) {
    if (!(error instanceof CordonError)) throw error;
    const path = error.where ?? `destinations.${id}`;
    return { target: undefined, issues: [{ code: error.code, path, line: 0, message: error.message.replace(`${path}: `, "") }] };
  }
}

function targetOf(settings: ExporterSettings): Target {
  switch (settings.type) {
    case "otlp_http":
      return socketsOf(Object.values(settings.endpoints));
    case "otlp_grpc":
      return socketsOf([settings.endpoint]);
    case "file":
      return { hosts: ["localhost"], addresses: [] };
  }
}

function socketsOf(texts: readonly string[]): Target {
  const addresses = texts.map((text) => {
    const { hostname, port, protocol } = new URL(text);
    return { host: hostname.replace(/^\[(.*)\]$/, "$1"), port: port === "" ? (protocol === "http:" ? 80 : 443) : Number(port) };
  });
  return { hosts: [...new Set(addresses.map(({ host }) => host))], addresses };
}

/** Settings made here are looked at and thrown away. */
function noEncoding(): never {
  throw new Error("a configuration is not encoded");
}
