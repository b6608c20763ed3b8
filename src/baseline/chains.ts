import type {
  Chain,
  Commit,
  History,
  LoggedCommit,
  PathChange,
  RemovedPost,
  Version,
} from "../model/history.ts";
import { joinCopies } from "./copies.ts";

export interface ChainBuilder {
  /** Takes the next commit; newest first, as `git log` gives them. */
  add(commit: LoggedCommit): void;
  /** Numbers the commits and gives what was gathered. The builder is used up then. */
  finish(): History;
}

/** A version while commits are counted from the newest, 0; turned round at the end, in place, to save memory. */
type OpenVersion = { -readonly [Key in keyof Version]: Version[Key] };

/** A post on its way into the past: its versions so far, newest first, under the name it has in older commits. */
interface Track {
  readonly versions: OpenVersion[];
  /** Name in the newest commit, or the last one it had. */
  readonly path: string;
  /** Set when the newest thing known of the post is its deletion. */
  readonly removedBlob: string | null;
}

/**
 * Builds one chain per post from commits, newest first. Where a commit renames `old` to `new`, what is called `new`
 * after it is called `old` before it. A post that was deleted and came back under the same name goes on, with a
 * version without a blob in between. Memory grows with the number of versions, some fifty bytes each.
 */
export function createChainBuilder(): ChainBuilder {
  const commits: Commit[] = [];
  const tracks: Track[] = [];
  /** Who has a name in the commit at hand. */
  let owners = new Map<string, Track>();

  const ownerOf = (path: string, removedBlob: string | null): Track => {
    const known = owners.get(path);
    if (known !== undefined) return known;
    const made: Track = { versions: [], path, removedBlob };
    tracks.push(made);
    owners.set(path, made);
    return made;
  };
  const record = (change: PathChange, commit: number): Track => {
    const deleted = change.kind === "deleted";
    const track = ownerOf(change.path, deleted ? change.oldBlob : null);
    // The path's own text is shared by all versions of that name; git's output made a new one for each.
    const previous = track.versions.at(-1)?.path;
    const path = previous === change.path ? previous : change.path;
    track.versions.push({ commit, blob: deleted ? null : change.blob, path });
    return track;
  };
  return {
    add: (commit) => {
      const number = commits.length;
      commits.push({
        id: commit.id,
        time: commit.time,
        author: commit.author,
        subject: commit.subject,
        breadth: commit.changes.length,
        merge: commit.parents > 1,
      });
      const renames: { readonly from: string; readonly to: string; readonly track: Track }[] = [];
      for (const change of commit.changes) {
        const track = record(change, number);
        if (change.kind === "renamed") renames.push({ from: change.from, to: change.path, track });
      }
      // Names change hands after all changes were read under the newer names, so that a swap or a ring of renames
      // comes out right. Whoever waited under `from` for an older life of that name has none: it was this post.
      for (const { to } of renames) owners.delete(to);
      for (const { from, track } of renames) owners.set(from, track);
    },
    finish: () => {
      owners = new Map();
      const newest = commits.length - 1;
      commits.reverse();
      const chains = new Map<string, Chain>();
      const removed: RemovedPost[] = [];
      for (const { versions, path, removedBlob } of tracks) {
        for (const version of versions) version.commit = newest - version.commit;
        const deletion = versions[0];
        versions.reverse();
        if (removedBlob === null || deletion === undefined) chains.set(path, versions);
        else removed.push({ path, commit: deletion.commit, blob: removedBlob, chain: versions });
      }
      return { commits, chains, removed: joinCopies(chains, removed) };
    },
  };
}

/** A file of the working tree that git does not know yet. */
export interface NewFile {
  readonly path: string;
  /** Id that its bytes would have as a blob. */
  readonly blob: string;
}

/**
 * Finds renames that were not committed: new files whose bytes are those of a committed post that is gone from the
 * working tree. Gives, for each such new path, the path in the newest commit. Of several candidates the one with the
 * same file name wins, then the first by name; none is used twice.
 */
export function findUncommittedRenames(
  newFiles: readonly NewFile[],
  vanished: readonly string[],
  chains: ReadonlyMap<string, Chain>,
): ReadonlyMap<string, string> {
  const byBlob = new Map<string, string[]>();
  for (const path of [...vanished].sort()) {
    const blob = chains.get(path)?.at(-1)?.blob;
    if (blob === undefined || blob === null) continue;
    const same = byBlob.get(blob);
    if (same === undefined) byBlob.set(blob, [path]);
    else same.push(path);
  }
  const renames = new Map<string, string>();
  const files = [...newFiles].sort((a, b) => (a.path < b.path ? -1 : 1));
  const claim = (file: NewFile, isWanted: (old: string) => boolean): void => {
    const candidates = byBlob.get(file.blob) ?? [];
    const at = candidates.findIndex(isWanted);
    if (at === -1 || renames.has(file.path)) return;
    renames.set(file.path, candidates.splice(at, 1)[0] as string);
  };
  for (const file of files) claim(file, (old) => fileName(old) === fileName(file.path));
  for (const file of files) claim(file, () => true);
  return renames;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
