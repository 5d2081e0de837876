import type { Detector } from "../detector.ts";
import { isPersonalId } from "../names/personal-id.ts";

/** User ids made of a name where a system's own messages have them: no key stands before these. */
const source = "45 CFR 164.514(b)(2)(i)(A)";
const id = "([A-Za-z][A-Za-z0-9._-]{1,30}[A-Za-z0-9_])";

const small = "[a-z\\x{C0}-\\x{24F}\\x{1E00}-\\x{1EFF}][a-z\\x{C0}-\\x{24F}\\x{1E00}-\\x{1EFF}._]{2,24}";

/** Accounts of programs that are names, too. */
const daemons =
  /^(?:cyrus|news|amanda|gopher|games|munin|nagios|squid|mailman|canna|quagga|radvd|clamav|amavis|postgrey|webalizer|hsqldb|cvs|svn|gdm|xfs|man|lp|pcp|rpc|dbus|rwhod|mpi|slurm|munge|condor|globus|ganglia|puppet|salt)$/i;
/** Folders beside those of persons, and what images call the one they have. */
const folders =
  /^(?:all|public|shared?|default|defaultuser[0-9]*|page|pages|site|sites|www|code|coder|codespace|vscode|vsts|jovyan|gitpod|circleci|linuxbrew|homebrew|steam|opc|azureuser|sagemaker|nonroot|appuser|wwwroot|laravel|forge|frappe|workspace|projects?|repos?|src|data|lost|jboss|odoo|trino|solr|ray|zeppelin|opam|theia|sas|grid|vllm|assets?|images?|components?)$/i;

/** Where the folders are. */
const home = "/home";
const macHome = "/Users";

