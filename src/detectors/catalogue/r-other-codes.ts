import { isPlausibleId } from "../checks/plausible-id.ts";
import type { Detector } from "../detector.ts";
import { idValue, labelled, labels } from "./labelled.ts";

/** 45 CFR 164.514(b)(2)(i)(R): any other unique identifying number, characteristic, or code. */
const source = "45 CFR 164.514(b)(2)(i)(R)";

/** The run of a pipeline, a workflow, a job; the task or service of one. */
const pipelineRun =
  /(?:pipeline|workflow|task|job|build|\bci|cicd|dag|test|benchmark|batch|spark|mlflow|airflow|check|etl|sync|import|export|crawl|training|github|actions)[a-z]{0,6}[ _.-]?(?:run|queue|service|tracking|transaction|control)[ _.-]?(?:id|identifier|number|num|no|nr|nbr|#)?["'\s:=#(]{0,5}$|\brun_id["'\s:=#(]{0,5}$/i;

/** What only a person, or what was taken from one, is called: there a code in small letters is one too. */
const ofPerson = /(?:subject|participant|proband|donor|specimen|aliquot|encounter|claim|inmate|requisition)["'\s:=#]{1,4}$/i;

export const otherCodes: readonly Detector[] = [
  {
    id: "other_labelled",
    type: "OTHER",
    title: "Study, subject, accession, encounter, visit, case, claim, order … number behind its label",
    evidence: "label",
    source,
    pattern: labelled(labels.other, idValue),
    cue: "label",
    check: (value, { before, after }) =>
      isPlausibleId(value, 4) &&
      !/^(?:19|20)[0-9]{2}$/.test(value) &&
      !/^[.:/][0-9]|^ ?(?:times|patients|ms|days)\b/i.test(after) &&
      !pipelineRun.test(before) &&
      !/(?:recorder|border|reorder|ticket_?count|use ?case|lower ?case|upper ?case|test ?case)[^a-z]{0,3}(?:id|number|no)?[^a-z0-9]{0,6}$/i.test(
        before,
      ),
    hits: [
      ["Accession number: A24-0091882", "A24-0091882"],
      ["study id NCT-48213 enrolled", "NCT-48213"],
      ["encounter 7216448 closed", "7216448"],
      ["EMS run #25-004418, unit", "25-004418"],
      ["Acc No CT26-04118", "CT26-04118"],
      ["Lab No. L0411870", "L0411870"],
      ["Claim # 2024110099881", "2024110099881"],
      ['"visitNumber":"V00912883"', "V00912883"],
    ],
    misses: [
      ["visit 2 of 6", "a count"],
      ["order id 249535ed-aecf-449a-ae5c-7e14c59af2ff", "a UUID"],
      ["encounter in 2024", "a year"],
      ["case 12", "too short"],
      ["cicd.pipeline.run.id: 8114477120", "a pipeline's"],
      ["workflow run_id=22418811097 ok", "a workflow's"],
    ],
  },
  {
    id: "coded",
    type: "OTHER",
    title: "Code right behind what it is the code of: subject 014-0027, participant P0418, prior authorization A1190448213",
    evidence: "label",
    source,
    pattern: labelled(
      labels.coded,
      "[A-Z]{1,5}[-_]?[0-9][A-Za-z0-9-]{2,20}[A-Za-z0-9]\\b|[a-z]{2,5}[-_][0-9]{3,12}\\b|[0-9]{2,4}-[A-Z]{1,5}-[0-9]{4,12}\\b|[0-9]{6,10}-[0-9]{2,3}\\b|[0-9]{2}-[0-9A-Z]{3,5}-[0-9][0-9A-Z]{1,3}\\b|[0-9]{1,6}[A-Z]{1,3}[0-9]{3,12}\\b|[0-9]{2,4}-[0-9]{3,8}(?:-[A-Z0-9]{1,8})?\\b|[0-9]{4} [0-9]{4} [0-9]{4}\\b|[0-9]{6,14}\\b",
    ),
    cue: "label",
    check: (value, { before, after }) =>
      isPlausibleId(value, 4) &&
      (!/^[a-z]/.test(value) || ofPerson.test(before)) &&
      !/^(?:19|20)[0-9]{2}-[01]?[0-9]-[0-3]?[0-9]$|^(?:19|20)[0-9]{2}-[01]?[0-9]$/.test(value) &&
      !/^[.:/_-]?[0-9]|^[a-z]|^ ?(?:ms|bytes|rows|mg|ml|of)\b/.test(after),
    hits: [
      ["subject 014-0027 withdrew", "014-0027"],
      ["enrolled as participant P0418", "P0418"],
      ["prior authorization A1190448213", "A1190448213"],
      ["Our file no. BT-2291-C", "BT-2291-C"],
      ["Rx 7104482 metformin", "7104482"],
      ["why claim 25C88120 was denied", "25C88120"],
      ["charged, auth 044182", "044182"],
      ["Claim 2025-0311-44182 denied", "2025-0311-44182"],
      ["claim=2026-CLM-7718820 pend", "2026-CLM-7718820"],
      ["rx 6644120-03. thx", "6644120-03"],
      ["claim 55-Q112-9X.", "55-Q112-9X"],
      ["tracking 7712 0448 8120", "7712 0448 8120"],
      ["enroll ok subject=sub_00417 quality", "sub_00417"],
      ["randomisation R-00882)", "R-00882"],
    ],
    misses: [
      ["subject 12 of 40", "a count"],
      ["participant 2024-05-01", "a date"],
      ["case tc_1001 passed", "a test's"],
      ["Rx 500 mg", "a dose"],
    ],
  },
  {
    id: "cda_id",
    type: "OTHER",
    title: 'Id of a person, visit or document in CDA: <id root="2.16.840.1.113883.19.5" extension="998991"/>',
    evidence: "key",
    source: "HL7 CDA R2, II data type",
    pattern:
      '<(?:[a-z]{1,8}:)?(?:id|setId)(?: [a-zA-Z:]{1,24}=\\\\?"[^"<>\\n\\x00]{0,100}"){0,3} extension=\\\\?"([A-Za-z0-9][^"<>\\n\\x00]{1,60}?)\\\\?"',
    cue: "record",
    check: (value) => /[0-9]/.test(value),
    hits: [
      ['<id root="2.16.840.1.113883.19.5" extension="998991"/>', "998991"],
      ['<id extension="PT-0042-A" root="1.2.3"/>', "PT-0042-A"],
      ['<id root="2.16.840.1.113883.4.1" assigningAuthorityName="SSA" extension="111-00-2330"/>', "111-00-2330"],
    ],
    misses: [
      ['<templateId root="2.16.840.1.113883.10.20.22.1.2" extension="2015-08-01"/>', "the version of a template"],
      ['<typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>', "a schema"],
      ['<id root="db734647-fc99-424c-a864-7e3cda82e703"/>', "no extension"],
    ],
  },
  {
    id: "dicom_uid",
    type: "OTHER",
    title: "DICOM study, series or instance UID behind its label",
    evidence: "label",
    source: "DICOM PS3.5, 9 Unique Identifiers",
    pattern:
      "(?i:study|series|instance|sop|dicom|image)[ _]?(?i:instance)?[ _]?(?i:uid)[\\s\"'\\\\:=(]{1,6}([0-2](?:\\.[0-9]{1,20}){4,14})\\b",
    cue: "label",
    hits: [
      ["StudyInstanceUID=1.2.840.113619.2.55.3.604688119", "1.2.840.113619.2.55.3.604688119"],
      ["Study UID: 1.3.12.2.1107.5.1.4.50714", "1.3.12.2.1107.5.1.4.50714"],
      ['"seriesInstanceUid": "1.2.392.200036.9116.2.6"', "1.2.392.200036.9116.2.6"],
      ["SOP Instance UID 2.25.3296.77120.441", "2.25.3296.77120.441"],
    ],
    misses: [
      ["oid 2.16.840.1.113883.4.1", "a code system"],
      ["uid=1000", "a process's user"],
      ["Study UID missing", "no number"],
      ["SOP Class UID 1.2", "too short"],
    ],
  },
  {
    id: "dicom_uid_of_vendor",
    type: "OTHER",
    title: "DICOM instance UID under the root of a maker of scanners, without a label",
    evidence: "format",
    source: "DICOM PS3.5, 9 Unique Identifiers",
    pattern:
      "\\b(1\\.(?:2\\.840\\.(?:113[0-9]{3}|114[0-9]{3})|3\\.12\\.2\\.1107|3\\.46\\.670589|2\\.392\\.200036|2\\.276\\.0|2\\.826\\.0\\.1)(?:\\.[0-9]{1,39}){3,12})\\b",
    cue: "figures",
    // The roots of code systems are short; what a scanner numbers has its clock and its serial number in it.
    check: (value, { before, after }) =>
      value.length >= 30 && /\.[0-9]{6}/.test(value.slice(20)) && !/[0-9]\.?$/.test(before) && !/^\.?[0-9]/.test(after),
    hits: [
      ["ZDS|1.2.840.113619.2.55.3.2831164355.781.1737364801.467^IMG", "1.2.840.113619.2.55.3.2831164355.781.1737364801.467"],
      ["retrieve 1.3.12.2.1107.5.2.32.35162.2026021108 failed", "1.3.12.2.1107.5.2.32.35162.2026021108"],
      ["/data/in/CT.1.2.276.0.7230010.3.1.4.8323329.1881.1737364801", "1.2.276.0.7230010.3.1.4.8323329.1881.1737364801"],
      ["/wado/1.2.276.0.7230010.3.1.4.8323329.1881.1737364801", "1.2.276.0.7230010.3.1.4.8323329.1881.1737364801"],
    ],
    misses: [
      ["1.2.840.10008.5.1.4.1.1.2.1 CT", "a class of objects"],
      ["oid 2.16.840.1.113883.4.1", "a code system"],
      ["1.2.840.113619.6.261.4", "short"],
    ],
  },
  {
    id: "national_id_labelled",
    type: "OTHER",
    title: "Another country's identity, tax or health number behind its label",
    evidence: "label",
    source,
    pattern: labelled(labels.national, "[A-Z]{0,4}[- ]?[0-9](?:[- ]?[A-Z0-9]){5,17}\\b|[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2}\\b"),
    cue: "label",
    check: (value, { after }) => isPlausibleId(value, 5) && !/^[.:/][0-9]/.test(after),
    hits: [
      ["NHS number 943 476 5919", "943 476 5919"],
      ["my SIN is 130-692-544", "130-692-544"],
      ["Aadhaar: 2345 6789 0124", "2345 6789 0124"],
      ["NINO QQ123456C", "QQ123456C"],
      ["CPF 111.444.777-35", "111.444.777-35"],
    ],
    misses: [
      ["sin 45 degrees", "a function"],
      ["tin roof", "no number"],
      ["national identity", "no number"],
      ["NHS 111", "too short"],
    ],
  },
];
