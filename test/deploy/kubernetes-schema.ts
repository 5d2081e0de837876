import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { root } from "../tidy/source-tree.ts";

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Where the kubernetes-models packages have a kind of Kubernetes itself, or of the Prometheus operator. */
function moduleOf({ apiVersion, kind }: KubernetesObject): string {
  const name = apiVersion.startsWith("monitoring.coreos.com/") ? "@kubernetes-models/prometheus-operator" : "kubernetes-models";
  return `${name}/${apiVersion}/${kind}`;
}

/** By the OpenAPI schemas of the API: types, required keys, formats, enumerations. One complaint an object at most. */
export async function schemaComplaints(objects: readonly KubernetesObject[]): Promise<string[]> {
  const complaints: string[] = [];
  for (const object of objects) {
    try {
      const models: Record<string, new (data: object) => { validate(): void }> = await import(moduleOf(object));
      const Model = models[object.kind];
      if (Model === undefined) throw new Error("there is no such kind");
      new Model(object).validate();
    } catch (error) {
      complaints.push(`${object.kind}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return complaints;
}

/** Keys that the API does not know, which a schema lets pass: the compiler finds them in an object literal. */
export function unknownKeys(objects: readonly KubernetesObject[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "cordon-manifests-"));
  try {
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const lines = objects.map((object, at) => {
      const { apiVersion, kind, ...data } = object;
      return `import { ${kind} as Kind${at} } from "${moduleOf(object)}";\nnew Kind${at}(${JSON.stringify(data, null, 1)});\n`;
    });
    writeFileSync(join(folder, "manifests.ts"), lines.join(""));
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: { module: "nodenext", target: "esnext", noEmit: true, skipLibCheck: true, types: [] },
        files: ["manifests.ts"],
      }),
    );
    const { stdout } = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder], { encoding: "utf8" });
    return stdout.split("\n").filter((line) => line.includes("error"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
