import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly os?: readonly string[];
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const read = (path: string) =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8"));
const manifest = read("package.json") as {
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
};
const packages = Object.entries(read("package-lock.json").packages as Readonly<Record<string, Locked>>);
const paths = new Set(packages.map(([path]) => path));

test("versions are exact, and the lock file has them", () => {
  const inexact = Object.entries(manifest.devDependencies).filter(
    ([, range]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range),
  );
  expect(inexact).toEqual([]);
  const locked = Object.fromEntries(packages);
  for (const [name, version] of Object.entries(manifest.devDependencies)) {
    expect(locked[`node_modules/${name}`]?.version, name).toBe(version);
  }
});

test("the lock file names no registry", () => {
  expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

test("binaries for all platforms are locked, or npm ci refuses the file: scripts/complete-lock.mjs", () => {
  const missing = packages.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !paths.has(`node_modules/${name}`) && !paths.has(`${path}/node_modules/${name}`),
    ),
  );
  expect(missing).toEqual([]);
});

test("what runs here is what was locked", () => {
  const unsure = packages.filter(
    ([path, { integrity, os }]) => path !== "" && integrity === undefined && os === undefined,
  );
  expect(unsure.map(([path]) => path)).toEqual([]);
});

test("no package runs a script when it is installed", () => {
  const running = packages
    .filter(([, { hasInstallScript = false, optional = false }]) => hasInstallScript && !optional)
    .map(([path]) => path.replace(/^.*node_modules\//, ""));
  expect(running.filter((name) => manifest.allowScripts[name] !== false)).toEqual([]);
});
