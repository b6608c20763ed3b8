// Bundles the command and the library into dist/, with type declarations and schemas beside them.
// `--no-types` leaves the declarations out, for a quick turn while developing.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

rmSync(dist, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ["src/cli.ts", "src/index.ts"],
  outdir: dist,
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
  logLevel: "warning",
});
chmodSync(join(dist, "cli.js"), 0o755);

const schemas = join(root, "docs", "schemas");
if (existsSync(schemas)) cpSync(schemas, join(dist, "schemas"), { recursive: true });

if (!process.argv.includes("--no-types")) {
  const tsc = spawnSync(
    process.execPath,
    [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.build.json"],
    {
      cwd: root,
      stdio: "inherit",
    },
  );
  if (tsc.status !== 0) process.exit(tsc.status ?? 1);
}
