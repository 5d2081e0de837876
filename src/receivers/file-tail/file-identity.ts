import { basename } from "node:path";
import type { PodRef } from "../kubernetes/pod.ts";
import type { ResourceAttributes } from "../lines/log-request.ts";

/** What a path says of the file: Kubernetes' names where it is a container's. */
export interface FileIdentity {
  readonly attributes: ResourceAttributes;
  /** For metrics: ids only; `none` where there is none. */
  readonly namespace: string;
  readonly container: string;
  readonly file: string;
  /** The pod whose container wrote it. */
  readonly pod: PodRef | null;
}

/** The kubelet's links: /var/log/containers/<pod>_<namespace>_<container>-<container id>.log */
const containersName = /^([a-z0-9.-]+)_([a-z0-9-]+)_([a-z0-9.-]+)-([0-9a-f]{64})\.log$/;
/** Its files: /var/log/pods/<namespace>_<pod>_<uid>/<container>/<restarts>.log */
const podsPath = /\/([a-z0-9-]+)_([a-z0-9.-]+)_([0-9a-f-]{32,36})\/([a-z0-9.-]+)\/(\d{1,6})\.log[^/]*$/;
/** Docker's own: /var/lib/docker/containers/<id>/<id>-json.log */
const dockerName = /^([0-9a-f]{64})-json\.log/;

/** What the kubelet's links lead to: /var/log/pods/<namespace>_<pod>_<uid>/<container> */
const podsDirectory = /\/[a-z0-9-]+_[a-z0-9.-]+_([0-9a-f-]{32,36})\/[a-z0-9.-]+$/;

/**
 * `directory`: where the file itself is, behind links. Attribute names are those of OpenTelemetry's semantic conventions (k8s, container, log).
 */
export function identityOf(path: string, directory: string): FileIdentity {
  const name = basename(path);
  const file = { "log.file.name": name, "log.file.path": path };
  const link = containersName.exec(name);
  if (link !== null) {
    const [, pod = "", namespace = "", container = "", id = ""] = link;
    const uid = podsDirectory.exec(directory)?.[1] ?? null;
    return kubernetes({ pod, namespace, container, uid }, { ...file, "container.id": id });
  }
  const inPod = podsPath.exec(path);
  if (inPod !== null) {
    const [, namespace = "", pod = "", uid = "", container = "", restarts = ""] = inPod;
    return kubernetes({ pod, namespace, container, uid }, { ...file, "k8s.container.restart_count": restarts });
  }
  const id = dockerName.exec(name)?.[1];
  const attributes = id === undefined ? file : { ...file, "container.id": id };
  return { attributes, namespace: "none", container: "none", file: name, pod: null };
}

function kubernetes(
  {
    pod,
    namespace,
    container,
    uid,
  }: { readonly pod: string; readonly namespace: string; readonly container: string; readonly uid: string | null },
  more: Readonly<Record<string, string>>,
): FileIdentity {
  const attributes = {
    "service.name": container,
    "k8s.namespace.name": namespace,
    "k8s.pod.name": pod,
    "k8s.container.name": container,
    ...(uid === null ? {} : { "k8s.pod.uid": uid }),
    ...more,
  };
  // Pods come and go: their names would fill the metrics' labels.
  return { attributes, namespace, container, file: "none", pod: { namespace, name: pod, uid } };
}
