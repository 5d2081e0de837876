/**
 * What a destination may claim its data to be, strictest first. `safe_harbor` is the default: it alone needs no agreement, since what
 * leaves is no longer protected health information (45 CFR 164.502(d)(2)).
 */
export const claims = ["safe_harbor", "expert_determination", "limited_data_set", "baa"] as const;
export type Claim = (typeof claims)[number];

/** The kind of agreement or document that stands behind a claim weaker than Safe Harbor. */
export const agreementKinds = ["baa", "data_use_agreement", "expert_determination"] as const;
export type AgreementKind = (typeof agreementKinds)[number];

export interface ClaimRule {
  /** As `cordon explain` prints it. */
  readonly title: string;
  /** The paragraph that the claim rests on. */
  readonly paragraph: string;
  /** What must be registered under `agreements` before the first byte leaves; null: nothing. */
  readonly agreement: AgreementKind | null;
  /** The paragraph that asks for it. */
  readonly agreementParagraph: string;
}

export const claimRules: Readonly<Record<Claim, ClaimRule>> = {
  safe_harbor: {
    title: "Safe Harbor",
    paragraph: "45 CFR 164.514(b)(2)",
    agreement: null,
    agreementParagraph: "45 CFR 164.502(d)(2)",
  },
  expert_determination: {
    title: "expert determination",
    paragraph: "45 CFR 164.514(b)(1)",
    agreement: "expert_determination",
    agreementParagraph: "45 CFR 164.514(b)(1)(ii)",
  },
  limited_data_set: {
    title: "limited data set",
    paragraph: "45 CFR 164.514(e)",
    agreement: "data_use_agreement",
    agreementParagraph: "45 CFR 164.514(e)(4)",
  },
  baa: {
    title: "business associate agreement",
    paragraph: "45 CFR 164.502(e)",
    agreement: "baa",
    agreementParagraph: "45 CFR 164.502(e), 164.504(e)",
  },
};
