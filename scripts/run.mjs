// Runs a TypeScript script of this folder with the sources it imports: node scripts/run.mjs scripts/NAME.ts [ARGUMENTS]
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const entry = process.argv[2];
if (entry === undefined) {
  console.error("usage: node scripts/run.mjs scripts/NAME.ts [ARGUMENTS]");
  process.exit(2);
}

// Inside node_modules, where the packages left out of the bundle are found and git does not look.
const bundle = join(root, "node_modules", `.run-${process.pid}.mjs`);
await build({
  entryPoints: [entry],
  outfile: bundle,
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20.19",
  logLevel: "error",
});
process.on("exit", () => rmSync(bundle, { force: true }));
process.argv.splice(1, 2, bundle);
await import(pathToFileURL(bundle).href);
