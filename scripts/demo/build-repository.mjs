import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { history } from "./history.mjs";
import { undoStep } from "./undo-step.mjs";

/** @typedef {import("./undo-step.mjs").Step} Step */
/** @typedef {import("./undo-step.mjs").Tree} Tree */
/** @typedef {{ step: Step, files: Map<string, string | Uint8Array | null> }} Commit null: the file is gone */

const projectRoot = fileURLToPath(new URL("../../", import.meta.url));
const demoFolder = fileURLToPath(new URL("./", import.meta.url));

/**
 * Builds the demo site with its invented history: a git repository whose working tree holds `content/` byte for byte
 * and the site's `hugo.toml`. The commit ids are the same on every machine.
 *
 * @param {string} directory empty or not there yet
 * @returns {{ directory: string, head: string, commits: number }} the repository, HEAD's id, commits reachable from it
 * @throws {Error} when the history does not fit the posts in content/, or the result differs from them
 */
export function buildDemoRepository(directory) {
  const target = readDemoTree();
  const commits = replayHistory(target);
  mkdirSync(directory, { recursive: true });
  runGit(directory, ["init", "--quiet", "--template=", "--object-format=sha1", "--initial-branch=main", "."]);
  // Somebody looking around in a kept repository must not see line endings as changes.
  runGit(directory, ["config", "core.autocrlf", "false"]);
  runGit(directory, ["fast-import", "--quiet", "--date-format=raw"], writeImportStream(commits));
  runGit(directory, ["reset", "--quiet", "--hard", "main"]);
  assertSameTree(target, readTree(join(directory, "content"), "content"));
  return {
    directory,
    head: runGit(directory, ["rev-parse", "HEAD"]).trim(),
    commits: Number(runGit(directory, ["rev-list", "--count", "HEAD"])),
  };
}

/** @returns {Tree} what the repository holds at the end */
export function readDemoTree() {
  const tree = readTree(join(projectRoot, "content"), "content");
  tree.set("hugo.toml", readFileSync(join(demoFolder, "hugo.toml")));
  return tree;
}

/**
 * @param {string} folder
 * @param {string} prefix of the paths in the result
 * @returns {Tree}
 */
function readTree(folder, prefix) {
  /** @type {Tree} */
  const tree = new Map();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `${prefix}${file.slice(folder.length).replaceAll("\\", "/")}`;
    const bytes = readFileSync(file);
    tree.set(path, path.endsWith(".md") ? bytes.toString("utf8") : bytes);
  }
  return tree;
}

/**
 * Goes back from the posts as they are to the empty folder, and notes on the way what each commit wrote.
 *
 * @param {Tree} target
 * @returns {readonly Commit[]} oldest first
 */
function replayHistory(target) {
  const tree = new Map(target);
  /** @type {Commit[]} */
  const commits = [];
  for (const step of history.toReversed()) {
    const after = new Map(tree);
    const touched = undoStep(tree, step, (name) => readFileSync(join(demoFolder, "removed", name), "utf8"));
    commits.unshift({
      step,
      files: new Map([...touched].sort().map((path) => [path, after.get(path) ?? null])),
    });
  }
  if (tree.size > 0) throw new Error(`demo history: no commit adds ${[...tree.keys()].join(", ")}`);
  return commits;
}

/**
 * The history in the language of `git fast-import`: one process, and nothing of the machine's in the commits.
 *
 * @param {readonly Commit[]} commits
 */
function writeImportStream(commits) {
  /** @type {(string | Uint8Array)[]} */
  const stream = [];
  /** @type {Map<string, { mark: number, files: Commit["files"] }>} */
  const branches = new Map();
  let mark = 0;
  let main = 0;
  /** @type {Set<string>} */
  let touchedOnMain = new Set();

  for (const { step, files } of commits) {
    mark += 1;
    const branch = step.branch === undefined ? null : branches.get(step.branch);
    const merged = step.merge === undefined ? null : branches.get(step.merge);
    const parent = step.branch === undefined ? main : (branch?.mark ?? main);
    const written = merged?.files ?? files;
    if (step.merge !== undefined && merged === undefined) throw new Error(`no branch ${step.merge} to merge`);
    const clash = merged && [...merged.files.keys()].find((path) => touchedOnMain.has(path));
    if (clash) throw new Error(`demo history: ${clash} changes on main and on ${step.merge}`);

    stream.push(`commit refs/heads/${step.branch ?? "main"}\nmark :${mark}\n`);
    for (const role of ["author", "committer"])
      stream.push(`${role} ${step.author} ${formatDate(step.date)}\n`);
    pushData(stream, step.subject);
    if (parent > 0) stream.push(`from :${parent}\n`);
    if (merged) stream.push(`merge :${merged.mark}\n`);
    for (const [path, content] of written) {
      if (content === null) stream.push(`D ${path}\n`);
      else {
        stream.push(`M 100644 inline ${path}\n`);
        pushData(stream, content);
      }
    }

    if (step.branch !== undefined) {
      if (!branch) touchedOnMain = new Set();
      branches.set(step.branch, { mark, files: new Map([...(branch?.files ?? []), ...files]) });
    } else {
      for (const path of files.keys()) touchedOnMain.add(path);
      main = mark;
    }
  }
  // Merged branches are deleted, as people do.
  for (const name of branches.keys()) stream.push(`reset refs/heads/${name}\nfrom ${"0".repeat(40)}\n\n`);
  return Buffer.concat(stream.map((part) => Buffer.from(part)));
}

/** @param {(string | Uint8Array)[]} stream @param {string | Uint8Array} content */
function pushData(stream, content) {
  const bytes = Buffer.from(content);
  stream.push(`data ${bytes.length}\n`, bytes, "\n");
}

/** @param {string} date ISO 8601 with offset @returns {string} git's raw form: seconds and offset */
function formatDate(date) {
  return `${Date.parse(date) / 1000} ${date.slice(-6).replace(":", "")}`;
}

/** @param {Tree} wanted @param {Tree} found */
function assertSameTree(wanted, found) {
  const paths = [...wanted.keys(), ...found.keys()].filter((path) => path !== "hugo.toml");
  for (const path of new Set(paths)) {
    const [left, right] = [wanted.get(path), found.get(path)];
    if (left === undefined || right === undefined || !Buffer.from(left).equals(Buffer.from(right))) {
      throw new Error(`demo history: ${path} differs from the project's file`);
    }
  }
}

/**
 * @param {string} directory
 * @param {readonly string[]} args
 * @param {Uint8Array} [input]
 */
function runGit(directory, args, input) {
  // Nobody's own settings (signing, hooks, line ends) and no repository around us may leak in.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  const env = { ...Object.fromEntries(inherited), GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: "1" };
  return execFileSync("git", args, { cwd: directory, env, encoding: "utf8", ...(input ? { input } : {}) });
}
