import { createHash } from "node:crypto";

const base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/** A Bitcoin address of 25 bytes in Base58Check: version 0 or 5, and the first four bytes of a double SHA-256 behind (Bitcoin wiki, "Base58Check encoding"). */
export function isBase58Address(value: string): boolean {
  if (!/^[13][1-9A-HJ-NP-Za-km-z]{24,34}$/.test(value)) return false;
  let number = 0n;
  for (const char of value) number = number * 58n + BigInt(base58.indexOf(char));
  const hex = number.toString(16).padStart(50, "0");
  if (hex.length !== 50) return false;
  const bytes = Buffer.from(hex, "hex");
  if (bytes[0] !== 0 && bytes[0] !== 5) return false;
  return sha256(sha256(bytes.subarray(0, 21)))
    .subarray(0, 4)
    .equals(bytes.subarray(21));
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** A SegWit address: bech32 (BIP 173) or bech32m (BIP 350), human-readable part "bc". */
export function isSegwitAddress(value: string): boolean {
  const text = value.toLowerCase();
  if (!/^bc1[02-9ac-hj-np-z]{11,71}$/.test(text)) return false;
  const data = Array.from(text.slice(3), (char) => bech32.indexOf(char));
  // The human-readable part "bc", expanded: high bits, 0, low bits.
  const rest = polymod([3, 3, 0, 2, 3, ...data]);
  return rest === 1 || rest === 0x2bc830a3;
}

function polymod(values: readonly number[]): number {
  const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (let i = 0; i < 5; i++) if (((top >>> i) & 1) === 1) sum ^= generator[i] as number;
  }
  return sum >>> 0;
}
