// Prints `N passed, N failed, N skipped` from what vitest's JSON reporter wrote, and says by its exit code whether
// that is good enough: no failure, at least one test, and nothing skipped, since a test that did not run proves nothing.
//   node scripts/ci-summary.mjs <file>
import { readFileSync } from "node:fs";
import { relative } from "node:path";

const [file = ""] = process.argv.slice(2);
/** @type {{ name: string, status: string, message?: string, assertionResults: { fullName: string, status: string }[] }[]} */
let files = [];
try {
  files = JSON.parse(readFileSync(file, "utf8")).testResults;
} catch (error) {
  process.stderr.write(`No test results: ${error instanceof Error ? error.message : error}\n`);
}

let passed = 0;
let failed = 0;
const skipped = [];
for (const { name, status, assertionResults } of files) {
  const where = relative(process.cwd(), name);
  // A file that could not even be loaded has no test of its own to fail.
  if (status === "failed" && !assertionResults.some((test) => test.status === "failed")) {
    failed++;
    process.stdout.write(`Failed: ${where} as a whole\n`);
  }
  for (const test of assertionResults) {
    if (test.status === "passed") passed++;
    else if (test.status === "failed") {
      failed++;
      process.stdout.write(`Failed: ${where}: ${test.fullName}\n`);
    } else skipped.push(`${where}: ${test.fullName}`);
  }
}
for (const test of skipped) process.stdout.write(`Skipped: ${test}\n`);
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped.length} skipped\n`);
process.exitCode = passed > 0 && failed === 0 && skipped.length === 0 ? 0 : 1;
