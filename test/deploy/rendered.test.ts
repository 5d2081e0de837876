import { writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "vitest";
import { readText, root } from "../tidy/source-tree.ts";
import { chart, chartMark, helm, isThere, render, renderings } from "./chart.ts";

const hasHelm = isThere("helm", "version");
if (!hasHelm)
  console.warn(
    "helm is not installed: the chart is checked as it was rendered last (test/deploy/rendered); helm lint and template are skipped",
  );

test.each(renderings)("$file is made of the chart as it is now", ({ set, file }) => {
  const mark = chartMark();
  if (hasHelm && process.env.CORDON_RENDER === "1") writeFileSync(join(root, file), `${mark}\n${render(set)}`);
  const [first, ...rest] = readText(file).split("\n");
  expect(first).toBe(mark);
  if (hasHelm) expect(rest.join("\n")).toBe(render(set));
});

test.skipIf(!hasHelm)("helm lint finds nothing, and each part can be switched off", () => {
  expect(helm("lint", "--strict", "--kube-version", "1.31.0", chart)).toContain("0 chart(s) failed");
  const kinds = (...set: string[]) => [...render(set).matchAll(/^kind: (\w+)$/gm)].map(([, kind]) => kind);
  expect(kinds("gateway.enabled=false")).not.toContain("StatefulSet");
  expect(kinds("node.enabled=false", "node.podLabels=true")).not.toContain("DaemonSet");
  expect(kinds("node.enabled=false", "node.podLabels=true")).not.toContain("ClusterRole");
  expect(kinds("networkPolicy.enabled=false", "node.podLabels=true")).not.toContain("NetworkPolicy");
});
