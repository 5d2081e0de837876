import type { Detector } from "../detector.ts";

/** 45 CFR 164.514(b)(2)(i)(F): electronic mail addresses. */
const source = "45 CFR 164.514(b)(2)(i)(F); RFC 5321, RFC 6531";
const nobody =
  /^(?:git|no-?reply|do-?not-?reply|donotreply|mailer-daemon|postmaster|root|hostmaster|abuse|webmaster|bounces?|user|username|your[._-]?(?:name|email))$/i;
/** The id of a mail, which a mail server makes. */
const messageId = /(?:message-?id|in-reply-to|references|msgid|resent-message-id)["']?\s?[:=]\s?["']?<?$/i;
const notHost =
  /\.(?:png|jpe?g|gif|svg|webp|ico|js|ts|css|json|lock|py|rb|go|rs|java|sh|md|ya?ml|toml|txt|log|so|dll|service|socket|scope|slice|target|timer|mount)$/i;

export const emails: readonly Detector[] = [
  {
    id: "email",
    type: "EMAIL",
    title: "E-mail address, in mailto links, URLs and behind %40 too",
    evidence: "format",
    source,
    pattern:
      "([A-Za-z0-9_+\\x{80}-\\x{10FFFF}](?:[A-Za-z0-9._'+\\x{80}-\\x{10FFFF}-]{0,62}[A-Za-z0-9_+\\x{80}-\\x{10FFFF}-])?(?:@|%40)(?:[A-Za-z0-9\\x{80}-\\x{10FFFF}](?:[A-Za-z0-9\\x{80}-\\x{10FFFF}-]{0,62})?\\.){1,6}(?:xn--[a-z0-9-]{2,40}|[A-Za-z]{2,24}|[\\x{80}-\\x{10FFFF}]{2,20}))",
    cue: "at",
    check: (value, { before, after }) => {
      if (/[A-Za-z0-9._+\u0080-\uffff-]$/.test(before)) return false;
      const at = value.search(/@|%40/);
      const local = value.slice(0, at);
      const host = value.slice(at).replace(/^@|^%40/, "");
      if (messageId.test(before) || (/\bid=<?$/.test(before) && /^[0-9]{8,14}\.[A-Za-z0-9.]+$/.test(local))) return false;
      if (/Linux version [^ ]{1,40} \($/.test(before) && /^\)/.test(after)) return false;
      if (nobody.test(local) || notHost.test(host)) return false;
      if (/^(?:github|gitlab|bitbucket)\.(?:com|org)$/i.test(host) && /^git$/i.test(local)) return false;
      if (/\.iam\.gserviceaccount\.com$|\.(?:local|localdomain|internal|svc|cluster)$/i.test(host)) return false;
      return !/:\/\/[^\s/]*:$/.test(before) || !/^:[0-9]|^\//.test(after);
    },
    hits: [
      ["a note for (esezer56@yahoo.com), age", "esezer56@yahoo.com"],
      ["<a href='mailto:jane.doe+care@clinic.example.org'>", "jane.doe+care@clinic.example.org"],
      ["?email=jane.doe%40example.com&x=1", "email=jane.doe%40example.com".slice(6)],
      ["a@xn--d1acufc.xn--p1ai", "a@xn--d1acufc.xn--p1ai"],
      ["Zoë.Müller@exämple.de wrote", "Zoë.Müller@exämple.de"],
    ],
    misses: [
      ["git@github.com:org/repo.git", "a repository"],
      ["logo@2x.png", "a file"],
      ["@opentelemetry/api@1.9.0", "a package"],
      ["noreply@vendor.example", "nobody's"],
      ["Message-ID: <20250311.88@mx.example.org>", "a mail's id"],
      ["P=esmtps S=4821 id=20261126042101.1A2B3C4D5E@mail.example.org", "a mail's id as a mail server writes it"],
      ["Linux version 2.6.5 (builder@build.example.com) (gcc", "a kernel's build"],
      ["build@project.iam.gserviceaccount.com", "a service's account"],
    ],
  },
  {
    id: "email_in_bounce",
    type: "EMAIL",
    title: "Address that a mailer wrote into its own: bounce+jane.doe=clinic.example@mailer.example",
    evidence: "format",
    source: "VERP; Sender Rewriting Scheme",
    pattern:
      "\\b((?i:bounces?|returns?|prvs|msprvs1|srs[01]|unsub(?:scribe)?|reply)[+=-][A-Za-z0-9._+=-]{1,100}=[A-Za-z0-9._+-]{2,60}@(?:[A-Za-z0-9-]{1,62}\\.){1,6}[A-Za-z]{2,24})\\b",
    cue: "at",
    hits: [
      ["<bounce+jw.tillery=gladepost.example@mailer.example>", "bounce+jw.tillery=gladepost.example@mailer.example"],
      ["SRS0=HHH=TT=gladepost.example=jw@fwd.example", "SRS0=HHH=TT=gladepost.example=jw@fwd.example"],
      ["prvs=0452=ana@clinic.example.org", "prvs=0452=ana@clinic.example.org"],
    ],
    misses: [
      ["reply=yes", "no address"],
      ["bounce rate=12@", "no host"],
    ],
  },
  {
    id: "email_quoted",
    type: "EMAIL",
    title: "E-mail address with a quoted local part",
    evidence: "format",
    source: "RFC 5321, 4.1.2",
    pattern: '("[A-Za-z0-9._ +-]{1,40}"@(?:[A-Za-z0-9-]{1,62}\\.){1,6}[A-Za-z]{2,24})\\b',
    cue: "at",
    hits: [
      ['contact "d.okwu"@mail.example', '"d.okwu"@mail.example'],
      ['<"jane doe"@example.org>', '"jane doe"@example.org'],
      ['to "a+b"@x.example.com', '"a+b"@x.example.com'],
    ],
    misses: [
      ['{"@type":"Person"}', "a key"],
      ['"a" @example.org', "a blank between"],
    ],
  },
  {
    id: "email_spelled",
    type: "EMAIL",
    title: "E-mail address spelled out: jane [at] example [dot] com",
    evidence: "format",
    source,
    pattern:
      "\\b([A-Za-z0-9][A-Za-z0-9._+-]{1,40}(?: (?i:dot|underscore|dash|hyphen) [A-Za-z0-9]{1,30}){0,3}(?: ?[\\[({](?i:at)[\\])}] ?| (?i:at) )[A-Za-z0-9-]{2,40}(?:(?: ?[\\[({](?i:dot)[\\])}] ?| (?i:dot) |\\.)[A-Za-z0-9-]{2,20}){1,3})\\b",
    cue: "at",
    check: (value) => /dot/i.test(value) || /[[({]at/i.test(value),
    hits: [
      ["write jane.doe [at] example [dot] com", "jane.doe [at] example [dot] com"],
      ["jdoe(at)example.org", "jdoe(at)example.org"],
      ["it's jane at gmail dot com", "jane at gmail dot com"],
      ["jane dot doe at yahoo dot com", "jane dot doe at yahoo dot com"],
      ["marisol underscore vega at outlook dot com", "marisol underscore vega at outlook dot com"],
    ],
    misses: [
      ["look at example.com", "a host"],
      ["at the dot com bubble", "no address"],
      ["array[at] x", "code"],
      ["meet at noon", "a time"],
    ],
  },
];
