import type { MarkerName } from "./cue.ts";

/** The forms of encodings, in the order of markerNames. They run in the cues' automaton, so that text without them costs nothing. */
export const markerPatterns: Readonly<Record<MarkerName, string>> = {
  percent: "%[0-9A-Fa-f]{2}",
  escapes: `\\\\(?:[nrtbf"'/\\\\]|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})`,
  entities: "&(?:#[0-9xX]|quot;|apos;|amp;|lt;|gt;|nbsp;|ndash;|mdash;)",
  look_alikes:
    "[\\x{A0}\\x{AD}\\x{34F}\\x{660}-\\x{669}\\x{6F0}-\\x{6F9}\\x{2000}-\\x{2015}\\x{2024}\\x{2027}\\x{202F}\\x{205F}-\\x{2064}\\x{2212}\\x{3000}\\x{FE58}\\x{FE63}\\x{FEFF}\\x{FF01}-\\x{FF5E}\\x{1D7CE}-\\x{1D7FF}]",
  // A line that goes on in small letters on the next.
  wrapped_lines: "[a-z,] ?\\r?\\n[a-z]",
  json: `(?:\\{[ \\t\\r\\n]{0,3}"|\\[[ \\t\\r\\n]{0,3}\\{)`,
  // Segments of HL7 v2 and X12, elements of DICOM, fields of NCPDP, a licence's barcode, addresses of a vCard, an SQL INSERT or values bound to placeholders, the head of a table with columns that tell.
  records:
    '(?:PID|PV1|PV2|PD1|EVN|NK1|GT1|IN1|IN2|MRG|ORC|OBR|OBX|SPM|SCH|DG1|AL1|IAM|PRB|PR1|DB1|RXA|RXE|RXD|TQ1|FT1|ACC|TXA|UB2|CON|PRD|STF|CTD|ROL|AUT|RF1|AIS|AIP)[|]|(?:N1|N3|N4|NM1|REF|SBR|PER|CLM|CLP|TRN|DTM|DTP|DMG|BHT|INS|PRV|BPR|RMR|ENT)[*]|NM1[|^+:;!>][A-Z0-9]|DMG[|^+:;!>]D8|MSH[^|A-Za-z0-9 "][^A-Za-z0-9 ][^A-Za-z0-9 ]|' +
    "[iI][nN][sS][eE][rR][tT] [iI][nN][tT][oO]|(?:mrn|ssn|dob|npi|_no|_nbr|_num|number|phone|email|birth_?date|patient_?id|member_?id|subscriber_?id|account|acct|encounter_?id|policy|vin|plate|serial)[a-z_]*[\"\\]]? (?:[iI][nN] ?[(]|[bB][eE][tT][wW][eE][eE][nN] ')|binding parameter|[pP]arameters?[\"']?(?:: [^a-z{]|[:=] ?[([])|(?:params|args|binds)[\"']?[:=] ?[([]|Key [(]|Duplicate entry '|' [aA][sS] [a-z_]|@p_*[0-9] ?= ?'|COPY [a-z]|" +
    "[(]?00[0-9A-Fa-f]+, ?[0-9A-Fa-f]+[)]? |[1-9][0-9]+-(?:[CD][A-Z0-9]|B1|HN|PM|2J)[ =:]|AM0[0-9]|DAQ[A-Z0-9\"'\\\\:=]|4[abd]\\.? *(?:DL|LIC|ISS|EXP)|ADR[;:]|VCARD|VEVENT|HM?SET |XADD |[sS][eE][tT]\\s+[A-Za-z_.]+ *= *[N']|-\\[ RECORD|[0-9]Label=|columns? [(]|(?:mrn|MRN|dob|DOB|ssn|_nm|_name|_id|_dt|_no|zip|[nN]ame|NAME|[a-z] ?#|[nN]o[.]?|[pP]h|[pP]hone|[cC]ell|[pP]t|DOS|D[.]O[.]B[.])  +[A-Za-z]|ATTENDEE;|ORGANIZER;|1\\) \\\\?\"[a-z_]|Failing row|duplicate key value is|' for column|(?:[sS][eE][tT]|[wW][hH][eE][rR][eE]|[aA][nN][dD]|,) [a-z_.]*(?:name|nm|_id|mrn|ssn|dob|birth[a-z_]*|phone[a-z_]*|email|zip|address|addr[a-z_0-9]*|city)[a-z_]* ?(?:=|<>|[iI]?[lL][iI][kK][eE]) ?[a-zA-Z]* ?'|" +
    // Lines with runs of blanks, HTML and XML, nested prints, segments with their ends written out, merges.
    '[A-Za-z#).]  +(?:[=:] |[A-Z][A-Z]: \')|[*] [0-9]+[.] row|[oO][.#:]?  +[A-Z]*[0-9]|LN [^ \\n\\x00]|</(?:[a-zA-Z]+[A-Z]|[dD][dD]|[tT][hH]|[nN]ame)|<input|(?:city|district|postalCode|family) value=|[a-z]=[{][\'"]|[:=>] ?[[] ?["\'][^"\'\\n\\x00]+["\'], ?["\']|[[]["\'][a-z_]+["\'], ?["\']|"vr"|r[?]identifier=|<(?:CR|FS)>|[sS]urviv|[rR]etired=|[a-z](?:No|ID|Id|Nbr|Num|Number) [iI][nN] ?[(]|' +
    "(?:[nN][aA][mM][eE]|[dD][oO][bB]|[bB]irth|[dD]ate|DATE|[mM][rR][nN]|[sS][sS][nN]|[pP]atient_?[iI][dD]|_(?:id|ID|no|nbr|num|dt|nm|NO|NBR|NUM|DT|NM)|[pP]hone|[eE]mail|[mM]ember[iI][dD]|[sS]urname|[pP]assport|[gG]iven|[bB]orn|[nN]umber|[a-z]N(?:o|br|um)|[zZ]ip|[fF]ax|[cC]ity|[nN]pi|[lL]icense|[sS]erial|[aA]ccession|[pP]late|[a-zR] ?#|[pP]h|[cC]ell|[aA]cct|[cC]hart|[cC]ontact)(?:[\"']?[,;\\t][\"']?| *[|] *| / )[A-Za-z]",
};
