export type Ipv4Kind =
  | "public"
  | "documentation"
  | "private"
  | "shared"
  | "loopback"
  | "link_local"
  | "unspecified"
  | "multicast"
  | "reserved";

/**
 * The block an IPv4 address is in (IANA special-purpose registry: RFC 1918, 6598, 1122, 3927, 5737, 5771), or undefined when the text is
 * none: an octet over 255 or with a leading zero.
 */
export function ipv4Kind(value: string): Ipv4Kind | undefined {
  const parts = value.split(".");
  if (parts.length !== 4) return undefined;
  const octets: number[] = [];
  for (const part of parts) {
    if (!/^(?:0|[1-9][0-9]{0,2})$/.test(part) || Number(part) > 255) return undefined;
    octets.push(Number(part));
  }
  const [a = 0, b = 0, c = 0] = octets;
  if (a === 0) return "unspecified";
  if (a === 127) return "loopback";
  if (a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168)) return "private";
  if (a === 100 && b >= 64 && b <= 127) return "shared";
  if (a === 169 && b === 254) return "link_local";
  if ((a === 192 && b === 0 && c === 2) || (a === 198 && b === 51 && c === 100) || (a === 203 && b === 0 && c === 113))
    return "documentation";
  if (a >= 224 && a <= 239) return "multicast";
  if (a >= 240) return "reserved";
  return "public";
}
