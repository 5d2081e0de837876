import { isIPv6 } from "node:net";

export type Ipv6Kind = "public" | "documentation" | "private" | "loopback" | "link_local" | "unspecified" | "multicast";

/** The block an IPv6 address is in (IANA special-purpose registry: RFC 4291, 4193, 3849), or undefined when the text is none. */
export function ipv6Kind(value: string): Ipv6Kind | undefined {
  const address = value.split("%")[0] ?? "";
  if (!isIPv6(address)) return undefined;
  if (/^[0:]+$/.test(address)) return "unspecified";
  if (/^[0:]*:0*1$/.test(address)) return "loopback";
  const first = Number.parseInt(address.split(":")[0] ?? "0", 16) || 0;
  if ((first & 0xffc0) === 0xfe80) return "link_local";
  if ((first & 0xfe00) === 0xfc00) return "private";
  if ((first & 0xff00) === 0xff00) return "multicast";
  if (/^2001:0?db8:/i.test(address)) return "documentation";
  return "public";
}
