import process from "node:process";
import { setTimeout } from "node:timers/promises";
import { CordonError, type ErrorCode, limits, type Signal } from "../base/index.ts";
import { readRecord, releaseFromQuarantine } from "../buffer/index.ts";
import { type Destination, destinationExporter, destinationPolicyHash, type ResolvedConfig } from "../config/index.ts";
import { detectors } from "../detectors/index.ts";
import { createExporter, type Exporter } from "../exporters/index.ts";
import { jsonToProtobuf, keyIsClean, leafKinds, protobufToJson } from "../otlp/index.ts";
import { agreementInForce, createClearance, type Release } from "../policy/index.ts";
import { createKeySelector, createScanner, type Detection, type Plan, type Scanned } from "../scrub/index.ts";
import { commandDetection } from "./command-detection.ts";
import { exitCodes } from "./exit-codes.ts";
import { createProblems } from "./problems.ts";
import { createCounter, type Desk, timeText } from "./sealed-desk.ts";
import { formatTable } from "./table.ts";

/** One record at a time: tries of one batch before it is given up. */
const triesMax = 5;

/** Sends the records to the destination under the candidate's rules. What it has in quarantine and takes now is in quarantine no longer. */
export async function replay(desk: Desk, seqs: readonly number[], id: string, candidate: ResolvedConfig): Promise<void> {
  const destination = destinationOf(candidate, id);
  if (!agreementInForce(destination, desk.nowMs)) throw new CordonError("config.agreement", `destinations.${id}`);
  const clearance = createClearance([destination.plan], detectionOf(candidate));
  const exporter = await createExporter(destinationExporter(destination, protobufToJson));
  const problems = createProblems("raw replay");
  const count = createCounter("records");
  const given = { batches: 0, items: 0, bytes: 0 };
  await exporter.start();
  try {
    for (const [index, seq] of seqs.entries()) {
      count(index + 1, seqs.length);
      const record = openRecord(desk, seq, destination);
      if (typeof record === "string") {
        if (record !== "skipped") problems.add(`record ${seq}`, record);
        continue;
      }
      const cleared = clearance.clear(record.signal, record.encoding, record.body, [id]);
      const release = cleared.kind === "refused" ? ({ kind: "held", code: cleared.code } as const) : cleared.views.get(id);
      const code = await send(exporter, release);
      if (code !== undefined) {
        problems.add(`record ${seq}`, code);
        continue;
      }
      releaseFromQuarantine(desk.store(), id, seq);
      if (release?.kind !== "cleared") continue;
      given.batches += 1;
      given.items += release.batch.itemsCount;
      given.bytes += release.batch.protobuf.length;
    }
  } finally {
    await exporter.stop();
    problems.finish();
  }
  desk.audit.append(desk.actor, "disclosure", {
    destination: id,
    policy: destinationPolicyHash(destination, candidate, detectors),
    replay: true,
    ...given,
  });
  process.stdout.write(`${given.batches} of ${seqs.length} records sent to ${id}, ${given.items} items.\n`);
  if (problems.count > 0) process.exitCode = exitCodes.failed;
}

interface OpenedRecord {
  readonly signal: Signal;
  readonly encoding: "protobuf" | "json";
  readonly body: Buffer;
}

function openRecord(desk: Desk, seq: number, destination: Destination): OpenedRecord | ErrorCode | "skipped" {
  const record = readRecord(desk.store(), seq);
  if (record === undefined) return "access.not_found";
  if (typeof record.body === "string") return record.body;
  const { signal, encoding } = record.metadata;
  return destination.signals.includes(signal) ? { signal, encoding, body: record.body } : "skipped";
}

async function send(exporter: Exporter, release: Release | undefined): Promise<ErrorCode | undefined> {
  if (release === undefined || release.kind === "nothing") return undefined;
  if (release.kind === "held") return release.code;
  for (let tried = 1; ; tried++) {
    const outcome = await exporter.send(release.batch);
    if (outcome.kind === "done") return undefined;
    if (outcome.kind === "refused" || tried === triesMax) return outcome.code;
    await setTimeout(Math.min(outcome.afterMs ?? 1000 * tried, limits.busyRetryMsMax));
  }
}

/**
 * What the candidate's rules would catch that the present ones do not, and the other way round: by type, rule and place. Nothing is sent, no value is shown; a place's key
 * is named only where it holds no finding itself.
 */
