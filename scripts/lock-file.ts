export interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly dev?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface LockFile {
  readonly packages: Record<string, LockEntry>;
}

const platform =
  /-(?<os>android|darwin|freebsd|linux|openbsd|win32)-(?<cpu>arm64|arm|x64|ia32|riscv64|s390x|ppc64)(?:-(?<libc>musl|gnu))?$/;

/** Optional dependencies of locked packages, with a platform in their name, that the lock file has no entry for. */
export function missingPlatformPackages(lock: LockFile): readonly { folder: string; entry: LockEntry }[] {
  const missing: { folder: string; entry: LockEntry }[] = [];
  for (const owner of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
      const folder = `node_modules/${name}`;
      const found = platform.exec(name)?.groups;
      if (lock.packages[folder] !== undefined || found === undefined || !/^\d/.test(version)) continue;
      const libc = found.libc === undefined ? {} : { libc: [found.libc === "gnu" ? "glibc" : "musl"] };
      const dev = owner.dev === true ? { dev: true } : {};
      missing.push({ folder, entry: { version, cpu: [found.cpu ?? ""], ...dev, ...libc, optional: true, os: [found.os ?? ""] } });
    }
  }
  return missing;
}
