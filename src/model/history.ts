/** A commit as the report shows it. `time` is the committer's time in seconds since 1970. */
export interface Commit {
  readonly id: string;
  readonly time: number;
  readonly author: string;
  readonly subject: string;
  /** How many posts the commit touches. */
  readonly breadth: number;
  readonly merge: boolean;
}

/**
 * One version of a post: from commit number `commit` on, the post had the bytes of `blob` at `path`.
 * Commits are numbered along the first-parent line, 0 the oldest; the working tree is one past the newest.
 */
export interface Version {
  readonly commit: number;
  /** Null: the post was absent from this commit on. */
  readonly blob: string | null;
  readonly path: string;
}

/** All versions of one post, oldest first. */
export type Chain = readonly Version[];

/**
 * What a commit did to one regular file, against its first parent. Symbolic links and submodules are no files
 * here: a file that became one counts as deleted. Paths are relative to the git top level.
 */
export type PathChange =
  | { readonly kind: "added"; readonly path: string; readonly blob: string }
  | { readonly kind: "changed"; readonly path: string; readonly blob: string; readonly oldBlob: string }
  | { readonly kind: "deleted"; readonly path: string; readonly oldBlob: string }
  | {
      readonly kind: "renamed";
      readonly path: string;
      readonly from: string;
      readonly blob: string;
      readonly oldBlob: string;
    };

/** A commit of the first-parent line with its changes, as `git log --raw` tells them. */
export interface LoggedCommit {
  readonly id: string;
  /** How many parents it has; two or more make a merge. */
  readonly parents: number;
  /** Committer's time, seconds since 1970. */
  readonly time: number;
  readonly author: string;
  readonly subject: string;
  readonly changes: readonly PathChange[];
}

/** A post that was deleted and does not exist in the newest commit. */
export interface RemovedPost {
  /** The name it had last. */
  readonly path: string;
  /** Number of the commit that deleted it. */
  readonly commit: number;
  /** Its last content. */
  readonly blob: string;
  readonly chain: Chain;
}

/** The history of all posts of the newest commit, and of those that are gone. */
export interface History {
  /** Index is the commit number: 0 the oldest. Only commits that touch a post have a number. */
  readonly commits: readonly Commit[];
  /** By the path that the post has in the newest commit. */
  readonly chains: ReadonlyMap<string, Chain>;
  /** Newest deletion first. A path may be listed twice, if other posts took the name in between. */
  readonly removed: readonly RemovedPost[];
}

export type HistoryMode = "full" | "shallow" | "none";
