// Bundles the command and the library into dist/, with type declarations, schemas and notices beside them.
//   --no-types   leaves the declarations out, for a quick turn while developing
//   --out <dir>  builds into another folder, which the tests do
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { findPackages, makeNotices } from "./build-notices.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values: options } = parseArgs({
  options: {
    "no-types": { type: "boolean", default: false },
    out: { type: "string", default: join(root, "dist") },
  },
});
const dist = options.out;
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

// Built aside and moved into place as a whole: a test run may be using the build before.
const draft = `${dist}.${process.pid}`;
process.on("exit", () => rmSync(draft, { recursive: true, force: true }));

const { metafile } = await build({
  metafile: true,
  absWorkingDir: root,
  entryPoints: ["src/cli.ts", "src/index.ts"],
  outdir: draft,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  // Chunks keep what a call does not need off its start-up path: dynamic imports stay files of their own.
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  // Names stay readable in stack traces; whitespace and syntax are what costs time to parse.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  define: { SAMSVAR_VERSION: JSON.stringify(version) },
  // CommonJS packages (gray-matter, commander) call `require` for Node's own modules.
  banner: {
    js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);',
  },
  // The same code as ES modules; see checkDynamicImports for what its CommonJS form would lose.
  alias: { yaml: join(root, "node_modules/yaml/browser/index.js") },
  logLevel: "warning",
});
checkDynamicImports();
chmodSync(join(draft, "cli.js"), 0o755);

/**
 * A CommonJS package that is split off into a chunk keeps its default export only, where Node would give the named
 * ones too: what works from the source fails in the bundle. gray-matter is used by its default export.
 */
function checkDynamicImports() {
  for (const [from, { imports }] of Object.entries(metafile.inputs)) {
    for (const { path, kind } of imports) {
      const lost = kind === "dynamic-import" && metafile.inputs[path]?.format === "cjs";
      if (lost && !path.includes("node_modules/gray-matter/")) {
        throw new Error(
          `${from}: import("${path}") is CommonJS and would lose its named exports; alias it to ES modules`,
        );
      }
    }
  }
}

const schemas = join(root, "docs", "schemas");
if (existsSync(schemas)) cpSync(schemas, join(draft, "schemas"), { recursive: true });

writeFileSync(
  join(draft, "THIRD-PARTY-NOTICES.txt"),
  makeNotices(findPackages(Object.keys(metafile.inputs), root)),
);

if (!options["no-types"]) {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const args = [compiler, "-p", "tsconfig.build.json", "--outDir", join(draft, "types")];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  keepReachable(join(draft, "types"), "index.d.ts");
}

/**
 * The compiler declares every module it has read; a user of the package needs those that the entry's types name.
 * The rest would refer to packages that only the bundle holds.
 * @param {string} folder
 * @param {string} entry
 */
function keepReachable(folder, entry) {
  const needed = new Set([entry]);
  // A set may grow while it is walked.
  for (const file of needed) {
    const text = readFileSync(join(folder, file), "utf8");
    for (const [, path] of text.matchAll(/(?:from |import\()"(\.[^"]+)\.ts"/g)) {
      needed.add(posix.join(posix.dirname(file), `${path}.d.ts`));
    }
  }
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, file);
    if (!needed.has(file.replaceAll("\\", "/")) && statSync(path).isFile()) rmSync(path);
  }
  removeEmptyFolders(folder);
}

/** @param {string} folder */
function removeEmptyFolders(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

// The build before is moved aside first: a folder can only be renamed to a name that is free.
const before = `${draft}.before`;
process.on("exit", () => rmSync(before, { recursive: true, force: true }));
mkdirSync(dirname(dist), { recursive: true });
if (existsSync(dist)) renameSync(dist, before);
renameSync(draft, dist);
