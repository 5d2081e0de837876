import { countedBehind, isCompactDayLike, isDayLike } from "../checks/bare-number.ts";
import { isPlausibleId } from "../checks/plausible-id.ts";
import type { Detector } from "../detector.ts";

/** Looser rules for texts about somebody: record, member and account numbers in the terse forms of keys, lists and shorthand. */
const records = "45 CFR 164.514(b)(2)(i)(H)";
const others = "45 CFR 164.514(b)(2)(i)(R)";

/** Who or what a number in a person's record belongs to, as systems call it. */
export const recordHolders =
  "client|clt|consumer|customer|cust|person|pers|resident|res|individual|indiv|party|contact|profile|household|member|mbr|subscriber|subscr|sub|insured|enrollee|beneficiary|bene|guarantor|guar|policy|pol|cert|certificate|coverage|plan|card|account|acct|acnt|acc|ledger|statement|stmt|bill|receipt|check|chk|chart|rec|record|folder|file|hosp|hospital|unit|mr|mrn|emr|med[ _.-]?rec|pt|pat|patient|pid|eid|reg|registry|intake|encounter|enc|visit|appt|appointment|case|claim|clm|referral|ref|auth|order|ord|rx|script|specimen|spec|accession|study|donor|emp|employee|badge|student|jail|inmate|booking|cause|corp|corporate|epi|cmrn|emrn|hire";
const numberWord = "id|identifier|no|nr|nbr|num|number|key|code|#";
const serviceKey = /\b(?:aws|cloud|gcp|azure|oauth2?|tenant|kafka|service|svc|app|api|iam)[ _.-]{0,2}[a-z]{0,12}[ _.-]?[a-z]{0,6}\W{0,4}$/i;
const isYear = (value: string) => /^(?:19|20)[0-9]{2}$/.test(value);

