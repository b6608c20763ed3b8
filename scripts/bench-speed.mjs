// npm run bench:speed -- --bench <folder>: times samsvar beside the floors and the peers that are installed.
//   --bench <folder>   the harness: bench.py, gen_repo.py, floors.mjs; else the environment variable SAMSVAR_SPEED_BENCH
//   --n 100,1000       sizes in pairs (10000 needs a gigabyte and some minutes)
//   --profile          instead, a processor profile of one cold run: the ten largest costs
// Anything else goes to the harness: --metric cpu, --groups floors,samsvar, --reps 5, --check, --root <folder>
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const LARGEST = 10;

const { values, tokens } = parseArgs({
  strict: false,
  tokens: true,
  options: {
    bench: { type: "string" },
    n: { type: "string", default: "100,1000" },
    profile: { type: "boolean" },
  },
});
const bench = values.bench ?? process.env.SAMSVAR_SPEED_BENCH;
process.exitCode = main();

/** @returns {number} exit code */
function main() {
  if (bench === undefined || !existsSync(join(bench, "bench.py"))) {
    return fail("Say where the harness is: npm run bench:speed -- --bench <folder with bench.py>");
  }
  if (!existsSync(cli)) return fail("Build samsvar first: npm run build");
  return values.profile ? profile() : compare();
}

/** @returns {number} */
function compare() {
  const given = process.argv.slice(2);
  const own = new Set();
  for (const token of tokens) {
    if (token.kind !== "option" || !["bench", "n", "profile"].includes(token.name)) continue;
    own.add(token.index);
    if (token.value !== undefined && !token.inlineValue) own.add(token.index + 1);
  }
  const passedOn = given.filter((_, index) => !own.has(index));
  const { status, error } = spawnSync(
    "python3",
    [join(resolve(bench), "bench.py"), "--n", values.n, ...passedOn],
    {
      stdio: "inherit",
      env: { ...process.env, SAMSVAR: `node ${cli}` },
    },
  );
  return error === undefined ? (status ?? 1) : fail(`python3 could not be started: ${error.message}`);
}

/** One cold run under the profiler, on a generated repository of the first size. @returns {number} */
function profile() {
  const scratch = mkdtempSync(join(tmpdir(), "samsvar-profile-"));
  const size = values.n.split(",")[0];
  const repository = join(scratch, "repository");
  try {
    const made = spawnSync("python3", [join(resolve(bench), "gen_repo.py"), size, repository], {
      stdio: "ignore",
    });
    if (made.status !== 0) return fail("The repository could not be generated.");
    const run = spawnSync(
      process.execPath,
      ["--cpu-prof", `--cpu-prof-dir=${scratch}`, cli, "report", "--format", "json", "--no-cache"],
      { cwd: repository, stdio: ["ignore", "ignore", "inherit"] },
    );
    if (run.status !== 0) return fail(`samsvar ended with ${run.status}.`);
    const found = readdirSync(scratch).find((name) => name.endsWith(".cpuprofile"));
    printLargest(JSON.parse(readFileSync(join(scratch, found), "utf8")), size);
    return 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Time in each function itself, what it calls left out. */
function printLargest({ nodes, samples, timeDeltas }, size) {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName || "(unnamed)"]));
  const times = new Map();
  samples.forEach((id, index) => {
    const name = names.get(id);
    if (name !== "(idle)") times.set(name, (times.get(name) ?? 0) + timeDeltas[index]);
  });
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  print(`Cold run, ${size} pairs: ${(total / 1e6).toFixed(2)} s, profiler included\n`);
  print("| function | ms | share |\n| --- | ---: | ---: |");
  for (const [name, time] of [...times].sort((a, b) => b[1] - a[1]).slice(0, LARGEST)) {
    print(`| ${name} | ${(time / 1000).toFixed(0)} | ${((100 * time) / total).toFixed(1)} % |`);
  }
}

function print(text) {
  process.stdout.write(`${text}\n`);
}

/** @returns {number} */
function fail(message) {
  process.stderr.write(`${message}\n`);
  return 2;
}
