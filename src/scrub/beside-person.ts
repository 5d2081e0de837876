import type { PhiType } from "../detectors/index.ts";
import type { Rule } from "./rule.ts";
import type { TextFindings } from "./text-findings.ts";

/** A finding of these says that a text is about somebody. */
const person: ReadonlySet<PhiType> = new Set([
  "NAME",
  "MRN",
  "SSN",
  "HEALTH_PLAN_ID",
  "EMAIL",
  "PHONE",
  "AGE_OVER_89",
  "VEHICLE_ID",
  "LICENSE",
]);

/** Drops what looser rules (Detector.onlyBesidePerson) found in leaves that are about nobody. `rowOf`: the leaf of a text. */
export function dropWithoutPerson(findings: TextFindings, rules: readonly Rule[], rowOf: (text: number) => number): void {
  const about = new Set<number>();
  let loose = 0;
  for (let i = 0; i < findings.count; i++) {
    const rule = rules[findings.rule[i] as number] as Rule;
    if (rule.onlyBesidePerson === true) loose++;
    else if (person.has(rule.type)) about.add(rowOf(findings.text[i] as number));
  }
  if (loose === 0) return;
  let kept = 0;
  for (let i = 0; i < findings.count; i++) {
    const rule = findings.rule[i] as number;
    const text = findings.text[i] as number;
    if ((rules[rule] as Rule).onlyBesidePerson === true && !about.has(rowOf(text))) continue;
    findings.text[kept] = text;
    findings.start[kept] = findings.start[i] as number;
    findings.end[kept] = findings.end[i] as number;
    findings.rule[kept++] = rule;
  }
  findings.count = kept;
}
