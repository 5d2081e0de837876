import { cacheHolders, refusedAs } from "../catalogue/beside-person-errors.ts";
import { kinWords, lineWords } from "../catalogue/beside-person-lines.ts";
import { dayKeys } from "../catalogue/beside-person-terse-dates.ts";
import { terseEvents } from "../catalogue/c-date-words.ts";
import { fillers } from "../catalogue/labelled.ts";
import { anyCase } from "./any-case.ts";

/** Triggers of the looser rules for terse records: lines by a letter, days and numbers behind a short word (cue-triggers.ts says what a trigger must be). */
const compactWords =
  "hired?|dob|dos|doi|dol|doa|dod|eff|elig|term|from|thru|svc|serv|service|adm|admit|disch|dc|fill|filled|exp|iss|stmt|paid|pd|birth ?date|date|dates";

export const terseFigures = [
  "[0-9] [0-2]?[0-9]:?[0-5][0-9](?:h|hrs)? ?(?:-|\\x{2013}|\\x{2014}) ?[A-Za-z]",
  `(?:${anyCase("bed|rm")}) [0-9]+[A-Da-d]?(?:-[0-9A-D])?:? [A-Z]|\\b[0-9]+[).] [A-Z](?:[A-Za-z'-]|\\x{2019}|[^\\x00-\\x7f])+ [0-9]`,
  `[0-9]{4},? *(?:[xX]|${anyCase("extn?")})[.:]? ?[0-9][0-9]`,
  `(?:[A-Z][A-Za-z.'-]* ?[(\\[#]|[A-Z][A-Za-z.'-]* *#)#?[A-Z]*-?[0-9]{4}`,
  "[A-Za-z'-], ?[A-Z]\\.?[ |;/\\t]+#?[A-Z]*-?[0-9]{5}|[0-9]{5} ?[-|:;/\\t] ?[A-Z][A-Za-z'-]+, ?[A-Z]",
  "[0-9]{5}[ ,|/;\\t]+[0-9]+ ?[yYrRsSoO/]* ?[MF]\\b",
  `(?:${anyCase("of|with|as|to|replaces|by|not|be|s/b|was|old|new|aka|prev|previous|formerly")}) #?(?:(?:${anyCase("mrn|chart|pt|id|mbr|acct")})[ :#]+)?[A-Z]*-?[0-9]{6}`,
  `(?:\\b[HWCMPOFhwcmpof][:.]|\\([hwcmoHWCMO]\\)|\\b(?:${anyCase(lineWords)})(?:[ _](?:${anyCase("home|work|cell|no|nos|num|nbr")}))?\\.?|#(?: is)?|@) ?[:#=@]* ?["']?(?:[2-9][0-9]{2}[/. -]+)?[2-9][0-9]{2}[-. ]?[0-9]{4}`,
  `(?:${anyCase(kinWords)})(?: [A-Z][a-z'-]+)?[ ,:(]+[2-9][0-9]{2}[-. ]?[0-9]{4}`,
  "[0-9]{3}[-. )]+[0-9]{3}-? ?\\r?\\n *[0-9]{4}|[0-9]{3}[-.) ]*\\r?\\n *[0-9]{3}[-. ][0-9]",
  "[0-9]{3}[ .-][0-9]{3}[ .-][0-9]{2}[ .-][0-9]{2}|[xX]\\.? ?#?[1-9]-[0-9]{4}|@ ?[1-9]-[0-9]{4}|[a-zA-Z).,;:] *[xX]\\.? ?#?[0-9]{4}",
  `(?:${anyCase("in|out|inbound|outbound|rcvd|recv|sent|mo|mt")})[ :=]+\\+?[0-9]{8}`,
  `(?:${anyCase(compactWords)})(?:[ _]?(?:${anyCase("dates?|dts?")}))?[ :=#]+(?:[0-9]{6}|[01][0-9][0-3][0-9] ?[-tT])`,
  `(?:${anyCase(terseEvents)})(?: (?:${anyCase("req|on|date|dt|is|was|of")}))?[ :=.]+[01]?[0-9](?: +| \\x{B7} |\\.|-)[0-3]?[0-9]`,
  `(?:${anyCase("exp|expires|expiry|eff|effective|issued|iss|since|until|thru|dx|surgery|implanted|impl")})(?: (?:${anyCase("date|dt|on")}))?[ :=.]+[01][0-9] (?:19|20)[0-9]`,
  `(?:${anyCase(dayKeys)})["'\\\\]* ?[:=] ?["'\\\\]*(?:19|20)[0-9]{2}-`,
  `(?:${anyCase("[0-9]{4}|no phone|none|n/a")})  +#?[A-Z]?-?[0-9]{5}`,
  `(?:${anyCase("ver|ord|ent|chk|chg|upd|disp|fill|sign|ed|drawn|coll|perf|given|admin")})[ _]?(?:${anyCase("by")})["']? ?[:=] ?["']?[A-Z]+-?[0-9]`,
  "[MFmf][ ,|/\\t]+(?:[A-Za-z]+[ :#]*)?#?[A-Z]*-?[0-9]{5}",
  "[(\\[][A-Za-z' ]+[ :#]+[A-Z]*-?[0-9]{5}",
];

