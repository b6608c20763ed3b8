import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { LoggedCommit } from "../model/history.ts";
import type { BlobReader } from "../model/ports.ts";
import { openBlobReader } from "./git-blobs.ts";
import { type LogOptions, readLog } from "./git-log.ts";
import { createGitRunner, GitError, type GitFault, type GitRunner, makeGitError } from "./git-process.ts";
import { listTree, type TreeEntry } from "./git-tree.ts";

export interface Repository {
  /** Absolute path of the work tree, links resolved. */
  readonly top: string;
  /** Where the folder that was asked for lies below `top`: empty, or `sub/folder/` with a final slash. */
  readonly prefix: string;
  readonly gitDir: string;
  /** The same, or for a linked worktree that of the repository it belongs to: objects, refs and configuration. */
  readonly commonDir: string;
  /** Id of the newest commit; null when there is none yet. */
  readonly head: string | null;
  /** History is cut off: the oldest commits at hand have parents that are not. */
  readonly shallow: boolean;
  /** Some objects may have been left at the server (`git clone --filter`). */
  readonly partial: boolean;
  /** Commits at which a shallow clone was cut; empty otherwise. */
  readonly boundary: readonly string[];
  /** Id of the commit that a ref, a tag or a revision expression means; null when it means none. Any text is safe. */
  resolve(ref: string): Promise<string | null>;
  /**
   * Commits of the first-parent line that touch the folders, newest first. Git starts at the call and runs while
   * others work; memory is bounded by the reader's pace. Throws GitError while being read.
   */
  log(rev: string, folders: readonly string[], options?: LogOptions): AsyncIterable<LoggedCommit>;
  /** One process for any number of objects, started by the first read. */
  openBlobs(): BlobReader;
  /** Files of a commit below some folders (paths from the top, literal; none: all). */
  listTree(rev: string, folders: readonly string[]): Promise<readonly TreeEntry[]>;
  /** The best common ancestor of two commits; null when the history at hand has none. */
  mergeBase(a: string, b: string): Promise<string | null>;
  isAncestor(ancestor: string, descendant: string): Promise<boolean>;
  /** Ids of a commit's parents as the commit names them, also where a shallow clone does not have them. */
  parents(commit: string): Promise<readonly string[]>;
  /** How many git processes this repository has cost so far. */
  processesStarted(): number;
}

export type Opened =
  | { readonly ok: true; readonly repo: Repository }
  | { readonly ok: false; readonly reason: GitFault; readonly detail: string };

/**
 * Finds the repository around a folder with one `git rev-parse`. A repository without a commit is opened too, with
 * `head: null`. `env` is the caller's environment; see `gitEnvironment` for what git sees of it.
 */
export async function openRepository(cwd: string, env: NodeJS.ProcessEnv = process.env): Promise<Opened> {
  try {
    const folder = realpathSync(cwd);
    const runner = createGitRunner(folder, env);
    // HEAD comes last, since git stops there when there is no commit. `--show-cdup` (`../../`) holds no names, so
    // that a newline in a folder's name cannot shift the lines.
    const run = await runner.run("rev-parse", [
      "--path-format=absolute",
      "--is-inside-work-tree",
      "--is-shallow-repository",
      "--show-cdup",
      "--git-common-dir",
      "--git-dir",
      "HEAD",
    ]);
    return readRevParse(run.stdout.toString("utf8"), run.stderr, folder, runner, env);
  } catch (error) {
    if (error instanceof GitError) return { ok: false, reason: error.fault, detail: error.detail };
    return { ok: false, reason: "not-a-repository", detail: (error as Error).message };
  }
}

function readRevParse(
  stdout: string,
  stderr: string,
  folder: string,
  runner: GitRunner,
  env: NodeJS.ProcessEnv,
): Opened {
  const lines = stdout.split("\n").slice(0, -1);
  // Git before 2.31 does not know the option and repeats it.
  if (lines[0] === "--path-format=absolute") {
    return { ok: false, reason: "too-old", detail: "git 2.31 or newer is needed" };
  }
  const [inside, shallow, cdup, ...rest] = lines;
  if (inside === "false") return { ok: false, reason: "no-work-tree", detail: folder };
  if (inside !== "true" || cdup === undefined) {
    const { fault, detail } = makeGitError(stderr);
    return { ok: false, reason: fault, detail };
  }
  const last = rest.at(-1) ?? "";
  const head = isObjectId(last) ? last : null;
  // Where HEAD has no commit git repeats the word.
  const paths = head !== null || last === "HEAD" ? rest.slice(0, -1) : rest;
  const [commonDir, gitDir] = splitPaths(paths);
  const top = resolve(folder, cdup);
  return {
    ok: true,
    repo: makeRepository({
      top,
      folder,
      commonDir,
      gitDir,
      head,
      shallow: shallow === "true",
      env,
      opened: runner,
    }),
  };
}

