import { matchesGlob, resolve } from "node:path";
import type { ListenAddress } from "../base/index.ts";
import { isLoopback } from "../exporters/config.ts";
import { needsOneThread } from "../policy/index.ts";
import type { FileTailSettings } from "../receivers/index.ts";
import { readTarget } from "./destination-target.ts";
import { type ConfigIssue, issue } from "./issue.ts";
import type { Destination, ResolvedConfig } from "./resolved-config.ts";

/**
 * What no part is wrong in for itself: two that write one file, two that listen on one port, a destination that is this agent's own receiver or is written to a file that it
 * follows, lines that nobody takes, threads that could not agree.
 */
export function clashes({
  receivers,
  tails,
  destinations,
  detection,
  telemetry,
}: Pick<ResolvedConfig, "receivers" | "tails" | "destinations" | "detection" | "telemetry">): ConfigIssue[] {
  const intakes = receivers.map(({ id, settings }) => ({ path: `receivers.${id}.listen`, listen: settings.listen }));
  const { metricsListen } = telemetry;
  const listeners = metricsListen === null ? intakes : [...intakes, { path: "telemetry.metrics.listen", listen: metricsListen }];
  return [
    ...sharedFiles(destinations),
    ...tails.flatMap((tail) => tailClashes(tail, destinations)),
    ...threadClashes(detection.threadsCount, destinations),
    ...listeners.flatMap(({ path, listen }, index) =>
      listeners.slice(0, index).some((other) => collide(listen, other.listen))
        ? [issue("config.value", path, "Another part of this configuration listens there.")]
        : [],
    ),
    ...destinations.flatMap(({ id, signals, exporter }) => {
      const sent = readTarget(id, signals, exporter).target?.addresses ?? [];
      return sent.some((address) => intakes.some(({ listen }) => reaches(address, listen)))
        ? [issue("config.value", `destinations.${id}.endpoint`, "It is a receiver of this configuration: what leaves would come in again.")]
        : [];
    }),
  ];
}

function threadClashes(threadsCount: number, destinations: readonly Destination[]): ConfigIssue[] {
  const one = destinations.find(({ plan }) => needsOneThread(plan));
  if (threadsCount === 1 || one === undefined) return [];
  const message = `destinations.${one.id} has tokens, shifted times or remapped ids, which must agree from batch to batch: write 1, or leave it out.`;
  return [issue("config.value", "detection.threads", message)];
}

function sharedFiles(destinations: readonly Destination[]): ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  const files = new Set<string>();
  for (const { id, exporter } of destinations) {
    if (exporter.type !== "file") continue;
    const file = resolve(exporter.path);
    if (files.has(file)) issues.push(issue("config.value", `destinations.${id}.path`, "Another destination writes this file."));
    files.add(file);
  }
  return issues;
}

function tailClashes({ name, include, exclude }: FileTailSettings, destinations: readonly Destination[]): ConfigIssue[] {
  const path = `receivers.file_tail.${name}`;
  const isFollowed = (file: string) => {
    const matches = (glob: string) => matchesGlob(resolve(file), resolve(glob));
    return include.some(matches) && !exclude.some((glob) => matches(glob) || matchesGlob(file, glob));
  };
  const loops = destinations.some(({ exporter }) => exporter.type === "file" && isFollowed(exporter.path));
  const isTaken = destinations.length === 0 || destinations.some(({ signals }) => signals.includes("logs"));
  return [
    ...(loops
      ? [issue("config.value", `${path}.include`, "A destination writes a file that this finds: what leaves would come in again.")]
      : []),
    ...(isTaken ? [] : [issue("config.value", path, "No destination takes logs: write signals: [logs] in one.")]),
  ];
}

/** Two listeners on one port: of one host, or of one host and every host. 127.0.0.1 and ::1 are two. */
function collide(one: ListenAddress, other: ListenAddress): boolean {
  if (one.port === 0 || one.port !== other.port) return false;
  return one.host.toLowerCase() === other.host.toLowerCase() || coversHost(one.host, other.host) || coversHost(other.host, one.host);
}

/** Does sending to `to` reach what listens on `listen`? A name that is not known to be this machine is another one. */
function reaches(to: ListenAddress, listen: ListenAddress): boolean {
  if (listen.port === 0 || to.port !== listen.port) return false;
  if (isLoopback(to.host)) return isLoopback(listen.host) || coversHost(listen.host, "127.0.0.1");
  return to.host.toLowerCase() === listen.host.toLowerCase();
}

/** `0.0.0.0` is every IPv4 host of a machine, `::` every host. */
function coversHost(wildcard: string, host: string): boolean {
  return wildcard === "::" || (wildcard === "0.0.0.0" && !host.includes(":"));
}
