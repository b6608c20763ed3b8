import type { LoggedCommit } from "../model/history.ts";
import { createLogParser } from "./git-log-parser.ts";
import { type GitRunner, makeGitError, type RunningGit } from "./git-process.ts";
import { isTop } from "./git-tree.ts";

export interface LogOptions {
  /**
   * Only changes to files with these endings (`.md`), compared without case; all files when left out. Done here: a
   * glob among git's own path limits makes it match every entry of every tree and take four times as long.
   */
  readonly extensions?: readonly string[];
  /** Renames only where the content is the same. A partial clone may lack the blobs that git would compare. */
  readonly exactRenames?: boolean;
}

/**
 * Least likeness of a rename, and most files that are compared one by one in a commit (git then falls back to equal
 * content and equal names). Given here, since a user's configuration must not change a verdict.
 */
const RENAME_LIMIT = "-l1500";

/** Starts `git log` at once; commits come newest first, those without a wanted change left out. */
export function readLog(
  runner: GitRunner,
  rev: string,
  folders: readonly string[],
  options: LogOptions,
): AsyncIterable<LoggedCommit> {
  // No --topo-order: with --first-parent there is one line to walk, and git need not walk it before it answers.
  const running = runner.start("log", [
    "--raw",
    "-z",
    "--no-abbrev",
    "--first-parent",
    "--diff-merges=first-parent",
    options.exactRenames === true ? "-M100%" : "-M50%",
    RENAME_LIMIT,
    "-O/dev/null",
    "--no-relative",
    "--no-show-signature",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-notes",
    "--encoding=UTF-8",
    "--format=%H%x00%P%x00%ct%x00%an%x00%s",
    rev,
    "--",
    ...(folders.some(isTop) ? [] : folders),
  ]);
  running.child.stdin.end();
  const chunks = collectChunks(running);
  const parser = createLogParser(options.extensions ?? null);
  return {
    async *[Symbol.asyncIterator]() {
      try {
        for await (const chunk of chunks) yield* parser.feed(chunk);
        const { code, stderr } = await running.ended;
        if (code !== 0) throw makeGitError(stderr);
        yield* parser.end();
      } finally {
        running.child.kill();
      }
    },
  };
}

/** Output that waits for its reader is held up to this size; then git has to wait. */
const WAITING_BYTES = 16 * 1024 * 1024;

/**
 * Reads a process's output as it comes, whether or not somebody asks for it yet. No generator itself: it must listen at
 * once, since Node throws away what nobody listens for when the process ends.
 */
function collectChunks({ child, ended }: RunningGit): AsyncGenerator<Buffer> {
  const waiting: Buffer[] = [];
  let size = 0;
  let over = false;
  let wake = (): void => {};
  child.stdout.on("data", (chunk: Buffer) => {
    waiting.push(chunk);
    size += chunk.length;
    if (size > WAITING_BYTES) child.stdout.pause();
    wake();
  });
  const finish = (): void => {
    over = true;
    wake();
  };
  child.stdout.on("end", finish);
  ended.catch(finish);
  return (async function* () {
    for (;;) {
      const chunk = waiting.shift();
      if (chunk !== undefined) {
        size -= chunk.length;
        if (size <= WAITING_BYTES) child.stdout.resume();
        yield chunk;
      } else if (over) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  })();
}
