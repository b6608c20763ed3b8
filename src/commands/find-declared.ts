import type { Commit } from "../model/history.ts";
import type { BlobReader } from "../model/ports.ts";
import type { PairSide } from "./judge-pair.ts";

/** A post says in its header which commit of the other post it says the same as. */
export interface Declared {
  /** The side that says so. */
  readonly by: "source" | "target";
  /** Number of the commit from which on it says so: it is this version of it that agrees. */
  readonly since: number;
  /** Number of the commit as of which the other side is meant. */
  readonly base: number;
  readonly commit: string;
}

/** Finds what a pair declares about itself; null without any, or where the history at hand cannot place it. */
export async function findDeclared(
  source: PairSide,
  target: PairSide,
  commits: readonly Commit[],
  isCutOff: boolean,
  blobs: BlobReader | null,
): Promise<Declared | null> {
  const [by, declared] =
    target.declared !== null
      ? (["target", target.declared] as const)
      : (["source", source.declared] as const);
  if (declared === null) return null;
  const { commit, since } = declared;
  const base = await placeCommit(commit, commits, blobs);
  if (base !== null) return { by, since, base, commit };
  // The commit is gone (rebased, squashed, not fetched): what stood when its name was written down is meant. In a
  // shallow clone the oldest commit only looks like that moment.
  return isCutOff && since === 0 ? null : { by, since, base: since, commit };
}

/** Number of a commit, or of the last one before it where it touched no post or lies off the first-parent line. */
async function placeCommit(
  id: string,
  commits: readonly Commit[],
  blobs: BlobReader | null,
): Promise<number | null> {
  const at = commits.findIndex((commit) => commit.id.startsWith(id));
  if (at >= 0) return at;
  const object = (await blobs?.readObject(id)) ?? null;
  if (object === null || object.type !== "commit") return null;
  const header = new TextDecoder("latin1").decode(object.bytes);
  const time = /^committer .*> (\d+) [+-]\d{4}$/m.exec(header)?.[1];
  if (time === undefined) return null;
  const before = commits.findLastIndex((commit) => commit.time <= Number(time));
  return before < 0 ? null : before;
}
