import type { Detector } from "../detector.ts";

/** Names by where they stand in a note, whatever they are: in its foot, before a degree, at the start of a list's line. Only in a text about a person. */
const source = "45 CFR 164.514(b)(2)(i)";

export const besidePersonSignatures: readonly Detector[] = [
  {
    id: "initials_signed",
    type: "NAME",
    title: "Initials of who dictated and who typed, alone on a line under a note: JRM/kd",
    evidence: "format",
    source: `${source}(A)`,
    pattern:
      "\\n[ \\t]{0,40}([A-Z]{2,4}[/:][A-Za-z]{2,4}|[A-Z]{2,4}[/:][a-z]{2}[0-9]{2,4}|[a-z]{2,4}/[a-z]{2,4}|[A-Z]{2,4}(?:[/:][a-z]{2,10}){1,2})(?:[ \\t]{0,12}\\n|[ \\t]{2,40}[A-Za-z]{1,3}:|$)",
    cue: "code",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      !/^(?:DNR|DNI|and|n|ct|src|pt|ot|he|his|PT|OT|CT|AM|PM|ID|HR|BP|RE|CC|TO|HTTP|AND)[/:]/.test(value) &&
      (/(?:M\.?D|D\.?O|PH\.?D|PA-C|P\.?A|N\.?P|R\.?N|C\.?S|[a-z]{2}|[0-9])[.,)]{0,2}\s*$/i.test(
        before.slice(0, -1).replace(/\n[ \t]*$/, ""),
      ) ||
        /^\s*(?:[DTR]{1,2}|[dt]{1,2}|job|doc|cc|dict)[: #]/i.test(after)),
    hits: [
      ["F.A.C.S.\nPBO/slm\n", "PBO/slm"],
      ["Vicryl.\n\nEQ:tlb\nD: 01/09/18", "EQ:tlb"],
      ["x, M.D.\n\nEYL/gomez/duarte\n", "EYL/gomez/duarte"],
      ["Doe, M.D.\n        FA/vt884\n", "FA/vt884"],
      ["Doe, M.D.\nut/gh  dd: 1/17/83", "ut/gh"],
    ],
    misses: [
      ["on PT/ot\nx", "no line of its own"],
      ["x\nPT/ot\nD: 1", "two therapies"],
    ],
  },
  {
    id: "initials_credentialed",
    type: "NAME",
    title: "Initials before a degree in a text about a person: A.T., MD",
    evidence: "format",
    source: `${source}(A)`,
    pattern: "\\b([A-Z]\\. ?[A-Z]\\.(?: ?[A-Z]\\.)?),? (?:MD|M\\.D\\.|DO|RN|NP|PA|PhD|LPN|CNM|PGY-?[1-9])\\b",
    cue: "code",
    onlyBesidePerson: true,
    check: (value, { before }) =>
      !/^(?:M\. ?[DSBPA]|D\. ?O|R\. ?N|P\. ?[AT]|N\. ?P|B\. ?[SA]|F\. ?A)\./.test(value) && !/[A-Za-z.]$/.test(before),
    hits: [
      ["at conference. A.T., MD", "A.T."],
      ["seen by R.J.P. RN today", "R.J.P."],
      ["-- K. T., PA", "K. T."],
    ],
    misses: [
      ["Ann Doe, B.S., RN", "a degree"],
      ["Ann Doe, M.D., PhD", "a degree"],
    ],
  },
  {
    id: "initials_speaking",
    type: "NAME",
    title: "Initials of who speaks, at the begin of a text or line: J.K. here, jk here",
    evidence: "format",
    source: `${source}(A)`,
    pattern: "\\b([A-Za-z]\\.?[A-Za-z]\\.?) (?i:here)(?:$|[ ,.;:!-])",
    cue: "label",
    check: (value, { before, after }) =>
      /(?:^|[\n"'>]|[.!?:] )$/.test(before) &&
      /^ here(?:[,.;:!-]| (?:from|in|at|on|again|with|w\/|your|the|i\b|im\b|i'm|2nd|1st|3rd|night|day|-))/i.test(after) &&
      !/^(?:MD|RN|NP|PA|DO|PT|OT|MA|RT|SW|CM|OK|AM|PM|ED|ER|IT|HR|CS|MS|ID|is|be|am|to|up|or|in|on|at|so|we|me|us|do|go|he|it|as|an|no|of|by|if|my|im|hi|ok|oh|ah|ha|yo|re|id|ed|er|md|rn|np|pa|pt|ot|hr|vs|es|un|la|le|el|de|you)$/.test(
        value,
      ),
    hits: [
      ["J.K. here, on nights. Bed 4", "J.K."],
      ["jk here, 2nd shift", "jk"],
      ["User: TW here from 4 West", "TW"],
    ],
    misses: [
      ["RN here, on nights", "a profession"],
      ["he is here, on nights", "in a sentence"],
      ["the jk here, x", "in a sentence"],
    ],
  },
  {
    id: "nickname_quoted",
    type: "NAME",
    title: 'Nickname behind the words for it: goes by Bo, called everyone "Boo"',
    evidence: "label",
    source: `${source}(A)`,
    pattern:
      "\\b(?i:goes by|known as|nicknamed|nickname(?: is|:)?|calls? (?:him|her|them|me|us|herself|himself|everyone|everybody)|called (?:him|her|them|me|us|herself|himself|everyone|everybody)|prefers to be called|call me),? [\"“']?([A-Z][A-Za-z'’-]{1,20}(?: [A-Z][A-Za-z'’-]{1,20})?)[\"”']?(?:$|[ ,.;:!?)\\n])",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { before }) =>
      !/^(?:Dr|Mr|Mrs|Ms|The|She|He|They|It|I|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mom|Dad|If|When|At|On|In|ASAP|Mobile|Cell|Home|Work)\b/.test(
        value,
      ) &&
      (!/known as/i.test(before.slice(-10)) || /\b(?:is|was|also|better|also) known as $|, known as $/i.test(before)),
    hits: [
      ['and he called everyone "Boo". Nurses', "Boo"],
      ["She goes by Bo, and", "Bo"],
      ["prefers to be called Ceci.", "Ceci"],
      ["call me Skip!", "Skip"],
    ],
    misses: [
      ["call me Monday", "a day"],
      ["goes by bus", "small letters"],
    ],
  },
  {
    id: "name_in_roster",
    type: "NAME",
    title: "Name at the start of a line before a bed, an age and a sex, in a text about a person: Little  11-B  59M",
    evidence: "format",
    source: `${source}(A)`,
    pattern:
      "\\n[ \\t]{0,8}(?:[*\\x{2022}-] ?)?(?:[A-Z]\\. )?([A-Z][A-Za-z\\x{C0}-\\x{17F}'’-]{1,24}(?:, ?[A-Z][A-Za-z.]{0,20})?)[ \\t,|]{1,12}(?:#?[A-Z]{0,3}[0-9]{1,4}[ -]?[A-D0-9]?[ \\t|]{1,12})?[0-9]{1,3} ?(?:[MF]|yo|y/o|YO)\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value) =>
      !/^(?:Age|Sex|Pt|Patient|This|The|An?|Mr|Mrs|Ms|Miss|HPI|HX|CC|ID|SUBJ|Subjective|History|Bed|Room|Impression|Assessment|A\/P|Indication|Pleasant|White|Black)$/i.test(
        value,
      ),
    hits: [
      ["f/c d/c\nLittle  11-B  59M Fontaine", "Little"],
      ["x\nEarly 12   80F R CEA", "Early"],
      ["list:\nBanks, Rose 44F chole", "Banks, Rose"],
      ["team\n* ABUBAKAR 714-2 | 63M CHF", "ABUBAKAR"],
    ],
    misses: [
      ["x\nPatient 59M with", "no name"],
      ["x\nRan 12 times", "no sex"],
    ],
  },
];