/** Two paths, a line each, told apart even if a folder's name holds newlines: the second lies in the first. */
function splitPaths(lines: readonly string[]): readonly [string, string] {
  for (let at = 1; at < lines.length; at += 1) {
    const common = lines.slice(0, at).join("\n");
    const own = lines.slice(at).join("\n");
    if (own === common || own.startsWith(`${common}/`)) return [common, own];
  }
  return [lines[0] ?? "", lines.slice(1).join("\n")];
}

interface RepositoryParts {
  readonly top: string;
  readonly folder: string;
  readonly commonDir: string;
  readonly gitDir: string;
  readonly head: string | null;
  readonly shallow: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly opened: GitRunner;
}

function makeRepository(parts: RepositoryParts): Repository {
  const { top, folder, commonDir, gitDir, head, shallow, env, opened } = parts;
  // All further processes start at the top, so that paths are the same wherever samsvar was started.
  const runner = createGitRunner(top, env);
  const partial = isPartialClone(commonDir);
  const below = relative(top, folder).replaceAll("\\", "/");
  const openBlobs = (): BlobReader => openBlobReader(runner, partial);
  return {
    top,
    prefix: below === "" ? "" : `${below}/`,
    gitDir,
    commonDir,
    head,
    shallow,
    partial,
    boundary: shallow ? readLines(join(commonDir, "shallow")).filter(isObjectId) : [],
    resolve: (ref) => resolveCommit(runner, ref),
    log: (rev, folders, options = {}) =>
      readLog(runner, checkId(rev), folders, { exactRenames: partial, ...options }),
    openBlobs,
    listTree: (rev, folders) => listTree(runner, checkId(rev), folders),
    mergeBase: (a, b) => findMergeBase(runner, checkId(a), checkId(b)),
    isAncestor: (a, b) => isAncestor(runner, checkId(a), checkId(b)),
    parents: async (commit) => {
      const blobs = openBlobs();
      try {
        const object = await blobs.readObject(checkId(commit));
        return object?.type === "commit" ? readParents(object.bytes) : [];
      } finally {
        blobs.close();
      }
    },
    processesStarted: () => opened.started() + runner.started(),
  };
}

/** 40 hex digits, or 64 in a SHA-256 repository. */
export function isObjectId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** Only ids go onto a command line, so that no ref can be taken for an option. */
function checkId(id: string): string {
  if (!isObjectId(id)) throw new TypeError(`not an object id: ${JSON.stringify(id)}`);
  return id;
}

async function resolveCommit(runner: GitRunner, ref: string): Promise<string | null> {
  if (ref === "" || ref.includes("\0")) return null;
  const run = await runner.run("rev-parse", ["--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
  const id = run.stdout.toString("latin1").trim();
  return run.code === 0 && isObjectId(id) ? id : null;
}

async function findMergeBase(runner: GitRunner, a: string, b: string): Promise<string | null> {
  const run = await runner.run("merge-base", [a, b]);
  if (run.code === 0) return run.stdout.toString("latin1").slice(0, a.length);
  // 1 says "none", with nothing to complain about; all else is a failure.
  if (run.code === 1) return null;
  throw makeGitError(run.stderr);
}

async function isAncestor(runner: GitRunner, ancestor: string, descendant: string): Promise<boolean> {
  const run = await runner.run("merge-base", ["--is-ancestor", ancestor, descendant]);
  if (run.code === 0 || run.code === 1) return run.code === 0;
  throw makeGitError(run.stderr);
}

function readParents(commit: Uint8Array): readonly string[] {
  const text = Buffer.from(commit).toString("latin1");
  const header = text.slice(0, text.indexOf("\n\n"));
  return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map((match) => match[1] ?? "");
}

/**
 * Packs that came from a filtering server have a `.promisor` beside them. The configuration is looked at too: git
 * trusts it, and would go and fetch what is missing.
 */
function isPartialClone(commonDir: string): boolean {
  try {
    if (readdirSync(join(commonDir, "objects", "pack")).some((name) => name.endsWith(".promisor")))
      return true;
  } catch {
    // No pack folder, or one that cannot be read: git will say so when it matters.
  }
  return readLines(join(commonDir, "config")).some((line) => /^\s*(promisor|partialclone)\s*=/i.test(line));
}

function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch {
    return [];
  }
}
