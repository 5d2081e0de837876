import { ipv4Kind } from "../checks/ipv4.ts";
import { ipv6Kind } from "../checks/ipv6.ts";
import type { Detector, MatchContext } from "../detector.ts";

/** 45 CFR 164.514(b)(2)(i)(O): Internet Protocol address numbers. The individual's, not a server's (quality.md, "Whose address is it?"). */
const source = "45 CFR 164.514(b)(2)(i)(O); IANA special-purpose address registries";
const octet = "[0-9]{1,3}";
const clientWord =
  /(?:client|remote|peer|caller|x-forwarded-for|forwarded|x-real-ip|real[_-]?ip|user(?:'s)?|patient(?:'s)?|visitor|workstation|end-?user|source|src|sender|login|logged in|signed in|accessed|my|his|her|home)[ _.-]{0,2}(?:ip|ip[ _-]?addr(?:ess)?|addr(?:ess)?|host|from)?(?:[ _-]?(?:address|addr))?(?:["'\\]{0,2}\s?[:=(]\s?["'\\]{0,2}|\s(?:is |was |at |from )?){0,2}$/i;
const labelledIp =
  /(?:\bip|ip[ _-]?addr(?:ess)?|ipv[46]|clientip|client_ip|address)(?:["'\\]{0,2}\s?[:=(]\s?["'\\]{0,2}|\s(?:is |was )?)$/i;
/** The other end of a connection inside a network: "peer=10.3.0.7:52110", "Selected source 169.254.169.123". */
const peerWord = /(?:\bpeer|selected source)(?:[ _.-]?(?:ip|addr(?:ess)?|host))?(?:["'\\]{0,2}\s?[:=(]\s?["'\\]{0,2}|\s){0,2}$/i;
/** A person's entry of an audit or access log: the address on it is where that person sat. */
const besideUser = /\b(?:user(?:name|_id)?|login|actor|patient|mrn|employee)["']{0,2}[=:]/i;
const serverWord =
  /(?:server|neighbor|peer-?link|upstream|backend|endpoint|listen(?:ing)?(?: on)?|bind(?:ing)?|bound(?: to)?|gateway|dns|nameserver|resolver|proxy|broker|node|pod|cluster|master|leader|replica|dst|dest(?:ination)?|dial (?:tcp|udp)|connect(?:ing|ed)? to|lookup|subnet|netmask|mask|route|via|->)(?:[ _.-]?(?:ip|addr(?:ess)?|host))?(?:["'\\]{0,2}\s?[:=(]\s?["'\\]{0,2}|\s(?:is |at |on |to )?|\s?\/)?$/i;
const versionWord =
  /(?:\bv|version|ver\.?|release|build|oid|firmware|driver|chrome|safari|edg|firefox|applewebkit|tomcat|[a-z]{3,}\/)["'\\]{0,2}\s?[:=]?\s?["'\\]{0,2}$/i;
const infrastructure =
  /(?:server|host|node|pod|cluster|service|gateway|router|broker|proxy|upstream|backend|container|instance|load ?balancer|printer|scanner|modality|pacs|dns)\W{1,3}(?:IP|\w+ IP)\b[^:]*: ?$/i;
/** An interface before its address: "v6(en0+:2607:…)". */
const interfaceName = /\([a-z]{2,8}[0-9]{1,2}[+!-]?:$/;
/** "megaraid: 2.20.2.5 (Release Date: …)" */
const versionBehind = /^ \((?:release|build|built|revision|[A-Z][a-z]{2} [0-9 ]?[0-9] [0-9]{4})\b/i;
/** "H=mail.example.org [192.0.2.25]": another mail server; "Selected source": a time server. */
const otherServer = /\bH=(?:mail|mx|smtp|relay|mta)[0-9]{0,2}[.-]\S{1,48} \[$|\bSelected source $|\brelay=\S{1,60}\[$/;
const resolvers = new Set(["8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "208.67.222.222", "208.67.220.220"]);
const servicePort =
  /^:(?:22|25|53|80|88|110|143|389|443|465|587|636|993|995|1433|1521|2181|2375|2379|3000|3306|4317|4318|5000|5432|5672|6379|6443|7077|8000|8080|8081|8443|8888|9000|9090|9092|9200|9300|11211|27017|50010|50051)\b/;

function isOwnIpv4(value: string, { before, after }: MatchContext): boolean {
  if (/[0-9.~^@]$|[A-Za-z_-]$/.test(before.slice(-1)) && !/(?:ip|IP|from|host)[_-]$|\bsips?:[^@\s]{1,40}@$/.test(before)) return false;
  if (/\b(?:root|oid|system|codeSystem)=\\?["']$|urn:oid:$/.test(before)) return false;
  if (/^\.?[0-9]|^[A-Za-z_]|^-[0-9]/.test(after) || /^\/(?:[0-9]|[12][0-9]|3[01])\b(?!\/)/.test(after)) return false;
  const kind = ipv4Kind(value);
  if (kind === undefined || kind === "loopback" || kind === "unspecified" || value.endsWith(".0.0.0")) return false;
  // BIND writes the port behind "#".
  if (otherServer.test(before) || /^#53\b/.test(after)) return false;
  const client = clientWord.test(before) && !(kind !== "public" && peerWord.test(before));
  if (client) return true;
  if (kind === "private" && labelledIp.test(before) && besideUser.test(before)) return true;
  if (kind === "link_local" || kind === "private" || kind === "shared") return false;
  if (labelledIp.test(before)) return kind !== "reserved" || !value.startsWith("255.");
  if (kind === "multicast" || kind === "reserved" || resolvers.has(value)) return false;
  if (versionWord.test(before) || versionBehind.test(after) || serverWord.test(before) || servicePort.test(after)) return false;
  if (value.endsWith(".0") && /\bnetworks?:? $/i.test(before)) return false;
  return !/:\/\/$/.test(before) && !/^\.in-addr/.test(after);
}

export const ipAddresses: readonly Detector[] = [
  {
    id: "ipv4",
    type: "IP",
    title: "IPv4 address: public ones, private ones with a client's label",
    evidence: "format",
    source,
    pattern: `(${octet}(?:\\.${octet}){3})`,
    cue: "figures",
    check: isOwnIpv4,
    hits: [
      ["INFO user=kturner ip=211.143.122.39 phone", "211.143.122.39"],
      ["Accessed from 77.12.9.31 via", "77.12.9.31"],
      ["client.address=10.20.30.40", "10.20.30.40"],
      ["audit: user=kj action=VIEW ip=10.44.3.19 ok", "10.44.3.19"],
      ["X-Forwarded-For: 203.0.113.7", "203.0.113.7"],
      ["Failed password for x from 173.234.31.186 port 38926", "173.234.31.186"],
      ["<sip:5025550139@68.52.14.200:5060>", "68.52.14.200"],
    ],
    misses: [
      ["listening on 10.0.0.1:8080", "a server's private address"],
      ["version 1.2.3.4", "a version"],
      ["Chrome/120.0.6099.109 Safari", "a browser's version"],
      ["oid 1.3.6.1.4.1.311", "an object identifier"],
      ["127.0.0.1:54321", "loopback"],
      ['<id root="1.2.3.4" extension="M-771"/>', "an object identifier"],
      ["connection closed peer=10.3.0.7:52110", "a peer in the same network"],
      ["net 10.0.0.0/8", "a network"],
      ["dial tcp 34.120.5.6:443: timeout", "a server"],
      ["300.1.2.3", "no octet"],
      ["raid driver: 2.20.2.5 (Release Date: Fri", "a version before its date"],
      ["a connection on network 5.5.224.0 via", "a network"],
      ["KB3177723~amd64~~6.1.1.4, state", "a version behind its package"],
      ["pod web ip=10.44.3.19", "a pod's address"],
      ["BGP: neighbor 192.0.2.1 Up", "a router"],
      ["DNS format error from 198.51.100.53#53 resolving", "a name server"],
      ["<= list@example.org H=mail.example.org [198.51.100.25] P=esmtps", "a mail server"],
      ["relay=mx.example.net[198.51.100.25]:25, delay=1.2", "the mail server that took it"],
      ["chronyd[702]: Selected source 198.51.100.123 (pool)", "a time server"],
      ['firmware name "Marlin 2.1.2.1 (Aug 12 2023 10:41:07)"', "a version before its day"],
      ["34.216.184.93.in-addr.arpa", "a name for reverse look-ups"],
    ],
  },
  {
    id: "ipv4_labelled_beside",
    type: "IP",
    title: "Private IPv4 address behind its label in a text about a person: Portal IP: 172.16.8.45",
    evidence: "label",
    source,
    pattern: `\\bIP(?: [Aa]ddr(?:ess)?)?(?: (?:from|of|when|captured by|on|at) [A-Za-z ]+)?: ?(${octet}(?:\\.${octet}){3})`,
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before, after }) => {
      const kind = ipv4Kind(value);
      return (kind === "private" || kind === "shared") && !infrastructure.test(before) && !/^[.0-9/]|^:[0-9]/.test(after);
    },
    hits: [
      ["Portal IP: 172.16.8.45 |", "172.16.8.45"],
      ["IP from intake tablet: 100.64.12.9", "100.64.12.9"],
      ["IP address: 192.168.1.77", "192.168.1.77"],
    ],
    misses: [
      ["Pod IP: 10.42.0.9", "a pod's"],
      ["Server IP address: 10.0.0.7", "a server's"],
      ["VoIP: 10.0.0.7", "another word"],
      ["IP: 127.0.0.1", "loopback"],
      ["IP: 10.0.0.7:8080", "a service"],
    ],
  },
  {
    id: "ipv6",
    type: "IP",
    title: "IPv6 address: public ones, private ones with a client's label",
    evidence: "format",
    source,
    pattern:
      "((?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|(?:[0-9A-Fa-f]{1,4}:){1,6}(?::[0-9A-Fa-f]{1,4}){1,6}|(?:[0-9A-Fa-f]{1,4}:){2,7}:|::(?i:ffff:)?[0-9]{1,3}(?:\\.[0-9]{1,3}){3})",
    cue: "hex",
    check: (value, { before, after }) => {
      if (/[0-9A-Za-z_:.-]$/.test(before) && !interfaceName.test(before)) return false;
      if (/^[0-9A-Za-z_]|^:[0-9A-Za-z]|^\/(?:[0-9]|[1-9][0-9]|1[01][0-9]|12[0-7])\b/.test(after)) return false;
      const mapped = /^::(?:ffff:)?([0-9.]+)$/i.exec(value)?.[1];
      if (mapped !== undefined) return ipv4Kind(mapped) === "public" || (ipv4Kind(mapped) === "private" && clientWord.test(before));
      const kind = ipv6Kind(value);
      if (kind === "public" || kind === "documentation")
        return (
          /[0-9]/.test(value) &&
          value.length > 6 &&
          !/^[0-9]{1,2}(?::[0-9]{1,2}){2,}$/.test(value) &&
          !serverWord.test(before.replace(/\[$/, ""))
        );
      return (kind === "private" || kind === "link_local") && clientWord.test(before);
    },
    hits: [
      ["host a3fb:86d1:7045:5683:7379:9965:933b:2256", "a3fb:86d1:7045:5683:7379:9965:933b:2256"],
      ["from 2001:db8::1 port", "2001:db8::1"],
      ["client.address=fd00::1:2", "fd00::1:2"],
      ["ip=2a00:1450:4001:81b::200e,", "2a00:1450:4001:81b::200e"],
      ["via ::ffff:77.12.9.31", "::ffff:77.12.9.31"],
      ["changed: v6(en0-:2a00:1450:4001:8:81b:1ff:fe03:200e) DNS", "2a00:1450:4001:8:81b:1ff:fe03:200e"],
    ],
    misses: [
      ["bind ::1", "loopback"],
      ["std::abc::def", "names in code"],
      ["fe80::1", "link-local"],
      ["at 10:20:30:40", "a time"],
      ["2001:db8::/32", "a network"],
    ],
  },
];
