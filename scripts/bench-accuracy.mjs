// Measures alignment and drift on cases with known truth.
//
//   npm run bench:accuracy -- --cases DIR [--scorer DIR] [--reports DIR] [--only align|drift]
//
// DIR of the cases holds `align/<tree>` and `drift/<tree>` (git repositories) and `truth/`. The truth is opened for
// the names of the languages and handed to the scorer; the tool never sees it. DIR of the scorer holds `score.py`.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const TOOL = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "cli.js");
const TIME_LIMIT_MS = 120_000;
const LARGEST_REPORT = 512 * 1024 * 1024;

const { values } = parseArgs({
  options: {
    cases: { type: "string" },
    scorer: { type: "string" },
    reports: { type: "string" },
    only: { type: "string" },
  },
});

/** One report per tree, `<tree>.json`. Returns the trees that gave none. */
function runTrees(what, cases, reports) {
  const failed = [];
  for (const tree of listTrees(what, cases)) {
    const truth = JSON.parse(readFileSync(join(cases, "truth", `${what}-${tree}.json`), "utf8"));
    const languages = ["--source", truth.source_lang, "--target", truth.target_lang];
    const started = performance.now();
    const run = spawnSync(
      process.execPath,
      [TOOL, "report", "--format", "json", "--no-cache", ...languages],
      {
        cwd: join(cases, what, tree),
        encoding: "utf8",
        timeout: TIME_LIMIT_MS,
        maxBuffer: LARGEST_REPORT,
      },
    );
    const pairs = countPairs(run.stdout);
    if (pairs === null) {
      failed.push(tree);
      console.error(
        `${what}/${tree}: no report (exit ${run.status ?? run.signal ?? run.error?.code})\n${run.stderr ?? ""}`,
      );
      continue;
    }
    writeFileSync(join(reports, `${tree}.json`), run.stdout);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.error(`${what}/${tree}: ${pairs} of ${truth.pairs.length} pairs, ${seconds} s`);
  }
  return failed;
}

function listTrees(what, cases) {
  const folder = join(cases, what);
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** Null when the output is no report. */
function countPairs(output) {
  try {
    return JSON.parse(output).pairs.length;
  } catch {
    return null;
  }
}

function score(what, cases, reports, scorer) {
  console.log(`\n${what}`);
  const args = [join(scorer, "score.py"), what, "--out", cases, "--reports", reports, "--kinds"];
  const run = spawnSync("python3", args, { stdio: ["ignore", "inherit", "inherit"] });
  if (run.error !== undefined) console.error(`python3 could not be started: ${run.error.message}`);
  return run.status === 0;
}

function refuse(message) {
  console.error(message);
  process.exit(2);
}

if (values.cases === undefined)
  refuse("usage: npm run bench:accuracy -- --cases DIR [--scorer DIR] [--reports DIR] [--only align|drift]");
if (!existsSync(TOOL)) refuse("dist/cli.js is not there: run `npm run build` first.");
const cases = resolve(values.cases);
if (!existsSync(join(cases, "truth"))) {
  refuse(`${cases} holds no truth/: unpack the cases there first (align/, drift/ and truth/ side by side).`);
}
const scorer = values.scorer === undefined ? null : resolve(values.scorer);
if (scorer !== null && !existsSync(join(scorer, "score.py"))) refuse(`${scorer} holds no score.py.`);

const kept = values.reports !== undefined || scorer === null;
const root =
  values.reports === undefined ? mkdtempSync(join(tmpdir(), "samsvar-accuracy-")) : resolve(values.reports);
let sound = true;
for (const what of ["align", "drift"].filter((each) => values.only === undefined || values.only === each)) {
  const reports = join(root, what);
  mkdirSync(reports, { recursive: true });
  if (runTrees(what, cases, reports).length > 0) sound = false;
  if (scorer !== null && !score(what, cases, reports, scorer)) sound = false;
}
if (scorer === null) console.log("No --scorer DIR was given, so nothing is scored.");
if (kept) console.log(`Reports: ${root}`);
else rmSync(root, { recursive: true, force: true });
process.exitCode = sound ? 0 : 1;
