import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type ApiPod, KubernetesApi } from "../../support/kubernetes-api.ts";
import { until } from "../../support/until.ts";
import { createFolder, follow, pause } from "../file-tail/following.ts";

const cri = (text: string) => `2026-01-10T09:30:00.123456789Z stdout F ${text}\n`;
const uidOf = (digit: string) => `${digit.repeat(8)}-4f5a-6b7c-8d9e-0f1a2b3c4d5e`;

const web: ApiPod = {
  name: "web-7d9c5b-x2x4z",
  namespace: "clinic",
  uid: uidOf("1"),
  node: "node-a",
  labels: { app: "web", "app.kubernetes.io/name": "intake", "pod-template-hash": "7d9c5b" },
  owner: { kind: "ReplicaSet", name: "web-7d9c5b" },
};

async function startApi(...pods: readonly ApiPod[]): Promise<KubernetesApi> {
  const api = new KubernetesApi();
  await api.start();
  onTestFinished(() => api.stop());
  for (const pod of pods) api.put(pod);
  return api;
}

/** The kubelet's folders: /pods/<namespace>_<pod>_<uid>/<container>/0.log, and a link to it. `folder` has the links. */
function logOf(folder: string, { namespace, name, uid }: ApiPod, container = "api"): string {
  const directory = join(folder, "pods", `${namespace}_${name}_${uid}`, container);
  mkdirSync(directory, { recursive: true });
  const path = join(directory, "0.log");
  writeFileSync(path, "");
  symlinkSync(path, join(folder, `${name}_${namespace}_${container}-${uid.slice(0, 1).repeat(64)}.log`));
  return path;
}

const kubernetes = (api: KubernetesApi, more: object = {}) => ({
  kubernetes: { server: api.url, credentials: api.credentials, node: "node-a", retryMs: 20, ...more },
});

test("a pod's labels, node, uid and owners are attributes of its lines, from the first one on", async () => {
  const others = ["2", "3", "4"].map((digit) => ({ name: `other-${digit}`, namespace: "clinic", uid: uidOf(digit), node: "node-a" }));
  const api = await startApi(...others, web, { ...web, name: "far", uid: uidOf("9"), node: "node-b" });
  const folder = createFolder();
  appendFileSync(logOf(folder, web), cri("one"));
  const { taken, events } = await follow(folder, kubernetes(api));
  await until("the line", () => taken.length === 1);
  expect(taken[0]?.resource).toMatchObject({
    "k8s.namespace.name": "clinic",
    "k8s.pod.name": web.name,
    "k8s.pod.uid": web.uid,
    "k8s.node.name": "node-a",
    "k8s.replicaset.name": "web-7d9c5b",
    "k8s.deployment.name": "web",
    "k8s.pod.label.app": "web",
    "k8s.pod.label.app.kubernetes.io/name": "intake",
    "log.iostream": "stdout",
  });
  // Two pages of this node's pods only, and nothing but pods was asked for.
  expect(api.requests.every((request) => request.startsWith("/api/v1/pods?fieldSelector=spec.nodeName=node-a&"))).toBe(true);
  expect(api.requests.filter((request) => !request.includes("watch=true")).length).toBe(2);
  expect(events.find(({ name }) => name === "pods_listed")).toMatchObject({ pods: 4 });
});

test("the watch tells of new pods and changed labels; a deleted pod's last lines still have them", async () => {
  const api = await startApi(web);
  const folder = createFolder();
  const log = logOf(folder, web);
  const { taken } = await follow(folder, kubernetes(api));
  const labelOf = (body: string) => taken.find((record) => record.body === body)?.resource["k8s.pod.label.app"];
  appendFileSync(log, cri("one"));
  await until("one", () => taken.length === 1);
  await until("the watch", () => api.watching === 1);
  api.put({ ...web, labels: { app: "web2" } });
  await until("the change", () => {
    appendFileSync(log, cri("two"));
    return taken.at(-1)?.resource["k8s.pod.label.app"] === "web2";
  });
  const late: ApiPod = { ...web, name: "late", uid: uidOf("5"), labels: { app: "late" }, owner: { kind: "Job", name: "export-29467890" } };
  api.put(late);
  appendFileSync(logOf(folder, late), cri("late"));
  await until("the new pod", () => labelOf("late") !== undefined);
  expect(taken.find(({ body }) => body === "late")?.resource).toMatchObject({
    "k8s.job.name": "export-29467890",
    "k8s.cronjob.name": "export",
  });
  api.remove(web.uid);
  await pause(100);
  appendFileSync(log, cri("last"));
  await until("the last", () => labelOf("last") !== undefined);
  expect([labelOf("one"), labelOf("late"), labelOf("last")]).toEqual(["web", "late", "web2"]);
});

