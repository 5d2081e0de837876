import { createHmac, randomBytes } from "node:crypto";
import { CordonError, limits } from "../base/index.ts";

/**
 * Random tokens, looked up, not derived (45 CFR 164.514(c)): the same value gets the same token at one destination as long as the vault lives. In this version
 * the vault is in memory and ends with the process. It holds no value: its look-up key is an HMAC under a key that never leaves the process,
 * and the token itself is random.
 */
export interface TokenVault {
  /** 16 letters (73 bits). Throws policy.token_vault_full at the bound: the batch is held back. */
  tokenFor(destination: string, type: string, value: string): string;
}

const alphabet = "abcdefghijkmnpqrstuvwxyz";

export function createTokenVault(): TokenVault {
  const key = randomBytes(32);
  const tokens = new Map<string, string>();
  return {
    tokenFor(destination, type, value) {
      const slot = createHmac("sha256", key).update(`${destination}\0${type}\0${value}`).digest("base64");
      const known = tokens.get(slot);
      if (known !== undefined) return known;
      if (tokens.size >= limits.tokensMax) throw new CordonError("policy.token_vault_full");
      const token = Array.from(randomBytes(16), (byte) => alphabet[byte % alphabet.length]).join("");
      tokens.set(slot, token);
      return token;
    },
  };
}
