import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { limits } from "../../base/index.ts";
import type { Events } from "../../telemetry/index.ts";
import { pause } from "../lines/hand-over.ts";
import { ApiClient, ApiError } from "./api-client.ts";
import { mapOf, type Pod, type PodRef, podOf } from "./pod.ts";
import type { KubernetesSettings } from "./settings.ts";

/** Whole objects are taken too, from servers that do not know the short form. */
const listForm = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
const watchForm = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";

/**
 * The pods of this node, as the Kubernetes API tells: listed once, then watched. It asks nothing before the first pod is looked for, tries again for ever where the API does
 * not answer, and never holds up who asks: `find` says what is known now. A pod that was deleted is known for a while, for what is left of its log.
 */
export class PodDirectory {
  readonly #settings: KubernetesSettings;
  readonly #receiver: string;
  readonly #events: Events;
  readonly #byUid = new Map<string, Pod>();
  /** By namespace and name: the last one of that name. */
  readonly #byName = new Map<string, Pod>();
  readonly #byMirror = new Map<string, Pod>();
  /** When deleted pods were seen to be gone, the first one first. */
  readonly #gone = new Map<string, number>();
  readonly #stopping = new AbortController();
  #running: Promise<void> | null = null;

  constructor(settings: KubernetesSettings, receiver: string, events: Events) {
    this.#settings = settings;
    this.#receiver = receiver;
    this.#events = events;
  }

  /** Null where no service account's token is mounted. */
  static create(settings: KubernetesSettings | null, receiver: string, events: Events): PodDirectory | null {
    if (settings === null || !existsSync(join(settings.credentials, "token"))) return null;
    return new PodDirectory(settings, receiver, events);
  }

  /** How long a file of a pod that is not known yet is worth waiting for. */
  get waitMs(): number {
    return this.#settings.waitMs ?? limits.podWaitMs;
  }

