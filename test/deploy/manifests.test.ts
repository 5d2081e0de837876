import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { checkConfigText, formatIssues } from "../../src/config/index.ts";
import { filesBelow, readText, root } from "../tidy/source-tree.ts";

/** A Kubernetes object, as far as is looked at here. */
interface Manifest {
  readonly kind: string;
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

function has(program: string, ...arguments_: string[]): boolean {
  try {
    execFileSync(program, arguments_, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const chart = "configs/helm/cordon";
const plain = filesBelow("configs/kubernetes").filter((path) => !path.endsWith("kustomization.yaml"));
const sets: [string, () => string][] = [["configs/kubernetes", () => plain.map(readText).join("\n---\n")]];
if (has("helm", "version"))
  sets.push([
    "the chart",
    () =>
      execFileSync(
        "helm",
        ["template", "cordon", chart, "--kube-version", "1.31.0", "--namespace", "cordon", "--set", "podMonitor.enabled=true"],
        {
          cwd: root,
          encoding: "utf8",
        },
      ),
  ]);

function manifestsOf(text: string): Manifest[] {
  return parseAllDocuments(text).flatMap((document) => {
    expect(document.errors).toEqual([]);
    const value: Manifest | null = document.toJS();
    return value === null ? [] : [value];
  });
}

test.each(sets)("%s: every pod is bounded, has no rights and no writable root, and says whether it lives", (_, read) => {
  const pods = manifestsOf(read()).flatMap(({ kind, spec }) => (spec?.template === undefined ? [] : [{ kind, pod: spec.template.spec }]));
  expect(pods.map(({ kind }) => kind).sort()).toEqual(["DaemonSet", "StatefulSet"]);
  for (const { pod } of pods) {
    expect(pod).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } });
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
  expect(policies).toHaveLength(1);
  for (const { to, ports } of policies[0]?.spec?.egress ?? [])
    expect([to?.length ?? 0, ports?.length ?? 0].every((count) => count > 0)).toBe(true);
  expect(JSON.stringify(policies)).not.toContain("0.0.0.0/0");
});

test.skipIf(!has("helm", "version"))("helm lint finds nothing, and each part can be switched off", () => {
  expect(execFileSync("helm", ["lint", "--strict", "--kube-version", "1.31.0", chart], { cwd: root, encoding: "utf8" })).toContain(
    "0 chart(s) failed",
  );
  const kinds = (...set: string[]) =>
    manifestsOf(
      execFileSync("helm", ["template", "cordon", chart, "--kube-version", "1.31.0", ...set.flatMap((each) => ["--set", each])], {
        cwd: root,
        encoding: "utf8",
      }),
    ).map(({ kind }) => kind);
  expect(kinds("gateway.enabled=false")).not.toContain("StatefulSet");
  expect(kinds("node.enabled=false")).not.toContain("DaemonSet");
  expect(kinds("networkPolicy.enabled=false")).not.toContain("NetworkPolicy");
});

test.skipIf(!has("kubectl", "version", "--client"))("kubectl builds the kustomization", () => {
  const built = execFileSync("kubectl", ["kustomize", "configs/kubernetes"], { cwd: root, encoding: "utf8" });
  expect(manifestsOf(built).length).toBe(manifestsOf(sets[0]?.[1]() ?? "").length);
});

test("the compose example's agent has a configuration that loads, and mounts it", () => {
  const result = checkConfigText(readText("configs/compose/agent.yaml"), { env: {} });
  expect(result.kind).toBe("ok");
  const compose = parse(readText("configs/compose/compose.yaml"));
  expect(compose.services.agent.volumes).toContain("./agent.yaml:/etc/cordon/agent.yaml:ro");
  expect(compose.services.agent).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
});

test.skipIf(!has("systemd-analyze", "--version"))(
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
