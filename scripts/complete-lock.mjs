// Adds to package-lock.json the binaries for other platforms that npm has left out. npm does so when a registry lacks
// them, or has them in part, and then refuses its own lock file in `npm ci`. Their versions are fixed by the package
// that asks for them. Run it after every change of a dependency.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("../package-lock.json", import.meta.url));
const lock = JSON.parse(readFileSync(file, "utf8"));

for (const [path, asking] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(asking.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    if (key in lock.packages || `${path}/${key}` in lock.packages) continue;
    const platform =
      /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)(?:-(gnu|musl))?/.exec(
        name,
      );
    if (platform === null || !/^\d+\.\d+\.\d+$/.test(version))
      throw new Error(`${path}: what is ${name}@${version}?`);
    const [, os, cpu, libc] = platform;
    lock.packages[key] = {
      version,
      cpu: [cpu],
      dev: true,
      ...(os === "linux" && libc !== undefined ? { libc: [libc === "gnu" ? "glibc" : libc] } : {}),
      optional: true,
      os: [os],
    };
  }
}
const byPath = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(byPath) }, null, 2)}\n`);
