import type { Detector } from "../detector.ts";

/** 45 CFR 164.514(b)(2)(i)(R): unique codes that open an account or a record. */
const source = "45 CFR 164.514(b)(2)(i)(R)";
const secretWord =
  "pass(?:word|wd|phrase)?|pwd|secret(?:[ _-]?(?:access[ _-]?)?key)?|client[_-]?secret|api[ _-]?key|apikey|access[ _-]?(?:key|token)|auth[ _-]?token|refresh[_-]?token|private[ _-]?key|encryption[ _-]?key|session[_-]?(?:token|secret)|x-api-key|credentials?";
const notSecret =
  /^(?:null|none|true|false|yes\)?|no\)?|undefined|required|missing|invalid|redacted|hidden|masked|string|text|password|changed?|reset|expired?|incorrect|failed|for|is|was|must|not|the|and|or|to|\*+|x+|[<$%{[(].*|\[.*|[A-Za-z_.]+\(.*|[A-Z][A-Za-z]*[.(].*|(?:self|this|args?|opts?|options|settings|kwargs|params|request|response|user|data|props|state|event|context|ctx|cfg|conf)[.[].*|process\.env.*|os\..*|env\..*|config\..*)$/i;

export const secrets: readonly Detector[] = [
  {
    id: "jwt",
    type: "SECRET",
    title: "JSON Web Token",
    evidence: "format",
    source: "RFC 7519",
    pattern: "\\b(eyJ[A-Za-z0-9_-]{8,1000}\\.[A-Za-z0-9_-]{4,1000}(?:\\.[A-Za-z0-9_-]{0,1000})?)",
    cue: "secret",
    hits: [
      ["token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.c2lnbmF0dXJl x", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.c2lnbmF0dXJl"],
      ["eyJhbGciOiJub25lIn0.eyJzdWIiOiJqYW5lIn0.", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJqYW5lIn0."],
      ["?jwt=eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.abc&x", "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.abc"],
      ['"t":"eyJ0eXAiOiJKV1QifQ.eyJpZCI6NDJ9.zzzz"', "eyJ0eXAiOiJKV1QifQ.eyJpZCI6NDJ9.zzzz"],
    ],
    misses: [
      ["eyJ alone", "too short"],
      ["eyJhbGciOiJIUzI1NiJ9", "one part"],
      ["keyJhbGciOiJIUzI1NiJ9.abcd", "another word"],
      ["monkeyJumps.over", "another word"],
    ],
  },
  {
    id: "api_key",
    type: "SECRET",
    title: "API key or token in its issuer's form: AWS, GitHub, GitLab, OpenAI, Anthropic, Google, Slack, Stripe …",
    evidence: "format",
    source,
    pattern:
      "\\b((?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\\b|gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{22,255}|glpat-[A-Za-z0-9_-]{20,64}|sk-ant-[A-Za-z0-9_-]{16,200}|sk-(?:proj-|svcacct-|or-v1-|lf-)?[A-Za-z0-9_-]{20,200}|pk-lf-[a-z0-9-]{30,40}|AIza[A-Za-z0-9_-]{35}|ya29\\.[A-Za-z0-9_-]{20,200}|xox[abeprs]-[A-Za-z0-9-]{10,200}|[srp]k_(?:live|test)_[A-Za-z0-9]{10,200}|whsec_[A-Za-z0-9]{20,100}|SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{16,64}|npm_[A-Za-z0-9]{36}|hf_[A-Za-z0-9]{30,60}|pypi-[A-Za-z0-9_-]{50,255}|dop_v1_[a-f0-9]{64}|ls(?:v2)?_(?:pt|sk)_[A-Za-z0-9_]{20,100}|gsk_[A-Za-z0-9]{40,64}|r8_[A-Za-z0-9]{30,50}|phc_[A-Za-z0-9]{30,60}|AC[a-f0-9]{32}\\b)",
    cue: "secret",
    check: (value) => /[0-9]/.test(value),
    hits: [
      ["key AKIAIOSFODNN7EXAMPLE here", "AKIAIOSFODNN7EXAMPLE"],
      ["ghp_16C7e42F292c6912E7710c838347Ae178B4a", "ghp_16C7e42F292c6912E7710c838347Ae178B4a"],
      ["sk-ant-api03-AbCdEf0123456789xyz_", "sk-ant-api03-AbCdEf0123456789xyz_"],
      ["sk-proj-Ab12Cd34Ef56Gh78Ij90Kl", "sk-proj-Ab12Cd34Ef56Gh78Ij90Kl"],
      ["AIzaSyA1234567890abcdefghijklmnopqrstuv", "AIzaSyA1234567890abcdefghijklmnopqrstuv"],
    ],
    misses: [
      ["AKIA is a prefix", "too short"],
      ["task-management-and-scheduling-service-name", "another word"],
      ["sk-learn", "a library"],
      ["ghp_short1", "too short"],
    ],
  },
  {
    id: "private_key",
    type: "SECRET",
    title: "PEM private key",
    evidence: "format",
    source: "RFC 7468",
    pattern:
      "(-----BEGIN (?:[A-Z]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:[A-Za-z0-9+/=:,.\\s\\\\-]{0,1000}){0,1}(?:[A-Za-z0-9+/=\\s\\\\-]{0,1000}){0,1}(?:[A-Za-z0-9+/=\\s\\\\-]{0,1000}){0,1}(?:[A-Za-z0-9+/=\\s\\\\-]{0,600}-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----)?)",
    cue: "secret",
    hits: [
      ["-----BEGIN PRIVATE KEY-----\nMIIEv\n-----END PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\nMIIEv\n-----END PRIVATE KEY-----"],
      ["x -----BEGIN RSA PRIVATE KEY-----", "-----BEGIN RSA PRIVATE KEY-----"],
      ["-----BEGIN EC PRIVATE KEY-----\\nMHcC", "-----BEGIN EC PRIVATE KEY-----\\nMHcC"],
      ["-----BEGIN PGP PRIVATE KEY BLOCK-----", "-----BEGIN PGP PRIVATE KEY BLOCK-----"],
    ],
    misses: [
      ["-----BEGIN CERTIFICATE-----", "public"],
      ["-----BEGIN PUBLIC KEY-----", "public"],
      ["the PRIVATE KEY is missing", "no key"],
      ["BEGIN PRIVATE KEY", "no dashes"],
    ],
  },
  {
    id: "authorization_value",
    type: "SECRET",
    title: "Credentials of an Authorization header: Bearer, Basic, Token",
    evidence: "label",
    source: "RFC 9110, 11.6.2; RFC 6750; RFC 7617",
    pattern:
      "\\b(?i:bearer|basic|authorization: token|proxy-authorization: [a-z]{3,10})[ :=]{1,2}([A-Za-z0-9+/_.-]{8}[A-Za-z0-9+/_.~-]{0,992}={0,3})",
    cue: "secret",
    check: (value, { before }) =>
      /[0-9]/.test(value) &&
      (/[A-Z]/.test(value) || value.length >= 16 || /authorization/i.test(before)) &&
      !/^[A-Za-z]+[-.][a-z-]+$/.test(value),
    hits: [
      ["Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA", "2YotnFZFEjr1zCsicMWpAA"],
      ["Authorization: Basic amFuZTpzM2NyZXQ=", "amFuZTpzM2NyZXQ="],
      ["bearer abcdef0123456789abcdef", "abcdef0123456789abcdef"],
      ['"authorization":"Bearer q8Zx0011Lmn"', "q8Zx0011Lmn"],
    ],
    misses: [
      ["Bearer authentication required", "words"],
      ["basic information about", "words"],
      ["Bearer ${TOKEN}", "a placeholder"],
      ["basic metabolic panel", "a lab test"],
    ],
  },
  {
    id: "secret_assignment",
    type: "SECRET",
    title: "Password, key or token assigned to its name",
    evidence: "label",
    source,
    pattern: `(?i:${secretWord})["'\\\\]{0,2}(?: ?[:=]{1,2}>? ?| (?i:is) )["'\\\\]{0,2}([^\\s"'<>,;&\\\\\\x00-\\x20]{4,200})`,
    cue: "secret",
    check: (value, { before }) => {
      // PWD=/srv/app: the folder that a program runs in.
      if (value.startsWith("/") && /\b(?:OLD)?PWD=$/.test(before)) return false;
      if (notSecret.test(value) || /(?:[a-z])pass["'\\]{0,2} ?[:=]/i.test(before)) return false;
      const assigned = !/ is ["'\\]{0,2}$/i.test(before);
      return assigned
        ? /[^A-Za-z]/.test(value) || /pass(?:word|wd)|pwd/i.test(before.slice(-14))
        : /[0-9]/.test(value) && /[A-Za-z]/.test(value);
    },
    hits: [
      ["password=hunter2x&user=1", "hunter2x"],
      ['"client_secret": "s3cr3t-value"', "s3cr3t-value"],
      ["API_KEY=abcd1234efgh", "abcd1234efgh"],
      ["my password is Tr0ub4dor", "Tr0ub4dor"],
    ],
    misses: [
      ["password=****", "masked"],
      ["password: ${DB_PASSWORD}", "a placeholder"],
      ["password is required", "words"],
      ["Access denied (using password: YES)", "an answer"],
      ["max_tokens=4096", "a count"],
      ["TTY=pts/0 ; PWD=/srv/app ; USER=root", "a folder"],
    ],
  },
  {
    id: "cookie_session",
    type: "SECRET",
    title: "Session's id in a cookie",
    evidence: "label",
    source: "RFC 6265",
    pattern: "(?i:sess(?:ion)?(?:[_-]?id)?|connect\\.sid|sid)=([A-Za-z0-9%][A-Za-z0-9%._~+/:|-]{11,300})",
    cue: "secret",
    // In a cookie's header, or under a name that only cookies have: "session=" in a log line is the name of a run as well.
    check: (value, { before }) =>
      /[0-9]/.test(value) &&
      /[A-Za-z]/.test(value) &&
      /\bcookies?["'\\]{0,2} ?[:=]|(?:jsession|phpsess)(?:id)?=$|connect\.sid=$/i.test(before),
    hits: [
      ["Cookie: session=k9Qx2vLw8RtZp31; theme=dark", "k9Qx2vLw8RtZp31"],
      ["Set-Cookie: JSESSIONID=8F3C1D2E4A5B6C7D; Path=/", "8F3C1D2E4A5B6C7D"],
      ["cookie: lang=en; connect.sid=s%3Ak9Qx2vLw8.aB7YcQ", "s%3Ak9Qx2vLw8.aB7YcQ"],
    ],
    misses: [
      ["session=nightly-run-2026-03", "a run, in no cookie"],
      ["Cookie: session=short1", "too short"],
      ["Cookie: session=abcdefghijklmnop", "no digit"],
    ],
  },
  {
    id: "cookie_visitor",
    type: "OTHER",
    title: "Id of a visitor in a tracker's cookie: _ga, _gid, _fbp, ajs_user_id",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(R); HHS bulletin on online tracking technologies",
    pattern:
      "(?:\\b_ga(?:_[A-Z0-9]{4,12})?|\\b_gid|\\b_fb[pc]|\\b_gcl_au|\\b_uet[vs]id|\\b_hjSessionUser_[0-9]{1,12}|\\bajs_(?:user|anonymous)_id|\\bmp_[0-9a-f]{8,40}_mixpanel|\\bamp(?:litude)?_[A-Za-z0-9]{6,40}|\\bhubspotutk|\\b_pk_id(?:[.][A-Za-z0-9.]{1,20})?|\\bvisitor_id[0-9]{0,12}|\\boptimizelyEndUserId|\\bMUID|\\b__utma)=([A-Za-z0-9%][A-Za-z0-9%._~+:|$-]{7,200})",
    cue: "secret",
    check: (value) => /[0-9]{4}|[0-9a-f]{8}-/.test(value),
    hits: [
      ["locale=en_US; _ga=GA1.2.884120931.1767811201", "GA1.2.884120931.1767811201"],
      ["_fbp=fb.1.1767811201.88412093;", "fb.1.1767811201.88412093"],
      ["ajs_anonymous_id=%22c1f2d3a4-0b1c-4d2e%22", "%22c1f2d3a4-0b1c-4d2e%22"],
    ],
    misses: [
      ["_ga=off", "no id"],
      ["theme=dark; lang=en", "no tracker"],
    ],
  },
  {
    id: "password_said",
    type: "SECRET",
    title: "Password behind its word and a blank, marks that end a query's parameter included",
    evidence: "label",
    source,
    pattern: `\\b(?i:pass(?:word|wd|phrase|code)?|pwd|pin)(?:: | is )["']?([A-Za-z0-9][^\\s"'<>,\\\\\\x00-\\x20]{2,60}[&;!@#$%^*+=?-][^\\s"'<>,\\\\\\x00-\\x20]{0,60})`,
    cue: "secret",
    check: (value) => !notSecret.test(value) && /[0-9]/.test(value) && /[A-Za-z]/.test(value),
    hits: [
      ["password: Tr0ub4dor&3", "Tr0ub4dor&3"],
      ["my password is s3cret;x9", "s3cret;x9"],
      ["pwd: Win7er!2024", "Win7er!2024"],
    ],
    misses: [
      ["password: required", "a word"],
      ["password is set-by-user", "no digit"],
    ],
  },
  {
    id: "url_credentials",
    type: "SECRET",
    title: "User and password in a URL or connection string",
    evidence: "format",
    source: "RFC 3986, 3.2.1",
    pattern: "\\b[A-Za-z][A-Za-z0-9+.-]{1,20}://([^\\s/:@\"'<>\\x00-\\x20]{1,80}:[^\\s/@\"'<>\\x00-\\x20]{1,120})@",
    cue: "at",
    check: (value) => !/^[^:]*:(?:\*+|\$.*|\{.*|<.*|%s|password|pass|x+|redacted)$/i.test(value) && !/^[^:]+:[0-9]{2,5}$/.test(value),
    hits: [
      ["postgres://app:s3cret@db.example/ehr", "app:s3cret"],
      ["mongodb+srv://u:p4ss@cluster0.example", "u:p4ss"],
      ["https://jane:hunter2@portal.example/", "jane:hunter2"],
      ["redis://default:Ab12@cache:6379", "default:Ab12"],
    ],
    misses: [
      ["postgres://app:${PASSWORD}@db", "a placeholder"],
      ["https://example.com:8443/@scope/x", "a port"],
      ["postgres://db.example/ehr", "no credentials"],
      ["postgres://app:****@db", "masked"],
    ],
  },
];
