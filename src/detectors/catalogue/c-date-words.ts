/** Parts of dates as patterns (RE2). */
export const properMonth =
  "(?:Jan(?:uary)?|JAN(?:UARY)?|Feb(?:ruary)?|FEB(?:RUARY)?|Mar(?:ch)?|MAR(?:CH)?|Apr(?:il)?|APR(?:IL)?|May|MAY|June?|JUNE?|July?|JULY?|Aug(?:ust)?|AUG(?:UST)?|Sept?(?:ember)?|SEPT?(?:EMBER)?|Oct(?:ober)?|OCT(?:OBER)?|Nov(?:ember)?|NOV(?:EMBER)?|Dec(?:ember)?|DEC(?:EMBER)?)";
export const anyMonth =
  "(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
export const fullMonth = "(?i:january|february|march|april|may|june|july|august|september|october|november|december)";
export const ordinalWord =
  "(?i:(?:(?:twenty|thirty)[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)";
const unitWord = "one|two|three|four|five|six|seven|eight|nine";
const tensWord =
  "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
export const numberWord = `(?i:oh|zero|${unitWord}|${tensWord}|slash|dash)`;
export const yearWords = `(?i:nineteen|twenty|two thousand)(?i:[ -](?:and )?(?:hundred|oh|${unitWord}|${tensWord})){1,3}`;
/** Words that stand right before a month and day: what happened on it. */
export const eventWords =
  "admit(?:ted)?|admission|discharged?|d/c(?:'?d|ed)?|seen|visit(?:ed)?|appt|appointment|f/u|follow[- ]?up|rtc|lkw|returned|return|delivered|born|died|deceased|due|scheduled|rescheduled|refilled|refill|filled|started|stopped|surgery|procedure|note|dos|doa|lmp|edd|edc|effective|collected|received|signed|dictated|comparison|injury|onset|fell|last dose|week of|morning of|evening of|night of|afternoon of|cath|biopsy|consult|hired|married|today|yesterday|tomorrow|tonight|mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|dates?|dated|dob|last|next";
export const weakWords = "on|since|until|till|from|thru|through|by|about|around|before|after|of|is|was|between|and|to|for|at";
/** What happens on a day that blanks, a hyphen or nothing parts. */
export const terseEvents =
  "dob|d\\.o\\.b\\.?|birth ?(?:date|day)|born|b|dos|doi|dol|doa|dod|svc|service|eff|effective|elig|term|from|thru|through|to|adm|admit|admitted|disch|dc|d/c|discharged?|exp|expires|expiry|fill|filled|last fill|last seen|last visit|seen|came in|visit|appt|appointment|recall|next|rtc|f/u|fu|drawn|collected|coll|rec'?d|received|signed|dated?|dt|iss|issued|posted|paid|pd|stmt|statement|req|ordered|due|lmp|edc|edd|onset|surgery|op|proc|implant|impl|placed|census|holding|tracker|rounds|schedule|sched|scheduled|intub|extub|transfer|xfer|exp dc";

/** "Bump lodash from 4.17.20 to 4.17.21" */
export const versionChange =
  /\b(?:bump|upgrad|updat|downgrad|upgrade|migrat|pinn|version|release)[a-z]{0,5}\b[^\n]{0,40}\b(?:from|to)\W{1,3}$/i;

/** Months that are hardly other words, or any behind which a full stop or a comma stands. */
export const unmistaken = /^(?:March|December|September|[A-Z][a-z]{2,8}[.,]{1,2} )|(?:March|December|September)$/;

/** "May 04 0330": the time of a note. */
export const noteTime = /^ [0-2][0-9][0-5][0-9]\b/;
