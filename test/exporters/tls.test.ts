import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadTls } from "../../src/exporters/tls.ts";

import { createAuthority } from "../support/certificates.ts";

const authority = createAuthority("Invented CA");

test("TLS older than 1.2 is never offered, whatever OpenSSL is set to", async () => {
  expect(await loadTls({ insecure: false }, "tls")).toEqual({ minVersion: "TLSv1.2" });
  expect(await loadTls({ insecure: true }, "tls")).toEqual({ minVersion: "TLSv1.2" });
});

test("a certificate may be a file or stand in the configuration", async () => {
  const folder = await mkdtemp(join(tmpdir(), "cordon-tls-"));
  const path = join(folder, "ca.pem");
  await writeFile(path, authority.cert);
  expect((await loadTls({ ca: path, insecure: false }, "tls")).ca).toBe(authority.cert);
  expect((await loadTls({ ca: authority.cert, insecure: false }, "tls")).ca).toBe(authority.cert);
  await rm(folder, { recursive: true });
});

test("a file that is no PEM is named by its key in the YAML, not by its content", async () => {
  const error = await loadTls({ ca: import.meta.filename, insecure: false }, "destinations.v.tls").catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "exporter.credentials", where: "destinations.v.tls.ca" });
});
