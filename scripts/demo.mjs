// npm run demo: builds the demo blog with its history in a scratch folder and runs samsvar on it.
//   --keep             leave the repository and say where it is
//   --history-only     build the repository, run nothing
//   --without-history  take the history away first, to see what is left without git
// Anything else goes to samsvar: npm run demo -- --lang nb
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildDemoRepository } from "./demo/build-repository.mjs";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const given = process.argv.slice(2);
const own = new Set(["--keep", "--history-only", "--without-history"]);
const passedOn = given.filter((arg) => !own.has(arg));

const runs = [["status"], ["diff", "meet-dupp"], ["report", "--format", "text"]];

// Without a listener Ctrl-C would end this process before it has removed the scratch folder.
process.on("SIGINT", () => {});
process.exitCode = runDemo();

/** @returns {number} exit code */
function runDemo() {
  // Resolved, since macOS reaches its temporary folder through a link.
  const scratch = mkdtempSync(join(realpathSync(tmpdir()), "samsvar-demo-"));
  const site = join(scratch, "skvulp-blog");
  try {
    const { head, commits } = buildDemoRepository(site);
    print(`The blog of Skvulp, five people and their buoys: ${commits} commits, HEAD ${head.slice(0, 10)}`);
    if (given.includes("--without-history")) rmSync(join(site, ".git"), { recursive: true });
    return given.includes("--history-only") ? 0 : runAll(site, join(scratch, "cache"));
  } finally {
    if (given.includes("--keep")) print(`Kept: ${site}`);
    else rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {string} site
 * @param {string} cache a folder that goes away with the scratch folder
 */
function runAll(site, cache) {
  if (!existsSync(cli)) {
    process.stderr.write("dist/cli.js is missing. Run `npm run build` first, or `npm run demo`.\n");
    return 2;
  }
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  const env = { ...Object.fromEntries(inherited), XDG_CACHE_HOME: cache };
  for (const run of runs) {
    print(`$ samsvar ${[...run, ...passedOn].join(" ")}`);
    const { status, signal, error } = spawnSync(process.execPath, [cli, ...run, ...passedOn], {
      cwd: site,
      env,
      stdio: "inherit",
    });
    if (error) throw error;
    if (signal === "SIGINT") return 130;
    if (status !== 0) {
      process.stderr.write(
        `samsvar ${run[0]} ended with ${status === null ? signal : `status ${status}`}.\n`,
      );
      return status ?? 1;
    }
  }
  return 0;
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`\n=== ${line}\n\n`);
}