export function replayDifference(desk: Desk, seqs: readonly number[], id: string, candidate: ResolvedConfig): string {
  const [before, after] = [destinationOf(desk.config, id), destinationOf(candidate, id)];
  const plans = [before.plan, after.plan];
  const [old, fresh] = [finder(plans, detectionOf(desk.config)), finder(plans, detectionOf(candidate))];
  const newly = new Map<string, number>();
  const noLonger = new Map<string, number>();
  let [recordsCount, unreadable] = [0, 0];
  for (const seq of seqs) {
    const record = openRecord(desk, seq, after);
    if (record === "skipped") continue;
    const found = typeof record === "string" ? undefined : { old: old(record), fresh: fresh(record) };
    if (found?.old === undefined || found.fresh === undefined) {
      unreadable += 1;
      continue;
    }
    recordsCount += 1;
    for (const [key, place] of found.fresh) if (!found.old.has(key)) newly.set(place, (newly.get(place) ?? 0) + 1);
    for (const [key, place] of found.old) if (!found.fresh.has(key)) noLonger.set(place, (noLonger.get(place) ?? 0) + 1);
  }
  const hash = (destination: Destination, config: ResolvedConfig) => destinationPolicyHash(destination, config, detectors).slice(0, 12);
  return [
    `${recordsCount} records for ${id}, at ${timeText(desk.nowMs)}: policy ${hash(before, desk.config)} now, ${hash(after, candidate)} then. Nothing was sent.`,
    ...(unreadable > 0 ? [`${unreadable} records could not be read or scanned.`] : []),
    "",
    section("newly caught", newly),
    section("no longer caught", noLonger),
    section("other treatment", actionChanges(before.plan, after.plan)),
  ].join("\n");
}

type Found = ReadonlyMap<string, string>;

/** Findings of a record: its exact place in the body (never shown) to type, rule and readable place. */
function finder(plans: readonly Plan[], detection: Detection): (record: OpenedRecord) => Found | undefined {
  const scanner = createScanner({ ...detection, isSelectedKey: createKeySelector(plans), times: false, ids: false });
  return ({ signal, encoding, body }) => {
    const read = encoding === "json" ? jsonToProtobuf(signal, body) : ({ kind: "done", protobuf: body } as const);
    if (read.kind === "refused") return undefined;
    const result = scanner.scan(signal, read.protobuf);
    return result.code === null ? findingsOf(result.scanned) : undefined;
  };
}

function findingsOf({ findings, texts, leaves, keys, rules, signal }: Scanned): Found {
  const found = new Map<string, string>();
  for (let index = 0; index < findings.count; index++) {
    const text = findings.text[index] ?? 0;
    const row = texts.row[text] ?? 0;
    const rule = rules[findings.rule[index] ?? 0];
    const keyId = leaves.keyId[row] ?? 0;
    const kind = Object.entries(leafKinds).find(([, code]) => code === leaves.kind[row])?.[0] ?? "text";
    const isKnown = keyId > 0 && (keys.flagsOf(keyId) & keyIsClean) !== 0;
    const place = keyId <= 0 ? `${signal} ${kind}` : `${signal} ${isKnown ? keys.pathOf(keyId) : "(a key with a finding in it)"}`;
    found.set(
      `${row} ${placeOf(texts, text)} ${findings.start[index]} ${findings.end[index]} ${rule?.type}`,
      `${rule?.type}\t${rule?.id}\t${place}`,
    );
  }
  return found;
}

/** Where a text stands, through every encoding around it: two scans may number texts differently. */
function placeOf({ parent, srcStart, srcEnd }: Scanned["texts"], text: number): string {
  const steps: string[] = [];
  for (let at = text; at >= 0; at = parent[at] ?? -1) steps.push(`${srcStart[at]}-${srcEnd[at]}`);
  return steps.join("<");
}

function actionChanges(before: Plan, after: Plan): Map<string, number> {
  const changed = Object.entries(before.actions).filter(([type, action]) => after.actions[type as keyof typeof after.actions] !== action);
  return new Map(
    changed.map(([type, action]) => [`${type}\t${action} now, ${after.actions[type as keyof typeof after.actions]} then\t`, 0]),
  );
}

function section(title: string, rows: ReadonlyMap<string, number>): string {
  if (rows.size === 0) return `${title}: nothing\n`;
  const sorted = [...rows].sort(([, one], [, other]) => other - one);
  return `${title}:\n${formatTable(sorted.map(([text, count]) => ["", count === 0 ? "" : String(count), ...text.split("\t")]))}`;
}

function destinationOf(config: ResolvedConfig, id: string): Destination {
  const destination = config.destinations.find((known) => known.id === id);
  if (destination === undefined)
    throw new CordonError("access.not_found", `destinations.${id}`, "The configuration has no such destination.");
  return destination;
}

function detectionOf({ detection }: ResolvedConfig): Detection {
  return commandDetection(detection);
}
