import type { Detector } from "../detector.ts";

/** People in notes by what stands around them: a degree behind, a surname and a name without a space, kin and their age or telephone. Only in a text about a person. */
const source = "45 CFR 164.514(b)(2)(i)";
/** A part of a name. */
export const part = "[A-Z][A-Za-z\\x{C0}-\\x{24F}'’-]{1,20}";
const degrees =
  "M\\. ?D\\.|D\\. ?O\\.|R\\.N\\.|MD|DO|RN|RNC|LPN|LVN|CNA|CNM|CPM|NP|APRN|ARNP|CRNP|CRNA|PA-C|PA\\(ASCP\\)|PA|LCSW|LICSW|MSW|LMSW|LPC|DPT|PT|OTR|RRT|RD|PharmD|RPh|PhD|PsyD|DDS|DMD|OD|CGC|EMT-P|EMT|MA|DVM";
/** Services, ranks and places before a degree are nobody's name: "Attending MD", "Family Medicine, MD". */
const noName =
  /(?:^|[ .-])(?:Attending|Referring|Submitting|Ordering|Consulting|Primary|Resident|Fellow|Intern|Physician|Provider|Surgeon|Nurse|Nursing|Medicine|Medical|Surgery|Clinic|Hospital|Center|Staff|Team|Service|Unit|Floor|Charge|Triage|Home|Health|Care|Patient|Family|House|Officer|On|Call|Covering|Night|Day|The|To|By|With|Per|And|Or|Of|Discussed|Seen|Signed|Notified|Contact|Notify|Page|See|Ask|Title|Name|Date|Time|Cardiology|Oncology|Neurology|Pediatrics?|Psychiatry|Radiology|Pathology|Emergency|Internal|Reviewed|Recommend|Follow|Up|Return|Refer|Start|Continue|Outpatient|Inpatient|Acute|Speech|Wound|Therapy|Dr|Mr|Mrs|Ms|Full|Board|Certified|Licensed|Registered|Senior|Chief|Your|Our|My|His|Her|All|No|Not|Any|If|For|From|In|At|As|Is|Was|Sign|Signature|Witness|Author|Dictated|Electronically|Cosigned)(?=$|[ .-])/i;
const kin =
  "wife|husband|spouse|mother|father|mom|dad|sister|brother|aunt|uncle|grandmother|grandfather|grandma|grandpa|gma|gpa|mama|papa|partner|friend|neighbor|roommate|son|daughter|dtr|hcp|nok|poa|mil|fil|gdtr|gdson|caregiver|sis|bro";
const anyKin = `(?i:${kin})`;

