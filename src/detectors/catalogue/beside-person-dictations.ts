import type { Detector } from "../detector.ts";

/** What dictation systems put around a note: codes of who spoke and who typed, job numbers, the days of both, initials. Only in a text about a person. */
const source = "45 CFR 164.514(b)(2)(i)";
/** Letters of a profession, as they stand before a code or behind a name. */
const degree = "M\\. ?D\\.?|D\\. ?O\\.?|MD|DO|PA-C|PA|NP|RN|CNM|Ph\\.?D\\.?";
/** "D: 10/09/2070 13:11", "dd: 1/17/83": the days of dictation and transcription beside a job number. */
const dictated = /\b(?:D|T|R|DD|DT|TD|DV|TR|dictated|transcribed)\s{0,2}:\s{0,3}[0-9]/i;

export const besidePersonDictations: readonly Detector[] = [
  {
    id: "number_alone_on_line",
    type: "MRN",
    title: "Number alone on a line in a text about a person, as heads of summaries have it",
    evidence: "format",
    source: `${source}(H)`,
    pattern: "\\b([0-9]{6,10})\\r?\\n\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { before, after }) =>
      /(?:^|\n)$/.test(before) &&
      /^\r?\n(?:[A-Z]{2,5}\r?\n|[0-9]{5,10}\r?\n|[0-9]{1,2}\/[0-9]{1,2}\/|discharge|admission|record|unit|mrn|name|report)/i.test(after),
    hits: [
      ["918274410\nKHVC\n44187203\n731906\n", "918274410"],
      ["KHVC\n44187203\n731906\n6/14/1998", "44187203"],
      ["\n731906\n6/14/1998 12:00:00 AM\nDischarge", "731906"],
    ],
    misses: [
      ["total 918274410\nKHVC\n", "no line of its own"],
      ["12345\nKHVC\n", "too short"],
    ],
  },
  {
    id: "date_alone_on_line",
    type: "DATE",
    title: "Day and time alone on a line in a text about a person: 9/22/2070 10:51:18 AM",
    evidence: "format",
    source: `${source}(C)`,
    pattern: "\\b([01]?[0-9]/[0-3]?[0-9]/(?:19|20)[0-9]{2}) [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})? [AP]M\\r?\\n",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { before }) => /(?:^|\n)[ \t]{0,8}$/.test(before),
    hits: [
      ["731906\n6/14/1998 12:00:00 AM\nDischarge Summary", "6/14/1998"],
      ["Doe, MD\n9/22/2070 10:51:18 AM\nThis report", "9/22/2070"],
      ["x\n 1/2/2070 1:05 PM\ny", "1/2/2070"],
    ],
    misses: [
      ["at 6/14/1998 12:00:00 AM\n", "within a line"],
      ["x\n6/14/1998 12:00:00 INFO\n", "a log's"],
    ],
  },
  {
    id: "dictation_initials",
    type: "NAME",
    title: "Code of a clinician behind the degree: Dictated By: Ann Doe, M.D. AD441",
    evidence: "format",
    source: `${source}(A)`,
    pattern: `\\b(?:${degree})[ ,\\t\\n]{1,12}\\(?([A-Z]{2,3}[0-9]{1,4})\\b`,
    cue: "code",
    onlyBesidePerson: true,
    check: (value, { after }) => !/^(?:PGY|MS|T|L|S|C|CT|MR|BP|HR|FM|IM)[0-9]/.test(value) && !/^[-./:]?[0-9A-Za-z]/.test(after),
    hits: [
      ["Dictated By: ANN DOE, M.D. AD441 Attending:", "AD441"],
      ["Attending: LEO ROE , M.D. LR12 HX104", "LR12"],
      ["ENTERED BY: DOE, ANN, M.D. (PM77) 11/30/05", "PM77"],
    ],
    misses: [
      ["Doe, MD PGY2", "a year of training"],
      ["Doe, MD MS4", "a student's year"],
    ],
  },
  {
    id: "dictation_number",
    type: "OTHER",
    title: "Number of a dictation: one digit, a hyphen and six to eight, alone or behind its document: eScription document:8-3301942",
    evidence: "format",
    source: `${source}(R)`,
    pattern: "\\b([0-9]-[0-9]{6,8})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { before, after }) => /(?:^|[\s:(#,;])$/.test(before) && !/^[-./:][0-9A-Za-z]/.test(after),
    hits: [
      ["M.D. LP12 7-2290514 MS4", "7-2290514"],
      ["eScription document:8-3301942 HF", "8-3301942"],
      ["(5-662004)", "5-662004"],
    ],
    misses: [
      ["part 1-2290514-9", "a longer code"],
      ["v1-229051", "part of a word"],
    ],
  },
  {
    id: "dictation_job",
    type: "OTHER",
    title: "Job, document or batch number of a dictation beside the days of it, or behind its own label: JOB: 118842/55210937",
    evidence: "label",
    source: `${source}(R)`,
    pattern:
      "\\b(?i:job|dictation|dict|batch|index|document|doc|report|conf(?:irmation)?|voice)(?: ?(?i:id|no|number|num))?\\.?(?: ?[:#]|[ \\n])[ #:\\n]{0,4}([0-9]{4,10}(?:[-/][0-9]{3,10})?|[0-9]-[0-9]{6,8}|[A-Z]{4,10}[0-9]{0,4}[A-Z0-9]{2,6})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      /[0-9]/.test(value) &&
      !/^[-./:][0-9]/.test(after) &&
      (dictated.test(before) ||
        dictated.test(after) ||
        /\b(?:dict(?:ation)?|eScription document)(?: ?(?:id|no|number))?\W{1,4}$/i.test(before)),
    hits: [
      ["JOB: 118842/55210937\nD: 10/09/2070", "118842/55210937"],
      ["T:  2069-5-9  12:47\nJOB#:  41882", "41882"],
      ["Dictation ID 7710442 ", "7710442"],
      ["Batch :\n61174\nD :\n06/21/98", "61174"],
    ],
    misses: [
      ["job 48213 failed", "a machine's"],
      ["report 2041 pages", "a count"],
    ],
  },
  {
    id: "dictation_date",
    type: "DATE",
    title: "Day of dictation or transcription with its time: D: 10/09/2070 13:11:40",
    evidence: "label",
    source: `${source}(C)`,
    pattern:
      "\\b(?:D|T|R|DD|DT|TD|DV|TR|dd|dt|td|(?i:date/time|entry date|date of note|adm|disch|dictated|transcribed)) ?:[ \\t]{0,6}\\n?((?:[01]?[0-9]/[0-3]?[0-9]/(?:20|19)?[0-9]{2}|[12][0-9]{3}-[01]?[0-9]-[0-3]?[0-9])(?:,?[ @]{1,3}[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { after }) => !/^[-./:]?[0-9]/.test(after),
    hits: [
      ["D: 10/09/2070 13:11:40\nT: x", "10/09/2070 13:11:40"],
      ["Date/Time: 08/23/2071 05:17\nExam", "08/23/2071 05:17"],
      ["D :\n06/21/98\nT", "06/21/98"],
    ],
    misses: [
      ["ID: 10/09/20701", "a longer number"],
      ["at 13:11:40", "a time"],
    ],
  },
  {
    id: "initials_dated",
    type: "NAME",
    title: "Initials of who did it before the day: phoned by PKM 4/21, done PY 2/27",
    evidence: "format",
    source: `${source}(A)`,
    pattern:
      "(?:\\b(?i:by|per|done|called|signed|noted|reviewed|witnessed|verified)|--|\\x{2013}|\\x{2014}) {0,2}([A-Z]{2,3}),? (?:on )?[01]?[0-9]/[0-3]?[0-9]",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value) =>
      !/^(?:AM|PM|PT|OT|RT|ST|SW|RN|MD|NP|PA|DO|US|CT|MR|MRI|MRA|CTA|ECG|EKG|EEG|EMG|IV|IM|PO|PR|SC|BP|HR|RR|ED|ER|OR|ICU|CXR|KUB|LP|HD|PD|GI|GU|CV|ID|ENT|OB|GYN|PCP|EMS|TTE|TEE|EGD|PET|VNA|SNF|FNA|INR|CBC|BMP|CMP|LFT|TSH|PSA|WBC|HCT|HGB|CRP|ESR|NG|OG|UA|CA|DC|FU|LMP|EDD|EDC|DOB|HX|FH|US|HSG|PFT|LVH|EF)$/.test(
        value,
      ),
    hits: [
      ["(Shavonne) by PKM 4/21 at", "PKM"],
      ["fax 603 -- done PY 2/27", "PY"],
      ["reviewed by LK, 3/3", "LK"],
    ],
    misses: [
      ["seen by PT 4/21", "a service"],
      ["confirmed by CXR 4/21", "a film"],
    ],
  },
  {
    id: "initials_addendum",
    type: "NAME",
    title: "Initials of who added something: Addendum 9/25/70 PG: tubular adenoma",
    evidence: "label",
    source: `${source}(A)`,
    pattern: "\\b(?i:addendum|late entry|addend)[ :]{1,2}(?:[01]?[0-9]/[0-3]?[0-9](?:/[0-9]{2,4})?[ ,]{1,2})([A-Z]{2,3})(?:[:,;]| -)",
    cue: "figures",
    onlyBesidePerson: true,
    hits: [
      ["Addendum 9/25/2070 PG: tubular", "PG"],
      ["Addendum 3/3 JWK: spoke", "JWK"],
      ["Late entry: 4/1, LM: refused", "LM"],
    ],
    misses: [
      ["Addendum 3/3 The film", "no initials"],
      ["Addendum PG", "no day"],
    ],
  },
  {
    id: "donor_code",
    type: "OTHER",
    title: "Donor or match run in the network of organ transplants, docket of a court: donor UNOS AKBC412, match run 1442087",
    evidence: "label",
    source: `${source}(R); OPTN Policy 2 (DonorNet)`,
    pattern:
      "\\b(?i:unos|optn|donor(?:net)?|match(?: run)?|waitlist|wait list|docket|state screen|screen(?:ing card)?|band|wristband|badge|run sheet|seal|cdcr|tdcj|bop|doc|claim no)(?: (?i:unos|id|no|number|run))?[ .:#]{1,3}([0-9]{2} [0-9]{3} [0-9]{3}|[A-Z]{2}[0-9]{4}|[A-Z]{3,4}[0-9]{3,4}|[A-Z]{0,2}[0-9]{6,9}|[0-9]{2,4}-[0-9]{3,7}(?:-[A-Z]{1,4})?|[A-Z]{2}[0-9]{4}-[0-9]{4}|[0-9]{4,5})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { after }) =>
      !/^(?:19|20)[0-9]{2}$/.test(value) && !/^[-./:][0-9]|^ ?(?:mg|ml|patients|cells|bytes|rows|of|years|days|people|users)\b/.test(after),
    hits: [
      ["DDKT, donor UNOS AKBC412, match", "AKBC412"],
      ["match run 1442087, KDPI 61", "1442087"],
      ["docket 71-04412-FH.", "71-04412-FH"],
      ["name Oumar, band 44127.", "44127"],
      ["Ofc. Brandt badge 2217 on", "2217"],
      ["CDCR BK7714  DOB", "BK7714"],
      ["CLAIM NO: 29 184 077\n", "29 184 077"],
    ],
    misses: [
      ["donor 45 years", "an age"],
      ["matches 48213 rows", "in the plural"],
    ],
  },
  {
    id: "date_heading_entry",
    type: "DATE",
    title: "Date and time at the begin of a line that tells what happened to a person: 2022-09-28 14:20 – Incoming call",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(C)",
    pattern: `\\b((?:19|20)[0-9]{2}[-/][01]?[0-9][-/][0-3]?[0-9]|[0-3]?[0-9][-/.][0-3]?[0-9][-/.](?:[0-9]{4}|[0-9]{2})|[A-Z][a-z]{2,8}\\.? [0-3]?[0-9],? [0-9]{4}|[0-3]?[0-9][ -][A-Z][a-z]{2,8}[ -][0-9]{4}) [0-2]?[0-9]:?[0-5][0-9](?:h|hrs)? ?[-–—] ?[A-Za-z]`,
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { before, after }) =>
      /(?:^|\n)[ \t>*[-]*$/.test(before) &&
      !/[-–—] ?(?:INFO|WARN|ERROR|DEBUG|TRACE|FATAL|NOTICE|CRITICAL|root|[a-z_]+(?:\.[a-z_]+)+)\b/.test(after),
    hits: [
      ["telephone encounter\n\n2022-09-28 14:20 – Incoming call", "2022-09-28"],
      ["May 05, 2021 14:20 - Ann Lee - arrived", "May 05, 2021"],
      ["\n12/06/20 0915 - pt called", "12/06/20"],
    ],
    misses: [
      ["2022-09-28 14:20 - ERROR pool", "a log line's own time"],
      ["at 2022-09-28 14:20 - x", "not at the begin"],
    ],
  },
];
