import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { filesBelow, readText, root } from "../tidy/source-tree.ts";

export const chart = "configs/helm/cordon";

/** Sets of values, and the file that holds what helm makes of the chart with them: so that it is checked where there is no helm, too. */
export const renderings = [
  { name: "the chart as it is", set: [], file: "test/deploy/rendered/default.yaml" },
  {
    name: "the chart with everything",
    set: ["node.podLabels=true", "podMonitor.enabled=true", "gateway.storageClassName=fast"],
    file: "test/deploy/rendered/everything.yaml",
  },
] as const;

export function isThere(program: string, ...arguments_: string[]): boolean {
  try {
    execFileSync(program, arguments_, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export function helm(...arguments_: string[]): string {
  return execFileSync("helm", arguments_, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

export function render(set: readonly string[]): string {
  const values = set.flatMap((each) => ["--set", each]);
  // Templates leave lines of blanks.
  return helm("template", "cordon", chart, "--kube-version", "1.31.0", "--namespace", "cordon", ...values).replace(/^\s*\n/gm, "");
}

/** A rendering's first line: it says of which chart it was made. */
export function chartMark(): string {
  const hash = createHash("sha256");
  for (const path of [...filesBelow(chart)].sort()) hash.update(`${path}\n${readText(path)}\n`);
  return `# helm template of the chart with the hash ${hash.digest("hex").slice(0, 16)}; made anew by: CORDON_RENDER=1 npx vitest run test/deploy/rendered.test.ts`;
}