/** Whose it is. */
const ofSomebody = /\b(?:my|her|his|their|your|(?:pt|patient|member|mom|dad|wife|husband)'s) [a-z -]{4,24} (?:is|was) ["'`]?$/i;

/** "Accepted password for X": whoever logs in so is somebody, whether or not a dictionary has the id. */
const loggedIn = /Accepted [a-z-]{3,25}(?:\/[a-z]{1,8})? for $/;

/** What somebody did to a record, before "by". */
export const deeds =
  "entered|reviewed|signed|cosigned|exported|collected|coll|worked|created|modified|updated|edited|changed|verified|performed|recorded|documented|charted|ordered|printed|released|approved|drawn|scanned|filed|requested|resulted|acknowledged|viewed|accessed|opened|closed|merged|assigned|dictated|typed|noted|administered|dispensed|filled|checked|completed|cancell?ed|submitted|uploaded|called|run|deleted|locked|queried|searched|downloaded|authored|triggered|initiated|sent|received|scheduled|booked|invited|blocked|pushed|push|raised|acked|escalated|routed|paged|started|stopped|denied|authorized|granted|revoked|reset|unlocked|copied|faxed|mailed|linked|unlinked|overridden|taken|given|written|broken|pulled|generated|keyed|posted|touched";
/** What is done to somebody by their id. */
export const callings = "notified|paged|assigned to|escalated to|routed to";
/** Whose key of a cache it is. */
export const sessionKeys = "sess|session|user|usr|login|cart|presence";

export const userIds: readonly Detector[] = [
  {
    id: "user_of_daemon",
    type: "NAME",
    title: "User id made of a name in a message of sshd, PAM, sudo or cron",
    evidence: "label",
    source,
    pattern: `(?:\\b(?:Accepted|Failed|Postponed) [a-z-]{3,25}(?:/[a-z]{1,8})? for (?:(?i:invalid|illegal) user )?|\\b(?i:invalid|illegal|unknown|authenticating|for|of|from|by|badge|as|to) user |\\b(?i:user):? ?id[=:] ?|\\bacct="|\\bnew user: name=|\\bUser )${id}(?:$|[^A-Za-z0-9._@:/\\\\=-]|[.:](?:$|[^A-Za-z0-9]))`,
    cue: "path",
    check: (value, { before, after }) =>
      !daemons.test(value) && isPersonalId(value, loggedIn.test(before)) && (!/User $/.test(before) || allowed.test(after)),
    hits: [
      ["Accepted password for mgonzalez from 10.3.4.5 port 49116 ssh2", "mgonzalez"],
      ["Accepted publickey for dpyziak from 10.3.4.5", "dpyziak"],
      ["Failed password for invalid user tjohansson from 10.3.4.5", "tjohansson"],
      ["pam_unix(sshd:session): session opened for user mgonzalez by (uid=0)", "mgonzalez"],
      ["session closed for user mgonzalez", "mgonzalez"],
      ["New session 5 of user mgonzalez.", "mgonzalez"],
      ["Invalid user maria.gonzalez from 10.3.4.5", "maria.gonzalez"],
      ["User mgonzalez from 10.3.4.5 not allowed because", "mgonzalez"],
      ["new user: name=mgonzalez, UID=1001", "mgonzalez"],
    ],
    misses: [
      ["session opened for user root by (uid=0)", "a machine's account"],
      ["session opened for user cyrus by (uid=0)", "a program's account"],
      ["Invalid user webmaster from 10.3.4.5", "a machine's account"],
      ["Failed password for pgadmin from 10.3.4.5", "no name"],
      ["waits for user input", "a word"],
      ["User unknown timed out", "a word"],
    ],
  },
  {
    id: "user_of_command",
    type: "NAME",
    title: "User id made of a name before what sudo or cron ran",
    evidence: "label",
    source,
    pattern: `(?:\\bsudo(?:\\[[0-9]{1,8}\\])?: {1,8}|\\()${id}(?: : (?:[a-z0-9 ]{1,40} ; )?(?:TTY|PWD)=|\\) CMD \\()`,
    cue: "path",
    check: (value) => !daemons.test(value) && isPersonalId(value, false),
    hits: [
      ["sudo: mgonzalez : TTY=pts/0 ; PWD=/srv", "mgonzalez"],
      ["sudo[812]: maria.gonzalez : a password is required ; PWD=/srv", "maria.gonzalez"],
      ["CRON[123]: (mgonzalez) CMD (/usr/bin/backup)", "mgonzalez"],
    ],
    misses: [
      ["sudo: deploy : TTY=pts/0 ; PWD=/srv", "a machine's account"],
      ["crond[2916]: (root) CMD (run-parts /etc/cron.hourly)", "a machine's account"],
    ],
  },
  {
    id: "user_told",
    type: "NAME",
    title: "User id made of a name in a sentence that tells it: her login is epruitt2",
    evidence: "label",
    source,
    pattern: `\\b(?i:login|log-?in|logon|user ?name|user ?id|network id|windows id|sign-?on|account name)(?: (?i:name|id))? (?i:is|was) ["'\`]?${id}(?:$|[^A-Za-z0-9._@:/\\\\=-]|[.:](?:$|[^A-Za-z0-9]))`,
    cue: "path",
    check: (value, { before }) =>
      !daemons.test(value) && (isPersonalId(value, false) || (ofSomebody.test(before) && /^[a-z]{4,}[0-9]{2,4}$/i.test(value))),
    hits: [
      ["My login is baovang88 and my", "baovang88"],
      ["Her login is epruitt2 and you", "epruitt2"],
      ["username is 'maria.gonzalez'", "maria.gonzalez"],
      ["my user id was tjohansson.", "tjohansson"],
    ],
    misses: [
      ["login is disabled", "a word"],
      ["username is admin", "a machine's account"],
      ["login is slow2", "a word"],
      ["the login is admin01", "nobody's"],
    ],
  },
  {
    id: "user_in_key",
    type: "NAME",
    title: "User id made of a name in the key of a cache: sess:jclark:last",
    evidence: "label",
    source,
    pattern: `\\b(?i:${sessionKeys}):([a-z][a-z0-9._]{2,24}[a-z0-9])[:"'\\s]`,
    cue: "path",
    check: (value) => !daemons.test(value) && isPersonalId(value, false),
    hits: [
      ['"SETEX" "sess:jclark:lastpatient"', "jclark"],
      ["cart:maria.gonzalez:items", "maria.gonzalez"],
      ["presence:mgonzalez ", "mgonzalez"],
    ],
    misses: [
      ["user:admin:roles", "a machine's account"],
      ["session:token:abc", "a word"],
    ],
  },
  {
    id: "user_behind_deed",
    type: "NAME",
    title: "User id made of a name behind what was done by it: entered by tcamargo, Worked by : jbrown",
    evidence: "label",
    source,
    pattern: `(?:(?:\\b|_)(?i:${deeds})[ _]?(?i:by)(?:[ \\t]{1,8}[:=]?|[:=])[ \\t]{0,3}|\\b(?i:${callings}) |\\b(?i:user)["']?: ?\\{["']?(?i:id)["']?: ?)["'(]?(${small}[0-9]{0,4})(?:$|[^A-Za-z0-9._@:/\\\\=-]|[.:,](?:$|[^A-Za-z0-9]))`,
    cue: "path",
    check: (value) => !daemons.test(value) && isPersonalId(value, false),
    hits: [
      ["(entered by tcamargo): Reviewed", "tcamargo"],
      ["Worked by     : jbrown   on", "jbrown"],
      ["# exported by mgonzalez from", "mgonzalez"],
      ["modified_by=maria.gonzalez,", "maria.gonzalez"],
      ["2019-09-11\nNotified sjones", "sjones"],
      ['user: {"id": "jcooper", "email"', "jcooper"],
    ],
    misses: [
      ["entered by postgres", "a machine's account"],
      ["reviewed by hand", "a word"],
      ["sent by the app", "a word"],
    ],
  },
  {
    id: "user_behind_name",
    type: "NAME",
    title: "User id in brackets behind the name that it is made of: Kelsey Dunmore (kdunmore)",
    evidence: "format",
    source,
    pattern: "(?:[A-Z][A-Za-z'-]{1,20} |,[A-Z][A-Za-z'-]{1,20})[(\\[]([a-z]{1,12}[._]?[a-z]{1,20}[0-9]{0,4})[)\\]]",
    cue: "path",
    check: (value, { before }) => {
      const parts = /([A-Z][A-Za-z'-]{2,20})(?:, ?([A-Z][A-Za-z'-]{1,20}))? ?[([]$/.exec(before)?.slice(1) ?? [];
      const initialAndMore = value.slice(1).replace(/[0-9._]/g, "");
      return parts.some((part = "") => {
        const surname = part.replace(/[^A-Za-z]/g, "").toLowerCase();
        return surname.length > 2 && value.length > surname.length
          ? value.includes(surname)
          : initialAndMore.length > 4 && surname.startsWith(initialAndMore);
      });
    },
    hits: [
      ["by Kelsey Dunmore (kdunmore) ext", "kdunmore"],
      ["Maria Gonzalez [maria.gonzalez2]", "maria.gonzalez2"],
      ["Tom O'Hara (tohara)", "tohara"],
      ["OrdBy=Stroud,Mae(mstroud) VerBy", "mstroud"],
      ["Kiersten Vandenberg (kvanden2)\n", "kvanden2"],
    ],
    misses: [
      ["Started Server (http)", "another word"],
      ["Kelsey Dunmore (nurse)", "another word"],
      ["Update Service (service)", "the word itself"],
    ],
  },
  {
    id: "user_behind_time",
    type: "NAME",
    title: "User id made of a name behind when it was done: COLL 06/18 0530 BY jdoe, at 617-555-0144 by jdoe, read back",
    evidence: "label",
    source,
    pattern: `[0-9] {1,2}(?:BY|by) (${small}[0-9]{0,3})(?:$|[ \\n,;)]|\\.(?:$|[ \\n]))`,
    cue: "path",
    check: (value, { before, after }) =>
      !daemons.test(value) && isPersonalId(value, false) && (!/by $/.test(before) || /^[,;.] ?(?:read|rb)/i.test(after)),
    hits: [
      ["COLL 06/18/2026 0530  BY tjohansson\n", "tjohansson"],
      ["to Dr. X at 617-555-0144 by maria.gonzalez, read back OK", "maria.gonzalez"],
      ["DRAWN 0610 BY mgonzalez", "mgonzalez"],
    ],
    misses: [
      ["divide 4 by mark", "no reading back"],
      ["0530 BY default", "a word"],
    ],
  },
  {
    id: "user_in_capitals",
    type: "NAME",
    title: "User id in capitals, made of a name, behind what was done with a page: printed by LNOVAK",
    evidence: "label",
    source,
    pattern:
      "\\b(?i:printed|entered|run|requested|filed|verified|edited|signed|released|upd(?:ated)?|created|modified|changed)[ _](?i:by)(?::? |[=:]{1,2} ?['\"]?)([A-Z]{4,16}[0-9]{0,3})(?:$|[ \\n,;)'\"]|\\.(?:$|[ \\n]))",
    cue: "path",
    check: (value, { after }) => isPersonalId(value.toLowerCase(), false) && !/^[ ,]{1,2}[A-Z]/.test(after),
    hits: [
      ["- printed by LNOVAK 01/24/26", "LNOVAK"],
      ["Entered by: MGONZALEZ2.", "MGONZALEZ2"],
      ["run by TJOHANSSON on", "TJOHANSSON"],
      ["upd_by='MGONZALEZ' where", "MGONZALEZ"],
    ],
    misses: [
      ["signed by ROOT", "a machine's account"],
      ["run by CRON", "a machine's account"],
    ],
  },
  {
    id: "user_of_chat",
    type: "NAME",
    title: "User id made of a name before the time of what is written in a chat",
    evidence: "format",
    source,
    pattern: "\\n([a-z]{1,20}[._][a-z]{2,20}[0-9]{0,3}) [0-9]{1,2}:[0-9]{2}(?: ?[AaPp][Mm])?:",
    cue: "path",
    check: (value) => isPersonalId(value, false),
    hits: [
      ["export\nmaria.gonzalez 09:14: can someone", "maria.gonzalez"],
      ["x\nt.johansson 9:15 AM: done", "t.johansson"],
      ["x\njane_doe 12:00: ok", "jane_doe"],
    ],
    misses: [
      ["x\napp.server 09:14: started", "words"],
      ["maria.gonzalez wrote", "no time"],
    ],
  },
  {
    id: "user_of_domain",
    type: "NAME",
    title: "User id made of a name behind a Windows domain: User CLINIC\\rmoreau",
    evidence: "format",
    source,
    pattern: `\\b(?i:user|by|for|account|login|as|owner|from) ['"]?[A-Z][A-Z0-9-]{2,14}\\\\{1,2}${id}(?:$|[^A-Za-z0-9._@:/\\\\=-]|[.:](?:$|[^A-Za-z0-9]))`,
    cue: "path",
    check: (value) => isPersonalId(value, false),
    hits: [
      ["---> User CLINIC\\rmoreau from 10.3", "rmoreau"],
      ["changed by CORP\\maria.gonzalez", "maria.gonzalez"],
      ["login 'STMARY\\tjohansson' failed", "tjohansson"],
    ],
    misses: [
      ["for WARN\\nothing", "no name"],
      ["by NT\\system", "a machine's account"],
      ["user CORP\\svc", "a machine's account"],
    ],
  },
  {
    id: "user_of_folder",
    type: "NAME",
    title: "User id made of a name as the folder that is a person's home",
    evidence: "format",
    source,
    pattern: `(?:(?:${home}|(?:[A-Za-z]:)?${macHome})/|\\b[A-Za-z]:\\\\{1,2}Users\\\\{1,2})${id}(?:$|[^A-Za-z0-9._-]|\\.(?:$|[^A-Za-z0-9]))`,
    cue: "path",
    check: (value, { before }) =>
      !/[A-Za-z0-9._~%-](?:\/home|(?:[A-Za-z]:)?\/Users)\/$/.test(before) &&
      !daemons.test(value) &&
      !folders.test(value) &&
      isPersonalId(value, false),
    hits: [
      [`open ${home}/mgonzalez/run/march failed`, "mgonzalez"],
      [`'${macHome}/mgonzalez/Library/x'`, "mgonzalez"],
      ["to C:\\Users\\mgonzalez\\AppData\\Local", "mgonzalez"],
    ],
    misses: [
      [`${home}/ubuntu/app/server.js:10`, "a machine's account"],
      ["https://example.org/home/martin", "a page"],
      ["C:\\Users\\Public\\Documents", "everybody's"],
      [`${home}/linuxbrew/.linuxbrew/bin`, "a program's"],
      ["GET /users/mgonzalez HTTP", "a route"],
    ],
  },
];

/** "User x from 10.3.4.5 not allowed because not listed" */
const allowed = /^ (?:from \S{3,40} (?:not|login)|from [0-9a-f.:]{7,})/;
