import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { createAuthority, issueCertificate } from "./certificates.ts";

export interface ApiPod {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly node: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly owner?: { readonly kind: string; readonly name: string };
}

/**
 * An HTTPS server on loopback that speaks the part of the Kubernetes API that agents ask: pods of a node, in pages, and watches of them from a version on; with a bearer
 * token, and a certificate of an authority of its own. `credentials` is what a pod has mounted.
 */
export class KubernetesApi {
  readonly credentials = mkdtempSync(join(tmpdir(), "cordon-kubernetes-"));
  readonly requests: string[] = [];
  token = "token-1";
  /** Answers so instead. */
  failing: number | "hang" | null = null;
  pageSize = 2;
  #version = 100;
  readonly #pods = new Map<string, { readonly pod: ApiPod; readonly version: number }>();
  readonly #events: { readonly version: number; readonly type: string; readonly pod: ApiPod }[] = [];
  readonly #watches = new Set<{ readonly node: string; readonly response: ServerResponse }>();
  readonly #server;

  constructor() {
    const authority = createAuthority("kubernetes");
    const { cert, key } = issueCertificate(authority, "kube-apiserver", ["127.0.0.1"]);
    this.#server = createServer({ cert, key }, (request, response) => this.#answer(request, response));
    writeFileSync(join(this.credentials, "ca.crt"), authority.cert);
    writeFileSync(join(this.credentials, "namespace"), "cordon\n");
    this.mountToken();
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this.url;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get watching(): number {
    return this.#watches.size;
  }

  mountToken(): void {
    writeFileSync(join(this.credentials, "token"), `${this.token}\n`);
  }

  put(pod: ApiPod): void {
    this.#happened(this.#pods.has(pod.uid) ? "MODIFIED" : "ADDED", pod);
  }

  remove(uid: string): void {
    const known = this.#pods.get(uid);
    if (known !== undefined) this.#happened("DELETED", known.pod);
  }

  /** Ends every watch, as a server that restarts does. */
  breakWatches(): void {
    for (const { response } of this.#watches) response.destroy();
    this.#watches.clear();
  }

  /** What etcd does to old versions: a watch from one is told so. */
  compact(): void {
    this.#events.length = 0;
    for (const { response } of this.#watches) {
      writeEvent(response, "ERROR", { kind: "Status", code: 410 });
      response.end();
    }
    this.#watches.clear();
  }

  async stop(): Promise<void> {
    rmSync(this.credentials, { recursive: true, force: true });
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #happened(type: string, pod: ApiPod): void {
    const version = ++this.#version;
    if (type === "DELETED") this.#pods.delete(pod.uid);
    else this.#pods.set(pod.uid, { pod, version });
    this.#events.push({ version, type, pod });
    for (const { node, response } of this.#watches) if (node === pod.node) writeEvent(response, type, metadataOf(pod, version));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? "/", "https://kubernetes");
    this.requests.push(`${url.pathname}?${decodeURIComponent(url.search.slice(1))}`);
    if (this.failing === "hang") return;
    if (this.failing !== null) return void response.writeHead(this.failing).end(`{"kind":"Status","message":"secret ${url.search}"}`);
    if (request.headers.authorization !== `Bearer ${this.token}`) return void response.writeHead(401).end("{}");
    if (url.pathname === `/api/v1/namespaces/cordon/pods/${hostname()}`)
      return void response.end(JSON.stringify({ kind: "Pod", metadata: {}, spec: { nodeName: "node-a" } }));
    const node = /^spec\.nodeName=(.+)$/.exec(url.searchParams.get("fieldSelector") ?? "")?.[1];
    // A role as Cordon's: nothing but pods, and of no use without the selector.
    if (url.pathname !== "/api/v1/pods" || node === undefined) return void response.writeHead(403).end("{}");
    if (!(request.headers.accept ?? "").includes("as=PartialObjectMetadata")) return void response.writeHead(406).end("{}");
    if (url.searchParams.get("watch") === "true") this.#watch(node, Number(url.searchParams.get("resourceVersion")), response);
    else this.#list(node, Number(url.searchParams.get("continue") ?? 0), response);
  }

  #list(node: string, from: number, response: ServerResponse): void {
    const all = [...this.#pods.values()].filter(({ pod }) => pod.node === node);
    const to = from + this.pageSize;
    response.end(
      JSON.stringify({
        kind: "PartialObjectMetadataList",
        metadata: { resourceVersion: String(this.#version), ...(to < all.length ? { continue: String(to) } : {}) },
        items: all.slice(from, to).map(({ pod, version }) => metadataOf(pod, version)),
      }),
    );
  }

  #watch(node: string, from: number, response: ServerResponse): void {
    const watch = { node, response };
    this.#watches.add(watch);
    response.on("close", () => this.#watches.delete(watch));
    response.writeHead(200, { "content-type": "application/json;stream=watch" }).flushHeaders();
    for (const { version, type, pod } of this.#events)
      if (version > from && pod.node === node) writeEvent(response, type, metadataOf(pod, version));
    writeEvent(response, "BOOKMARK", { kind: "PartialObjectMetadata", metadata: { resourceVersion: String(this.#version) } });
  }
}

function writeEvent(response: ServerResponse, type: string, object: unknown): void {
  response.write(`${JSON.stringify({ type, object })}\n`);
}

function metadataOf({ name, namespace, uid, labels, annotations, owner }: ApiPod, version: number): unknown {
  return {
    kind: "PartialObjectMetadata",
    apiVersion: "meta.k8s.io/v1",
    metadata: {
      name,
      namespace,
      uid,
      resourceVersion: String(version),
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
      ...(owner === undefined ? {} : { ownerReferences: [{ ...owner, uid: "u", controller: true }] }),
    },
  };
}
