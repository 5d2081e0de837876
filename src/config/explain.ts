import { type Detector, type PhiType, phiTypes, type SafeHarborLetter, safeHarborLetters } from "../detectors/index.ts";
import { agreementInForce, claimRules, decideAction, namesItsKeys, policyHash } from "../policy/index.ts";
import type { ActionName } from "../scrub/index.ts";
import type { Destination, ResolvedConfig } from "./resolved-config.ts";

/** What `cordon explain` says; its JSON form is this object. It holds no secret: no header, key or token. */
export interface Explanation {
  readonly destinations: readonly DestinationExplanation[];
  /** What the policy does not do, in whole sentences. */
  readonly notCovered: readonly string[];
  /** Places that could not be judged because nothing was looked up (`resolve: false`). */
  readonly incomplete: readonly string[];
}

export interface DestinationExplanation {
  readonly id: string;
  readonly type: string;
  readonly preset: string | null;
  readonly signals: readonly string[];
  readonly hosts: readonly string[];
  readonly claim: { readonly name: string; readonly title: string; readonly paragraph: string };
  readonly agreement: AgreementExplanation;
  /** One row for each Safe Harbor letter and type, A to R. */
  readonly letters: readonly LetterExplanation[];
  readonly choices: readonly { readonly key: string; readonly value: string; readonly why: string }[];
  /** `Safe-Harbor-transformed under policy <hash>`, or what the claim is instead. */
  readonly statement: string;
  readonly policyHash: string;
}

export interface AgreementExplanation {
  readonly state: "not_needed" | "in_force" | "not_in_force";
  readonly id: string | null;
  readonly party: string | null;
  readonly reference: string | null;
  /** The first day it no longer holds. */
  readonly expires: string | null;
  readonly paragraph: string;
}

export interface LetterExplanation {
  readonly letter: SafeHarborLetter;
  readonly identifier: string;
  readonly type: PhiType;
  readonly action: ActionName;
  /** What stands in its place. */
  readonly becomes: string;
  readonly paragraph: string;
  readonly why: string;
}

export interface ExplainOptions {
  /** Every built-in rule: part of the policy hash. */
  readonly detectors: readonly Detector[];
  /** Default: the system's clock. */
  readonly nowMs?: number;
}

export function explainConfig(config: ResolvedConfig, options: ExplainOptions): Explanation {
  return {
    destinations: config.destinations.map((destination) => explainDestination(destination, config, options)),
    notCovered: notCovered(config),
    incomplete: config.incomplete,
  };
}

/** The policy of one destination as SHA-256: for `explain`, receipts and the audit. */
export function destinationPolicyHash(destination: Destination, config: ResolvedConfig, builtIn: readonly Detector[]): string {
  const { names, allow, custom } = config.detection;
  return policyHash(destination.claim, destination.plan, { names, allow, detectors: [...builtIn, ...custom] });
}

function explainDestination(destination: Destination, config: ResolvedConfig, options: ExplainOptions): DestinationExplanation {
  const { id, type, preset, signals, hosts, claim } = destination;
  const rule = claimRules[claim];
  const hash = destinationPolicyHash(destination, config, options.detectors);
  return {
    id,
    type,
    preset,
    signals,
    hosts,
    claim: { name: claim, title: rule.title, paragraph: rule.paragraph },
    agreement: explainAgreement(destination, options.nowMs ?? Date.now()),
    letters: safeHarborLetters.flatMap((letter) => explainLetter(letter, destination)),
    choices: explainChoices(destination),
    statement: `${statementOf[claim]} ${hash}`,
    policyHash: hash,
  };
}

/** What may be said of the output; the policy's hash follows. */
const statementOf: Readonly<Record<Destination["claim"], string>> = {
  safe_harbor: "Safe-Harbor-transformed under policy",
  expert_determination: "Transformed as the expert's document says (the determination is the expert's, not Cordon's), under policy",
  limited_data_set: "A limited data set, still protected health information, under policy",
  baa: "Protected health information for a business associate, under policy",
};

function explainAgreement(destination: Destination, nowMs: number): AgreementExplanation {
  const { agreement, claim } = destination;
  const rule = claimRules[claim];
  const inForce = agreementInForce(destination, nowMs);
  return {
    state: rule.agreement === null ? "not_needed" : inForce ? "in_force" : "not_in_force",
    id: agreement?.id ?? null,
    party: agreement?.party ?? null,
    reference: agreement?.reference ?? null,
    expires: agreement === null ? null : new Date(agreement.expiresMs).toISOString().slice(0, 10),
    paragraph: rule.agreementParagraph,
  };
}

function explainLetter(letter: SafeHarborLetter, { plan, claim }: Destination): LetterExplanation[] {
  const types = (Object.keys(phiTypes) as PhiType[]).filter((type) => phiTypes[type] === letter);
  return types.map((type) => {
    const action = plan.actions[type];
    const { paragraph, reason } = decideAction(action, claim, type, namesItsKeys(plan.keepKeys));
    return { letter, identifier: identifierOf[letter], type, action, becomes: becomes(action, type), paragraph, why: reason };
  });
}

