import { isIP } from "node:net";
import { CordonError } from "../base/index.ts";

/**
 * Reads a destination's address. Refused, with the YAML path in `where`: what is no http or https URL, credentials inside the URL
 * (addresses reach logs, headers do not), a fragment, and plain http to anything but this machine unless `insecure` says so
 * (45 CFR 164.312(e)(1)).
 */
export function parseEndpoint(text: string, insecure: boolean, where: string): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:") || url.hostname === "") {
    throw new CordonError("config.value", where, "Write an address such as https://host:4318.");
  }
  if (url.username !== "" || url.password !== "") throw new CordonError("config.value", where, "Put credentials into headers.");
  if (url.hash !== "") throw new CordonError("config.value", where, "An address has no fragment.");
  if (url.protocol === "http:" && !insecure && !isLoopback(url.hostname)) {
    throw new CordonError("config.plaintext", where, "Write https://, or tls: { insecure: true } where the network is encrypted below.");
  }
  return url;
}

/** Whether a URL's host name is this machine: 127.0.0.0/8, ::1 (also IPv4-mapped) and the name localhost (RFC 6761, 6.3). */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  if (isIP(bare) === 4) return bare.startsWith("127.");
  if (isIP(bare) === 6) return bare === "::1" || bare === "0:0:0:0:0:0:0:1" || /^::ffff:(?:7f[0-9a-f]{2}:|127\.)/.test(bare);
  return bare === "localhost" || bare === "localhost." || bare.endsWith(".localhost");
}
