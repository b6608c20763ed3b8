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

export type HistoryMode = "full" | "shallow" | "none";
