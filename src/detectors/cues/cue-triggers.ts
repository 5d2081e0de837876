import { callings, deeds, sessionKeys } from "../catalogue/a-user-ids.ts";
import { documentFolders } from "../catalogue/beside-person-errors.ts";
import { recordHolders } from "../catalogue/beside-person-numbers.ts";
import { eventWords, weakWords } from "../catalogue/c-date-words.ts";
import { dash, idWord, labels, linkWord } from "../catalogue/labelled.ts";
import { worn } from "../catalogue/m-devices.ts";
import { anyCase } from "./any-case.ts";
import type { CueName } from "./cue.ts";
import { labelWords, numberWords } from "./label-words.ts";
import { placeTriggers } from "./place-triggers.ts";
import { terseFigures, terseLabels } from "./terse-triggers.ts";

/**
 * The patterns of the cues. They run over every byte, and their speed is that of the cache which the automaton's states fit in. So: no counted repetition where
 * an open one will do, digits are any digits (`[2-6][0-9]{3}` keeps a state for every way the digits may fall), no long class in front, and only ASCII where that
 * is enough. Each may fire more often than its detectors, never less.
 */

const heads = [
  ...labelWords([
    ...Object.values(labels),
    "provider|hicn?|medicare claim|last|ending|ends?|digits|four",
    "(?:study|series|instance|sop|dicom|image)[ _]?(?:instance)?[ _]?uid",
    "voice[-_ ]?print|face[-_ ]?print|finger[-_ ]?print|palm[-_ ]?print|iris|retina|scan|template|geometry|gait|fpt|bio|ref",
    "iris[-_ ]?(?:scan|code|template)|retina[-_ ]?scan|(?:face|voice)[-_ ]?template|hand[-_ ]?geometry",
    "geo|geohash|geo hash|plus code|open location|location|position|latitude|longitude|lat(?:itude)?|coord(?:inate)?s?|gps|l(?:on|ng|ong)(?:gitude)?|ll|hibcc?|sn",
    "(?:mrn|ssn|patient|member) list|interpreter|wristband|phone|cell|mobile|number|case|insurance|pgr|ext|extn|extension|vocera|group|grp",
    "member|policy|plan|subscriber|insurance|insurer|payer|payor|coverage|checking|savings|account|acct|dda",
    `(?:${recordHolders}) id|slip|folder|asset`,
    "direct deposit|ach|cvv2?|cvc2?|cvn|security code|card verification|verification (?:code|value)",
  ]),
].sort();

/** "dL" is a tenth of a litre: only the other spellings stand for a driver's licence. */
const exactly: Readonly<Record<string, string>> = { dl: "(?:dl|DL|Dl)" };

const mark = "(?:[\\s\"'\\\\:=#.()[\\]|<>*,`{+/_-]|\\x{2019})";
/** Marks, a remark in brackets, the name and the attributes of a tag. */
const between = `(?:${mark}|[<>\`]/?[A-Za-z][A-Za-z0-9:-]*|\\([0-9]?[A-Za-z][A-Za-z0-9 .,/'_-]*\\)|\\s[A-Za-z:]+=(?:"[^"<>\\n\\x00]*"|["'][A-Za-z0-9 .,/:;%#()_-]*["']))`;
const links = anyCase(
  `${linkWord}|td|th|tr|dd|dt|b|strong|span|div|p|li|em|label|ending|in|with|last|four|digits|4|last[ _-]?4|[xX]{2}[xX]?|s|[1-3]`,
);
const numbers = anyCase(`${[...numberWords].join("|")}|${idWord}`);
const gap = `[sS]?(?:/[A-Za-z]+|["']\\])?${between}+(?:(?:${links})${between}+)*`;
const wrapper = `(?:[A-Za-z]+\\([0-9]+\\) *["']|[A-Za-z]["']|[A-Za-z_.]+[([{]["'\\\\]*|[a-z]+Value["'\\\\]*: ?["'\\\\]*)?`;

/** What a value goes on with behind its first digit. */
const further = "(?:[0-9A-Za-z()/._*#-]| [ -]*[0-9(]|[^\\x00-\\x7f])";
/** No value is shorter than three characters, "1/7"; letters that a space parts from their digits, "CA abc 12345", have more of these: "Admitted October 12" is none. */
const number = [
  `(?:[A-Z][A-Z0-9]*[- ]|[A-Za-z]+_)*[A-Za-z]+(?:[-_+(/.]?[0-9*#]| [0-9*#]${further}${further})${further}`,
  `(?:[A-Z][A-Z0-9]*[- ])+[-_+(/. ]?[0-9*#]${further}`,
  `[-_+(/. ]?[0-9*#]${further}${further}`,
  "[0-9][0-9A-Z]* [A-Z][A-Z0-9]",
].join("|");
const value = `[sS]?(?:[ _.-]*(?:${numbers}))?(?:[ _-]?[1-3])?${gap}${wrapper}(?:${number})`;

