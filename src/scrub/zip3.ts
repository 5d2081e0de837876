/**
 * First three digits of a ZIP code that must not stay, because the ZIP codes sharing them hold 20,000 people or fewer (45 CFR 164.514(b)(2)(i)(B)).
 * This is the list that HHS's guidance derives from the 2000 Census; HHS says not to rely on it where newer data exist, so it is dated and part of
 * the policy hash.
 */
export const restrictedZip3 = {
  source: "HHS guidance on 45 CFR 164.514(b), 2000 Census",
  date: "2000-04-01",
  prefixes: new Set("036 059 063 102 203 556 692 790 821 823 830 831 878 879 884 890 893".split(" ")),
} as const;

/** The permitted first three digits of the ZIP code in a text, `000` where the area is too small, null where there is no ZIP code. */
export function zip3(text: string): string | null {
  const prefix = text.match(/(?<![0-9])([0-9]{3})[0-9]{2}(?:-[0-9]{4})?\s*$/)?.[1];
  if (prefix === undefined) return null;
  return restrictedZip3.prefixes.has(prefix) ? "000" : prefix;
}
