import { type Agreement, type AgreementProblem, agreementState, type Claim, claimRules } from "../policy/index.ts";
import { type ConfigIssue, issue } from "./issue.ts";

interface AgreementContext {
  readonly agreements: readonly Agreement[];
  readonly agreementsIncomplete: boolean;
  readonly nowMs: number;
}

interface CheckedAgreement {
  /** Undefined: there should be one and is not, or not yet known. */
  readonly data: Agreement | null | undefined;
  readonly issues: readonly ConfigIssue[];
  readonly incomplete: readonly string[];
}

/** The agreement behind a destination's claim, for every host it sends to. No host is known where its address is wrong: then only the rest is judged. */
export function checkAgreement(
  destinationPath: string,
  claim: Claim,
  agreementId: string | null,
  hosts: readonly string[],
  context: AgreementContext,
): CheckedAgreement {
  const path = `${destinationPath}.agreement`;
  let agreement: Agreement | null = null;
  for (const host of hosts.length === 0 ? [null] : hosts) {
    const state = agreementState(context.agreements, { claim, agreementId, host: host ?? "" }, context.nowMs);
    switch (state.kind) {
      case "not_needed":
        return checkUnneeded(path, agreementId, context);
      case "in_force":
        agreement = state.agreement;
        break;
      case "lacking":
        if (state.problem === "unknown_id" && context.agreementsIncomplete) return { data: undefined, issues: [], incomplete: [path] };
        if (state.problem === "host" && host === null) break;
        return { data: undefined, issues: [issue("config.agreement", path, advice(state.problem, claim, host ?? ""))], incomplete: [] };
    }
  }
  return { data: agreement, issues: [], incomplete: [] };
}

/** Safe Harbor needs no agreement; one that is named must exist all the same. */
function checkUnneeded(path: string, agreementId: string | null, context: AgreementContext): CheckedAgreement {
  const agreement = context.agreements.find(({ id }) => id === agreementId) ?? null;
  if (agreementId === null || agreement !== null) return { data: agreement, issues: [], incomplete: [] };
  if (context.agreementsIncomplete) return { data: undefined, issues: [], incomplete: [path] };
  return {
    data: undefined,
    issues: [issue("config.value", path, "No entry under agreements has this id. Write agreement: null.")],
    incomplete: [],
  };
}

function advice(problem: AgreementProblem, claim: Claim, host: string): string {
  const { agreement: kind, agreementParagraph } = claimRules[claim];
  const where = `${claim}, ${agreementParagraph}`;
  switch (problem) {
    case "missing":
      return `Write the id of an entry under agreements that names ${host === "" ? "the destination's host" : host}, or claim: safe_harbor (${where}).`;
    case "unknown_id":
      return `No entry under agreements has this id (${where}).`;
    case "not_yet_signed":
      return `The agreement's day of signing has not come: the agreement comes before the disclosure (${where}).`;
    case "expired":
      return `The agreement has expired: renew it, or write claim: safe_harbor (${where}).`;
    case "host":
      return `The agreement does not name ${host}: agreements hold for a host, product and region (${where}).`;
    case "kind":
      return `The agreement is not of the kind ${kind} that this claim needs (${where}).`;
    case "reference":
      return `An expert determination needs its document: write reference in the agreement (${where}).`;
  }
}
