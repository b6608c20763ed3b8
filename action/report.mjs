// Runs samsvar once for everything that the action shows, and hands its outcome to the later steps.
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readOccasion } from "./event.mjs";
import { annotate, setOutput } from "./outputs.mjs";

const { env } = process;

try {
  run();
} catch (error) {
  annotate("error", error instanceof Error ? error.message : String(error));
  setOutput(env, "exit-code", 2);
}

function run() {
  const occasion = readOccasion(env);
  const folder = mkdtempSync(join(env["RUNNER_TEMP"] || tmpdir(), "samsvar-"));
  const paths = {
    json: join(folder, "report.json"),
    markdown: join(folder, "report.md"),
    html: join(folder, "samsvar.html"),
    sarif: join(folder, "report.sarif"),
  };
  const since = chooseBase(env["SAMSVAR_SINCE"] || "auto", occasion.base);
  const status = runSamsvar([
    "report",
    ...Object.entries(paths).flatMap(([format, path]) => ["--format", `${format}=${path}`]),
    ...(env["SAMSVAR_ANNOTATIONS"] === "false" ? [] : ["--format", "github"]),
    ...option("--since", since),
    ...option("--fail-on", env["SAMSVAR_FAIL_ON"]),
    ...option("--grace", env["SAMSVAR_GRACE"]),
    ...option("--max-debt", env["SAMSVAR_MAX_DEBT"]),
  ]);
  setOutput(env, "exit-code", status);
  // It could not run: what it has to say stands in the log, and there is no report.
  if (status > 1 || !existsSync(paths.json)) return;

  const report = JSON.parse(readFileSync(paths.json, "utf8"));
  const changes = listChanges(report);
  const fresh = changes.filter((change) => change === "new").length;
  setOutput(env, "drifted", report.summary.drifted);
  setOutput(env, "new", since === null ? "" : fresh);
  setOutput(env, "report-path", paths.html);
  setOutput(env, "sarif-path", paths.sarif);
  setOutput(env, "trusted", occasion.trusted);
  if (env["SAMSVAR_SUMMARY"] !== "false" && env["GITHUB_STEP_SUMMARY"]) {
    appendFileSync(env["GITHUB_STEP_SUMMARY"], readFileSync(paths.markdown));
  }
  if (occasion.pull !== null && occasion.trusted) {
    setOutput(env, "comment-path", paths.markdown);
    setOutput(env, "news", fresh > 0 || changes.includes("resolved") || report.resolved.length > 0);
  }
}

/**
 * What became of each section and finding.
 * @param {{ pairs: { sections: { change?: string, findings: { change?: string }[] }[], findings: { change?: string }[] }[] }} report
 */
function listChanges({ pairs }) {
  return pairs.flatMap(({ sections, findings }) => [
    ...sections.flatMap((section) => [section.change, ...section.findings.map(({ change }) => change)]),
    ...findings.map(({ change }) => change),
  ]);
}

/**
 * @param {string} wish
 * @param {string | null} base
 */
function chooseBase(wish, base) {
  if (wish === "none") return null;
  return wish === "auto" ? base : wish;
}

/**
 * As one argument, so that a value that starts with `-` stays a value.
 * @param {string} name
 * @param {string | null | undefined} value
 */
function option(name, value) {
  return value ? [`${name}=${value}`] : [];
}

/**
 * Standard output goes to the log as it is: the runner takes the annotations off it.
 * @param {readonly string[]} args
 * @returns {number} exit code
 */
function runSamsvar(args) {
  const workspace = env["GITHUB_WORKSPACE"] || process.cwd();
  const place = ["--cwd", resolve(workspace, env["SAMSVAR_DIRECTORY"] || ".")];
  const program = env["SAMSVAR_PROGRAM"];
  const [command, first] = program
    ? [process.execPath, [program]]
    : ["npx", ["--yes", "--package", `samsvar@${env["SAMSVAR_VERSION"] || "latest"}`, "samsvar"]];
  const { status, error } = spawnSync(command, [...first, ...place, ...args], {
    // Not in the workspace: what a pull request brings (.npmrc, node_modules) must not choose what is run.
    cwd: env["RUNNER_TEMP"] || tmpdir(),
    env: { ...env, npm_config_ignore_scripts: "true", npm_config_update_notifier: "false" },
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32" && !program,
  });
  if (error) throw error;
  return status ?? 2;
}
