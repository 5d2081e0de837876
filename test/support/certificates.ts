import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { isIP } from "node:net";

/** A certificate and its key as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface Authority extends Certificate {
  readonly name: string;
}

/** A new certificate authority of its own (P-256), so that no key lies in the repository. */
export function createAuthority(name: string): Authority {
  const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return {
    name,
    key,
    cert: certificate({ subject: name, issuer: name, issuerKey: key, subjectKey: key, extensions: [authorityExtension] }),
  };
}

/** A certificate for these host names and addresses (or, without any, for a client), valid from yesterday for ten years or already expired. */
export function issueCertificate(authority: Authority, subject: string, hosts: readonly string[] = [], expired = false): Certificate {
  const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const extensions = hosts.length === 0 ? [] : [hostsExtension(hosts)];
  return { key, cert: certificate({ subject, issuer: authority.name, issuerKey: authority.key, subjectKey: key, extensions, expired }) };
}

interface Request {
  readonly subject: string;
  readonly issuer: string;
  readonly issuerKey: string;
  readonly subjectKey: string;
  readonly extensions: readonly Buffer[];
  readonly expired?: boolean;
}

const dayMs = 86_400_000;

/** RFC 5280, 4.1: Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue }, in DER. */
function certificate(request: Request): string {
  const start = Date.now() - (request.expired ? 20 * dayMs : dayMs);
  const end = request.expired ? start + dayMs : start + 3650 * dayMs;
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(1, ...Buffer.from(String(Math.floor(Math.random() * 1e6))))),
    ecdsaWithSha256,
    nameOf(request.issuer),
    sequence(utcTime(start), utcTime(end)),
    nameOf(request.subject),
    createPublicKey(createPrivateKey(request.subjectKey)).export({ type: "spki", format: "der" }),
    ...(request.extensions.length === 0 ? [] : [der(0xa3, sequence(...request.extensions))]),
  );
  const signature = sign("sha256", toBeSigned, request.issuerKey);
  const whole = sequence(toBeSigned, ecdsaWithSha256, der(0x03, Buffer.of(0), signature));
  return `-----BEGIN CERTIFICATE-----\n${whole.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
}

const ecdsaWithSha256 = sequence(objectId("2a8648ce3d040302"));
const authorityExtension = sequence(objectId("551d13"), der(0x01, Buffer.of(0xff)), der(0x04, sequence(der(0x01, Buffer.of(0xff)))));

function hostsExtension(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) =>
    isIP(host) === 4 ? der(0x87, Buffer.from(host.split(".").map(Number))) : der(0x82, Buffer.from(host)),
  );
  return sequence(objectId("551d11"), der(0x04, sequence(...names)));
}

function nameOf(text: string): Buffer {
  return sequence(der(0x31, sequence(objectId("550403"), der(0x0c, Buffer.from(text)))));
}

function utcTime(ms: number): Buffer {
  const text = new Date(ms).toISOString().replace(/[-:T]/g, "").slice(2, 14);
  return der(0x17, Buffer.from(`${text}Z`));
}

function objectId(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, "hex"));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts);
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}
