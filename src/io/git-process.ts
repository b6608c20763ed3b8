import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";

/** The only commands that samsvar starts. None of them runs filters, hooks, diff drivers or the file monitor. */
export type GitCommand = "rev-parse" | "log" | "ls-tree" | "cat-file" | "merge-base";

export type GitFault =
  | "no-git"
  | "too-old"
  | "not-a-repository"
  | "no-work-tree"
  | "unsafe-directory"
  | "missing-object"
  | "failed";

/** Git could not do what was asked. `detail` is git's own message, one line, control characters and all. */
export class GitError extends Error {
  readonly fault: GitFault;
  readonly detail: string;

  constructor(fault: GitFault, detail: string) {
    super(`git: ${fault}: ${detail}`);
    this.name = "GitError";
    this.fault = fault;
    this.detail = detail;
  }
}

/** Overrides of configuration that a hostile repository may carry. A `-c` beats every configuration file. */
const CONFIG = [
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  // Git 2.40 to 2.43 knows this address but not yet GIT_NO_LAZY_FETCH: it would be fetched from.
  "fetch.bundleURI=",
  "log.showRoot=true",
  "log.follow=false",
  "log.showSignature=false",
].flatMap((entry) => ["-c", entry]);

/**
 * Variables of the caller that git may see. All other `GIT_*` are dropped: a hook sets GIT_DIR, GIT_INDEX_FILE and
 * GIT_PREFIX for the repository that runs it, and `samsvar --cwd other` must not read that one in place of `other`.
 * In the hook's own repository the folder leads to the same place. What configures git stays, since CI declares
 * `safe.directory` that way, and since it comes from the user, never from the repository.
 */
const KEPT =
  /^GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|PARAMETERS|KEY_\d+|VALUE_\d+)|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|EXEC_PATH|TEST_ASSUME_DIFFERENT_OWNER)$/;

/** The environment of every git process. */
export function gitEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const clean: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(env)) {
    if (!/^GIT_/i.test(name) || KEPT.test(name)) clean[name] = value;
  }
  return {
    ...clean,
    GIT_NO_LAZY_FETCH: "1",
    // No transport at all: older git, which does not know the line above, then fails to fetch a missing object.
    GIT_ALLOW_PROTOCOL: "",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    // A blob's id must mean that blob's bytes; refs/replace would show others.
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_PAGER: "cat",
    LC_ALL: "C",
  };
}

export type GitChild = ChildProcessByStdio<Writable, Readable, Readable>;

/** Starts git in one folder and counts how often. */
export interface GitRunner {
  readonly cwd: string;
  /** Starts a process; the caller reads its output. `args` are for the command. */
  start(command: GitCommand, args: readonly string[]): RunningGit;
  /** Runs a command to its end. Never throws on an exit status, only when git cannot be started. */
  run(command: GitCommand, args: readonly string[]): Promise<FinishedGit>;
  started(): number;
}

export interface RunningGit {
  readonly child: GitChild;
  /** Settles when the process is over and its output closed. Rejects when it could not be started. */
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>;
}

export interface FinishedGit {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Makes the runner for a folder. */
export function createGitRunner(cwd: string, env: NodeJS.ProcessEnv = process.env): GitRunner {
  const environment = gitEnvironment(env);
  let count = 0;
  const start = (command: GitCommand, args: readonly string[]): RunningGit => {
    count += 1;
    const child = spawn("git", ["--no-pager", "--literal-pathspecs", ...CONFIG, command, ...args], {
      cwd,
      env: environment,
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
    });
    // Git may end before it has read its input; how it ended is told by `ended`.
    child.stdin.on("error", () => {});
    const ended = waitForEnd(child);
    // Whoever stops reading early does not look at the end either.
    ended.catch(() => {});
    return { child, ended };
  };
  return {
    cwd,
    start,
    started: () => count,
    run: async (command, args) => {
      const { child, ended } = start(command, args);
      child.stdin.end();
      const chunks: Buffer[] = [];
      child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
      const { code, stderr } = await ended;
      return { code, stdout: Buffer.concat(chunks), stderr };
    },
  };
}

/** Enough of git's complaints for a message; a broken repository can complain about every object. */
const STDERR_LIMIT = 16_384;

async function waitForEnd(child: GitChild): Promise<{ code: number | null; stderr: string }> {
  let stderr = "";
  child.stderr.setEncoding("utf8");
  child.stderr.on("data", (text: string) => {
    if (stderr.length < STDERR_LIMIT) stderr += text;
  });
  try {
    const [code] = (await once(child, "close")) as [number | null];
    return { code, stderr };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new GitError(
      code === "ENOENT" || code === "EACCES" ? "no-git" : "failed",
      (error as Error).message,
    );
  }
}

/** Turns git's complaint (English, thanks to LC_ALL=C) into an error. */
export function makeGitError(stderr: string): GitError {
  const detail = firstFatalLine(stderr);
  const test = (pattern: RegExp): boolean => pattern.test(stderr);
  if (test(/dubious ownership|unsafe repository/)) return new GitError("unsafe-directory", detail);
  if (test(/not a git repository/i)) return new GitError("not-a-repository", detail);
  if (test(/must be run in a work tree/)) return new GitError("no-work-tree", detail);
  if (test(/unknown option|unrecognized argument|usage: git/)) return new GitError("too-old", detail);
  if (
    test(
      /promisor|unable to read|could not (fetch|read|parse)|missing blob|bad (tree )?object|not a valid commit|traverse parents|transport '.*' not allowed|lazy fetching disabled/i,
    )
  ) {
    return new GitError("missing-object", detail);
  }
  return new GitError("failed", detail);
}

function firstFatalLine(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => line.startsWith("fatal: "))?.slice(7) ?? lines[0] ?? "no message").trim();
}
