import { isDisplayedPerson, personElements } from "../checks/displayed-reference.ts";
import type { Detector } from "../detector.ts";
import { isSurnameWord } from "../names/personal-id.ts";

/** 45 CFR 164.514(b)(2)(i)(A): names where a form alone says that they are some. Those that need a dictionary are in names/. */
const source = "45 CFR 164.514(b)(2)(i)(A)";
/** JSON's marks, also within a string of JSON. */
const q = '\\\\*"';
const colon = "\\s{0,4}:\\s{0,4}";
const comma = "\\s{0,4},\\s{0,40}";
/** A part of a name with a capital. */
export const capital = "[A-Z\\x{C0}-\\x{DE}][A-Za-z\\x{C0}-\\x{1EF9}'’]{1,24}";
/** A part of a name in either case, and the labels that stand behind a name on a person's form. */
const part = "[A-Za-z\\x{C0}-\\x{17F}][A-Za-z\\x{C0}-\\x{17F}'’-]{1,24}";
const formLabels =
  "dob|d\\.o\\.b|date of birth|birth ?date|age|sex|gender|mrn|medical record|occupation|marital status|race|ethnicity|ssn|pcp|insurance|allergies|room|employer|home address|phone|pronouns|chief complaint|diagnosis|height|weight";
const persons = personElements.join("|");

