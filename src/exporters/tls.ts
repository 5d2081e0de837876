import { readFile } from "node:fs/promises";
import { createSecureContext, type SecureContextOptions } from "node:tls";
import { CordonError } from "../base/index.ts";

/** How a destination is known and how we are known to it. `ca`, `cert` and `key` are PEM texts or paths of PEM files. */
export interface TlsSettings {
  /** Certificate authorities to trust in place of the system's. */
  readonly ca?: string;
  /** Client certificate with its chain, and its key: mutual TLS. */
  readonly cert?: string;
  readonly key?: string;
  /** Name to ask for and to verify, where it is not the address's host. */
  readonly serverName?: string;
  /** Plain text to other machines is allowed. It does not weaken the verification of TLS; nothing does. */
  readonly insecure: boolean;
}

/**
 * Reads the files and lets OpenSSL look at them, so that a wrong key stops the start and not the first batch.
 * Throws exporter.credentials with the YAML path; OpenSSL's own message does not travel.
 */
export async function loadTls(settings: TlsSettings, where: string): Promise<SecureContextOptions> {
  const options: SecureContextOptions = { minVersion: "TLSv1.2" };
  for (const name of ["ca", "cert", "key"] as const) {
    const source = settings[name];
    if (source !== undefined) options[name] = await pemOf(source, `${where}.${name}`);
  }
  if ((options.cert === undefined) !== (options.key === undefined)) {
    throw new CordonError("exporter.credentials", where, "A client certificate needs cert and key.");
  }
  try {
    createSecureContext(options);
  } catch {
    throw new CordonError("exporter.credentials", where);
  }
  return options;
}

async function pemOf(source: string, where: string): Promise<string> {
  if (source.includes("-----BEGIN")) return source;
  const text = await readFile(source, "utf8").catch(() => undefined);
  if (text === undefined || !text.includes("-----BEGIN")) throw new CordonError("exporter.credentials", where);
  return text;
}