export const besidePersonNumbers: readonly Detector[] = [
  {
    id: "id_key_beside",
    type: "OTHER",
    title:
      "Number behind the key of a person's record in any spelling, in a text about a person: client_id: 60418, accountNo=60-418, <pid>60418</pid>",
    evidence: "key",
    source: others,
    pattern: `(?:\\b|_)(?i:${recordHolders})[ _.-]{0,2}(?i:${numberWord})["'\\\\]{0,3}(?: ?[:=>]{1,2} ?| )["'\\\\]{0,3}([A-Z]{0,4}[-_]?[0-9][0-9-]{2,14}[0-9A-Z])\\b`,
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      isPlausibleId(value, 4) && !isYear(value) && !isDayLike(value) && !countedBehind.test(after) && !serviceKey.test(before),
    hits: [
      ["client_id: 60418\n  name", "60418"],
      ['"accountNo":"60-4182"', "60-4182"],
      ["acct-id=A-60418,", "A-60418"],
      ["Clt ID: 60418  Clt", "60418"],
      ["subscriber_no = 771934", "771934"],
      ["matched_eid_key=77193420", "77193420"],
      ["chart.nbr: C-60418", "C-60418"],
    ],
    misses: [
      ["client_id: 12", "too short"],
      ["client_id: 2024-05-06", "a date"],
      ["aws account_id: 123456789012", "a cloud's account"],
      ["build_id: 60418", "no person's record"],
    ],
  },
  {
    id: "reference_key_beside",
    type: "OTHER",
    title: "Reference or group behind the key of a person's record, in a text about a person: rxRef=5163033, PolicyGrp=564615",
    evidence: "key",
    source: others,
    pattern: `(?:\\b|_)(?i:${recordHolders})[ _.-]?(?i:ref|grp|group)["'\\\\]{0,3} ?[:=>] ?["'\\\\]{0,3}([A-Z]{0,4}-?[0-9][0-9-]{2,14}[0-9A-Z])\\b`,
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { after }) => isPlausibleId(value, 4) && !isYear(value) && !isDayLike(value) && !countedBehind.test(after),
    hits: [
      ["dob=19391009 rxRef=5163033 ndc", "5163033"],
      ["PolicyGrp=564615", "564615"],
      ['"account_ref":"9820375349"', "9820375349"],
    ],
    misses: [
      ["rxRef=12", "too short"],
      ["pageRef=5163033", "nobody's"],
    ],
  },
  {
    id: "pid_element_beside",
    type: "MRN",
    title: "Number in an element of a record, in a text about a person: <pid>60418</pid>",
    evidence: "key",
    source: records,
    pattern: "<(?i:pid|eid|mr|mrno|chart|rec|acct|ptno|polno|subid|cid)>([A-Z]{0,4}-?[0-9][0-9-]{2,14}[0-9A-Z])</",
    cue: "label",
    onlyBesidePerson: true,
    check: (value) => isPlausibleId(value, 4) && !isDayLike(value),
    hits: [
      ["<row><pid>60418</pid><nm>", "60418"],
      ["<chart>C-7719</chart>", "C-7719"],
      ["<acct>77-19342</acct>", "77-19342"],
    ],
    misses: [
      ["<pid>12</pid>", "too short"],
      ["<port>60418</port>", "no record"],
    ],
  },
  {
    id: "record_word_groups_beside",
    type: "MRN",
    title: "Number of a record right behind its word, in groups or not, in a text about a person: MR=771-934, chart='77-19-34', EMR 7193-4",
    evidence: "label",
    source: records,
    pattern:
      "(?:\\b|_)(?:MR|mr|M\\.R\\.|EMR|emr|EHR|eid|EID|HN|hn|HRN|UR|Hosp|hosp|(?i:chart|med rec|record))(?: ?(?i:no|nbr|number|id|#)\\.?)?(?:[\"']? ?[:=#]{1,2} ?[\"'(]?| ?)((?:[A-Z]{1,3}[ -]?)?[0-9]{2,4}(?:[- ][0-9]{1,4}){1,3}|[A-Z]{0,3}-?[0-9]{5,12})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { after }) => isPlausibleId(value, 5) && !isDayLike(value) && !countedBehind.test(after),
    hits: [
      ["Pt=Fairbanks,Odell MR=771-934 OrdDt", "771-934"],
      ["Patient(chart='77-19-34', last", "77-19-34"],
      ["pt Archuleta, EMR 7193-4, pain", "7193-4"],
      ["MR: 604-182   ACC", "604-182"],
      ["matched_eid=77193420118 home", "77193420118"],
      ["BB# R6041 HN 604182 ABO", "604182"],
      ["58F mr 330917 R TKA", "330917"],
      ["Barlow, Simeon, MR330917, iso", "330917"],
    ],
    misses: [
      ["MR 12", "too short"],
      ["chart of 2024-05-06", "a date"],
      ["MRI 604182", "another word"],
    ],
  },
  {
    id: "second_behind_double_label",
    type: "ACCOUNT_NUMBER",
    title: "Second of two numbers under two labels with a slash: MRN/Acct: 604182 / 7060418",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(H), (J)",
    pattern:
      "\\b(?i:mrn?|pt id|chart|med rec|patient id|unit)(?i: ?(?:no|#)\\.?)? ?/ ?(?i:acct|account|enc|csn|fin|visit|case|har|ssn)(?i: ?(?:no|#)\\.?)?[ :#=]{1,4}[A-Z]{0,3}-?[0-9]{4,12} ?/ ?([A-Z]{0,4}-?[0-9][0-9-]{2,14}[0-9A-Z])\\b",
    cue: "label",
    check: (value) => !isDayLike(value),
    hits: [
      ["MRN/Acct: 604182 / 7060418   DOB", "7060418"],
      ["MRN/ACCT: 041187/70041187", "70041187"],
      ["Chart # / Visit #: 44182 / V-8820", "V-8820"],
    ],
    misses: [
      ["MRN/Acct: 604182", "one number"],
      ["MRN/DOB: 604182 / 1944", "another label"],
    ],
  },
  {
    id: "short_code_behind_noun",
    type: "OTHER",
    title: "Letters, a dash and three or more digits behind what they number, in a text about a person: acct RPM-7719, order slip HA-7719",
    evidence: "label",
    source: others,
    pattern:
      "\\b(?i:acct|account|acnt|slip|order|ref(?:erence)?|chart|case|file|folder|tag|asset|claim|visit|enc|encounter|referral|req|requisition|card|badge|member|mbr|patient|pt|client|policy|band|path|pathology|specimen|cyto(?:logy)?|biopsy|sent as|subject|participant|id(?: (?:no|number|band|card))?)\\.?(?:[ :#=]{1,3}|:\\s{1,12})((?:[0-9]{4}-[0-9]{5,8}|[0-9]{2,3}-(?:[A-Z]{2}-)?[0-9]{4,8}|[A-Z]{1,5}-[A-Z]?[0-9]{3,8}(?:-[0-9A-Z]{1,4})?|[A-Z]{2,5}[0-9]{4,8}(?:-[0-9]{1,2})?|[0-9]{4,8}-[A-Z]{1,2}))\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { after }) =>
      !/^[01]?[0-9]-(?:19|20)[0-9]{2}$/.test(value) &&
      !/^(?:ISO|RFC|CVE|CPT|ICD|PR|GH|UTF|SHA|ECMA|ABC|ABK|COVID)-?[0-9]/.test(value) &&
      !countedBehind.test(after),
    hits: [
      ["DOB 1/31/44, acct RPM-7719\n", "RPM-7719"],
      ["bring order slip HA-7719.", "HA-7719"],
      ["note: subject NCT-S0295 (V", "NCT-S0295"],
      ["cecal mass, path 36-030711 = adeno", "36-030711"],
      ["ACNT BAKK0077-1  NAME", "BAKK0077-1"],
      ["ID band 60418-B  Peds", "60418-B"],
      ["ref 26-8804 for", "26-8804"],
      ["case 26-CV-5520 ward", "26-CV-5520"],
      ["ID no.: SB-60418   Tel", "SB-60418"],
      ["Reference:\n    2026-604182\nDate", "2026-604182"],
    ],
    misses: [
      ["order ISO-2700", "a standard"],
      ["case A-12", "too short"],
      ["claim ABC", "no number"],
    ],
  },
  {
    id: "number_with_slash_beside",
    type: "OTHER",
    title: "Number with a slash behind what it numbers, in a text about a person: Case number: 51/0771934, ref: OC/330917/26",
    evidence: "label",
    source: others,
    pattern:
      "\\b(?i:case|file|ref(?:erence)?|our ref|your ref|record|claim|policy|docket|cause|county|record)(?i: ?(?:no|number|nbr|#)\\.?)?[ :#=]{1,3}((?:[A-Z]{1,5}|[0-9]{2,4})/(?:[0-9]{5,10}(?:/[0-9]{2,4})?|[0-9]{3,4}/[0-9]{2,4}))\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { after }) => !/^[/.:-]?[0-9A-Za-z]/.test(after) && !/^[0-9]{1,2}\/[0-9]{1,2}\//.test(value),
    hits: [
      ["Case number: 51/0771934  ", "51/0771934"],
      ["Letter ref: OC/330917/26", "OC/330917/26"],
      ["File no. 26/118820.", "26/118820"],
      ["Your ref 88/120/26 |", "88/120/26"],
    ],
    misses: [
      ["case 12/24", "a share"],
      ["ref: docs/3/2020", "a path"],
    ],
  },
  {
    id: "member_joined_beside",
    type: "HEALTH_PLAN_ID",
    title: "Member number joined to its word in a text about a person: mbr0604182",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(I)",
    pattern: "\\b(?i:mbr|mem|memb|subs?|pol)#? ?:? ?([0-9]{6,12})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { after }) => !isDayLike(value) && !countedBehind.test(after),
    hits: [
      ["for mbr0604182; result", "0604182"],
      ["mem#7719342,", "7719342"],
      ["sub 60418221 eff", "60418221"],
    ],
    misses: [
      ["mem 6041", "too short"],
      ["memory 604182", "another word"],
    ],
  },
  {
    id: "number_in_path_beside",
    type: "ACCOUNT_NUMBER",
    title: "Number of an account, member, claim or visit in a path, in a text about a person: /accounts/60418-22/statements",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(J), (R)",
    pattern:
      "(?:/|=)(?i:accounts?|members?|subscribers?|claims?|policies|notes|charts|scans|records|encounters?|visits?|orders?|guarantors?|invoices?|statements?|referrals?|cases?|enrollees?|clients?)/([A-Z]{0,4}-?[0-9][0-9-]{3,14}[0-9A-Z])(?:$|[^A-Za-z0-9_-])",
    cue: "path",
    onlyBesidePerson: true,
    check: (value) => isPlausibleId(value, 5) && !isDayLike(value),
    hits: [
      ["GET /portal/v2/accounts/60418-22/statements", "60418-22"],
      ["/members/M604182?x", "M604182"],
      ["/claims/26307193 200", "26307193"],
    ],
    misses: [
      ["/orders/12", "too short"],
      ["/cases/2026-01-12/", "a date"],
    ],
  },
  {
    id: "lot_of_implant",
    type: "DEVICE_ID",
    title: "Lot of what is implanted, in a text about a person: insert REF 5531-G-409 LOT MKV719",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(M)",
    pattern: "\\b(?:lot|LOT|Lot)(?: ?#| no\\.?|:)? ?([A-Z]{1,5}-?[0-9]{3,10}[A-Z]?)\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (_value, { before }) =>
      /\b(?:REF|cement|implant|insert|stem|screw|plate|mesh|graft|lens|liner|head|cup|anchor|cage|rod|stent|valve|tray)\b/i.test(before),
    hits: [
      ["tibial insert REF 5531-G-409 LOT MKV719 SN", "MKV719"],
      ["SN 77193-A; cement lot BAA719\n", "BAA719"],
      ["hernia mesh lot #HU4418.", "HU4418"],
    ],
    misses: [
      ["MMR lot U771934", "a vaccine's"],
      ["a lot of 12", "a word"],
    ],
  },
  {
    id: "code_of_staff_beside",
    type: "OTHER",
    title: "Code of who did it behind its key, in a text about a person: VerBy=RPH0771",
    evidence: "key",
    source: others,
    pattern:
      "\\b(?i:ver|ord|ent|chk|chg|upd|disp|fill|sign|verified|ordered|entered|checked|filled|dispensed|signed|drawn|coll|collected|perf|performed|given|admin)[ _]?(?i:by)[\"']? ?[:=] ?[\"']?([A-Z]{1,5}-?[0-9]{2,8})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    hits: [
      ["VerBy=RPH0771 Cosign", "RPH0771"],
      ["Coll by: N44182\n", "N44182"],
      ["ordered_by: 'MD-4418'", "MD-4418"],
    ],
    misses: [
      ["VerBy=AB", "no number"],
      ["standby: A12", "another word"],
    ],
  },
  {
    id: "number_behind_noun_beside",
    type: "OTHER",
    title: "Five digits or more right behind what they number, in a text about a person: case 88120, inv 44182",
    evidence: "label",
    source: others,
    pattern:
      "\\b(?i:inv|invoice|case|chart|chk|acct|stmt|statement|receipt|clm|claim|enc|encounter|visit|folder|auth|referral|epi|jacket|file|prescription|script|pump|(?:my|your|her|his|the) group is)(?:\\.|:| ?#)? ?=? ?((?:[A-Z]{1,3}-?)?[0-9]{5,12})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { after }) => !isDayLike(value) && !isCompactDayLike(value) && !countedBehind.test(after),
    hits: [
      ["Ref# 88120471 case 88120 tkt", "88120"],
      ["stmt no S88120 inv 44182\n", "44182"],
      ["old chart 77120.", "77120"],
      ["prescription 0708867 is out of refills", "0708867"],
      ["and my group is 1834869.", "1834869"],
    ],
    misses: [
      ["case 881", "too short"],
      ["file 88120 bytes", "a size"],
      ["visit 20261109", "a date"],
    ],
  },
  {
    id: "ssn_behind_soc",
    type: "SSN",
    title: "Nine digits behind soc in a text about a person: soc 381204719",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(G)",
    pattern: "\\b(?i:soc|ss|social)(?: ?#|:)? ?([0-9]{3}[- ]?[0-9]{2}[- ]?[0-9]{4})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (_value, { after }) => !/^[-./:]?[0-9]/.test(after),
    hits: [
      ["ss# 881-20-4719 soc 881204719 last4", "881204719"],
      ["SS 381 20 4719\n", "381 20 4719"],
      ["social: 381-20-4719.", "381-20-4719"],
    ],
    misses: [
      ["soc 88120", "too short"],
      ["soc 8812047190", "too long"],
    ],
  },
];
