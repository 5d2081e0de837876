import { limits } from "../../base/index.ts";
import type { ResourceAttributes } from "../lines/log-request.ts";

/** A pod as a log file's path names it; the uid only where the path has it. */
export interface PodRef {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string | null;
}

/** What is kept of a pod. */
export interface Pod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Static pods: their log directories are named after this hash, not after the uid of their mirror in the API. */
  readonly mirrorOf: string | null;
  readonly attributes: ResourceAttributes;
}

/** OpenTelemetry's name for it. What stands in a label is anybody's text, and is scanned like it. */
const labelPrefix = "k8s.pod.label.";

/** From a Pod, whole or as PartialObjectMetadata; null where it is none. */
export function podOf(object: unknown, node: string): Pod | null {
  const metadata = mapOf(mapOf(object)?.metadata);
  if (metadata === null) return null;
  const { uid, name, namespace } = metadata;
  if (typeof uid !== "string" || typeof name !== "string" || typeof namespace !== "string") return null;
  const labels = textsOf(metadata.labels);
  const mirrorOf = mapOf(metadata.annotations)?.["kubernetes.io/config.mirror"];
  return {
    namespace,
    name,
    uid,
    mirrorOf: typeof mirrorOf === "string" ? mirrorOf : null,
    attributes: {
      "k8s.pod.uid": uid,
      "k8s.node.name": node,
      ...ownerAttributes(metadata.ownerReferences, labels),
      ...Object.fromEntries([...labels].map(([key, value]) => [`${labelPrefix}${key}`, value])),
    },
  };
}

/** Attributes of the semantic conventions, by the kind of the controller. */
const ownerKeys: Readonly<Record<string, string>> = {
  ReplicaSet: "k8s.replicaset.name",
  StatefulSet: "k8s.statefulset.name",
  DaemonSet: "k8s.daemonset.name",
  Job: "k8s.job.name",
};

function ownerAttributes(owners: unknown, labels: ReadonlyMap<string, string>): Record<string, string> {
  const owner = (Array.isArray(owners) ? owners : []).map(mapOf).find((each) => each?.controller === true);
  const { kind, name } = owner ?? {};
  if (typeof kind !== "string" || typeof name !== "string") return {};
  const key = Object.hasOwn(ownerKeys, kind) ? ownerKeys[kind] : undefined;
  if (key === undefined) return {};
  const above = kind === "ReplicaSet" ? deploymentOf(name, labels) : kind === "Job" ? cronJobOf(name) : {};
  return { [key]: name, ...above };
}

/** A Deployment names its ReplicaSets after itself and the hash that is their pods' label. */
function deploymentOf(replicaSet: string, labels: ReadonlyMap<string, string>): Record<string, string> {
  const end = `-${labels.get("pod-template-hash") ?? ""}`;
  return end.length > 1 && replicaSet.endsWith(end) ? { "k8s.deployment.name": replicaSet.slice(0, -end.length) } : {};
}

/** A CronJob names its Jobs after itself and the minute, counted since 1970. */
function cronJobOf(job: string): Record<string, string> {
  const name = /^(.+)-\d{8,10}$/.exec(job)?.[1];
  return name === undefined ? {} : { "k8s.cronjob.name": name };
}

function textsOf(value: unknown): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [key, text] of Object.entries(mapOf(value) ?? {}))
    if (typeof text === "string" && texts.size < limits.podLabelsMax) texts.set(key, text);
  return texts;
}

export function mapOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}
