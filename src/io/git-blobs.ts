import type { BlobReader } from "../model/ports.ts";
import { createBatchParser, type GitObject } from "./git-batch-parser.ts";
import { GitError, type GitRunner, makeGitError, type RunningGit } from "./git-process.ts";

interface Request {
  readonly id: string;
  readonly resolve: (object: GitObject | null) => void;
  readonly reject: (error: unknown) => void;
}

/** Ids that are with git at one time: enough to keep it busy, and few blobs in memory if the caller is slow. */
const WINDOW = 64;

/** How far `readMany` asks ahead of its reader. */
const AHEAD = 128;

/**
 * One `git cat-file --batch`. In a partial clone one more process first lists what is there, since older git tries
 * to fetch what is not, and stops when it cannot.
 */
export function openBlobReader(runner: GitRunner, partial: boolean): BlobReader {
  let running: RunningGit | null = null;
  let present: Promise<ReadonlySet<string>> | null = null;
  let failure: unknown = null;
  const waiting: Request[] = [];
  let firstWaiting = 0;
  const asked: Request[] = [];
  let firstAsked = 0;

  const fail = (error: unknown): void => {
    failure ??= error;
    for (const request of asked.splice(0).slice(firstAsked)) request.reject(error);
    for (const request of waiting.splice(0).slice(firstWaiting)) request.reject(error);
    firstAsked = 0;
    firstWaiting = 0;
  };
  const answer = (object: GitObject | null): void => {
    const request = asked[firstAsked];
    firstAsked += 1;
    if (firstAsked === asked.length) {
      asked.length = 0;
      firstAsked = 0;
    }
    request?.resolve(object);
  };
  const send = (): void => {
    if (running === null) return;
    let lines = "";
    // Wait until half of the window is free: one write for many ids.
    if (asked.length - firstAsked > WINDOW / 2) return;
    while (asked.length - firstAsked < WINDOW && firstWaiting < waiting.length) {
      const request = waiting[firstWaiting] as Request;
      firstWaiting += 1;
      asked.push(request);
      lines += `${request.id}\n`;
    }
    if (firstWaiting === waiting.length) {
      waiting.length = 0;
      firstWaiting = 0;
    }
    if (lines !== "") running.child.stdin.write(lines);
  };
  const start = (): RunningGit => {
    const made = runner.start("cat-file", ["--batch"]);
    const parser = createBatchParser(answer);
    made.child.stdout.on("data", (chunk: Buffer) => {
      parser(chunk);
      send();
    });
    made.ended.then(
      ({ code, stderr }) =>
        fail(code === 0 ? new GitError("failed", "cat-file ended early") : makeGitError(stderr)),
      fail,
    );
    return made;
  };
  const ask = (id: string): Promise<GitObject | null> =>
    new Promise((resolve, reject) => {
      if (failure !== null) {
        reject(failure);
        return;
      }
      waiting.push({ id, resolve, reject });
      running ??= start();
      send();
    });
  const readObject = async (id: string): Promise<GitObject | null> => {
    // Only ids are sent: a line with anything else could be two requests, or a name that means another object.
    if (!/^[0-9a-f]{40,64}$/.test(id)) return null;
    if (partial) {
      present ??= listPresent(runner);
      if (!(await present).has(id)) return null;
    }
    return ask(id);
  };
  const read = async (id: string): Promise<Uint8Array | null> => {
    const object = await readObject(id);
    return object?.type === "blob" ? object.bytes : null;
  };
  return {
    read,
    readObject,
    readMany: (ids) => readAhead(ids, read),
    findMissing: async (ids) => {
      if (!partial) return new Set();
      present ??= listPresent(runner);
      const here = await present;
      return new Set([...ids].filter((id) => !here.has(id)));
    },
    close: () => {
      const error = new GitError("failed", "the reader was closed");
      if (running !== null) {
        running.child.stdin.end();
        running.child.kill();
      }
      fail(error);
    },
  };
}

async function* readAhead(
  ids: Iterable<string>,
  read: (id: string) => Promise<Uint8Array | null>,
): AsyncGenerator<{ id: string; bytes: Uint8Array | null }> {
  const ahead: { id: string; answer: Promise<Uint8Array | null> }[] = [];
  let first = 0;
  const next = ids[Symbol.iterator]();
  const fill = (): void => {
    while (ahead.length - first < AHEAD) {
      const step = next.next();
      if (step.done === true) return;
      const answer = read(step.value);
      // An error reaches the reader when it is this blob's turn.
      answer.catch(() => {});
      ahead.push({ id: step.value, answer });
    }
  };
  for (;;) {
    if (ahead.length - first <= AHEAD / 2) {
      ahead.splice(0, first);
      first = 0;
      fill();
    }
    const item = ahead[first];
    if (item === undefined) return;
    first += 1;
    yield { id: item.id, bytes: await item.answer };
  }
}

/** Ids of all blobs and commits that are in the object store, without asking the server for any. */
async function listPresent(runner: GitRunner): Promise<ReadonlySet<string>> {
  const run = await runner.run("cat-file", [
    "--batch-all-objects",
    "--unordered",
    "--batch-check=%(objecttype) %(objectname)",
  ]);
  if (run.code !== 0) throw makeGitError(run.stderr);
  const ids = new Set<string>();
  for (const line of run.stdout.toString("latin1").split("\n")) {
    if (!line.startsWith("tree ")) ids.add(line.slice(line.indexOf(" ") + 1));
  }
  return ids;
}
