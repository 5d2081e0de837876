/**
 * Whether a date is a machine's note of when something ran, and not a date of a person. It has to carry a time of day, and to stand where
 * machines put it: at the start of a line, under a clock's key, in brackets. Or it is the name of a version.
 */
export function isTechnicalTime(value: string, before: string, after: string): boolean {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  if (versionKey.test(line) || versionLine.test(before) || versionBefore.test(line)) return true;
  // No machine that is observed today wrote this: it is what somebody told.
  if (/^(?:18|19[0-8])[0-9]/.test(value)) return false;
  if (conditionOnClock.test(line) && !clinical.test(line.slice(-60))) return true;
  if (runOfDay.test(line) || exampleKey.test(line) || formOfDate.test(line)) return true;
  if (countedPeriod.test(line) && countedBehind.test(after)) return true;
  const timed = timeInside.test(value) || timeBehind.test(after);
  if (!timed) return false;
  if (clinical.test(line.slice(-40))) return false;
  if (mailHead.test(line) && halfOfDay.test(value)) return false;
  // A text that is only a time of day without seconds is what a person was told: an appointment.
  if (before === "" && after === "" && !secondsInside.test(value)) return false;
  if (!/[A-Za-z0-9]/.test(line) && before.length < 64) return true;
  if (millisecondsInside.test(value) && !personCue.test(line)) return true;
  if (!/[A-Za-z0-9]/.test(line) && line.length < before.length) return true;
  if (clockKey.test(line) || /[[(<|]\s?$/.test(line)) return true;
  if (!secondsInside.test(value) && !secondsBehind.test(after)) return false;
  return !(personCue.test(line) && !operations.test(line)) && !otherKey.test(line);
}

const timeInside = /[0-9][T _,-]{1,2}(?:at )?[0-9]{1,2}:[0-9]{2}/i;
const timeBehind = /^(?:[T _,:-]{0,3}|"? time="?)[0-9]{1,2}[:.][0-9]{2}[:.][0-9]{2}/;
const millisecondsInside = /[0-9]:[0-9]{2}:[0-9]{2}[.,][0-9]{3}/;
const secondsInside = /[0-9]:[0-9]{2}:[0-9]{2}/;
const secondsBehind = /^[T _,:-]{0,2}[0-9]{1,2}[:.][0-9]{2}[:.][0-9]{2}/;
const versionKey = /(?:version|revision|release|build|api-v|tag|commit)[A-Za-z]{0,3}["'\\]{0,2}\s?[:=]?\s?["'\\v]{0,2}$/i;
/** The version of an interface as the value of a header, on a line of its own. */
const versionLine = /(?:version|revision)["':]{0,2}\s{1,12}- ["']?$/i;
/** "ioctl: 4.4.0-ioctl (2005-01-12)": the day of a version, in brackets behind it. */
const versionBefore = /(?:\bv[0-9]+\.[0-9]+|\b[0-9]+\.[0-9]+\.[0-9]+)[-+.A-Za-z0-9]{0,20} \((?:[0-9a-f]{7,12} )?$/;
/** "Sent: Monday, August 3, 2026 8:14 AM": what heads a mail is told to people. */
const mailHead = /^(?:Sent|Received|Date): $/;
const halfOfDay = /[a-z].* [AaPp]\.?[Mm]\b/;
const clinical =
  /birth|born|\bdob\b|death|died|deceas|admi(?:t|ss)|discharg|visit(?!or)|appointment|\bappt|seen|surgery|procedure|onset|diagnos|encounter|\bexam|collected|specimen|effective|service(?![/.])|\bdos\b|authored|immuni|vaccin|prescri|recorded|issued|presented|(?:taken|drawn|dosed|given|measured|resulted|administered)_?at\b|disch_|\badm_|\bslot/i;
const clockKey =
  /(?:time|timestamp|time_?stamp(?:_?(?:begin|start|end))?|\bts|\bt|date|created|updated|modified|accessed|generated|expires?|expiry|expiration|started|finished|completed|ended|[_a-z]at|\bsince|\buntil|last[-_ ]?[a-z]+|\bnow|\biat|\bexp|\bnbf|\bstart|\bend|begin|received|sent|logged|deadline|scheduled|(?<![A-Za-z])at)["'\\]{0,2}\s?[:=]\s?["'\\[(]{0,3}$/i;
/** Rows chosen by when a program wrote them: `created_at BETWEEN '2025-03-01' AND '`, `last_updated < '`; what a firmware says of itself. */
const conditionOnClock =
  /\b(?:created|updated|modified|inserted|deleted|generated|expires?|expiry|loaded|synced|processed|archived|logged|ingested|last_(?:updated|modified|seen|login|sync|run)|timestamp|ts|event_time|partition_date|ds)(?:_?(?:at|on|date|dt|ts|time))?["`\]]?\s{0,2}(?:[<>!]=?|=|between)\s{0,2}(?:[a-z]{0,9} ?\(?)?'?(?:[0-9][0-9: T.-]{5,30}'\s{1,2}and\s{1,2}'?)?$|\b(?:last[ -](?:updated|modified|revised)|published|released|copyright)(?: on)?:? $|\b(?:bios|firmware|uefi|driver|bootloader|microcode)\b[^\n]{0,40}$|\bguidelines?\b[^\n(]{0,30}\((?:last )?(?:updated|revised|issued|published) $/i;
/** What the schema of a tool gives as an example. */
const exampleKey = /["'](?:examples?|default|minimum|maximum|const)\\?["']\s?:\s?\[?\\?["']$/;
/** Rows of a period that are counted. */
const countedPeriod = /_(?:at|on|date) (?:>=|between) '(?:[0-9: T-]{10,19}' and ')?$/i;
const countedBehind = /^'(?: and '[0-9: T-]{10,19}')? (?:group|order) by\b/i;
/** What the schema of a tool says of a date's form. */
const formOfDate = /YYYY-MM-DD[^\n]{0,24}$/;
/** A day as the name of what a scheduler ran or stored for it. */
const runOfDay =
  /(?:^|[\s,;{("'/&?])(?:batch|partition|snapshot|logical_date|execution_date|ds|asof|as_of|business_date|run_date|report_date|bucket|shard|index|watermark|checkpoint|backup)(?:_?(?:date|day|id))?["'\\]{0,2}[=:] ?["'\\]{0,2}(?:dt=|ds=|day=|date=)?$/i;
const personCue = /\b(?:on|is|was|date|dated|today|tomorrow|yesterday|it's)\W{0,3}$/i;
const operations = /expir|valid|certificate|token|cache|cron|\btask\b|\bdag\b|executing|deploy|commit|backup|restart|rotat/i;
const otherKey = /[A-Za-z)]["'\\]{0,2}\s?[:=]\s?["'\\]{1,2}$/;
