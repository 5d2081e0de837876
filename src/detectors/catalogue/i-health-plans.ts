import { isMbi } from "../checks/mbi.ts";
import { isPlausibleId } from "../checks/plausible-id.ts";
import type { Detector } from "../detector.ts";
import { idValue, labelled, labels } from "./labelled.ts";

/** 45 CFR 164.514(b)(2)(i)(I): health plan beneficiary numbers. */
const source = "45 CFR 164.514(b)(2)(i)(I)";
const letter = "[AC-HJKMNP-RT-Y]";
const mixed = "[AC-HJKMNP-RT-Y0-9]";

export const healthPlans: readonly Detector[] = [
  {
    id: "mbi",
    type: "HEALTH_PLAN_ID",
    title: "Medicare Beneficiary Identifier, with or without dashes",
    evidence: "format",
    source: "CMS, Understanding the Medicare Beneficiary Identifier (MBI) Format",
    pattern: `\\b([1-9]${letter}${mixed}[0-9]-?${letter}${mixed}[0-9]-?${letter}{2}[0-9]{2})\\b`,
    cue: "code",
    check: (value, { before, after }) => isMbi(value) && !/[-_/+=]$/.test(before) && !/^[-_/+=]/.test(after),
    hits: [
      ["MBI 1EG4-TE5-MK73", "1EG4-TE5-MK73"],
      ["The MBI is 4EF6GH8JK12 for", "4EF6GH8JK12"],
      ["Patient 2AG9-XC4-NN22,", "2AG9-XC4-NN22"],
      ['"id":"1EG4TE5MK73"', "1EG4TE5MK73"],
    ],
    misses: [
      ["0EG4-TE5-MK73", "the first position is 1 to 9"],
      ["1SG4-TE5-MK73", "S is not used"],
      ["1EG4-TE5-MK7", "too short"],
      ["X1EG4TE5MK73", "part of a longer word"],
    ],
  },
  {
    id: "health_plan_labelled",
    type: "HEALTH_PLAN_ID",
    title: "Member, subscriber, policy, group, Medicaid or insurance number behind its label",
    evidence: "label",
    source,
    pattern: labelled(
      labels.plan,
      `[A-Z]{2,4} [0-9]{3,4}(?: [0-9]{2,4}){1,3}\\b|[0-9]{2,5}(?: [0-9]{3,6}){1,2}(?: [0-9]{1,4})?\\b|${idValue}|[A-Z]{0,4}[0-9]{2,5}(?: [0-9]{3,6}){1,2}(?: [0-9]{1,4})?\\b|[A-Za-z]{1,4}[0-9][0-9A-Za-z]{0,4}[ -][0-9A-Za-z]{3,5}[ -][0-9A-Za-z]{3,6}\\b`,
    ),
    cue: "label",
    check: (value, { after }) => isPlausibleId(value, 4) && !/^(?:19|20)[0-9]{2}$/.test(value) && !/^[.:/][0-9]/.test(after),
    hits: [
      ["insurance ID VHX017507866", "VHX017507866"],
      ["Member ID W568169924, account", "W568169924"],
      ["subscriber_id=YKH567476341", "YKH567476341"],
      ["Group number: 0071234", "0071234"],
      ["<SubscriberId>UUH 3390 12 77</", "UUH 3390 12 77"],
      ["Subscriber ID .......... QRS 771 20 9938", "QRS 771 20 9938"],
      ['"memberId":"74511783783"', "74511783783"],
      ["Medicaid # AB12345C", "AB12345C"],
      ["Identification No. XYZ900411870", "XYZ900411870"],
      ["MCD ID 0041187001", "0041187001"],
      ["Member ID: 977 193 420  Group", "977 193 420"],
      ["Member number:\n    604 182 213 01\n", "604 182 213 01"],
    ],
    misses: [
      ["local-member-id: 8e9e05c52164694d", "a node's hex id"],
      ["Medicare 2024 rules", "a year"],
      ["group number 3", "one digit"],
      ["consumer group 48213377", "a queue's group"],
    ],
  },
  {
    id: "plan_payer",
    type: "HEALTH_PLAN_ID",
    title: "Number behind the name of a payer: Cigna member U8812044901, Aetna W2281 90447",
    evidence: "label",
    source,
    pattern: labelled(
      labels.payer,
      "[0-9]{3,6}(?:[ -][0-9]{3,6}){1,2}(?:-[0-9]{2})?\\b|[A-Za-z]{0,4}[0-9][0-9A-Za-z]{5,15}\\b|[A-Z]{1,4}[0-9]{2,5}(?:[ -][0-9]{3,6}){1,3}\\b|[A-Z]{2,4}[ -][0-9]{3,5}(?:[ -][0-9]{2,6}){1,3}\\b",
    ),
    cue: "label",
    check: (value, { after }) =>
      isPlausibleId(value, 6) && !/^[.:/-][0-9]/.test(after) && !/^(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]$/.test(value),
    hits: [
      ["Cigna member U8812044901", "U8812044901"],
      ["BCBS ID# XEA914772381", "XEA914772381"],
      ["Aetna W2281 90447 is active", "W2281 90447"],
      ["Cigna U40 118 8827, Rx", "U40 118 8827"],
      ["her supplemental is AARP 33810 9924-11.", "33810 9924-11"],
      ["Insurance: Amerigroup 711882034.", "711882034"],
    ],
    misses: [
      ["Medicare 2024 rules", "a year"],
      ["Medicare Part B 80 percent", "a share"],
      ["Kaiser 1200 beds", "a count"],
    ],
  },
  {
    id: "plan_word",
    type: "HEALTH_PLAN_ID",
    title: "Long number or one with capitals behind member, subscriber, policy or group",
    evidence: "label",
    source,
    pattern: labelled(
      labels.planWord,
      "[0-9][A-Z][0-9A-Z][0-9]-[A-Z0-9]{3}-[A-Z0-9]{4}\\b|[A-Z]{1,4}[0-9]{2,5}(?: [0-9]{3,5}){1,3}(?: [0-9]{2})?\\b|[A-Z]{1,4}-?[0-9][0-9A-Z-]{2,20}[0-9A-Z]\\b|[A-Z]{3,8}[0-9]{2,4}\\b|[0-9]{3} [0-9]{4}-[A-Z][0-9]{2}-[0-9]{2}[A-Z]?\\b|(?:[A-Z]{2,5} )?[0-9]{7,14}(?:-[0-9]{2,5}){0,2}\\b|[A-Z]{2,4}[ -][0-9]{3,5}(?:[ -][0-9]{2,6}){1,3}\\b",
    ),
    cue: "label",
    check: (value, { before, after }) =>
      isPlausibleId(value, /(?:GRP|Grp|grp)[^A-Za-z0-9]{1,4}$/.test(before) ? 2 : 4) &&
      // "job.name=rotate-certs-29378880"
      !/[a-z0-9]-[a-z]+-$/.test(before) &&
      !/^[.:/_-]?[0-9]|^[a-z]|^ ?(?:ms|bytes|rows|users|members)\b/.test(after),
    hits: [
      ["subscriber YPB998120447 (not eligible)", "YPB998120447"],
      ["grp 0812993-010-00001", "0812993-010-00001"],
      ["RxGrp RX8812", "RX8812"],
      ["State Farm policy 221 8837-C19-55, claim", "221 8837-C19-55"],
      ["GRP: RXHLTH22 ID", "RXHLTH22"],
      ["member W44 1820 9931, claim", "W44 1820 9931"],
      ["(member U8841 6630 02, date", "U8841 6630 02"],
      ["Policy WQR 4471 90221", "WQR 4471 90221"],
      ["Ins: PXS 220 918 33", "PXS 220 918 33"],
    ],
    misses: [
      ["cluster member 8e9e05c52164694d", "a node's hex id"],
      ["k8s.job.name=rotate-certs-29378880", "the run of a job"],
      ["policy v2 applied", "a version"],
      ["member 118 of 300", "a count"],
    ],
  },
  {
    id: "plan_code",
    type: "HEALTH_PLAN_ID",
    title: "Code of capitals and a number behind plan, insurer or payer: Health Plan: CTCARE-GOLD-7782",
    evidence: "label",
    source,
    pattern:
      "\\b(?i:health[ _-]?plan|insurance(?:[ _-]plan)?|insurer|pay[eo]r|coverage)(?: (?i:id|no|number))?[\"']{0,2}[:#=]{1,2} ?[\"']?(?:[A-Z][A-Za-z-]+ (?:(?i:id|no|number|#):? )?)?([A-Z]{2,}(?:-[A-Z0-9]+)*-[0-9]{4,12})\\b",
    cue: "label",
    check: (_value, { after }) => !/^[-_.:/]?[0-9A-Za-z]/.test(after),
    hits: [
      ["Health Plan: CTCARE-GOLD-7782", "CTCARE-GOLD-7782"],
      ["Insurer: HARBOR-PLN-778899", "HARBOR-PLN-778899"],
      ["Insurance Plan: AETNA-AZ-992233 |", "AETNA-AZ-992233"],
      ["Health Plan: BCBS-IL ID HZN-IL-12345678", "HZN-IL-12345678"],
    ],
    misses: [
      ["coverage: JACOCO-88", "two digits"],
      ["Health Plan: GOLD PPO", "no number"],
      ["insurer: ISO-2024-05-06", "part of a date"],
    ],
  },
  {
    id: "hicn",
    type: "HEALTH_PLAN_ID",
    title: "Legacy Medicare claim number (HICN): SSN with a beneficiary code, behind its label",
    evidence: "label",
    source: "CMS, Social Security Number Removal Initiative",
    pattern:
      "\\b(?i:hicn?|medicare(?: claim)?)(?: (?i:number|no|num|id))?[\\s\"'\\\\:=#.(-]{1,6}([0-9]{3}-?[0-9]{2}-?[0-9]{4}-?[A-Z][0-9A-Z]?)\\b",
    cue: "label",
    hits: [
      ["HICN 352-81-9830A", "352-81-9830A"],
      ["Medicare: 352819830B1", "352819830B1"],
      ["medicare claim no. 352-81-9830-D", "352-81-9830-D"],
      ["HIC# 352819830T", "352819830T"],
    ],
    misses: [
      ["part 352819830A", "no label"],
      ["HICN 35281983", "too short"],
      ["HICN 352819830AB1", "too long"],
      ["HICN field", "no number"],
    ],
  },
  {
    id: "health_plan_x12",
    type: "HEALTH_PLAN_ID",
    title: "Member or policy number in an X12 NM1, REF or SBR segment",
    evidence: "label",
    source: "ASC X12 005010X222, NM109 with MI, REF02 with 0F, 1L, 1W, 6P",
    pattern: "(?:\\*(?:MI|II)\\*|\\bREF\\*(?:0F|1L|1W|6P|IG|NQ|SY|Y4)\\*)([A-Za-z0-9][A-Za-z0-9-]{3,29})(?:[*~:\\s]|$)",
    cue: "record",
    check: (value) => /[0-9]{2}/.test(value),
    hits: [
      ["NM1*QC*1*LI*JUNE****MI*LDP579367063~", "LDP579367063"],
      ["NM1*IL*1*DOE*JANE****MI*25722834386~DMG", "25722834386"],
      ["REF*0F*W150997729~", "W150997729"],
      ["REF*1L*0071234~", "0071234"],
    ],
    misses: [
      ["N4*DETROIT*MI*48201~".replace("*48201", "*X"), "a State"],
      ["REF*EI*123456789~", "another qualifier"],
      ["2*MI*3", "a product"],
      ["NM1*QC*1*LI*JUNE****MI*~", "empty"],
    ],
  },
];
