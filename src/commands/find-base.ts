import { isObjectId, type Repository } from "../io/git.ts";
import { UsageError } from "../model/usage-error.ts";

/** The commit that a change is measured against. `exact`: it is the merge base, or was named by its full id. */
export interface Base {
  readonly ref: string;
  readonly base: string;
  readonly exact: boolean;
}

/**
 * Finds what `--since` means for the commit `head`. A full commit id is taken literally; else the merge base of the ref and HEAD; where history
 * is cut off so that git cannot tell, the ref's own commit if HEAD, or a commit at the cut, has it as parent. Throws
 * `UsageError` with the command that fetches what is missing.
 */
export async function findBase(repo: Repository, head: string | null, ref: string): Promise<Base> {
  if (head === null) throw new UsageError("since-needs-commit", { ref });
  const commit = await repo.resolve(ref);
  if (commit === null) throw new UsageError("since-not-here", { ref, fetch: fetchCommand(repo, ref) });
  if (isObjectId(ref)) return { ref, base: commit, exact: true };
  const merged = await repo.mergeBase(commit, head);
  if (merged !== null) return { ref, base: merged, exact: true };
  const children = [head, ...repo.boundary];
  for (const child of children) {
    if ((await repo.parents(child)).includes(commit)) return { ref, base: commit, exact: false };
  }
  throw new UsageError("since-no-base", { ref, fetch: "git fetch --unshallow" });
}

/** What brings the ref's commit here: by its id where one was given, else the branch. */
function fetchCommand(repo: Repository, ref: string): string {
  const depth = repo.shallow ? "--depth=1 " : "";
  const branch = /^(?:refs\/remotes\/)?([^/]+)\/(.+)$/.exec(ref);
  if (isObjectId(ref) || branch === null) return `git fetch ${depth}origin ${ref}`;
  const [, remote, name] = branch;
  return `git fetch ${depth}${remote} ${name}:refs/remotes/${remote}/${name}`;
}