export const besidePersonPeople: readonly Detector[] = [
  {
    id: "name_before_degree",
    type: "NAME",
    title: "Name that no dictionary has before a degree in a text about a person: S. Iron Cloud RN, Halloran-Beck, D MD",
    evidence: "format",
    source: `${source}(A)`,
    pattern: `\\b(${part}(?: [A-Z]\\.?)? ${part}(?: ${part})?|[A-Z]\\. ?${part}(?: ${part})?|${part}, ?[A-Z]\\.?)(?: ?,)? (?:${degrees})(?:$|[\\s.,;:/()\\]])`,
    cue: "code",
    onlyBesidePerson: true,
    // In a text all in capitals only a comma parts a name from its degree.
    check: (value, { before, after }) =>
      !noName.test(value) &&
      !/[A-Za-z0-9_.@-]$/.test(before) &&
      // A State and its ZIP code.
      !/^ ?,? [A-Z]{2},? [0-9]{5}/.test(after) &&
      (/^ ?,/.test(after) || (!/^[A-Z .,'’-]+$/.test(value) && !/^ (?:OD|MA|PT|RD)\b/.test(after))),
    hits: [
      ["10/02 S. Iron Cloud RN", "S. Iron Cloud"],
      ["RTC 3 mos.\n\nHalloran-Beck, D MD\n", "Halloran-Beck, D"],
      ["by PRIYAM K. MUKHERJI, MD on", "PRIYAM K. MUKHERJI"],
      ["AGRIPPINA F. LOWE , M.D. AL38", "AGRIPPINA F. LOWE"],
      ["regards,\n\nHyacinth Adeyemi-Ross, M.D., Ph.D.", "Hyacinth Adeyemi-Ross"],
    ],
    misses: [
      ["Attending Physician, MD", "an office"],
      ["lives in North Kelly, MA 56433", "a town"],
      ["Family Medicine, MD", "a service"],
      ["WAS SEEN BY ORTHO PA", "capitals without a comma"],
      ["Plan SLT OD 2-20", "the right eye"],
    ],
  },
  {
    id: "name_slashed_degree",
    type: "NAME",
    title: "Second name behind a slash before a degree in a text about a person: patient of Sturgis/Abdi CNM",
    evidence: "format",
    source: `${source}(A)`,
    pattern: `[a-z]/(${part}),? (?:MD|DO|RN|NP|PA|PA-C|CNM|PT|DPT|LCSW|RRT)\\b`,
    cue: "code",
    onlyBesidePerson: true,
    check: (value) => !noName.test(value),
    hits: [
      ["patient of Sturgis/Abdi CNM group", "Abdi"],
      ["Kettering/Alvarez, RN", "Alvarez"],
      ["Doe/Nwosu PA-C", "Nwosu"],
    ],
    misses: [
      ["Surgery/Medicine MD", "a service"],
      ["and/or MD", "small letters"],
    ],
  },
  {
    id: "name_before_number",
    type: "NAME",
    title: "Surname and name before a number in brackets, or behind a label on the line above: Huxley, Ngaio [8840-2217]",
    evidence: "format",
    source: `${source}(A)`,
    pattern: `\\b(${part}(?:-${part})? ?, ?${part}(?: [A-Z]\\.?)?)(?: [(\\[]#?[A-Z]{0,3}[0-9]{3}|\\n(?i:unit number|mrn|medical record|dob|date of birth))`,
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before }) => !noName.test(value) && /(?:^|\n|[:;|] ?)$/.test(before),
    hits: [
      ["Oncology\nHuxley, Ngaio [8840-2217] 6/30/2071", "Huxley, Ngaio"],
      ["NAME :\nSVENSGAARD , TORVALD\nUNIT NUMBER :\n402", "SVENSGAARD , TORVALD"],
      ["Pt: Oduya, Nneka (H220187)", "Oduya, Nneka"],
    ],
    misses: [
      ["seen Tuesday, March (2020)", "in a sentence"],
      ["\nMedicine, Team (400)", "a service"],
    ],
  },
  {
    id: "name_labelled_people",
    type: "NAME",
    title: "Two words behind whom a note lists: RECIPIENT: Mehrdad Kiarostami, cards fellow K Stavros, Referring MD: Ayodele Finch",
    evidence: "label",
    source: `${source}(A)`,
    pattern: `\\b(?:(?i:recipient|referring (?:md|physician|provider)|ref md|attending(?: md| physician)?|surgeon|pcp|escort|witness|ordering|adjuster|fellow|coordinator|case ?worker|counselor|teacher|emergency contact|guardian|next of kin|nok|casa)[:.]{1,2} {1,8}|(?i:fellow|resident|intern|attending|nurse|crc|pharmd) )(${part} (?:[A-Z]\\.? )?${part}|[A-Z] ${part})\\b`,
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { before }) => !noName.test(value) && (/[:.] *$/.test(before) || /^[A-Z] /.test(value)),
    hits: [
      ["cards fellow K Stavros [ ]", "K Stavros"],
      ["RECIPIENT: Mehrdad Kiarostami, MR", "Mehrdad Kiarostami"],
      ["Referring MD: Ayodele Finch\n", "Ayodele Finch"],
      ["Emergency contact: Yoon-ah Tselios ", "Yoon-ah Tselios"],
    ],
    misses: [
      ["Attending: Internal Medicine", "a service"],
      ["Surgeon: see note", "small letters"],
      ["nurse Blood Pressure", "no label"],
    ],
  },
  {
    id: "initials_of_kin",
    type: "NAME",
    title: "Two letters that somebody is called by behind kin: grandson TJ",
    evidence: "label",
    source: `${source}(A)`,
    pattern:
      '\\b(?i:son|grandson|daughter|dtr|brother|bro|sister|nephew|niece|cousin|boyfriend|bf|girlfriend|husband|wife|roommate|friend|uncle|stepson) \\(?["“]?([ABCDJKLMPRTVW]\\.?J\\.?|J\\.?[BCDPRTW]\\.?|K\\.?C\\.?)(?:$|[\\s,;:)"”\'])',
    cue: "code",
    onlyBesidePerson: true,
    hits: [
      ["grandson TJ not to be given", "TJ"],
      ["her brother A.J. drove", "A.J."],
      ['son "JR" is here', "JR"],
    ],
    misses: [
      ["mother DM, father HTN", "diseases"],
      ["son PT today", "a service"],
    ],
  },
  {
    id: "user_signed",
    type: "NAME",
    title: "User id of who signed: [e-signed: nkorhonen 06/30/71",
    evidence: "label",
    source: `${source}(A), (R)`,
    pattern: "\\b(?i:e-?signed|co-?signed|signed|authenticated|verified)(?: by)?: ?([a-z]{5,16}[0-9]{0,3}) (?:on )?[01]?[0-9]/[0-3]?[0-9]",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value) => !/^(?:final|draft|pending|approved|electronically|complete|completed|signed|never|today)$/.test(value),
    hits: [
      ["[e-signed: nkorhonen 06/30/71 17:20", "nkorhonen"],
      ["Signed by: mbeki2 on 3/4/70", "mbeki2"],
      ["cosigned: tallmadge 1/2/03", "tallmadge"],
    ],
    misses: [
      ["signed: final 3/4/70", "a state"],
      ["signed: 3/4/70", "no id"],
    ],
  },
  {
    id: "name_of_veteran",
    type: "NAME",
    title: "Surname and name without a space between, in capitals, behind a label or at a line's beginning: AUTHOR: DUPREE,LATISHA M",
    evidence: "format",
    source: `${source}(A)`,
    pattern: "\\b([A-Z][A-Z'’-]{1,24},[A-Z][A-Z'’-]{1,20}(?: [A-Z](?:[A-Z]{2,14}|\\.)?)?)(?:$|[\\s.,;:()|])",
    cue: "code",
    onlyBesidePerson: true,
    check: (value, { before }) =>
      /(?:^|[\n|(*]|\b(?:vet|veteran|pt|patient|author|cosigner|provider|by|for|nok|name|signed|mr|mrs|ms|dr|attending|team|surgeon|rn)\b)[ .:*]{0,24}$/i.test(
        before,
      ) &&
      !/^(?:CBC|BMP|CMP|LFT|PT|PTT|INR|CT|MRI|HTN|DM|CAD|CHF|COPD|RRR|CTA|CTAB|NAD|ABD|EXT|NEURO|SOFT|MRSA|VRE|N|NT|A|ID|NAME|LAST|FIRST|SURNAME|DATE|TIME|TYPE|CODE|GET|POST|SELECT|TRUE|FALSE|NULL|ERROR|WARN|INFO)[, ]/.test(
        value,
      ),
    hits: [
      ["Vet KRZYSZTOF,MARIUSZ (last", "KRZYSZTOF,MARIUSZ"],
      ["AUTHOR: DUPREE,LATISHA M\n", "DUPREE,LATISHA M"],
      ["* AWAITING SIGNATURE *     HANRATTY,COLM\n", "HANRATTY,COLM"],
    ],
    misses: [
      ["sent CBC,BMP today", "tests"],
      ["\nNAME,DATE,TYPE\n", "the head of a table"],
    ],
  },
  {
    id: "name_thanked",
    type: "NAME",
    title: "Who is thanked at the end of a letter: Thank you, Bill, for letting me see",
    evidence: "label",
    source: `${source}(A)`,
    pattern: "\\b(?i:thank you|thanks)(?: (?i:again|so much|very much|kindly))?, ([A-Z][a-z'’-]{1,15}),? (?i:for|as always|and i)\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (value) => !/^(?:And|Again|But|So|Please|Doctor|Team|All|Everyone|In|As|We|The|I)$/.test(value),
    hits: [
      ["Thank you, Bill, for letting", "Bill"],
      ["Thanks again, Rosalind, for the", "Rosalind"],
      ["Thank you so much, Neil, as always", "Neil"],
    ],
    misses: [
      ["Thank you, and for", "small letters"],
      ["Thank you, Doctor, for", "no name"],
    ],
  },
  {
    id: "age_behind_kin",
    type: "AGE_OVER_89",
    title: "Age over 89 behind kin and name, or in a cell of its own: Wife Adeline, 91, forgetful; |Age|94|",
    evidence: "label",
    source: `${source}(C)`,
    pattern: `(?:\\b${anyKin} [A-Z][a-z'’-]{1,20}, |\\b[aA][gG][eE] ?[|\\t] ?|\\b(?i:pt|patient|he|she) (?:just )?turned )(9[0-9]|1[01][0-9])(?:$|[\\s,;.|)])`,
    cue: "age",
    onlyBesidePerson: true,
    check: (_value, { after }) => !/^\.[0-9]|^ ?(?:mg|ml|%|lb|kg|degrees)/.test(after),
    hits: [
      ["Wife Adeline, 91, forgetful", "91"],
      ["9187A|Age|94|MD", "94"],
      ["Pt turned 94 last", "94"],
    ],
    misses: [
      ["Wife Adeline, 71, forgetful", "under 90"],
      ["|Age|45|", "under 90"],
    ],
  },
  {
    id: "phone_behind_kin",
    type: "PHONE",
    title: "Telephone number without area code behind kin and name: wife Halima 555-0176",
    evidence: "format",
    source: `${source}(D)`,
    pattern: `\\b${anyKin}(?: \\([a-z]{2,10}\\))? [A-Z][a-z'’-]{1,20}(?: [A-Z][a-z'’-]{1,20})?,? \\(?([2-9][0-9]{2}[-. ][0-9]{4})\\b`,
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { after }) => !/^[-./][0-9]/.test(after),
    hits: [
      ["full | wife Halima 555-0176 | f/u", "555-0176"],
      ["son Karl Rosen, 555.0138", "555.0138"],
      ["HCP Maribeth (555-0195)", "555-0195"],
    ],
    misses: [
      ["wife Halima 555-0176-2", "a longer number"],
      ["wife 555-0176", "no name"],
    ],
  },
  {
    id: "last_four_lettered",
    type: "SSN",
    title: "First letter of a surname and the last four digits, as veterans' clinics write them: (last 4: 7712, K7712), DOE,JOHN (D1234)",
    evidence: "label",
    source: `${source}(G)`,
    pattern: "(?:\\b(?i:last (?:4|four))[ :#]{1,3}[0-9]{4}[, (/]{1,3}|\\b[A-Z]{2,20},[A-Z]{2,20}(?: [A-Z]{1,15})? \\()([A-Z][0-9]{4})\\b",
    cue: "label",
    onlyBesidePerson: true,
    hits: [
      ["(last 4: 7712, K7712) SC", "K7712"],
      ["KRZYSZTOF,MARIUSZ (K7712) seen", "K7712"],
      ["DOE,JOHN TYLER (D1234) in clinic", "D1234"],
    ],
    misses: [
      ["last 4: 7712, seen", "no letter"],
      ["room (B1234)", "no name"],
    ],
  },
];
