import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDir, removeDir } from "../support/repo.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Whatever a package may hold; what is not listed was put in by mistake. */
const EXPECTED = [
  /^package\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^dist\/(cli|index)\.js$/,
  /^dist\/chunks\/[\w.-]+\.js$/,
  /^dist\/schemas\/(config|report)\.schema\.json$/,
  /^dist\/types\/(index|(model|report)\/[\w-]+)\.d\.ts$/,
  /^dist\/THIRD-PARTY-NOTICES\.txt$/,
  /^docs\/checks\/[\w-]+\.md$/,
];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly files: readonly string[];
  readonly [key: string]: unknown;
}

let parent = "";
let user = "";
let installed = "";
const source = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
let packed: readonly { readonly path: string; readonly mode: number }[] = [];
let unpackedSize = 0;

beforeAll(() => {
  parent = makeDir();
  // A copy of what npm would pack, with a build of its own: the test leaves dist/ alone.
  const copy = join(parent, "copy");
  mkdirSync(copy);
  execFileSync(process.execPath, [join(ROOT, "scripts/build.mjs"), "--out", join(copy, "dist")]);
  for (const path of ["package.json", "README.md", "LICENSE", "src", "test", ...source.files]) {
    if (path !== "dist") cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  }
  [{ files: packed, unpackedSize }] = JSON.parse(npm(["pack", "--json", "--ignore-scripts"], copy));

  user = join(parent, "user");
  mkdirSync(user);
  writeFileSync(join(user, "package.json"), '{ "private": true, "type": "module" }\n');
  npm(["install", "--offline", "--ignore-scripts", join(copy, `${source.name}-${source.version}.tgz`)], user);
  installed = join(user, "node_modules", source.name);
}, 120_000);
afterAll(() => removeDir(parent));

/** Runs npm with an empty cache, so that nothing it knows from elsewhere can help. */
function npm(args: readonly string[], cwd: string): string {
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const env = { ...Object.fromEntries(inherited), npm_config_cache: join(parent, "npm-cache") };
  return execFileSync("npm", [...args, "--no-audit", "--no-fund"], {
    cwd,
    env,
    encoding: "utf8",
    stdio: "pipe",
  });
}

function runNode(args: readonly string[]): string {
  return execFileSync(process.execPath, args, { cwd: user, encoding: "utf8", stdio: "pipe" });
}

test("holds what is needed and nothing else", () => {
  const paths = packed.map(({ path }) => path);
  expect(paths.filter((path) => !EXPECTED.some((pattern) => pattern.test(path)))).toEqual([]);
  for (const pattern of EXPECTED) expect(paths.filter((path) => pattern.test(path))).not.toEqual([]);
  expect(unpackedSize).toBeLessThan(5_000_000);
});

test("names no place of the machine that packed it", () => {
  const places = [ROOT.replace(/\/$/, ""), parent, homedir()].filter((place) => place.length > 1);
  for (const { path } of packed) {
    const text = readFileSync(join(installed, path), "utf8");
    expect(
      places.filter((place) => text.includes(`${place}/`)),
      path,
    ).toEqual([]);
  }
});

test("needs no other package and runs nothing when it is installed", () => {
  const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as Manifest;
  for (const key of ["dependencies", "optionalDependencies", "peerDependencies", "bundleDependencies"]) {
    expect(manifest[key] ?? {}, key).toEqual({});
  }
  const scripts = Object.keys((manifest["scripts"] ?? {}) as object);
  expect(scripts.filter((name) => /^(pre|post)?install$|^(pre|post)?prepare$/.test(name))).toEqual([]);
  const lock = JSON.parse(readFileSync(join(user, "package-lock.json"), "utf8"));
  expect(Object.keys(lock.packages)).toEqual(["", `node_modules/${source.name}`]);
});

test("the installed command runs", () => {
  const command = join(user, "node_modules/.bin", source.name);
  expect(execFileSync(command, ["--version"], { cwd: user, encoding: "utf8" })).toBe(`${source.version}\n`);
  expect(execFileSync(command, ["explain", "drift"], { cwd: user, encoding: "utf8" })).toMatch(/\S/);
});

test("the installed library judges a site", () => {
  const site = join(user, "site");
  for (const [path, text] of [
    ["content/en/tides.md", "---\ntitle: Tides\n---\n\n# High\n\nTwice a day.\n"],
    ["content/nb/tides.md", "---\ntitle: Tidevann\n---\n\n# Flo\n\nTo ganger i døgnet.\n"],
  ] as const) {
    mkdirSync(join(site, path, ".."), { recursive: true });
    writeFileSync(join(site, path), text);
  }
  writeFileSync(
    join(user, "judge.js"),
    `import { buildReport, UsageError } from "samsvar";
import schema from "samsvar/report.schema.json" with { type: "json" };
const { tool, summary } = await buildReport({ cwd: "site", cache: false });
const refused = await buildReport({ cwd: "site", at: "nowhere" }).catch((error) => error instanceof UsageError);
process.stdout.write(JSON.stringify({ tool, pairs: summary.pairs, refused, schema: schema.type }));\n`,
  );
  expect(JSON.parse(runNode(["--no-warnings", "judge.js"]))).toEqual({
    tool: { name: source.name, version: source.version },
    pairs: 1,
    refused: true,
    schema: "object",
  });
});

test("its types stand on their own", () => {
  writeFileSync(
    join(user, "judge.ts"),
    `import { buildReport, type JsonReport } from "samsvar";
const report: JsonReport = await buildReport({ cwd: "site", targets: ["nb"] });
export const drifted: number = report.summary.drifted;
// @ts-expect-error: a misspelt option is told.
await buildReport({ folder: "site" });\n`,
  );
  writeFileSync(
    join(user, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        module: "NodeNext",
        target: "ES2022",
        types: [],
        skipLibCheck: false,
      },
      files: ["judge.ts"],
    }),
  );
  try {
    runNode([join(ROOT, "node_modules/typescript/bin/tsc"), "-p", "."]);
  } catch (error) {
    expect.fail((error as { stdout: string }).stdout);
  }
});

test("every package in the bundle has its notice and its reason", () => {
  const notices = readFileSync(join(installed, "dist/THIRD-PARTY-NOTICES.txt"), "utf8");
  const bundled = [...notices.matchAll(/^(\S+) \d\S* \(.+\)\n-+$/gm)].map(([, name]) => name as string);
  expect(bundled).toContain("gray-matter");

  const own = new Set(Object.keys(source["devDependencies"] as object));
  const decisions = readFileSync(join(ROOT, "docs/decisions.md"), "utf8");
  const table = /\n## Packages\n([\s\S]*?)(?=\n## |$)/.exec(decisions)?.[1] ?? "";
  const named = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name as string);
  expect(bundled.filter((name) => own.has(name) && !named.includes(name))).toEqual([]);
  expect(named.filter((name) => !own.has(name))).toEqual([]);
});
