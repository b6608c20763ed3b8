import type { Chain, RemovedPost } from "../model/history.ts";

/**
 * A post that moved in two steps, copied first and deleted later or the other way round (`content/no` to
 * `content/nb`), is no rename to git. Joined here if the first content of the new post is, byte for byte, what the
 * removed post held then or held last. Changes `chains`; gives the removed posts that stay removed.
 */
export function joinCopies(
  chains: Map<string, Chain>,
  removed: readonly RemovedPost[],
): readonly RemovedPost[] {
  const byBlob = indexByBlob(removed);
  const moved = new Set<RemovedPost>();
  for (const [path, chain] of chains) {
    const birth = chain[0];
    if (birth?.blob == null) continue;
    const candidates = (byBlob.get(birth.blob) ?? []).filter((post) => !moved.has(post) && held(post, birth));
    const source = chooseSource(candidates, path);
    if (source === undefined) continue;
    moved.add(source);
    const older = source.chain.filter((version) => version.commit < birth.commit);
    chains.set(path, [...older, ...chain]);
  }
  return removed.filter((post) => !moved.has(post));
}

function indexByBlob(removed: readonly RemovedPost[]): ReadonlyMap<string, readonly RemovedPost[]> {
  const byBlob = new Map<string, RemovedPost[]>();
  for (const post of removed) {
    for (const blob of new Set(post.chain.map((version) => version.blob))) {
      if (blob === null) continue;
      const posts = byBlob.get(blob);
      if (posts === undefined) byBlob.set(blob, [post]);
      else posts.push(post);
    }
  }
  return byBlob;
}

/** Whether the newest content that the post had before the birth is the one that was born. */
function held(post: RemovedPost, birth: { readonly commit: number; readonly blob: string | null }): boolean {
  const last = post.chain.findLast((version) => version.commit < birth.commit && version.blob !== null);
  return last !== undefined && last.blob === birth.blob;
}

/** One candidate, or the only one of the same file name: posts made from one template may all start alike. */
function chooseSource(candidates: readonly RemovedPost[], path: string): RemovedPost | undefined {
  if (candidates.length < 2) return candidates[0];
  const name = path.slice(path.lastIndexOf("/") + 1);
  const sameName = candidates.filter((post) => post.path.slice(post.path.lastIndexOf("/") + 1) === name);
  return sameName.length === 1 ? sameName[0] : undefined;
}
