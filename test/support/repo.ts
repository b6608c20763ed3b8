import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What every commit needs to be the same on every machine; nothing of the developer's own git setup leaks in. */
const AUTHOR = "Kari Nordmann <kari@example.org>";
/** Time of a repository's first commit, 2026-01-05 08:00 UTC (a Monday). Each later one is an hour on. */
const FIRST_COMMIT = 1_767_600_000;

export interface CommitOptions {
  /** `Name <mail>`. */
  readonly author?: string;
  /** ISO 8601, or seconds since 1970. Author and committer time alike. */
  readonly date?: string | number;
}

export interface TestRepo {
  /** Absolute path, links resolved. */
  readonly dir: string;
  /** Absolute path of a file of the work tree. */
  path(path: string): string;
  /** Writes a file, folders made as needed. */
  write(path: string, content: string | Uint8Array): void;
  /** Writes several files. */
  writeAll(files: Readonly<Record<string, string | Uint8Array>>): void;
  /** Deletes a file or a folder of the work tree. */
  unlink(path: string): void;
  /** Adds everything, commits (an empty commit is fine) and returns the commit's id. */
  commit(subject: string, options?: CommitOptions): string;
  /** Runs git in the repository; its standard output, the final newline dropped. Throws when git fails. */
  git(...args: readonly string[]): string;
  /** The same, with bytes on standard input and no exception. */
  tryGit(args: readonly string[], input?: string | Uint8Array): SpawnSyncReturns<Buffer>;
  /** Clones this repository through `file://` (so that `--depth` and `--filter` work), `args` first. */
  clone(...args: readonly string[]): TestRepo;
  /** Deletes the repository and its clones. */
  remove(): void;
}

/** Environment for git and for the CLI in tests: no configuration of the user or the machine, no colours. */
export function testEnv(extra: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (
      !/^(GIT_|SAMSVAR_|GITHUB_|CI$|CI_|FORCE_COLOR$|NO_COLOR$|LC_|LANG$|LANGUAGE$|XDG_|VISUAL$|EDITOR$)/.test(
        name,
      )
    ) {
      env[name] = value;
    }
  }
  Object.assign(env, {
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    LC_ALL: "C.UTF-8",
    TZ: "UTC",
    NO_COLOR: "1",
    XDG_CACHE_HOME: join(tmpdir(), "samsvar-test-cache"),
  });
  for (const [name, value] of Object.entries(extra)) {
    if (value === undefined) delete env[name];
    else env[name] = value;
  }
  return env;
}

/** A temporary folder outside every repository; the caller removes it with `removeDir`. */
export function makeDir(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "samsvar-")));
}

export function removeDir(dir: string): void {
  rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}

/** Makes an empty repository, branch `main`, in a temporary folder. `initArgs` go to `git init`. */
export function makeRepo(...initArgs: readonly string[]): TestRepo {
  const parent = makeDir();
  const dir = join(parent, "repo");
  runGit(parent, ["init", "-q", "-b", "main", ...initArgs, dir]);
  return openTestRepo(dir, () => removeDir(parent));
}

/** The helper's methods for a repository that exists already (a worktree, a clone, a copy). */
export function openTestRepo(dir: string, remove: () => void = () => removeDir(dir)): TestRepo {
  let clock = FIRST_COMMIT;
  const clones: TestRepo[] = [];
  const path = (name: string): string => join(dir, name);
  const write = (name: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), content);
  };
  const git = (...args: readonly string[]): string => runGit(dir, args, testEnv(identity(clock)));
  return {
    dir,
    path,
    write,
    writeAll: (files) => {
      for (const [name, content] of Object.entries(files)) write(name, content);
    },
    unlink: (name) => rmSync(path(name), { recursive: true, force: true }),
    commit: (subject, { author = AUTHOR, date } = {}) => {
      const time = typeof date === "string" ? Math.floor(Date.parse(date) / 1000) : (date ?? clock);
      clock = Math.max(clock, time) + 3600;
      const [, name = "", mail = ""] = /^(.*?) *<(.*)>$/.exec(author) ?? [];
      const env = testEnv({
        GIT_AUTHOR_NAME: name,
        GIT_AUTHOR_EMAIL: mail,
        GIT_AUTHOR_DATE: `@${time} +0000`,
        GIT_COMMITTER_NAME: name,
        GIT_COMMITTER_EMAIL: mail,
        GIT_COMMITTER_DATE: `@${time} +0000`,
      });
      runGit(dir, ["add", "-A"]);
      runGit(dir, ["commit", "-q", "--allow-empty", "--cleanup=verbatim", "--no-verify", "-m", subject], env);
      return git("rev-parse", "HEAD");
    },
    git,
    tryGit: (args, input) => spawnGit(dir, args, testEnv(identity(clock)), input),
    clone: (...args) => {
      const parent = makeDir();
      const target = join(parent, "clone");
      runGit(parent, ["clone", "-q", ...args, `file://${dir}`, target]);
      const made = openTestRepo(target, () => removeDir(parent));
      clones.push(made);
      return made;
    },
    remove: () => {
      for (const made of clones) made.remove();
      remove();
    },
  };
}

/** Identity and time for commands such as `git merge`, which make commits of their own. */
function identity(time: number): Record<string, string> {
  const date = `@${time} +0000`;
  return {
    GIT_AUTHOR_NAME: "Kari Nordmann",
    GIT_AUTHOR_EMAIL: "kari@example.org",
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: "Kari Nordmann",
    GIT_COMMITTER_EMAIL: "kari@example.org",
    GIT_COMMITTER_DATE: date,
  };
}

function spawnGit(
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input?: string | Uint8Array,
): SpawnSyncReturns<Buffer> {
  return spawnSync("git", args, {
    cwd,
    env,
    maxBuffer: 1 << 28,
    ...(input === undefined ? {} : { input: typeof input === "string" ? Buffer.from(input) : input }),
  });
}

function runGit(cwd: string, args: readonly string[], env = testEnv(identity(FIRST_COMMIT))): string {
  const run = spawnGit(cwd, args, env);
  if (run.error) throw run.error;
  if (run.status !== 0)
    throw new Error(`git ${args.join(" ")} failed (${run.status}): ${run.stderr.toString()}`);
  return run.stdout.toString().replace(/\n$/, "");
}

export interface CliRun {
  readonly stdout: string;
  readonly stderr: string;
  /** Exit code; null when a signal ended the process. */
  readonly code: number | null;
}

export interface CliOptions {
  readonly cwd: string;
  /** Added to `testEnv()`; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Standard input; empty and closed when left out. */
  readonly input?: string;
}

/** The built command: `dist/cli.js` (`npm run build` makes it), or another build that SAMSVAR_TEST_CLI names. */
export const CLI =
  process.env["SAMSVAR_TEST_CLI"] ?? fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** Runs the built command, pipes on all three streams (so it is not a terminal). */
export function runCli(args: readonly string[], { cwd, env = {}, input = "" }: CliOptions): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], { cwd, env: testEnv(env) });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString(), code }),
    );
    // A command that ends without reading its input closes the pipe; that is no fault of the test.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}