export const terseLabels = [
  `(?:${anyCase("key")})["'\\\\]* ?[=:] ?["'\\\\]*[A-Z]*-?[0-9][0-9-]{3}`,
  `\\?"?\\n(?:[0-9:]+ )?[A-Za-z]+: ?(?:(?:${anyCase(`${fillers}|that's|is`)})[,.]? )*[A-Z]*-?[0-9][0-9-]{3}`,
  `(?:${anyCase("duplicate|already exists|constraint|key ?error|such (?:patient|member|chart|record|person)|not found|unknown (?:patient|member|mrn|chart)")})(?: [A-Za-z]+)*[ :=('"]+[A-Z]*-?[0-9][0-9-]{3}`,
  `(?:${anyCase(cacheHolders)}):[A-Z]*-?[0-9][0-9-]{3}`,
  `${anyCase("participantobjectid")}["'\\\\]* ?[=:>]`,
  `(?:${anyCase(refusedAs)})["']?[=:] ?["']?[0-9]{3}[- ]?[0-9]{2}[- ]?[0-9]{4}`,
  `(?:${anyCase("last (?:four|4)(?: digits)?(?: of)? (?:your|the|his|her|their)")}) (?:${anyCase("ssn|social")})`,
  "\\b(?:No|NO|ID|Id|Nr|Num|Number)\\.?[:=] ?[A-Z]*-?[0-9]{4}",
  `(?:${anyCase("soc|ss|social")})(?: ?#|:)? ?[0-9]{3}[- ]?[0-9]{2}|(?:${anyCase("pgr|pager|beeper|extn?|extension|vocera|spectralink")})["']? ?[:=]+ ?["']?[0-9]{4}`,
  `(?:${anyCase("inv|invoice|case|chart|chk|acct|stmt|statement|receipt|clm|claim|enc|encounter|visit|folder|auth|referral|epi|jacket|file|prescription|script|pump|group is")})(?:\\.|:| ?#)? ?=? ?(?:[A-Z]+-?)?[0-9]{5}`,
  `(?:${anyCase("ssn|social")})(?: [A-Za-z]+)+:? [0-9]{3}-?[0-9]{2}-?[0-9]{4}`,
  `(?:${anyCase("rx|prescription|member|policy|subscriber|claim|account|acct|case|id")})(?: (?:${anyCase("number|no|id")}|#))? ${anyCase("end")}`,
  `(?:${anyCase("callbk|call ?back|cb ?#|page|pager|pgr|ext|dial")})(?: (?:${anyCase("me|him|her|them|at|to")}))?[.:]? ?#? ?[0-9]`,
  `(?:${anyCase("lot")})(?: ?#| no\\.?|:)? ?[A-Z]+-?[0-9]{3}|(?:${anyCase("group|grp|ref")})["'\\\\]*[ .:#=>]+["'\\\\]*[A-Z]*[-_]?[0-9]`,
  `(?:${anyCase("c-?file|claim|case|member|subscriber|policy|reference|insured|nhs|identification|rec|med rec|mrn|hospital|patient|record|chart|unit")})\\.?(?: (?:${anyCase("record|number|no|id")}))*[ .:#]+(?:${anyCase("is")} )?[A-Z]* ?[0-9]{2}`,
  `(?:${anyCase("slip|order|ticket|ref(?:erence)?|file|folder|tag|asset|req|band|badge|path|pathology|specimen|cyto(?:logy)?|biopsy|sent as|subject|participant")})\\.?[ :#=\\s]+(?:[0-9]+-[0-9A-Z]|[A-Z]+-?[A-Z]?[0-9])`,
  `(?:\\b|_)(?:${anyCase("mr|m\\.r\\.|emr|ehr|eid|hn|hrn|ur|hosp|chart|record|med rec")})(?: ?(?:${anyCase("no|nbr|number|id")}|#)\\.?)?["' :=#(]*[A-Z]*[ -]?[0-9]`,
  `\\b(?:${anyCase("mbr|mem|memb|subs?|pol")})#? ?:? ?[0-9]{6}`,
  `(?:${anyCase("case|file|ref|reference|record|claim|policy|docket|cause|county")})(?: ?(?:${anyCase("no|number|nbr")}|#)\\.?)?[ :#=]+[A-Z0-9]+/[0-9]{3}`,
  `<(?:${anyCase("pid|eid|mr|mrno|chart|rec|acct|ptno|polno|subid|cid")})>[A-Z]*-?[0-9]`,
];
