import type { z } from "zod";
import { CordonError } from "../base/index.ts";
import { assertUsable, detectors as builtIn, type Detector } from "../detectors/index.ts";
import { checkExamples } from "./custom-examples.ts";
import { type ConfigIssue, issue } from "./issue.ts";
import type { customDetectorConfig } from "./schema.ts";

/** A user's own rule: the same kind of object as a built-in one. */
export interface CustomDetector extends Detector {
  /** Part of the policy's hash. */
  readonly keywords: readonly string[];
}

export interface CustomDetectors {
  readonly detectors: readonly CustomDetector[];
  readonly issues: readonly ConfigIssue[];
}

/** The user's own rules as detectors. A rule whose pattern is usable has its examples tried here, so that a wrong one is named with its place. */
export function readCustomDetectors(configs: readonly z.output<typeof customDetectorConfig>[]): CustomDetectors {
  const issues: ConfigIssue[] = [];
  const detectors = configs.map((config, index) => {
    const path = `detection.custom[${index}]`;
    if (configs.findIndex(({ id }) => id === config.id) < index)
      issues.push(issue("config.detector", `${path}.id`, "Another custom detector has this id."));
    if (builtIn.some(({ id }) => id === config.id)) issues.push(issue("config.detector", `${path}.id`, "A built-in detector has this id."));
    const detector = toDetector(config);
    const unusable = patternIssues(config.pattern, `${path}.pattern`);
    issues.push(...(unusable.length > 0 ? unusable : checkExamples(detector, path)));
    return detector;
  });
  return { detectors, issues };
}

function toDetector({ id, type, pattern, keywords, hits, misses }: z.output<typeof customDetectorConfig>): CustomDetector {
  return {
    id,
    type,
    title: `custom detector ${id}`,
    evidence: "custom",
    source: "detection.custom of the configuration",
    pattern,
    keywords: [...new Set(keywords.map((word) => word.toLowerCase()))],
    hits: hits.map((hit) => (typeof hit === "string" ? [hit, hit] : [hit.text, hit.value])),
    misses: misses.map((miss) => (typeof miss === "string" ? [miss, "named in the configuration"] : [miss.text, miss.reason])),
  };
}

function patternIssues(pattern: string, path: string): ConfigIssue[] {
  try {
    assertUsable(pattern, path);
    return [];
  } catch (error) {
    if (!(error instanceof CordonError)) throw error;
    return [{ code: error.code, path, line: 0, message: error.message.replace(`${path}: `, "") }];
  }
}
