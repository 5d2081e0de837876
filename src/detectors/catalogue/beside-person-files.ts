import { isCompactDate } from "../checks/calendar-date.ts";
import type { Detector } from "../detector.ts";
import { areNameWords, isPersonalId } from "../names/personal-id.ts";
import { capital } from "./a-names.ts";

/** Looser rules for texts about somebody: names and dates in the names of documents and pictures. */
const source = "45 CFR 164.514(b)(2)(i)(A), (C)";
const document = "(?i:pdf|docx?|rtf|tiff?|jpe?g|png|heic|dcm|bmp|mp4|mov|txt|zip)";
/** What programs and people call pictures of screens and files of their own. */
const ofProgram =
  /(?:^|[^A-Za-z ])(?:screen_?-?shot|screen|capture|dump|export|backup|report|log|img|image|photo|untitled|figure|chart|diagram)[-_ ]*$/i;

/** A path from its root, or of two folders at least. */
const inFolder = /(?:^|[\s"'=:(])[/\\]$|[/\\][^\s"'=]*[/\\]$/;

export const besidePersonFiles: readonly Detector[] = [
  {
    id: "name_of_file",
    type: "NAME",
    title: "First and last name in the name of a document in a text about a person: LAFONTAINE_MIREILLE_OPNOTE.pdf",
    evidence: "format",
    source,
    pattern: `(?:\\b|_)([A-Za-z]{2,20}[_-][A-Za-z]{2,20})(?:[_-][A-Za-z0-9]{1,20}){0,5}\\.${document}\\b`,
    cue: "photo",
    onlyBesidePerson: true,
    check: (value, { before }) => !/[A-Za-z0-9.-]$/.test(before) && isPersonalId(value.toLowerCase(), false),
    hits: [
      ["title: GONZALEZ_MARIA_OPNOTE_20251030.pdf", "GONZALEZ_MARIA"],
      ["/s/gonzalez_maria_20260303.png", "gonzalez_maria"],
      ["see maria-gonzalez-mri.dcm", "maria-gonzalez"],
    ],
    misses: [
      ["see front_page_2.pdf", "words"],
      ["discharge-summary.pdf", "words"],
      ["gonzalez_maria.log", "no document"],
    ],
  },
  {
    id: "name_in_path",
    type: "NAME",
    title: "Last and first name as a folder's or a file's name: /charts/Johnson_Justin_0820, /ROI/Lindau, Aleksandar (",
    evidence: "format",
    source,
    pattern: `[/\\\\]((?:(?:van|von|de|da|del|den|der|di) ){0,3}${capital}(?:[_-]|, ?)${capital})(?:[_ ./\\\\("'-]|$)`,
    cue: "path",
    check: (value, { before }) =>
      inFolder.test(before) &&
      !/^\p{L}{1,2},/u.test(value) &&
      areNameWords(value.split(/[_-]|, ?/), value.includes("-") && !/[_,]/.test(value) ? 2 : 1),
    hits: [
      ['a1="/srv/charts/Johnson_Justin_0820311503.txt"', "Johnson_Justin"],
      ["/archive/ROI/Lindau, Aleksandar (MRN 5014339)/Echo", "Lindau, Aleksandar"],
      ["key=inbound/fax/Keller-Joseph-DOB", "Keller-Joseph"],
      ["cypress/screenshots/van den Bosch_Benthe_banner", "van den Bosch_Benthe"],
    ],
    misses: [
      ["/src/Login_Page.tsx", "words"],
      ["tz=America/New_York", "no folder"],
      ["M/W/F and T/Th/Sa/Su, Lantus 18", "days"],
      ["/usr/Local-Data/x", "words"],
    ],
  },
  {
    id: "date_of_file",
    type: "DATE",
    title: "Day in the name of a document in a text about a person: opnote-20251030.pdf",
    evidence: "format",
    source,
    pattern: `[A-Za-z0-9][_ -]((?:19|20)[0-9]{2}[-_]?[01][0-9][-_]?[0-3][0-9])(?:[_-][A-Za-z0-9]{1,20}){0,3}\\.${document}\\b`,
    cue: "photo",
    onlyBesidePerson: true,
    check: (value, { before }) => isCompactDate(value.replace(/[-_]/g, "")) && !ofProgram.test(before),
    hits: [
      ["c-1120/opnote-20251030.pdf", "20251030"],
      ["DOE_JANE_2025-10-30.docx", "2025-10-30"],
      ["MRI_brain_20260303_axial.dcm", "20260303"],
      ["/Echo report 2020-11-01.pdf: denied", "2020-11-01"],
    ],
    misses: [
      ["Screenshot_20260303.png", "a picture of a screen"],
      ["opnote-20259930.pdf", "no such month"],
      ["opnote-20251030.log", "no document"],
    ],
  },
  {
    id: "code_of_file",
    type: "OTHER",
    title: "Number in the name of a document in a text about a person: Perez_Ana_0637335703.pdf",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(H), (R)",
    pattern: `[A-Za-z][_-]([A-Z]{0,4}[0-9]{6,12}|[0-9]{2,3}-[0-9]{2}-[0-9]{2,4})(?:[_-][A-Za-z0-9]{1,20}){0,3}\\.${document}\\b`,
    cue: "photo",
    onlyBesidePerson: true,
    check: (value, { before }) => !isCompactDate(value.slice(0, 8)) && !ofProgram.test(before),
    hits: [
      ["file=/scans/Perez_Ana_0637335703.pdf user", "0637335703"],
      ["DOE_JANE_MRN8500113.tif", "MRN8500113"],
      ["/charts/Hamera_Dagmara_294-35-95.txt", "294-35-95"],
      ["note-440812-page-2.pdf", "440812"],
    ],
    misses: [
      ["IMG_440812.jpg", "a camera's number"],
      ["opnote-20251030.pdf", "a day"],
      ["chart-4408.pdf", "four digits"],
    ],
  },
];
