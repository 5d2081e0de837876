import { leadsToPerson, looksLikeName } from "../checks/person-url.ts";
import { isPlausibleId } from "../checks/plausible-id.ts";
import type { Detector } from "../detector.ts";

/**
 * 45 CFR 164.514(b)(2)(i)(N): Web Universal Resource Locators. The identifier is a URL that leads to a person; in a path or query without a host
 * only the part that names the person is the value.
 */
const source = "45 CFR 164.514(b)(2)(i)(N); RFC 3986";
const urlChar = "[^\\s\"'<>`\\\\\\x00-\\x20]";

/** Accounts of machines and roles. */
const nobody =
  /^(?:-|root|admin(?:istrator)?|postgres|mysql|oracle|system|service|svc[._-].*|.*[._-](?:svc|service|bot|user|account)|guest|anonymous|user|test|nobody|www-data|nginx|apache|jenkins|deploy|git|ubuntu|ec2-user|default|monitor(?:ing)?|prometheus|health(?:check)?|backup|api|app)$/i;

export const urls: readonly Detector[] = [
  {
    id: "url_of_person",
    type: "URL",
    title: "URL that leads to a person: record, profile or personal page, telling query",
    evidence: "format",
    source,
    pattern: `((?i:https?|wss?|ftp)://${urlChar}{3,400})`,
    cue: "path",
    check: (value) => leadsToPerson(value),
    hits: [
      ["via https://portal.example.org/patients/482137?name=Jane+Doe", "https://portal.example.org/patients/482137?name=Jane+Doe"],
      ["see https://portal.example.com/patients/yaminibose", "https://portal.example.com/patients/yaminibose"],
      ["https://www.linkedin.com/in/jane-doe-rn today", "https://www.linkedin.com/in/jane-doe-rn"],
      ["http://www.cs.example.edu/~jdoe", "http://www.cs.example.edu/~jdoe"],
      ["https://x.example/search?dob=1984-08-11&last_name=Doe", "https://x.example/search?dob=1984-08-11&last_name=Doe"],
    ],
    misses: [
      ["https://opentelemetry.io/schemas/1.21.0", "a schema"],
      ["http://hl7.org/fhir/StructureDefinition/Patient", "a schema"],
      ["https://api.openai.com/v1/chat/completions", "a service's endpoint"],
      ["https://ehr.example/patients/search", "an action"],
      ["https://k8s.example/api/v1/pods?name=web", "a resource's name"],
      ["https://x.example/patients/{id}", "a route"],
    ],
  },
  {
    id: "url_labelled",
    type: "URL",
    title: "Personal web page behind its label: website, homepage, blog, site",
    evidence: "label",
    source,
    pattern: `\\b(?i:(?:personal |family |my |his |her |their )?(?:web ?site|home ?page|web ?page|(?:portal|profile|donation|memorial|fundraiser) page|blog|portfolio)|\\bsite|linkedin|facebook|instagram|personal url)[\\s"'\\\\:=(]{1,5}(?:(?i:is|at)[ :]{1,2})?((?:(?i:https?)://|www\\.)${urlChar}{3,200})`,
    cue: "path",
    check: (value) =>
      !/\/\/(?:docs|api|schemas?|status|registry|support)\.|\b(?:github|gitlab|wikipedia|w3|hl7|ietf|npmjs|pypi|readthedocs|nih|cdc|hhs)\.(?:com|org|io|gov)\b/i.test(
        value,
      ),
    hits: [
      ["site https://www.andreklemt.com, mac", "https://www.andreklemt.com,"],
      ["her website is www.janedoe.example/about", "www.janedoe.example/about"],
      ["Blog: https://doe-family.example", "https://doe-family.example"],
      ["homepage=http://janedoe.example", "http://janedoe.example"],
      ["her portal page is https://chart.example.org/p/jdoe-71", "https://chart.example.org/p/jdoe-71"],
    ],
    misses: [
      ["site https://docs.vendor.example/x", "documentation"],
      ["website: https://www.cdc.gov/flu", "an authority"],
      ["endpoint https://www.vendor.example", "a service"],
      ["on-site visit", "no URL"],
    ],
  },
  {
    id: "url_of_person_bare",
    type: "URL",
    title: "Page in a social network without its scheme: instagram.com/jane.doe",
    evidence: "format",
    source,
    pattern: `\\b((?:www\\.|m\\.)?(?i:facebook|instagram|twitter|tiktok|threads|linkedin|pinterest|snapchat|caringbridge|gofundme|vk|myspace|linktr|onlyfans|venmo|paypal)\\.(?:com|net|org|ee|me)/${urlChar}{3,120})`,
    cue: "path",
    check: (value, { before }) => !/[@/.A-Za-z0-9-]$/.test(before) && leadsToPerson(`https://${value}`),
    hits: [
      ["her insta instagram.com/marisol.bakes is", "instagram.com/marisol.bakes"],
      ["see www.facebook.com/jane.doe.77", "www.facebook.com/jane.doe.77"],
      ["linkedin.com/in/jane-doe-rn", "linkedin.com/in/jane-doe-rn"],
    ],
    misses: [
      ["facebook.com/login", "an action"],
      ["twitter.com/share?x=1", "an action"],
      ["notinstagram.com/jane.doe", "another host"],
    ],
  },
  {
    id: "url_of_staff_bare",
    type: "URL",
    title: "Page of somebody at www. without its scheme: www.northshore.example/team/mgonzalez",
    evidence: "format",
    source,
    pattern: `\\b(www\\.[A-Za-z0-9.-]{3,80}/${urlChar}{3,120})`,
    cue: "path",
    check: (value, { before }) => !/[@/.A-Za-z0-9-]$/.test(before) && leadsToPerson(`https://${value}`),
    hits: [
      ["F 847.555.0112 | www.northshore.example/team/mgonzalez", "www.northshore.example/team/mgonzalez"],
      ["www.clinic.example/our-team/maria-gonzalez-md", "www.clinic.example/our-team/maria-gonzalez-md"],
      ["see www.clinic.example/patients/482137", "www.clinic.example/patients/482137"],
    ],
    misses: [
      ["www.clinic.example/team/careers", "no name"],
      ["www.clinic.example/providers/list", "an action"],
    ],
  },
  {
    id: "query_name",
    type: "NAME",
    title: "Person's name in a query parameter",
    evidence: "key",
    source: "45 CFR 164.514(b)(2)(i)(A)",
    pattern: "[?&](?i:(?:[a-z]{1,12}[_.-]?)?(?:name|surname|fname|lname)|patient|member)=([^&\\s\"'<>#;\\\\\\x00-\\x20]{2,100})",
    cue: "path",
    check: (value, { before }) => {
      const key = /[?&;]([^=?&;]*)=$/.exec(before)?.[1] ?? "";
      if (
        /^(?:(?:first|last|given|family|middle|maiden|full|patient|member|subscriber|person|pat|pt|guarantor|contact|doctor|provider|physician|employee|customer)[_.-]?name|surname|fname|lname)$/i.test(
          key,
        )
      )
        return /^[\p{L}+%]/u.test(value);
      if (
        /^(?:user|host|file|service|db|app|pod|tag|image|class|event|tool|model|bucket|domain|query|metric|pool|thread|queue|table|job|role|group|repo|branch|display)[_.-]?name$/i.test(
          key,
        )
      )
        return false;
      return looksLikeName(value) && !/^[A-Z][a-z]+$/.test(value)
        ? true
        : /patients?|members?|persons?|people|residents?/i.test(before) && /^\p{L}{2,}/u.test(value);
    },
    hits: [
      ["GET /patients?name=William+Major&dob=2012-04-12 HTTP/1.1", "William+Major"],
      ["?patient_name=Doe%2C%20Jane&x", "Doe%2C%20Jane"],
      ["&last_name=Doe&", "Doe"],
      ["/search?name=Rados\u0142aw+Sudak", "Rados\u0142aw+Sudak"],
    ],
    misses: [
      ["/api/v1/pods?name=web-1", "a resource's name"],
      ["?file_name=Jane+Doe.pdf", "a file's name"],
      ["?service_name=care", "a service's name"],
      ["?name=&x=1", "empty"],
    ],
  },
  {
    id: "path_of_member",
    type: "HEALTH_PLAN_ID",
    title: "Id of a plan member in a path: /members/W568169924",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(I)",
    pattern:
      "/(?i:members?|subscribers?|beneficiar(?:y|ies)|enrollees?|policyholders?)/([A-Za-z]{0,8}[-_]?[0-9][A-Za-z0-9_-]{2,30})(?:$|[^A-Za-z0-9_-])",
    cue: "path",
    check: (value) => isPlausibleId(value, 3),
    hits: [
      ["GET /members/W568169924/claims", "W568169924"],
      ["/v1/subscriber/00912", "00912"],
      ["/beneficiaries/4821377 200", "4821377"],
      ["/members/ABC-12345?x=1", "ABC-12345"],
    ],
    misses: [
      ["/members/{id}", "a route"],
      ["/members/list", "an action"],
      ["/teammembers/4821", "another word"],
      ["/members/v2/", "a version"],
    ],
  },
  {
    id: "path_of_encounter",
    type: "OTHER",
    title: "Id of an encounter, visit, claim or case in a path: /encounters/72163",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(R)",
    pattern:
      "/(?i:encounters?|visits?|admissions?|appointments?|claims?|studies|accessions?|mychart/[a-z-]{3,20})/([A-Za-z]{1,8}[-_]?[0-9][A-Za-z0-9_-]{2,30}|[-_]?[0-9][A-Za-z0-9_-]{4}[A-Za-z0-9_-]{0,26}|[-_]?[0-9][0-9_-]{0,2}[A-Za-z][A-Za-z0-9_-]{0,2})(?:$|[^A-Za-z0-9_-])",
    cue: "path",
    // A short plain number could be anyone's: five digits and more, or letters with digits.
    check: (value) => isPlausibleId(value, 3) && (/[A-Za-z]/.test(value) || value.replace(/[^0-9]/g, "").length >= 5),
    hits: [
      ["GET /api/encounters/72163", "72163"],
      ["/claims/CLM-00912/lines", "CLM-00912"],
      ["/visits/4821377?x=1", "4821377"],
      ["/Encounter/enc-0091 ", "enc-0091"],
      ['"path":"/mychart/labs/L26-118204"', "L26-118204"],
    ],
    misses: [
      ["/api/encounters/{id}", "a route"],
      ["/claims/search", "an action"],
      ["/studies/v1", "a version"],
      ["/encounters/7216", "too short"],
    ],
  },
  {
    id: "path_of_user",
    type: "OTHER",
    title: "Id of a user or employee in a path: /users/4821377",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(R)",
    pattern:
      "/(?i:users?|u|employees?|customers?|providers?|physicians?|doctors?|profiles?)/([0-9]{5,15}|[A-Z]{1,4}-?[0-9]{4,12}|[a-z]{2,20}[._][a-z]{2,20}[0-9]{0,4})(?:$|[^A-Za-z0-9_.-])",
    cue: "path",
    check: (value) => !/\.(?:js|ts|py|go|json|html|css|php|md|rb|java)$/.test(value),
    hits: [
      ["GET /users/4821377/orders", "4821377"],
      ["/api/user/jane.doe 200", "jane.doe"],
      ["/providers/P-00912", "P-00912"],
      ["GET /u/tara.vance71/avatar.jpg", "tara.vance71"],
      ["/customers/1002938?x=1", "1002938"],
    ],
    misses: [
      ["/users/{id}", "a route"],
      ["/users/42", "too short"],
      ["/users/me", "nobody"],
      ["/src/users/index.js", "a file"],
    ],
  },
  {
    id: "user_of_access_log",
    type: "NAME",
    title: "User of an access log's line, or in quotes behind the word user",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(A); Common Log Format",
    pattern:
      "(?:[0-9a-fA-F] - |\\b(?i:user|login|account|username|principal|clinician|staff) ['\"])([A-Za-z\\x{C0}-\\x{24F}\\x{1E00}-\\x{1EFF}][A-Za-z0-9\\x{C0}-\\x{24F}\\x{1E00}-\\x{1EFF}._-]{2,40})(?: \\[[0-9]{2}[0-9/]|['\"])",
    cue: "path",
    check: (value, { before, after }) =>
      !nobody.test(value) &&
      (/[0-9a-f] - $/i.test(before) ? /^ \[/.test(after) : /^[a-z]+[._][a-z]+[0-9]{0,3}$/i.test(value)) &&
      !/\.(?:com|org|net|io|js|py|ts|json)$/i.test(value),
    hits: [
      ["24.60.113.7 - mvillalobos [14/May/2024:09:31:22 +0000]", "mvillalobos"],
      ["24.60.113.7 - bkısakürek [2024-05-14T09:31:22Z]", "bkısakürek"],
      ["failed login for user 't.oyelaran' from", "t.oyelaran"],
      ['account "jane.doe" locked', "jane.doe"],
    ],
    misses: [
      ["10.0.0.1 - - [14/May/2024:09:31:22 +0000]", "no user"],
      ["10.0.0.1 - admin [14/May/2024:09:31:22 +0000]", "a machine's account"],
      ["user 'postgres' connected", "a machine's account"],
    ],
  },
];