  get #retryMs(): number {
    return this.#settings.retryMs ?? limits.kubernetesRetryMs;
  }

  find({ namespace, name, uid }: PodRef): Pod | undefined {
    this.#running ??= this.#run();
    return uid === null ? this.#byName.get(`${namespace}/${name}`) : (this.#byUid.get(uid) ?? this.#byMirror.get(uid));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted; ) {
      try {
        await this.#follow(() => {
          failures = 0;
        });
      } catch (error) {
        if (signal.aborted) return;
        const status = error instanceof ApiError ? error.status : undefined;
        this.#events.emit({
          name: "pods_unknown",
          receiver: this.#receiver,
          code: "receiver.kubernetes",
          ...(status === undefined ? {} : { status }),
        });
        failures += 1;
      }
      // All nodes' agents may come back at once: each waits a little otherwise.
      const waitMs = this.#retryMs * 2 ** Math.min(failures, 6);
      await pause(waitMs * (0.5 + Math.random() / 2), signal);
    }
  }

  /** Lists the pods, and watches them from there until the watch breaks or the server no longer knows from where. */
  async #follow(onListed: () => void): Promise<void> {
    const client = await ApiClient.open(this.#settings, this.#stopping.signal);
    try {
      const node = this.#settings.node ?? (await this.#ownNode(client));
      const selected = `fieldSelector=${encodeURIComponent(`spec.nodeName=${node}`)}`;
      let version: string | null = await this.#list(client, selected, node);
      onListed();
      while (!this.#stopping.signal.aborted && version !== null) {
        version = await this.#watch(client, selected, node, version);
        // What happens meanwhile is told by the next watch.
        await pause(this.#retryMs, this.#stopping.signal);
      }
    } finally {
      await client.close();
    }
  }

  /** In a pod that has a network of its own, the host's name is the pod's. */
  async #ownNode(client: ApiClient): Promise<string> {
    const namespace = (await readFile(join(this.#settings.credentials, "namespace"), "utf8")).trim();
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(hostname())}`;
    const node = mapOf(mapOf(await client.get(path, "application/json"))?.spec)?.nodeName;
    if (typeof node !== "string" || node === "") throw new ApiError();
    return node;
  }

  async #list(client: ApiClient, selected: string, node: string): Promise<string> {
    const seen = new Set<string>();
    let [next, version] = ["", ""];
    do {
      const query = `${selected}&limit=${limits.podsPageMax}${next === "" ? "" : `&continue=${encodeURIComponent(next)}`}`;
      const page = mapOf(await client.get(`/api/v1/pods?${query}`, listForm));
      const metadata = mapOf(page?.metadata);
      if (!Array.isArray(page?.items) || typeof metadata?.resourceVersion !== "string") throw new ApiError();
      for (const item of page.items) {
        const pod = podOf(item, node);
        if (pod === null) continue;
        seen.add(pod.uid);
        this.#keep(pod);
      }
      version = metadata.resourceVersion;
      next = typeof metadata.continue === "string" ? metadata.continue : "";
    } while (next !== "" && seen.size < limits.podsMax);
    for (const uid of this.#byUid.keys()) if (!seen.has(uid)) this.#leave(uid);
    this.#events.emit({ name: "pods_listed", receiver: this.#receiver, pods: this.#byUid.size - this.#gone.size });
    return version;
  }

  /** From where to go on; null where the pods must be listed again. */
  async #watch(client: ApiClient, selected: string, node: string, from: string): Promise<string | null> {
    let version: string | null = from;
    const seconds = Math.ceil(limits.kubernetesWatchMs / 1000);
    const query = `${selected}&watch=true&allowWatchBookmarks=true&timeoutSeconds=${seconds}&resourceVersion=${encodeURIComponent(from)}`;
    await client.watch(`/api/v1/pods?${query}`, watchForm, (event) => {
      const { type, object } = mapOf(event) ?? {};
      const reached = mapOf(mapOf(object)?.metadata)?.resourceVersion;
      if (type === "ERROR" || typeof reached !== "string") version = null;
      if (version === null || typeof reached !== "string") return;
      version = reached;
      const pod = type === "BOOKMARK" ? null : podOf(object, node);
      if (pod === null) return;
      this.#keep(pod);
      if (type === "DELETED") this.#leave(pod.uid);
      this.#events.emit({ name: "pods_listed", receiver: this.#receiver, pods: this.#byUid.size - this.#gone.size });
    });
    return version;
  }

  #keep(pod: Pod): void {
    this.#gone.delete(pod.uid);
    const known = this.#byUid.get(pod.uid);
    // A pod's state changes often, what is kept of it seldom: records are grouped by the same object.
    if (known !== undefined && isDeepStrictEqual(known.attributes, pod.attributes)) return;
    this.#forgetOld();
    if (known === undefined && this.#byUid.size >= limits.podsMax) return;
    this.#byUid.set(pod.uid, pod);
    this.#byName.set(`${pod.namespace}/${pod.name}`, pod);
    if (pod.mirrorOf !== null) this.#byMirror.set(pod.mirrorOf, pod);
  }

  #leave(uid: string): void {
    if (this.#byUid.has(uid) && !this.#gone.has(uid)) this.#gone.set(uid, Date.now());
  }

  /** Deleted pods whose time is over, or the first of them where there are too many pods. */
  #forgetOld(): void {
    for (const [uid, goneMs] of this.#gone) {
      if (Date.now() - goneMs < limits.podGoneMs && this.#byUid.size < limits.podsMax) return;
      this.#gone.delete(uid);
      const pod = this.#byUid.get(uid);
      this.#byUid.delete(uid);
      if (pod === undefined) continue;
      const name = `${pod.namespace}/${pod.name}`;
      if (this.#byName.get(name) === pod) this.#byName.delete(name);
      if (pod.mirrorOf !== null && this.#byMirror.get(pod.mirrorOf) === pod) this.#byMirror.delete(pod.mirrorOf);
    }
  }
}
