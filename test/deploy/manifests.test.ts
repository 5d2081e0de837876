import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { checkConfigText, formatIssues } from "../../src/config/index.ts";
import { filesBelow, readText, root } from "../tidy/source-tree.ts";
import { isThere, renderings } from "./chart.ts";
import { type KubernetesObject, schemaComplaints, unknownKeys } from "./kubernetes-schema.ts";

/** A Kubernetes object, as far as is looked at here. */
interface Manifest extends KubernetesObject {
  readonly rules?: unknown;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly template?: { readonly spec: PodSpec };
    readonly policyTypes?: readonly string[];
    readonly egress?: readonly Egress[];
  };
}

interface Egress {
  readonly to?: readonly unknown[];
  readonly ports?: readonly unknown[];
}

interface PodSpec {
  readonly automountServiceAccountToken?: boolean;
  readonly securityContext?: { readonly runAsNonRoot?: boolean };
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes: readonly { readonly name: string; readonly configMap?: { readonly name: string } }[];
}

interface Container {
  readonly name: string;
  readonly env?: readonly { readonly name: string }[];
  readonly resources?: { readonly limits?: { readonly memory?: string; readonly cpu?: string } };
  readonly livenessProbe?: unknown;
  readonly readinessProbe?: unknown;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[];
  readonly securityContext?: {
    readonly readOnlyRootFilesystem?: boolean;
    readonly allowPrivilegeEscalation?: boolean;
    readonly capabilities?: { readonly drop?: readonly string[] };
  };
}

const isOwn = (path: string) => !path.endsWith("kustomization.yaml");
/** The component's patch is a part of an object; kubectl puts it in, where there is one. */
const component = filesBelow("configs/kubernetes/pod-labels").filter((path) => isOwn(path) && !path.endsWith("node-agent.yaml"));
const plain = filesBelow("configs/kubernetes").filter((path) => isOwn(path) && !path.includes("/pod-labels/"));
const sets: [string, () => string][] = [
  ["configs/kubernetes", () => plain.map(readText).join("\n---\n")],
  ...renderings.map(({ name, file }): [string, () => string] => [name, () => readText(file)]),
];

function manifestsOf(text: string): Manifest[] {
  return parseAllDocuments(text).flatMap((document) => {
    expect(document.errors).toEqual([]);
    const value: Manifest | null = document.toJS();
    return value === null ? [] : [value];
  });
}

test.each([...sets, ["the component pod-labels", () => component.map(readText).join("\n---\n")] as const])(
  "%s: every object is as the schemas of the Kubernetes API (and of the Prometheus operator) want it, with no key that they do not know",
  async (_, read) => {
    const manifests = manifestsOf(read());
    expect(manifests.length).toBeGreaterThan(2);
    expect(await schemaComplaints(manifests)).toEqual([]);
    expect(unknownKeys(manifests)).toEqual([]);
  },
  240_000,
);

test("the schemas' check sees a wrong type, a missing key and an unknown one", async () => {
  const pod = { apiVersion: "v1", kind: "Pod" };
  const wrong = [
    { ...pod, spec: { containers: [{ name: "a", image: 2 }] } },
    { ...pod, spec: { containers: [{ image: "a" }] } },
    { ...pod, spec: { containers: [{ name: "a", securityContext: { readOnlyRootFileSystem: true } }] } },
    { apiVersion: "monitoring.coreos.com/v1", kind: "PodMonitor", spec: { selector: {}, podMetricsEndpoints: [{ port: 1 }] } },
  ];
  expect((await schemaComplaints(wrong)).length).toBe(3);
  expect(unknownKeys(wrong).some((line) => line.includes("readOnlyRootFileSystem"))).toBe(true);
});

test.each(sets)("%s: every pod is bounded, has no rights and no writable root, and says whether it lives", (_, read) => {
  const pods = manifestsOf(read()).flatMap(({ kind, spec }) => (spec?.template === undefined ? [] : [{ kind, pod: spec.template.spec }]));
  expect(pods.map(({ kind }) => kind).sort()).toEqual(["DaemonSet", "StatefulSet"]);
  for (const { pod } of pods) {
    expect(pod).toMatchObject({ securityContext: { runAsNonRoot: true } });
    for (const container of [...pod.containers, ...(pod.initContainers ?? [])]) {
      expect(container.securityContext).toMatchObject({
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
      });
      expect(container.resources?.limits).toMatchObject({ memory: expect.any(String), cpu: expect.any(String) });
      const writable = container.volumeMounts.filter(({ readOnly }) => readOnly !== true).map(({ mountPath }) => mountPath);
      expect(writable).toEqual(["/data"]);
    }
    for (const { livenessProbe, readinessProbe } of pod.containers)
      expect([livenessProbe, readinessProbe]).toEqual([expect.anything(), expect.anything()]);
  }
});