function becomes(action: ActionName, type: PhiType): string {
  switch (action) {
    case "placeholder":
      return `[${type}]`;
    case "remove":
      return "nothing is left";
    case "year":
      return `its year, or [${type}] where there is none or it would tell an age over 89`;
    case "state":
      return `its State, or [${type}] where it names none`;
    case "zip3":
      return `the first three ZIP digits (000 for small areas), or [${type}]`;
    case "age_90_plus":
      return "90+";
    case "token":
      return "a random token, the same for the same value";
    case "surrogate":
      return "a random value of the same form";
    case "hash":
      return "an HMAC-SHA-256 under this destination's key";
    case "mask":
      return "all but its last four characters masked";
    case "keep":
      return "it stays as it is";
  }
}

function explainChoices({ plan, claim }: Destination): DestinationExplanation["choices"] {
  const { keepKeys, dropKeys } = plan;
  return [
    {
      key: "keep_keys",
      value: keepKeys === null ? "no list" : keepKeys.join(", "),
      why:
        keepKeys === null
          ? "every attribute stays, scrubbed; list the keys that this vendor needs (minimum necessary, 45 CFR 164.502(b), 164.514(d))"
          : "every other attribute is dropped (minimum necessary, 45 CFR 164.502(b), 164.514(d))",
    },
    { key: "drop_keys", value: dropKeys.length === 0 ? "none" : dropKeys.join(", "), why: "these attributes are dropped" },
    { key: "embeddings", value: plan.embeddings, why: embeddingsWhy[plan.embeddings] },
    { key: "record_time", value: plan.recordTime, why: recordTimeWhy[plan.recordTime] },
    { key: "ids", value: plan.ids, why: idsWhy[plan.ids] },
    {
      key: "unknown fields",
      value: plan.unknownFields,
      why:
        claim === "baa"
          ? "fields that this version cannot name pass to a business associate"
          : "fields that this version cannot name are removed: they were not scanned",
    },
  ];
}

const embeddingsWhy: Readonly<Record<Destination["plan"]["embeddings"], string>> = {
  drop: "text can be recovered from vectors, so that they are removed",
  keep: "vectors pass: text can be recovered from them; the agreement covers it",
};

const recordTimeWhy: Readonly<Record<Destination["plan"]["recordTime"], string>> = {
  keep: "times of spans, logs and data points stay: they are the system's. Where they tell a patient's visit they are dates (C): write shift",
  truncate_hour: "times are cut to the hour; the day stays, and is a date (C) where it tells a patient's visit",
  shift:
    "times move by one random offset, drawn for this destination at start and related to no individual (45 CFR 164.514(c)(1)); the time between records stays",
};

const idsWhy: Readonly<Record<Destination["plan"]["ids"], string>> = {
  keep: "trace and span ids stay: they are random. Where another system links them to a patient they are a unique code (R): write remap",
  remap: "trace and span ids are replaced, the same id by the same one, so that they cannot be looked up elsewhere (R)",
};

function notCovered(config: ResolvedConfig): string[] {
  return [
    ...(config.detection.names === "off"
      ? ["Names in free text are not searched for (detection.names: off): names under telling keys and labels are found only (A)."]
      : config.detection.names === "model"
        ? [
            "Names in free text are found by dictionaries and a language model (detection.names: model): the model reads English sentences; a rare name in lower case, in another language or in a few words may pass (A).",
          ]
        : [
            "Names in free text are found by dictionaries and the words around them (detection.names: dictionary): a rare name without a title, label or cue may pass (A).",
          ]),
    "Faces, voices and other content of images and sound are not looked into (P, Q).",
    "Whether you know that what remains could identify someone (45 CFR 164.514(b)(2)(ii)) is yours to judge.",
    ...(config.detection.allow.length === 0
      ? []
      : [`${config.detection.allow.length} texts of detection.allow are never findings: they pass wherever they stand.`]),
  ];
}

/** 45 CFR 164.514(b)(2)(i)(A) to (R), in short. */
const identifierOf: Readonly<Record<SafeHarborLetter, string>> = {
  A: "names",
  B: "geography below State",
  C: "dates but the year, ages over 89",
  D: "telephone numbers",
  E: "fax numbers",
  F: "e-mail addresses",
  G: "social security numbers",
  H: "medical record numbers",
  I: "health plan beneficiary numbers",
  J: "account numbers",
  K: "certificate and licence numbers",
  L: "vehicle identifiers and plates",
  M: "device identifiers and serials",
  N: "URLs",
  O: "IP addresses",
  P: "biometric identifiers",
  Q: "full-face photographs",
  R: "any other unique number, characteristic or code",
};
