import type { PhiType } from "../phi-type.ts";
import type { NameRun } from "./name-run.ts";
import type { Word } from "./word-reader.ts";

/**
 * One rule of the name finder, described like any other detector (detectors/detector.ts); it has no pattern. In the examples the names stand between ⟦ and ⟧.
 */
export interface NameDetector {
  readonly id: DetectorName;
  readonly type: PhiType;
  readonly title: string;
  readonly evidence: "dictionary" | "label";
  readonly source: string;
  /** Texts with the spans that must be found marked. */
  readonly hits: readonly string[];
  /** `[text without a name, why it has none]` */
  readonly misses: readonly (readonly [text: string, reason: string])[];
}

const safeHarbor = "45 CFR 164.514(b)(2)(i)(A)";
const dictionaries = `${safeHarbor}; U.S. Social Security first names, U.S. Census 2010 surnames`;

/** A name in a text, as it is reported. */
export type NameReport = (start: number, end: number, detectorId: DetectorName, evidence: "dictionary" | "label") => void;

export const nameDetectors = [
  {
    id: "name_full",
    type: "NAME",
    title: "A first name and a surname",
    evidence: "dictionary",
    source: dictionaries,
    hits: [
      "⟦Albert Einstein⟧, DOB 3/4/1961, came.",
      "Chart of ⟦Maria Gonzalez⟧ reviewed.",
      "With ⟦José García Márquez⟧ today.",
      "⟦Will Smith⟧ presented with chest pain.",
      "Chart of ⟦KIM LEE⟧ reviewed.",
    ],
    misses: [
      ["Albert Einstein left for Princeton.", "somebody long dead"],
      ["a theorem of Emilie Hartwig (1868-1931)", "somebody long dead, by the years"],
      ["R04-M1:J18 RAS APP FATAL ciod: failed", "parts of a machine"],
      ["Stanford University and Mayo Clinic", "institutions"],
      ["Summer Time and Rose Garden", "two English words"],
    ],
  },
  {
    id: "name_titled",
    type: "NAME",
    title: "A name after Mr, Mrs, Dr and their like",
    evidence: "dictionary",
    source: safeHarbor,
    hits: ["Mr ⟦Charles Dickens⟧ was seen.", "Discussed with Dr. ⟦Okonkwo⟧.", "Mrs. ⟦Brown⟧ is here.", "Ms. ⟦G⟧ agreed."],
    misses: [
      ["12 Oak Dr. Houston", "a street"],
      ["Opened in MS Word", "a product"],
    ],
  },
  {
    id: "name_credentialed",
    type: "NAME",
    title: "A name before MD, RN, PhD and their like",
    evidence: "dictionary",
    source: safeHarbor,
    hits: ["Reviewed. ⟦Kowalczyk⟧, RN"],
    misses: [["Bethesda, MD 20814", "a city and its State"]],
  },
  {
    id: "name_cue",
    type: "NAME",
    title: "A name after kin, a role in care, a greeting or “my name is”",
    evidence: "dictionary",
    source: safeHarbor,
    hits: [
      "Patient ⟦Jane Austen⟧ was seen.",
      "client ⟦Jane Austen⟧ was seen.",
      "His wife ⟦Alparslan⟧ was present.",
      "my name is ⟦maria gonzalez⟧",
      "Hi ⟦Jennifer⟧,",
    ],
    misses: [
      ["The reform of Pope Gregory XIII took effect.", "a ruler"],
      ["Patient Education was given.", "an English word"],
      ["Hello World", "an English word"],
    ],
  },
  {
    id: "name_surname_first",
    type: "NAME",
    title: "SURNAME, First M",
    evidence: "dictionary",
    source: dictionaries,
    hits: ["⟦GONZALEZ, MARIA T⟧ was admitted.", "See ⟦Nguyen, Thi⟧."],
    misses: [
      ["Paris, Texas", "a city and its State"],
      ["Lisinopril, Metformin", "drugs"],
    ],
  },
  {
    id: "name_alone",
    type: "NAME",
    title: "A frequent first name within a sentence",
    evidence: "dictionary",
    source: dictionaries,
    hits: ["Then ⟦Jennifer⟧ reported dizziness."],
    misses: [
      ["Parkinson disease", "an eponym"],
      ["the Jenkins build", "a product"],
    ],
  },
  {
    id: "name_label",
    type: "NAME",
    title: "The value of a key or label that says it is a name",
    evidence: "label",
    source: `${safeHarbor}; HL7 FHIR R4 HumanName`,
    hits: ['{"patient_name":"⟦Gonzalez, Maria⟧"}', "WHERE last_name = '⟦O''Neill⟧'", "GET /p?name=⟦Rich+Crohn⟧ HTTP/1.1"],
    misses: [
      ['{"name":"checkout-service"}', "a service"],
      ['"patient_name": null', "no value"],
    ],
  },
  {
    id: "name_user_id",
    type: "NAME",
    title: "A user id made of a name, under its label",
    evidence: "label",
    source: safeHarbor,
    hits: ["user=⟦jdoe⟧ ip=10.0.0.1", "login=⟦maria.gonzalez⟧"],
    misses: [
      ["user=postgres", "an account of a machine"],
      ["user=svc-payments", "an account of a service"],
      ["logname= uid=0 ruser= rhost=10.0.0.1", "a key behind an empty one"],
    ],
  },
  {
    id: "name_hl7",
    type: "NAME",
    title: "Names by position in HL7 v2 segments",
    evidence: "label",
    source: `${safeHarbor}; HL7 v2.5.1 XPN and XCN`,
    hits: ["PID|1||12345||⟦DOE⟧^⟦JANE^Q⟧||19800101", "note ⟦GONZALEZ⟧^⟦MARIA⟧ here"],
    misses: [["MSH|^~\\&|LAB|CITY^HOSPITAL|", "a facility"]],
  },
  {
    id: "name_x12",
    type: "NAME",
    title: "Names by position in X12 NM1 and PER segments",
    evidence: "label",
    source: `${safeHarbor}; ASC X12 005010 NM1`,
    hits: ["NM1*IL*1*⟦DOE⟧*⟦JANE⟧****MI*W1234~"],
    misses: [["NM1*85*2*ACME CLINIC*****XX*1~", "an organisation (entity type 2)"]],
  },
  {
    id: "name_again",
    type: "NAME",
    title: "A name that was found elsewhere in the text, in another form",
    evidence: "dictionary",
    source: safeHarbor,
    hits: ["⟦Maria Gonzalez⟧ came. ⟦Gonzalez⟧ left. ⟦M.G.⟧ will return."],
    misses: [["The brown dog barked.", "no name before"]],
  },
  {
    id: "name_beside",
    type: "NAME",
    title: "A name that is no English word, or stands where a person would, in a text that names somebody",
    evidence: "dictionary",
    source: dictionaries,
    hits: [
      "⟦Maria Gonzalez⟧ (daughter ⟦Annelies⟧) to ⟦Halina⟧.",
      "Seen by ⟦Maria Gonzalez⟧ and ⟦H. Vandersloot⟧, with ⟦Grace⟧.",
      "Patient ⟦Maria Gonzalez⟧ came. ⟦Faith⟧ tolerated it.",
    ],
    misses: [
      ["Annelies to Halina", "nobody is named before"],
      ["A Foley catheter was placed by nursing.", "a device"],
    ],
  },
  {
    id: "city_of_person",
    type: "LOCATION",
    title: "City behind in, from, near … in a text that names a person",
    evidence: "dictionary",
    source: "45 CFR 164.514(b)(2)(i)(B); GeoNames cities",
    hits: [
      "⟦Maria Gonzalez⟧ works in ⟦Tampa⟧ now.",
      "⟦Maria Gonzalez⟧ came from ⟦Corpus Christi⟧.",
      "my name is ⟦maria gonzalez⟧ and i am in ⟦scranton⟧",
    ],
    misses: [
      ["What is the weather in Tampa?", "nobody's city"],
      ["It ran from Monday to Friday.", "no city"],
    ],
  },
] as const satisfies readonly NameDetectorRow[];
type NameDetectorRow = Omit<NameDetector, "id"> & { readonly id: string };

export type DetectorName = (typeof nameDetectors)[number]["id"];
export const detectorNames: readonly DetectorName[] = nameDetectors.map(({ id }) => id);

/** Where the rules put what they find. */
export interface NameSink {
  add(start: number, end: number, detector: DetectorName): void;
  /** Words from..to (exclusive) of a run are a name: look for them elsewhere in the text. */
  remember(run: NameRun, from: number, to: number): void;
  rememberWord(word: Word): void;
}

export function evidenceOf(detector: DetectorName): "dictionary" | "label" {
  switch (detector) {
    case "name_label":
    case "name_user_id":
    case "name_hl7":
    case "name_x12":
      return "label";
    default:
      return "dictionary";
  }
}