export const names: readonly Detector[] = [
  {
    id: "name_in_sql",
    type: "NAME",
    title: "Name that a query looks for: last_name ILIKE 'doe%'",
    evidence: "key",
    source,
    pattern:
      "(?i:(?:first|last|full|sur|given|family|patient|member|maiden|provider|physician|doctor|subscriber|guarantor|contact|employee)_?name|surname)[\"`\\])]{0,2} (?i:(?:not )?i?like|similar to|in|rlike|regexp|~\\*?|= ?(?:lower|upper)) ?\\(?'[%^(.*]{0,3}([^'%\\n\\x00()*]{2,60})",
    cue: "path",
    check: (value) => /\p{L}{2}/u.test(value),
    hits: [
      ["WHERE p.last_name ILIKE 'vandermolen%' AND", "vandermolen"],
      ["last_name IN ('Haugen', 'x')", "Haugen"],
      ["surname like '%doe%'", "doe"],
      ["lower(last_name) = lower('Butler') AND", "Butler"],
      ["ProviderName LIKE 'Shapiro%'", "Shapiro"],
    ],
    misses: [
      ["table_name LIKE 'pg_%'", "another name"],
      ["last_name IS NULL", "no name"],
    ],
  },
  {
    id: "name_behind_bed",
    type: "NAME",
    title: "Surname behind a bed: bed 14 Bray desatting",
    evidence: "format",
    source,
    pattern: `\\b(?i:bed|rm) [0-9]{1,4}[A-Da-d]?(?:-[0-9A-D])?:? (${capital})(?: (?:[0-9]{1,4}[A-D]?(?:-[0-9A-D])? ?[-–:(]|[a-z]{3}))`,
    cue: "figures",
    check: isSurnameWord,
    hits: [
      ["Hey, bed 14 Bray desatting to 82", "Bray"],
      ["rm 12-B: Vasquez needs", "Vasquez"],
      ["Bed 7 Parsons 701 - post", "Parsons"],
    ],
    misses: [
      ["bed 14 Tylenol given", "a drug"],
      ["bed 14 Shower given", "a word"],
    ],
  },
  {
    id: "name_in_list",
    type: "NAME",
    title: "Surname behind its number in a list and before the room: 1) Parsons 701 -",
    evidence: "format",
    source,
    pattern: `\\b[0-9]{1,2}[).] (${capital}) [0-9]{1,4}[A-D]?(?:-[0-9A-D])? ?[-–:(,]`,
    cue: "figures",
    check: (value, { before }) => isSurnameWord(value) && /(?:^|\n)[ \t]*[0-9]{1,2}[).] $/.test(before),
    hits: [
      ["signout\n1) Parsons 701 - 80s F", "Parsons"],
      ["\n  12. Vasquez 4B: CHF", "Vasquez"],
      ["1) Bray 14-A, s/p", "Bray"],
    ],
    misses: [
      ["1) Parsons said so", "no room"],
      ["step 2. Wash 10 - 20 s", "a word"],
      ["of 0.7 and 0.5. Humphrey 24-2 shows", "no list"],
    ],
  },
  {
    id: "name_attribute",
    type: "NAME",
    title: "Name in an attribute of a sign-in (SAML), whose own name says that it is one",
    evidence: "key",
    source,
    pattern:
      "\\b(?i:(?:friendly)?name)=[\"'\\\\]{1,2}(?:[A-Za-z0-9:/._-]{1,80}[/:])?(?i:given_?name|first_?name|last_?name|surname|family_?name|display_?name|full_?name|patient_?name|middle_?name|sn)[\"'\\\\]{1,2}[^<>]{0,80}>\\s{0,8}(?:<[^<>]{1,120}>)?([^<>\\n]{2,60})<",
    cue: "path",
    check: (value) => /\p{L}{2}/u.test(value),
    hits: [
      ['<Attribute Name="givenName">Tracy</Attribute>', "Tracy"],
      ['<saml:Attribute FriendlyName="sn" NameFormat="x"><saml:AttributeValue xsi:type="xs:string">Hughes</saml:AttributeValue>', "Hughes"],
      ['Name="http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname"><AttributeValue>Scaduto</AttributeValue>', "Scaduto"],
    ],
    misses: [
      ['<Attribute Name="role">Nurse</Attribute>', "no name"],
      ['<param name="table_name">Users</param>', "another name"],
    ],
  },
  {
    id: "name_before_label",
    type: "NAME",
    title: "Name between its label and another one of a person's form, whatever it is: Name: Gulnara Akhmetova. Occupation: seamstress",
    evidence: "label",
    source,
    pattern: `\\b(?i:name)[:=] ?(${part}(?:,? ${part}){1,3})(?:[ \\t]{0,8}[,;|/(.]{0,2}\\s{1,4})\\(?(?i:${formLabels})\\b`,
    cue: "label",
    check: (value, { before }) =>
      /(?:^|[\n.;:|>"'*-]|\b(?:patient|pt|full|client|student|child|member|resident|my|his|her|their|the|caller|parent|s|legal|last, first)(?:'s)?) {0,2}$/i.test(
        before.replace(/(?:name)[:=] ?$/i, "").slice(-24),
      ) && !/\b(?:Inc|LLC|Server|Service|Report|File|Group|Project|Product|Company|Plan|Test|String)\b/i.test(value),
    hits: [
      ["from this. Name: Gulnara Akhmetova. Occupation: seamstress", "Gulnara Akhmetova"],
      ["Name: Gulnara Akhmetova\nDOB: 3/3/1960", "Gulnara Akhmetova"],
      ["patient name: tzipora elbaum, age 61", "tzipora elbaum"],
    ],
    misses: [
      ["Name: Payment Service\nPort: 80", "no label of a person's form"],
      ["file name: Annual Report. Address: x", "a file's name"],
    ],
  },
  {
    id: "name_before_birth",
    type: "NAME",
    title: "Name right before a day of birth with its label, whatever it is: an appointment under Bauer, date of birth 03/04/1960",
    evidence: "label",
    source,
    pattern: `\\b((?:(?:van|von|der|den|de|da|di|del|la|le) ){0,2}${capital}(?:[ -]${capital}){0,2}), \\(?(?i:date of birth|d\\.?o\\.?b\\.?|birth ?date|birthday|born)(?::| is| on|#)? {0,2}(?:[0-9]{1,4}[/.-]|[0-9]{1,2} [A-Z]|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))`,
    cue: "label",
    check: (value, { before }) =>
      /(?:^|[ \n\t"(:>])$/.test(before) &&
      !/^(?:[A-Z]{2}$|Patient|Name|Member|Subscriber|Client|Date|Age|Sex|Gender|MRN|SSN|Address|Phone|Email|Male|Female|Insurance|ID|Full|First|Last|Mr|Mrs|Ms|Dr|Pt|The|An?|Yes|No|Ok|Okay|Thanks|Hi|Hello|White|Black|Asian|Hispanic|Medicare|Medicaid|Self|Spouse|Child|Twin|Baby|Newborn|Veteran|MD|DO|RN|NP)\b/.test(
        value,
      ),
    hits: [
      ["an appointment under Bauer, date of birth 03/04/1960", "Bauer"],
      ["member van der Heiden, DOB: 1960-03-04", "van der Heiden"],
      ["for Ola Nordin, born May 4, 1960", "Ola Nordin"],
    ],
    misses: [
      ["Name, DOB, MRN", "heads of columns"],
      ["White male, born 1960", "small letters"],
      ["Patient, DOB 03/04/1960", "no name"],
    ],
  },
  {
    id: "name_of_form_beside",
    type: "NAME",
    title: "Two or three capitalised words behind Name: at the begin of a line or sentence in a text about a person",
    evidence: "label",
    source,
    pattern:
      "\\b(?:Name|NAME): ?([A-Z][A-Za-z\\x{C0}-\\x{17F}'’-]{1,24}(?:,? [A-Z][A-Za-z\\x{C0}-\\x{17F}'’-]{1,24}){1,2})(?:$|[.,;)|\\n])",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { before }) =>
      /(?:^|[\n.;|>*-]) {0,2}(?:Name|NAME): ?$/.test(before) &&
      !/\b(?:Inc|LLC|Server|Service|Report|File|Group|Project|Product|Company|Plan|Test|String|Unknown|Redacted|Hospital|Clinic|Health|Dr)\b/.test(
        value,
      ),
    hits: [
      ["from this. Name: Gulnara Akhmetova. Occupation", "Gulnara Akhmetova"],
      ["\nName: Thandeka Mbatha\n", "Thandeka Mbatha"],
      ["NAME: Oyelaran, Tunde;", "Oyelaran, Tunde"],
    ],
    misses: [
      ["Product Name: Gulnara Akhmetova.", "a product's"],
      ["Name: Payment Service.", "a service's"],
    ],
  },
  {
    id: "name_spelled",
    type: "NAME",
    title: "Name that is spelled out: L-E-H-T-O-N-E-N",
    evidence: "format",
    source,
    pattern: "\\b([A-Z](?:-[A-Z]){3,15}|[A-Z](?:\\. ?[A-Z]){4,15}\\.?)(?:$|[^A-Za-z0-9-])",
    cue: "spoken",
    onlyBesidePerson: true,
    check: (_value, { before }) => !/[A-Za-z0-9-]$/.test(before),
    hits: [
      ["spelled L-E-H-T-O-N-E-N, date", "L-E-H-T-O-N-E-N"],
      ["that is K-O-W-A-L.", "K-O-W-A-L"],
      ["W. A. R. N. E. R called", "W. A. R. N. E. R"],
    ],
    misses: [
      ["A-B-C", "too short"],
      ["x-A-B-C-D", "part of a code"],
    ],
  },
  {
    id: "name_spelled_small",
    type: "NAME",
    title: "Name that is spelled in small letters in a text about a person: m c a l i s t e r",
    evidence: "format",
    source,
    pattern: "\\b([a-z](?: [a-z]){3,15}|[a-z](?:-[a-z]){3,15})(?:$|[^A-Za-z0-9-])",
    cue: "spoken",
    onlyBesidePerson: true,
    check: (_value, { before, after }) => !/[A-Za-z0-9_$\\/.-]$/.test(before) && !/^[/\\._]\S/.test(after),
    hits: [
      ["gerald mcalister m c a l i s t e r sixty eight", "m c a l i s t e r"],
      ["lucille horvath h o r v a t h date", "h o r v a t h"],
      ["that is k-o-w-a-l.", "k-o-w-a-l"],
    ],
    misses: [
      ["a b c", "too short"],
      ["x-a-b-c-d/e", "part of a path"],
    ],
  },
  {
    id: "name_initials_typed",
    type: "NAME",
    title: "Initials of who dictated, typed or signed: Transcribed: KLM, Best, A.",
    evidence: "label",
    source,
    pattern:
      "(?:\\b(?i:transcribed|typed|dictated|transcriptionist|typist|entered|scribed|cosigned|d/t|t)(?: by)?: ?|\\b(?i:best|thanks|thx|thank you|regards|sincerely|cheers|love|xo),?(?: |\\n{1,2})|[a-z0-9)][.!?)] ?\\n?(?:-|—|–) ?)([A-Z]{2,3}|[A-Z]\\.(?: ?[A-Z]\\.?)?)(?:$|[\\n;]|/[a-z]{2,3}\\b|\\. |  )",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { before }) =>
      !/^(?:MD|RN|NP|PA|DO|OK|AM|PM|ED|ER|MA|PT|OT|US|UK|IT|NO|BP|HR|RR|NA)$/.test(value) && !/[a-z0-9]t: ?$/i.test(before),
    hits: [
      ["N. Rowe  Transcribed: KLM", "KLM"],
      ["Fergus prefers mornings.\nBest, A.", "A."],
      ["Thanks,\nJD", "JD"],
      ["mother had stroke. - JT", "JT"],
    ],
    misses: [
      ["Best, RN", "a profession"],
      ["Transcribed: No errors", "a word"],
    ],
  },
  {
    id: "name_in_form",
    type: "NAME",
    title: "Name in capitals behind its box on a form: 2. PATIENT'S NAME  POPESCU, ANCA, M",
    evidence: "label",
    source: `${source}; CMS-1500 (02/12), items 2, 4 and 9; UB-04, field 8`,
    pattern:
      "\\b(?:PATIENT|INSURED|SUBSCRIBER|MEMBER|GUARANTOR|EMPLOYEE)(?:['’]S)? (?:FULL |LAST |FIRST )?NAME(?: \\([^()\\n\\x00]{1,40}\\))?(?: {2,20}|\\n {0,4})([A-Z][A-Z'’-]{1,24}(?:, ?[A-Z][A-Z'’-]{0,24}){0,2}(?: [A-Z][A-Z'’-]{0,24}){0,2})(?:$| {2}|\\n|\\t)",
    cue: "path",
    check: (value) => !/\b(?:ID|NAME|DATE|BIRTH|SEX|ADDRESS|LAST|FIRST|NUMBER|NO|REC|ACCT|PATIENT|INSURED)\b/.test(value),
    hits: [
      ["2. PATIENT'S NAME  POPESCU, ANCA, M     3. PATIENT'S", "POPESCU, ANCA, M"],
      ["4. INSURED'S NAME (Last, First)  OYAMA, KENJI\n", "OYAMA, KENJI"],
      ["PATIENT NAME\nABEBE TSEHAY\n", "ABEBE TSEHAY"],
    ],
    misses: [
      ["PATIENT NAME  BIRTH DATE  SEX", "the next box"],
      ["PATIENT NAME: x", "no box"],
      ["MEMBER NAME            MEMBER ID\n", "the next box"],
    ],
  },
  {
    id: "name_fhir_reference",
    type: "NAME",
    title: 'Name that a FHIR reference to a person displays: "subject":{"reference":"Patient/44","display":"…"}',
    evidence: "key",
    source: `${source}; HL7 FHIR R4, Reference.display`,
    pattern: `(?:${q}reference${q}${colon}${q}[A-Za-z0-9:/._-]{0,80}(?:Patient|Practitioner|RelatedPerson|Person)/[A-Za-z0-9._/-]{1,80}${q}${comma}(?:${q}type${q}${colon}${q}[A-Za-z]{1,20}${q}${comma})?|${q}(?:${persons})${q}${colon}(?:\\[\\s{0,40})?\\{\\s{0,40})${q}display${q}${colon}${q}([^"\\\\\\n\\x00]{2,80})\\\\*"`,
    cue: "path",
    check: isDisplayedPerson,
    hits: [
      ['{"reference":"Patient/44","display":"Farrukh Yusupov"}', "Farrukh Yusupov"],
      ['"subject": {\n    "display": "Marguerite Saint-Fleur"\n  }', "Marguerite Saint-Fleur"],
      ['"generalPractitioner":[{"display":"Noelani Kahananui"}]', "Noelani Kahananui"],
    ],
    misses: [
      ['"coding":[{"display":"Hemoglobin A1c"}]', "a code"],
      ['"performer":[{"display":"Acme Reference Laboratory"}]', "a laboratory"],
      ['"subject":{"display":"Quarterly report"}', "no name"],
      ['{"reference":"Location/4","display":"Ward B"}', "a place"],
    ],
  },
];
