// Bundles the program of the HTML report, which runs in the browser, into a string that the report writes into its
// page: src/report/html/client-code.ts. Run it after a change in src/report/html; a test fails if it was forgotten.
//   --check  only tell whether the file is as it should be
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const CLIENT_FILE = join(root, "src/report/html/client-code.ts");

/** @returns {Promise<string>} what the file should hold */
export async function makeClientFile() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["src/report/html/client.tsx"],
    write: false,
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: ["chrome110", "firefox110", "safari16"],
    charset: "ascii",
    legalComments: "none",
    jsx: "automatic",
    jsxImportSource: "preact",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const code = outputFiles[0].text.trim();
  if (/<\/script|<!--/i.test(code)) throw new Error("The program would end its own element in the page.");
  return `// Made by scripts/build-page-client.mjs from client.tsx; not to be edited.\n// biome-ignore-all format: one line as the bundler made it\n// biome-ignore-all lint: what a bundler writes\nexport const CLIENT_CODE =\n  ${JSON.stringify(code)};\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const wanted = await makeClientFile();
  if (!process.argv.includes("--check")) writeFileSync(CLIENT_FILE, wanted);
  else if (readFileSync(CLIENT_FILE, "utf8") !== wanted) {
    process.stderr.write(
      "src/report/html/client-code.ts is out of date: node scripts/build-page-client.mjs\n",
    );
    process.exitCode = 1;
  }
}