const shortDateWords = `${eventWords}|${weakWords}`.replace(/\(\?:/g, "(?:");
const holidays =
  "christmas (?:eve|day)|new year's|thanksgiving|easter sunday|good friday|labor day|memorial day|independence day|valentine's|veterans day|boxing day|fourth of july|4th of july";
const ordinals =
  "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth";
const digitWords =
  "zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|slash|dash";
const month = anyCase("(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)");
const person =
  "cases?|notes|charts|scans|records|policies|orders?|guarantors?|invoices?|statements?|referrals?|pts?|mychart|practitioner|practitionerrole|episodeofcare|coverage|claim|device|specimen|imagingstudy|appointment|account|encounter|patients?|members?|persons?|people|profiles?|charts?|mrns?|encounters?|subscribers?|beneficiary|beneficiaries|residents?|clients?|employees?|providers?|physicians?|doctors?|users?|accounts?|customers?|u|medical-?records?|enrollees?|policyholders?|visits?|admissions?|appointments?|claims?|studies|accessions?|team|staff|faculty|bios?";
const hexPair = "[0-9A-Fa-f]{2}";
const colonHex = ":[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]";

export const cueTriggers: Readonly<Record<CueName, readonly string[]>> = {
  /** A word of a label, what it may be called, marks, then a number or letters with one. */
  label: [
    `(?:[A-Za-z'-]|[^\\x00-\\x7f]), \\(?(?:${anyCase("date of birth|d\\.?o\\.?b\\.?|birth ?date|birthday|born")})(?::| is| on|#)? *[0-9A-Z]`,
    `(?:\\b|_)(?:${heads.map((head) => exactly[head] ?? spelled(head)).join("|")})${value}`,
    `(?:${anyCase("mrn|ssn|npi|dob")}|[a-z](?:DEA|Dea|VIN|Vin|ZIP|Zip|Fax|Phone|Mrn|Ssn|Acct|Account|Member|Subscriber|Policy|Plate|Serial|Licen[cs]e|Passport|Card|Birth|Date|Dob|Udi|Imei|Npi|Claim|Encounter|Accession|Medicaid|Medicare|Mobile|Cell|Tel|Group|Record|Patient|Chart))${value}`,
    `(?:${anyCase("plates?|registration|mark|tag|rego?|vrm|vrn|kennzeichen|immatriculation|no|number")})${gap}[A-Z]+[- ]?[A-Z]*(?:[- ]|\\x{B7})?[0-9]`,
    `(?:${anyCase("mrn|extn?|extension|pgr|pager|beeper|vocera|scope|instrument")})[0-9]|\\b(?:PID|pid)[-._]?[0-9]|[@?][qQ]=-?[0-9]|(?:\\b|[0-9])[CFHMPTWcfhmptw]:${mark}*[+0-9(]`,
    `(?:${anyCase("vin")})(?: (?:${anyCase("number|no")}))?[ :#(]+(?:${anyCase("ending|ends|last")})`,
    `(?:${anyCase("aids?|implants?|lenses|iols?|prosthes[ei]s")})[ :,(-]+(?:${anyCase("l|r|left|right|od|os")})[ :#]+[A-Z0-9]`,
    `\\b(?:${anyCase("name")})[:=] ?(?:[A-Za-z'.,-]|[^\\x00-\\x7f]| )+[\\s,;|/(.]+(?:${anyCase("dob|d\\.o\\.b|date of birth|birth ?date|age|sex|gender|mrn|medical record|occupation|marital status|race|ethnicity|ssn|pcp|insurance|allergies|room|employer|home address|phone|pronouns|chief complaint|diagnosis|height|weight")})\\b`,
    "\\b(?:Name|NAME): ?[A-Z](?:[A-Za-z'-]|[^\\x00-\\x7f])+,? [A-Z]",
    `(?:${anyCase("mrn|chart|record")})(?: (?:${anyCase("number|no")}|#))? ${anyCase("end")}`,
    `(?:${anyCase(worn)})(?: \\(|, )[A-Z0-9-]*[0-9]`,
    // Initials that speak: "J.K. here".
    `\\b[A-Za-z]\\.?[A-Za-z]\\.? ${anyCase("here")}\\b`,
    `(?:${anyCase("goes by|known as|nicknamed|nickname(?: is|:)?|calls? (?:him|her|them|me|us|herself|himself|everyone|everybody)|called (?:him|her|them|me|us|herself|himself|everyone|everybody)|prefers(?: to be called)?|call me")}),? ["\\x{201C}'A-Z]`,
    `(?:${anyCase("juror|portal|mychart")})(?: ${anyCase("id|no|name|number|login|username|user")})*[ .:#=]+(?:${anyCase("is")} )?[A-Za-z0-9._]`,
    `(?:${anyCase("last4|l4|ssn[ _-]?4|last[ _-]?4[ _-]?ssn")})(?: (?:${anyCase("digits|is|are|of")}))*${mark}+[0-9]`,
    `(?:${anyCase("plan|insurance|insurer|pay[eo]r|coverage")})(?: (?:${anyCase("id|no|number")}))?["']*[:#=]+ ?["']?[A-Z][A-Za-z-]+ (?:[A-Za-z#]+:? )?[A-Z]+[-A-Z0-9]*-[0-9]`,
    `(?:${anyCase("geo_?hash|plus code|location code")})|(?:${anyCase("gps")})_[A-Za-z]+${mark}+[-+]?[0-9]`,
    "[A-Za-z] ?#:? ?[A-Za-z]*(?:-| [A-Z]?)?[0-9]",
    "(?:ID|Id|No|NO|Number|number)[ :#.]+[A-Z]*-?(?:[0-9][0-9A-Z]{3}| [A-Z]?[0-9]{3}[0-9]* [0-9])",
    `(?:${anyCase("mrns|ssns|list|ids|numbers|nos|nbrs")})["']? [A-Za-z]+(?: [A-Za-z]+)?${mark}+[A-Za-z]*-?[0-9]`,
    `(?:${anyCase("transcribed|typed|dictated|transcriptionist|typist|entered|scribed|cosigned|d/t|t")})(?: [bB][yY])?: ?[A-Z][A-Z.]`,
    `(?:${anyCase("best|thanks|thx|thank you|regards|sincerely|cheers|love|xo")}),?(?: |\n+)[A-Z][A-Z.]`,
    "[a-z0-9)][.!?)] ?\\n?(?:-|\\x{2014}|\\x{2013}) ?[A-Z][A-Z.]",
    `(?:${anyCase("job|dictation|dict|batch|index|document|doc|report|conf(?:irmation)?|voice")})(?: ?(?:${anyCase("id|no|number|num")}))?\\.?[ #:\\n]+[A-Z0-9]`,
    `(?:${anyCase("unos|optn|donor(?:net)?|match|run|waitlist|wait list|docket|screen(?:ing card)?|wristband|band|badge|sheet|seal|cdcr|tdcj|bop|doc|claim no")})(?: (?:${anyCase("unos|id|no|number|run")}))?[ .:#]+[A-Z]*[0-9]`,
    `(?:${anyCase("thanks|thank you")})(?: (?:${anyCase("again|so much|very much|kindly")}))?, [A-Z](?:[a-z'-]|\\x{2019})`,
    "[A-Z] \\([A-Z][0-9]{4}\\b",
    `(?:${anyCase("patient|pt|client|student|resident|name|mother|father|spouse|parent|guarantor")})(?: ?:|[.]+) *[A-Z]|(?:${anyCase("instrument|scope|chart|unit no|unit number|clinic no")})[A-Za-z ]*[ .:#(]*[A-Z0-9-]* ?[(#]*[0-9]|(?:${anyCase("sn|s/n|ser|ss|ssn")})[ :#]+[0-9]|(?:${anyCase("number|no|#")}) [0-9]`,
    `(?:${anyCase("recipient|md|physician|provider|attending|surgeon|pcp|escort|witness|ordering|adjuster|fellow|coordinator|worker|counselor|teacher|contact|guardian|kin|nok|casa")})[:.]+ +[A-Z]|(?:${anyCase("fellow|resident|intern|attending|nurse|crc|pharmd")}) [A-Z] [A-Z]`,
    `[A-Za-z](?:,|  +) ?#[A-Z]?[0-9]|\\b[aA][ _.-]*#${mark}*[A-Za-z]*[0-9]|\\bMR[:# ] *[A-Z]?[0-9]`,
    `(?:${anyCase("initials?")})[ :="'.(]+(?:are |is )?["']?[A-Z]\\.? ?[A-Z]`,
    `(?:${anyCase("ref")})[.:]* [A-Z]+/|(?:${anyCase("hosp")})\\.? ?(?:${anyCase("no|num|number")}|#)[.:]* ?[A-Z]?[0-9]`,
    ...terseLabels,
  ],
  /** Digits in groups, or more than a counter has. */
  figures: [
    ...terseFigures,
    `[0-9] ?(?:${dash}|[. ]) ?[0-9]{2} ?(?:${dash}|[. ]) ?[0-9]{2}`,
    `[0-9](?:${dash}[0-9]{1,2}${dash}|/[0-9]{1,2}/)[0-9]|[0-9]\\.[0-9]{1,2}\\.[0-9]{2}|[0-9] / [0-9]{1,2} / [0-9]`,
    `[0-9]{3}(?:${dash}|[./ )]|\\)[-. /]+| - )[0-9]{3}(?:${dash}|[./ ]| - )?[0-9]{4}`,
    "\\+[1-9][0-9 ()./-]{5}",
    `[0-9] ?[-(\\[,]{1,2} ?(?:${anyCase("fax|cell|home|mobile|work|office|phone|pager")})`,
    `[0-9](?:(?:${dash}| )?[0-9]){12}`,
    "(?:[xX]{2}|[*]{2}|#{2}|\\x{2022}{2})[- ][0-9]{4}",
    `(?:${anyCase(shortDateWords)})[\\s:.,("']+(?:(?:${anyCase("on|by|about|around|is|was|of|from|for|at|the|again|to|and|mon|tue|wed|thu|fri|sat|sun")})[a-zA-Z]*[\\s:.,]+)*[0-9]{1,2}[/.-][0-9]`,
    `[0-9] ?(?:-|\\x{2013}|&|${anyCase("to|and|through|thru")}) ?[0-9]{1,2}[/-][0-9]`,
    `[0-9]/(?:19|20)[0-9]`,
    "\\b[0-9]-[0-9]{6}",
    "[0-9]{3} [2-9][0-9]{6}|[,|(] ?[2-9][0-9]{2}-[0-9]{4}\\b",
    "[0-9]{6}\\r?\\n\\b",
    "[0-9]/[0-9]{1,2}/(?:19|20)[0-9]",
    "(?:[A-Za-z.'-]|[^\\x00-\\x7f]) [(\\[]#?[A-Z]*[0-9]{3}|(?:[A-Za-z.'-]|[^\\x00-\\x7f])\\n(?:[Uu][Nn][Ii][Tt]|[Mm][Rr][Nn]|[Mm][Ee][Dd][Ii]|[Dd][Oo][Bb]|[Dd][Aa][Tt][Ee] [Oo])",
    "(?:[Dd][Tt]?|[Tt][Dd]?|D[DV]|dd|TR|R) ?:[ \\t]*\\n?[0-9]",
    "(?:[A-Za-z'-]|\\x{2019}),? \\(?[2-9][0-9]{2}[-. ][0-9]{4}",
    `(?:${anyCase("to|from|recipient|sender|dest|destination|dst|src|called|calling|dialed|ani|dnis|number|num|no|phone|mobile|cell|tel|ph|mob|contact|remote|external|cb|sms")})[ :="'\\\\]+[0-9]{8}`,
    `(?:${anyCase("exp|expiry|expires|expiration|date|dt|thru|through|until|to")})[ .:="'\\\\]+[01][0-9] ?[-/] ?[0-9]`,
    "\\b[01]?[0-9]/[0-3]?[0-9]",
    `(?:${anyCase("dx|dx'd|diagnosed|operated|review|lmp|edd|on|of")})(?: on)?:? [0-3][0-9]/`,
    "[A-Za-z)] [01]?[0-9]-[0-3]?[0-9]\\b",
    "[0-9]{4}\\.[0-9]{2}\\.[0-9]",
    `(?:${anyCase("on|since|from|until|date|dated|dos|dob")})[ :=]+[12][0-9]{7}`,
    "[0-9]\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]",
    "[a-z] [([]#?[A-Z]*-?[0-9]{6}",
    "\\b0[0-9]{2}[0-9]*[ /-][0-9]{3}",
    "\\(01\\) ?[0-9]{2}",
    "\\(1[17]\\)[0-9]{6}\\(",
    "[0-9]{6} +[A-Z][A-Za-z'\\x{2019}-]+, ?[A-Z]",
    "\\b[01]?[0-9] [0-3]?[0-9] (?:19|20)[0-9]{2}",
    `(?:${anyCase("call|text|phone|reach|notify|page")})(?: [A-Za-z]+)+,?:? [0-9]{3}[-.][0-9]{4}`,
    "[A-Za-z.], #?[A-Z]*[0-9]{6}|(?:[A-Za-z.'-]|[^\\x00-\\x7f]),? [A-Z](?:[A-Za-z.'-]|[^\\x00-\\x7f])* #?[A-Z]*[0-9]{6}",
    `(?:${anyCase("at|call|called|phone|number|cell|home|is|text|reach|try")}):? [0-9]{3}[-.][0-9]{4}`,
    "[0-9]/ ?\\r?\\n ?[0-9]",
    "[0-9]{10} ?(?:\\x{2192}|->|\\x{2190}|<-)|(?:\\x{2192}|->|\\x{2190}|<-) ?\\+?[0-9]{10}",
    "[ :|][01][0-9] ?[ |] ?[0-3][0-9] ?[ |] ?[0-9][0-9]",
    "[<][+]?1?[0-9]{10}[>]|[|\\t;][A-Z][A-Za-z'-]+, ?[A-Z][.]?[|\\t;]|[A-Z][A-Za-z'-]+, ?[A-Z][A-Za-z .'-]* *[ |;\\t-] *[A-Z]*-?[0-9]{6}",
    `(?:${anyCase("unmerge[ds]?|merge[ds]?|merging|combine[ds]?")}) [A-Za-z ]*[0-9]{5}`,
    "[OoIl][0-9]?/[0-9OoIl]+/[0-9OoIl]|[0-9]/[0-9]*[OoIl][0-9OoIl]?/[0-9OoIl]|[0-9]/[0-9]+/[0-9]*[OoIl]",
    "[OoIl][0-9OoIl]*[)]?[-. ]+[0-9OoIl]+[-. ][0-9OoIl]|[0-9][)]?[-. ]+[0-9]*[OoIl][0-9OoIl]*[-. ][0-9OoIl]|[0-9][)]?[-. ]+[0-9]+[-. ][0-9]*[OoIl]",
    "[A-Za-z #.:][1-9]-[0-9]{4}\\b|\\b[xXpP] ?#?[0-9]{4}",
    "(?:[A-Za-z.'-]|[^\\x00-\\x7f])[ \\t,|]+[0-9]+ ?(?:[MF]|yo|y/o|YO)\\b|[0-9][ \\t|]+[0-9]+ ?(?:[MF]|yo|y/o|YO)\\b",
    "(?:[A-Za-z.'-]|[^\\x00-\\x7f])[ \\t,]*#?[A-Z]*[0-9-]+ ?[A-D]?[ \\t]+(?:[0-9]{1,2}[/-][0-9]|[0-9]{1,3} ?[yYMF]|[MF]\\b|DOB|VISIT|ADM)",
    "[tT]: ?[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}[ 0-9:]*[ \\n]+(?:[A-Za-z]+ ?)?#",
    "[0-9]/[0-9]+,? [0-9]+:[0-9]{2} ?[AaPp][Mm.]|[ \\t\\n(,;|'\"]1?[2-9][0-9]{9}\\b|[xX*#]{3}[)]?[-. ]+[xX*#]{3}[-. ][0-9]|\\x{2022}[)]?[-. ]+\\x{2022}+[-. ][0-9]",
  ],
  /** A number beside the name of a month. */
  month: [
    `(?:${anyCase(holidays)})`,
    "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec) ?(?:-|\\x{2013}) ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)",
    `(?:${anyCase("on|by|before|after|until|till?|since|since about|through|thru|from|around|or|to|do|make|try|day|morning of|evening of|night of|noon of|day of|week of|weekend of")}),? [tT][hH][eE] [0-9]{1,2}(?:${anyCase("st|nd|rd|th")})`,
    `(?:${anyCase("on|come|by|until|since|before|after|from|through")}) [tT][hH][eE] (?:${anyCase("(?:twenty|thirty)")} )?[tefnsTEFNS][a-zA-Z-]+(?:${anyCase("th|st|nd|rd")})`,
    `(?:${anyCase("spring|summer|fall|autumn|winter")}) (?:of )?(?:19|20)`,
    `(?:${anyCase("on|since|before|after|until|till?|around|last|by|over|at|for|during|communion|visited|this|next|past|through|every|each")}) (?:Easter|Christmas|Xmas|New Y|Thanksg|Hallow|Passover|Ramadan|Eid|Diwali|Hanuk|Purim|Nowruz|Tet|All Saints|Yom K|Rosh|Ash W|Maundy|Valentine|Lunar|Chinese N|Pongal|Tim[kq]|Songk|Vesak|Holi|Navrat|Onam|Ashura|Shavu|Sukkot|Epiph|Advent|Victoria D|Canada D|Bastille|Anzac|Groundhog|Boxing|Armistice|Palm S|Pentec|Lent|Junet|MLK|Mother's D|Father's D|Columbus D|Presid|St\\. Pat|Mardi|Cinco|the Fourth|easter|christmas|xmas|new years|thanksg|hallow|ramadan|diwali|passover|hanuk)`,
    `(?:${anyCase("in|since|last|until|by|during|through|early|late|mid|of|the")})[ -](?:January|February|March|April|May|June|July|August|September|October|November|December|JANUARY|FEBRUARY|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)`,
    `(?:${anyCase("in|since|until|till?|by|last|next|this|past|early|late|mid|of")}) (?:january|february|march|april|may|june|july|august|september|october|november|december)`,
    `(?:${anyCase("in|since|until|by|last|next|this|early|late|mid|of")}) (?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)`,
    `${month}[A-Za-z]* ?\\r?\\n ?[0-9]`,
    `${month}[A-Za-z]* (?:${anyCase("the")} )?(?:[0-9]|(?:${anyCase("(?:twenty|thirty)")}[- ])?(?:${anyCase(ordinals)}))`,
    `(?:${anyCase(ordinals)}) (?:${anyCase("day")} )?${anyCase("of")} ${month}`,
    `[0-9](?:\\x{BA}|er|\\x{B0}|\\.)? *(?:(?:${anyCase("de|di|del")}) )?(?:${anyCase("ene|abr|ago|dic|f(?:\\x{E9}|\\x{C9})v|fev|avr|mai|jui|ao|d(?:\\x{E9}|\\x{C9})c|m(?:\\x{E4}|\\x{C4})r|mae|j(?:\\x{E4}|\\x{C4}|ae)n|okt|dez|gen|mag|giu|lug|set|ott|out|maa|mei|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")})`,
    `\\b${month}[A-Za-z]*(?:[./, '-]|of |\\x{2019})+[0-9]|[0-9](?:st|nd|rd|th|ST|ND|RD|TH)?[ ./-]?(?:[ ./-]|(?:day )?of )?${month}`,
  ],
  /** 90 to 129 with a unit, a sex or a word of age; a year behind a word of birth; ages in words. */
  age: [
    `\\b(?:${anyCase("is|was|turned|turns")})(?: (?:${anyCase("now|almost|nearly|about|already|only|just")}))? (?:9|1[01])[0-9][,;). \\n]`,
    "\\bwho(?:['\\x{2019}]s| is| was| turned| turns| just turned)(?: now| almost| nearly| already| about)? (?:9|1[0-2])[0-9]",
    "(?:[A-Za-z'-]|[^\\x00-\\x7f]), (?:9|1[0-2])[0-9]",
    `[19][0-9]+(?:[ +/-]+)?(?:[yYMF]|${anyCase("male|female|man|woman|lady|gent")})`,
    `(?:${anyCase("age(?:d|s)?|turn(?:s|ed|ing)?")})[\\s"'\\\\:=(]+(?:(?:${anyCase("is|was|of|about|approximately|at")}) +)?(?:9|1[0-2])[0-9]\\b`,
    anyCase("ninety|nineties|hundred|in (?:his|her|their|the patient's) (?:(?:early|mid|late)[ -])?(?:90|100)"),
    `(?:${anyCase("died|dies|deceased|passed(?: away| on)?|lived to(?: be)?|alive(?: and well)?|d\\.")}),? (?:(?:${anyCase("at|when")}) )?(?:9|1[0-2])[0-9]\\b`,
    `\\b(?:${anyCase("he|she|patient|pt|mom|mother|dad|father|grandma|grandmother|grandpa|grandfather|husband|wife|aunt|uncle|in-law|in law")})(?: [A-Za-z]+)?(?:${anyCase("'s| is| was| turned| just turned| turns| will be|'ll be| will turn")})?(?:${anyCase(" now| almost| nearly| about| only")})?[,(]? \\(?(?:9|1[0-2])[0-9]\\b|(?:${anyCase("nonagenarian|centenarian")})[,(]? \\(?(?:9|1[0-2])[0-9]\\b`,
    `(?:${anyCase("mr|mrs|ms|miss|dr|sr|sra")})\\.? [A-Z][A-Za-z'\\x{2019}-]+(?: [A-Z][A-Za-z'\\x{2019}-]+)?,? \\(?(?:9|1[0-2])[0-9]\\b`,
    "[a-z] \\((?:9|1[01])[0-9]\\)",
    `(?:${anyCase("wife|husband|spouse|mother|father|mom|dad|sister|brother|sis|bro|aunt|uncle|grandmother|grandfather|grandma|grandpa|gma|gpa|mama|papa|partner|friend|neighbor|roommate|son|daughter|dtr|gdtr|gdson|hcp|nok|poa|mil|fil|caregiver")}) [A-Z][a-z'\\x{2019}-]+, (?:9|1[01])[0-9]|(?:${anyCase("age")}) ?[|\\t] ?(?:9|1[01])[0-9]|turned (?:9|1[01])[0-9]`,
    `(?:${anyCase("born(?: in| circa)?|birth[ _-]?year|birth|yob")})[\\s"'\\\\:=(]+(?:18|19)`,
    `(?:${anyCase("date|datetime|value|string|format|data")})[:=,]? *["'\`\\\\]+[0-9]`,
    `(?:${anyCase("birth|date|day|dob")})["'\\\\ :={(]+${anyCase("year")}["'\\\\ :=]`,
  ],
  /** House numbers before a street's name, boxes, a State behind a comma, words for places with a name before or behind them. */
  place: placeTriggers,
  /** The @ of an address or of credentials, not that of a package's scope; its spellings. */
  at: [
    "[A-Za-z0-9_+.!%$*;:?=&^~#(){}[\\]\\\\`|<>,-](?:@|%40)[A-Za-z0-9/[$%{]|[^\\x00-\\x7f](?:@|%40)|@[^\\x00-\\x7f]",
    '"@[A-Za-z0-9.-]',
    `(?:${anyCase("ig|insta|gram|twitter|tiktok|snap|chat|facebook|fb|threads|handle|telegram|discord|venmo|app|name|user|account|id|is")})[\\s:=("']+@[A-Za-z0-9_.-]`,
    `(?:[A-Za-z'-]|[^\\x00-\\x7f]) [(](?:(?:${anyCase("his|her|their|the|eldest|older|younger|twin")}) )?(?:${anyCase("son|dtr|daughter|wife|husband|spouse|partner|mother|mom|mum|father|dad|bro|sis|aunt|uncle|niece|nephew|cousin|grand|step|fianc|neighb|roommate|pt's")})`,
    "[\\[({](?:[aA][tT]|[dD][oO][tT])[\\])}]| (?:dot|DOT|Dot) ",
  ],
  /** A path's segment that stands for a person, a query's parameter, a social network's host, words that announce a web page. */
  path: [
    `(?:${anyCase(documentFolders)})/[A-Z]*-?[0-9]`,
    "[/\\\\](?:[vd][a-z]+ )*(?:[A-Z]|[^\\x00-\\x7f])(?:[A-Za-z']|[^\\x00-\\x7f])+(?:[_-]|, ?)(?:[A-Z]|[^\\x00-\\x7f])",
    `(?:${anyCase(sessionKeys)}):[a-z]`,
    `(?:${anyCase("name")})=["'\\\\]+(?:[A-Za-z0-9:/._-]+[/:])?(?:${anyCase("given_?name|first_?name|last_?name|surname|family_?name|display_?name|full_?name|patient_?name|middle_?name|sn")})["'\\\\]`,
    "(?:Accepted|Failed|Postponed) [a-z-]|\\bUser [A-Za-z]|new user: name=| (?:TTY|PWD)=|\\) CMD \\(|/home/[A-Za-z]|Users[/\\\\]+[A-Za-z]",
    `(?:${anyCase("invalid|illegal|unknown|authenticating|for|of|from|by|badge|as|to")}) user [A-Za-z]|\\b(?:${anyCase("user")}):? ?${anyCase("id")}[=:] ?[A-Za-z]|\\bacct="[A-Za-z]`,
    `(?:${anyCase("login|log-?in|logon|user ?name|user ?id|network id|windows id|sign-?on|account name")})(?: (?:${anyCase("name|id")}))? (?:${anyCase("is|was")}) ["'\`]?[A-Za-z]`,
    "NAME(?: [(][^()]*[)])?(?:  +|\\n *)[A-Z]|[\"'] ?<(?:sip|[+]?[0-9])|\\n[a-z]+[._][a-z]+[0-9]* [0-9]+:[0-9]",
    `(?:${anyCase("printed|entered|run|requested|filed|verified|edited|signed|released|upd|updated|created|modified|changed")})[ _](?:${anyCase("by")})[ =:]+['"]?[A-Z][A-Z][A-Z]`,
    `(?:${anyCase(deeds)})[ _]?(?:${anyCase("by")})[ =:\t]+['"(]?(?:[a-z]|[^\\x00-\\x7f])`,
    `(?:${anyCase(callings)}) ['"(]?(?:[a-z]|[^\\x00-\\x7f])|\\b(?:${anyCase("user")})["']?: ?\\{["']?(?:${anyCase("id")})["']?: ?["'(]?[a-z]`,
    `(?:${anyCase("user|by|for|account|login|as|owner|from")}) ['"]?[A-Z][A-Z0-9-]+\\\\{1,2}[A-Za-z]`,
    '\\{\\s*\\\\*"display',
    `${anyCase("name")}["\`\\])]* (?:${anyCase("not i?like|i?like|similar to|in|rlike|regexp|= ?(?:lower|upper)")}|~)`,
    `[0-9a-fA-F] - (?:[A-Za-z]|[^\\x00-\\x7f])(?:[A-Za-z0-9._-]|[^\\x00-\\x7f])+ \\[[0-9]|(?:${anyCase("user|login|account|username|principal|clinician|staff")}) ['"][A-Za-z]`,
    "[0-9] +(?:BY|by) [a-z\\x{C0}-\\x{24F}\\x{1E00}-\\x{1EFF}]",
    "[0-9a-fA-F] - [A-Za-z]*[\\x{C0}-\\x{24F}\\x{1E00}-\\x{1EFF}]",
    `(?:${anyCase(person)})/[A-Za-z0-9%_./-]|[?&][A-Za-z_.-]+=|/~[A-Za-z]|(?:${anyCase("facebook|instagram|twitter|x|tiktok|threads|linkedin|pinterest|snapchat|caringbridge|gofundme|vk|myspace|linktr|onlyfans|venmo|paypal")})\\.(?:com|net|org|ee|me)/`,
    `(?:${anyCase("site|page|blog|portfolio|linkedin|facebook|instagram|url")})[\\s"'\\\\:=(]+(?:(?:${anyCase("is|at")})[ :]+)?(?:${anyCase("http|www\\.")})`,
    "[A-Z][A-Za-z'-]+ [(\\[][a-z]+[._]?[a-z]+[0-9]*[)\\]]|,[A-Z][A-Za-z'-]+[(\\[][a-z]+[._]?[a-z]+[0-9]*[)\\]]",
  ],
  secret: [
    "eyJ[A-Za-z0-9_-]{4}",
    "\\bbc1[02-9ac-hj-np-z]{4}",
    "\\b[13][1-9A-HJ-NP-Za-km-z]{12}",
    `0x[0-9A-Fa-f]{40}`,
    "(?:A(?:KI|SI|RO|ID)A[A-Z0-9]{4}|gh[pousr]_[A-Za-z0-9]{4}|github_pat_|glpat-|[sp]k-[A-Za-z0-9_-]|AIza[A-Za-z0-9_-]{4}|ya29\\.|xox[abeprs]-|[srp]k_(?:live|test)_|whsec_|SG\\.[A-Za-z0-9_-]{8}|npm_[A-Za-z0-9]{8}|hf_[A-Za-z0-9]{8}|pypi-[A-Za-z0-9_-]{8}|dop_v1_|ls(?:v2)?_(?:pt|sk)_|gsk_[A-Za-z0-9]{4}|r8_[A-Za-z0-9]{4}|phc_[A-Za-z0-9]{4}|AC[a-f0-9]{8})",
    "PRIVATE KEY",
    `(?:${anyCase("sess(?:ion)?(?:[_-]?id)?|sid")})=`,
    "(?:_ga[A-Z0-9_]*|_gid|_fb[pc]|_gcl_au|_uet[vs]id|_hjSessionUser_[0-9]+|ajs_[a-z]+_id|_mixpanel|amp[a-z]*_[A-Za-z0-9]+|hubspotutk|_pk_id[.A-Za-z0-9]*|visitor_id[0-9]*|optimizelyEndUserId|MUID|__utma)=",
    `(?:${anyCase("bearer|basic|authorization: token|proxy-authorization: [a-z]+")})[ :=]+[A-Za-z0-9+/_.-]{8}`,
    `(?:${anyCase("pass(?:word|wd|phrase|code)?|pwd|\\bpin|secret|(?:api|access|private|encryption|secret)[ _-]?key|(?:access|auth|refresh|session)[ _-]?token|credentials?")})["'\\\\]*(?: ?[:=]| (?:is|IS|Is) )`,
  ],
  /** Capitals and digits as one word of the length of an MBI, a DEA number, a VIN or an IBAN. */
  code: [
    "(?:[A-Za-z'-]|[^\\x00-\\x7f])/[A-Z]*[0-9][0-9-]+/[A-Z0-9]",
    `(?:${anyCase("matched|linked|mapped|merged|assigned|resolved")})(?: (?:[A-Za-z'-]|[^\\x00-\\x7f])+)+ (?:to|with|into|as) (?:(?:${anyCase("record|chart|patient|mrn")}) )?#?[A-Z]*[0-9][0-9-]{3}`,
    "[A-Z](?:[A-Za-z'-]|[^\\x00-\\x7f])+, [A-Z](?:[A-Za-z'-]|[^\\x00-\\x7f])+(?: [A-Z]\\.?)? #?[A-Z]*[0-9][0-9-]{3}",
    "(?:[A-Za-z'-]|[^\\x00-\\x7f]) ?(?:[-(]|\\x{2013}|\\x{2014}) ?#?[A-Z]*[0-9][0-9-]{3}",
    "(?:[0-9][/.-][0-9]+|[A-Za-z][ -][0-9]{4}|, [0-9]{4})(?:,? +|,|; ?|\\t| ?[|] ?| [/-] )[A-Z]*[0-9][0-9-]{3}",
    `[(\\[](?:${anyCase("id|no|number")}|#)[=:# ]+[A-Za-z]*[0-9]`,
    "'(?:, ?|,? ?\\[[0-9]+\\] ?=? ?)'(?:19[0-9]|20[01])[0-9]-[0-9]|'(?:19[0-9]|20[01])[0-9]-[0-9]{2}-[0-9]{2}'|\\('?[A-Z]*[0-9][0-9-]{3}",
    "[0-9][A-Z][A-Z0-9][0-9]-?[A-Z][A-Z0-9][0-9]-?[A-Z]{2}[0-9]{2}",
    "[A-Z][A-Z9][0-9]{7}",
    "[A-Z]<<[A-Z]|[0-9<][A-Z<][A-Z<][A-Z<][0-9]{7}[MF<X][0-9]",
    "[A-Z][0-9]{8}",
    "[A-Z0-9]{13}[0-9]{4}",
    "[A-Z]{2}[0-9]{2} ?[A-Z0-9]{4} ?[A-Z0-9]{4}",
    "[A-Z][0-9]*-(?:[0-9]{2}-)?[0-9]{3}|[A-Z][0-9]{5}|[0-9]{4}:[A-Z]",
    "(?:[A-Z]\\.?|MD|DO|PA|PA-C|NP|RN|CNM)[ ,\\t\\n]+\\(?[A-Z][A-Z]+[0-9]",
    "(?:[A-Za-z.'-]|[^\\x00-\\x7f])(?: ?,)? (?:M\\. ?D|D\\. ?O|R\\.N|MD|DO|RN|LPN|LVN|CN[AM]|CPM|NP|RNC|APRN|ARNP|CRN[PA]|PA|LI?CSW|L?MSW|LPC|DPT|PT|OTR|RRT|RD|PharmD|RPh|PhD|PsyD|DDS|DMD|OD|CGC|EMT|MA|DVM)\\b",
    "(?:[A-Z'-]|\\x{2019}),[A-Z]",
    "1Z[A-Z0-9]{3}",
    '(?:[nN]|[rR]|[oO]|[eE]|[wW]|[fF]|[dD]) \\(?["\\x{201C}]?[A-Z]\\.?[JBCDPRTW]\\b',
    "\\n[ \\t]*[A-Za-z][A-Za-z]+[/:][A-Za-z]{2}|[A-Z]\\.,? (?:MD|M\\.D|DO|RN|NP|PA|PhD|LPN|CNM|PGY)",
  ],
  /** Groups of hexadecimal digits between colons, dashes or dots. */
  hex: [
    `-${hexPair}-${hexPair}-${hexPair}-|${colonHex}|\\.[0-9A-Fa-f]{4}\\.[0-9A-Fa-f]{4}`,
    ":[0-9A-Fa-f]{1,4}::|[0-9A-Fa-f]::[0-9A-Fa-f]|::(?:[fF]{4}:)?[0-9]|[0-9A-Fa-f]::",
  ],
  /** HL7 v2, X12 and FHIR marks before a value. */
  record: [
    "PID\\|",
    "[|^~](?:18|19|20)[0-9]{6}",
    'value="(?:18|19|20)[0-9]{6}',
    "D8[*|:][12]",
    "\\*(?:MI|II|0F|1L|1W|6P|IG|NQ|SY|Y4|XX)\\*",
    "CLM\\*",
    "(?:Patient|Member|Subscriber|Resident|Insured)[A-Za-z]*[ ({<[]+id ?[=:]",
    "DT(?:START|END)",
    '"identifier\\\\?"\\s*:',
    'extension=\\\\*"[A-Za-z0-9]|<(?:id|value) value="',
  ],
  /** Digits in words, one after the other. */
  spoken: [
    `(?:\\b|_)(?:${anyCase(digitWords)})[ ,-]+(?:${anyCase(digitWords)})`,
    `[0-9] (?:${anyCase(digitWords)})|(?:\\b|_)(?:${anyCase(digitWords)}) [0-9]`,
    "[A-Z][-.] ?[A-Z][-.] ?[A-Z][-.] ?[A-Z]",
    `\\b[A-Za-z],? (?:${anyCase("as in|like|for")}) [A-Za-z]|[A-Za-z:,] [0-9] [0-9] [0-9] [0-9] [0-9]`,
    "\\b[a-z] [a-z] [a-z] [a-z]|\\b[a-z]-[a-z]-[a-z]-[a-z]",
    `(?:${anyCase("one|two|three|four|five|six|seven|eight|nine|ten|teen|eleven|twelve|ty|oh|hundred")})[ -][A-Z][a-z]+ `,
  ],
  /** The ending of the file name of a picture or a template. */
  photo: [
    `\\.(?:${anyCase("jpe?g|png|heic|heif|tiff?|bmp|gif|webp|dcm|mp4|mov|pdf|docx?|rtf|npy|npz|bin|dat|tpl|fmr|fir|emb|pkl|wsq|an2|wav|txt|zip")})`,
  ],
};

/** In any case, words apart or not. */
function spelled(head: string): string {
  return head.split(" ").map(anyCase).join("[ _.-]*");
}
