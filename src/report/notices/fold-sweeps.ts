import type { Notice } from "./notice.ts";

/** From this many posts on, one change that went through them is one thing to tell, not many. */
const FEWEST_POSTS = 5;

export interface FoldedNotice {
  readonly notice: Notice;
  /** Further places that the same change asks for; 0 for a matter of its own. */
  readonly more: number;
}

/** Puts notices that come from one sweep over many posts into one, at the place of the first. */
export function foldSweeps(notices: readonly Notice[]): readonly FoldedNotice[] {
  const sweeps = new Map<string, { readonly posts: Set<string>; count: number }>();
  for (const { sweep, place, change } of notices) {
    if (sweep === null) continue;
    const key = `${change} ${sweep}`;
    const entry = sweeps.get(key) ?? { posts: new Set<string>(), count: 0 };
    entry.posts.add(place.path);
    entry.count++;
    sweeps.set(key, entry);
  }
  const told = new Set<string>();
  return notices.flatMap((notice): readonly FoldedNotice[] => {
    const key = `${notice.change} ${notice.sweep}`;
    const entry = notice.sweep === null ? undefined : sweeps.get(key);
    if (entry === undefined || entry.posts.size < FEWEST_POSTS) return [{ notice, more: 0 }];
    if (told.has(key)) return [];
    told.add(key);
    return [{ notice, more: entry.count - 1 }];
  });
}
