import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

const BUILD = fileURLToPath(new URL("../../scripts/build.mjs", import.meta.url));

/**
 * Builds the command once a run, into a folder of the run's own: tests see the sources as they are, and neither two
 * runs side by side nor `npm run build` can pull the command from under a test.
 */
export function setup(project: TestProject): (() => void) | undefined {
  if (process.env["SAMSVAR_TEST_CLI"] !== undefined) return;
  const folder = mkdtempSync(join(tmpdir(), "samsvar-build-"));
  const dist = join(folder, "dist");
  const build = (): void => {
    execFileSync(process.execPath, [BUILD, "--no-types", "--out", dist], { stdio: "inherit" });
  };
  // Without it Node takes the files for CommonJS: the package that says otherwise is elsewhere.
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  build();
  process.env["SAMSVAR_TEST_CLI"] = join(dist, "cli.js");
  project.onTestsRerun(async () => build());
  return () => rmSync(folder, { recursive: true, force: true });
}