test("broken watches, old versions and new tokens: it goes on, and misses nothing that happened meanwhile", async () => {
  const api = await startApi(web);
  const folder = createFolder();
  appendFileSync(logOf(folder, web), cri("one"));
  const { taken } = await follow(folder, kubernetes(api));
  await until("one", () => taken.length === 1);
  for (const [at, disturb] of [() => api.breakWatches(), () => api.compact(), rotateToken].entries()) {
    await until("a watch", () => api.watching === 1);
    const before = api.requests.length;
    disturb();
    const pod: ApiPod = { ...web, name: `pod-${at}`, uid: uidOf(String(5 + at)), labels: { app: `app-${at}` } };
    api.put(pod);
    appendFileSync(logOf(folder, pod), cri(pod.name));
    await until(pod.name, () => taken.some(({ body }) => body === pod.name));
    expect(taken.find(({ body }) => body === pod.name)?.resource["k8s.pod.label.app"]).toBe(`app-${at}`);
    expect(api.requests.length).toBeGreaterThan(before);
  }
  function rotateToken(): void {
    api.token = "token-2";
    api.mountToken();
    api.breakWatches();
  }
});

test.each([
  ["refuses (no role is bound)", 403],
  ["fails", 500],
  ["never answers", "hang"],
] as const)("where the API %s, lines wait a moment, go on without labels, and none is lost", async (_, failing) => {
  const api = await startApi(web);
  api.failing = failing;
  const folder = createFolder();
  const log = logOf(folder, web);
  for (let at = 0; at < 100; at++) appendFileSync(log, cri(`line ${at}`));
  const { taken, bodies, events, receiver } = await follow(folder, kubernetes(api, { waitMs: 300 }));
  await until("all", () => taken.length === 100);
  expect(new Set(bodies()).size).toBe(100);
  expect(taken[0]?.resource).toMatchObject({ "k8s.pod.name": web.name, "k8s.pod.uid": web.uid });
  expect(taken[0]?.resource).not.toHaveProperty(["k8s.node.name"]);
  if (failing === "hang") return void (await receiver.stop());
  expect(events.find(({ name }) => name === "pods_unknown")).toEqual({
    name: "pods_unknown",
    receiver: "file_tail.test",
    code: "receiver.kubernetes",
    status: failing,
  });
  api.failing = null;
  await until("labels", () => {
    appendFileSync(log, cri("late"));
    return taken.at(-1)?.resource["k8s.pod.label.app"] === "web";
  });
});

test("a file that is deleted while it waits for its pod is read all the same", async () => {
  const api = await startApi();
  const folder = createFolder();
  const log = logOf(folder, web);
  appendFileSync(log, cri("short"));
  const { bodies } = await follow(folder, kubernetes(api, { waitMs: 60_000 }));
  await until("it is asked", () => api.watching === 1);
  await pause(50);
  rmSync(log);
  await until("the line", () => bodies().includes("short"));
});

test("a server with a certificate of another authority is told no token", async () => {
  const [api, other] = [await startApi(web), await startApi(web)];
  const folder = createFolder();
  appendFileSync(logOf(folder, web), cri("one"));
  const { taken } = await follow(folder, kubernetes(api, { server: other.url, waitMs: 100 }));
  await until("the line", () => taken.length === 1);
  expect(other.requests).toEqual([]);
});

test("the node is that of the agent's own pod where none is written; a static pod is known by its mirror; without a token nothing is asked", async () => {
  const hash = "0123456789abcdef0123456789abcdef";
  const mirror: ApiPod = {
    name: "etcd-node-a",
    namespace: "kube-system",
    uid: uidOf("7"),
    node: "node-a",
    labels: { tier: "control-plane" },
    annotations: { "kubernetes.io/config.mirror": hash },
  };
  const api = await startApi(mirror);
  const folder = createFolder();
  appendFileSync(logOf(folder, { ...mirror, uid: hash }), cri("one"));
  const { taken } = await follow(folder, kubernetes(api, { node: null }));
  await until("the line", () => taken.length === 1);
  expect(taken[0]?.resource).toMatchObject({ "k8s.node.name": "node-a", "k8s.pod.label.tier": "control-plane" });
  const before = api.requests.length;
  rmSync(join(api.credentials, "token"));
  const elsewhere = createFolder();
  appendFileSync(logOf(elsewhere, mirror), cri("two"));
  const second = await follow(elsewhere, kubernetes(api));
  await until("the line", () => second.taken.length === 1);
  expect(api.requests.length).toBe(before);
});

test("lines of a VM's files never lead to a question to the API", async () => {
  const api = await startApi(web);
  const folder = createFolder();
  writeFileSync(join(folder, "app.log"), "plain\n");
  const { taken } = await follow(folder, kubernetes(api));
  await until("the line", () => taken.length === 1);
  expect(api.requests).toEqual([]);
});