test.each(sets)("%s: a token is mounted only where a role is bound, and that may read pods and nothing else", (_, read) => {
  const manifests = manifestsOf(read());
  const rules = manifests.flatMap((each) => (each.kind === "ClusterRole" ? [each.rules] : []));
  const mounted = manifests.filter(
    ({ spec }) => spec?.template?.spec.automountServiceAccountToken !== false && spec?.template !== undefined,
  );
  expect(rules).toEqual(mounted.map(() => [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] }]));
  expect(mounted.every(({ kind }) => kind === "DaemonSet")).toBe(true);
  expect(manifests.filter(({ kind }) => kind === "Role")).toEqual([]);
});

test.each(sets)("%s: each part's configuration loads with the variables its pod has, and stays below /data", (_, read) => {
  const manifests = manifestsOf(read());
  const configs = new Map(
    manifests.flatMap(({ kind, metadata, data }) => (kind === "ConfigMap" ? [[metadata.name, data?.["agent.yaml"] ?? ""]] : [])),
  );
  expect(configs.size).toBe(2);
  for (const { spec } of manifests) {
    const pod = spec?.template?.spec;
    if (pod === undefined) continue;
    const name = pod.volumes.find(({ configMap }) => configMap !== undefined)?.configMap?.name ?? "";
    const env = Object.fromEntries((pod.containers[0]?.env ?? []).map((variable) => [variable.name, "a-token-of-some-length"]));
    const result = checkConfigText(configs.get(name) ?? "", { env });
    if (result.kind === "errors") throw new Error(formatIssues(result.issues, name));
    const { buffer, tails, receivers } = result.config;
    if (buffer.mode !== "disk") throw new Error("it is not durable");
    expect(
      [buffer.settings.directory, buffer.auditDirectory, ...tails.map(({ checkpoints }) => checkpoints)].every((path) =>
        path?.startsWith("/data/"),
      ),
    ).toBe(true);
    for (const { settings } of receivers) expect(settings.bearer).toBe("a-token-of-some-length");
  }
});

test.each(sets)("%s: what leaves the pods is bounded to name resolution and named networks", (_, read) => {
  const policies = manifestsOf(read()).filter(({ kind, spec }) => kind === "NetworkPolicy" && spec?.policyTypes?.includes("Egress"));
  expect(policies.length).toBeGreaterThan(0);
  for (const { to, ports } of policies.flatMap(({ spec }) => spec?.egress ?? []))
    expect([to?.length ?? 0, ports?.length ?? 0].every((count) => count > 0)).toBe(true);
  expect(JSON.stringify(policies)).not.toContain("0.0.0.0/0");
});

test.skipIf(!isThere("kubectl", "version", "--client"))("kubectl builds the kustomization, as it is and with its component", async () => {
  const build = (folder: string) =>
    manifestsOf(execFileSync("kubectl", ["kustomize", folder], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }));
  const asItIs = build(join(root, "configs/kubernetes"));
  expect(asItIs.length).toBe(manifestsOf(sets[0]?.[1]() ?? "").length);
  const folder = mkdtempSync(join(tmpdir(), "cordon-kustomize-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(root, "configs/kubernetes"), folder, { recursive: true });
  const file = join(folder, "kustomization.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace("# components: [pod-labels]", "components: [pod-labels]"));
  const withLabels = build(folder);
  expect(withLabels.length).toBe(asItIs.length + manifestsOf(component.map(readText).join("\n---\n")).length);
  expect(await schemaComplaints(withLabels)).toEqual([]);
  const tokens = withLabels.flatMap(({ kind, spec }) =>
    spec?.template === undefined ? [] : [[kind, spec.template.spec.automountServiceAccountToken]],
  );
  expect(new Map(tokens as [string, boolean][])).toEqual(
    new Map([
      ["DaemonSet", true],
      ["StatefulSet", false],
    ]),
  );
});

test("the compose example's agent has a configuration that loads, and mounts it", () => {
  const result = checkConfigText(readText("configs/compose/agent.yaml"), { env: {} });
  expect(result.kind).toBe("ok");
  const compose = parse(readText("configs/compose/compose.yaml"));
  expect(compose.services.agent.volumes).toContain("./agent.yaml:/etc/cordon/agent.yaml:ro");
  expect(compose.services.agent).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
});

test.skipIf(!isThere("systemd-analyze", "--version"))(
  "systemd finds nothing wrong with the unit but that the program is not installed here",
  () => {
    let complaints = "";
    try {
      complaints = execFileSync("systemd-analyze", ["verify", "configs/systemd/cordon.service"], {
        cwd: root,
        encoding: "utf8",
        stdio: "pipe",
      });
    } catch (error) {
      complaints = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
    }
    const others = complaints.split("\n").filter((line) => line.includes("cordon.service") && !/is not executable|No such file/.test(line));
    expect(others).toEqual([]);
  },
);
