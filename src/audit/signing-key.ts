import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CordonError } from "../base/index.ts";

/** Ed25519. The private key signs and stays where the agent runs; the public key verifies, and belongs with whoever reviews. */
export interface SigningKey {
  sign(text: Buffer): Buffer;
}

const privateName = "signing-key.pem";
const publicName = "signing-key.pub.pem";

/** Reads the signing key, or makes the first one of a chain that is new. Throws audit.key where it is gone, may be read by others, or is none. */
export function openSigningKey(directory: string, isNew: boolean): SigningKey {
  const path = join(directory, privateName);
  try {
    if (isNew && !existsSync(path)) makeKey(directory, path);
    if ((statSync(path).mode & 0o077) !== 0) throw new CordonError("audit.key", path, "Run chmod 600 on it.");
    const key = createPrivateKey(readFileSync(path));
    return { sign: (text) => sign(null, text, key) };
  } catch (error) {
    throw error instanceof CordonError ? error : new CordonError("audit.key", path);
  }
}

function makeKey(directory: string, path: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  writeFileSync(path, privateKey.export({ format: "pem", type: "pkcs8" }), { mode: 0o600, flag: "wx" });
  chmodSync(path, 0o600);
  writeFileSync(join(directory, publicName), publicKey.export({ format: "pem", type: "spki" }), { mode: 0o644 });
}

/** The public key of the directory, or one that the reviewer keeps elsewhere. Throws audit.key. */
export function readPublicKey(directory: string, path: string = join(directory, publicName)): KeyObject {
  try {
    return createPublicKey(readFileSync(path));
  } catch {
    throw new CordonError("audit.key", path);
  }
}

export function isSignedBy(key: KeyObject, text: Buffer, signature: Uint8Array): boolean {
  return verify(null, text, key, signature);
}
