import type { Thread } from "../compare/content.ts";
import { type Bag, computeDelta, type Delta } from "../compare/delta.ts";

/** Everything that came and went in one post in one commit, whatever the section. */
export interface PostEdit {
  readonly addedWords: Bag;
  readonly removedWords: Bag;
  readonly addedNeutral: Bag;
  readonly removedNeutral: Bag;
}

/** What both posts of a pair changed in the commits that touched both. */
export interface PairSweeps {
  /** Null when the commit touched only one of the posts. */
  at(commit: number): { readonly lead: PostEdit; readonly follow: PostEdit } | null;
}

/** Looks at the threads of both posts when asked for a commit, and remembers the answer. */
export function findSweeps(lead: readonly Thread[], follow: readonly Thread[]): PairSweeps {
  const known = new Map<number, ReturnType<PairSweeps["at"]>>();
  return {
    at: (commit) => {
      let sweep = known.get(commit);
      if (sweep === undefined) {
        const a = postEdit(lead, commit);
        const b = a === null ? null : postEdit(follow, commit);
        sweep = a === null || b === null ? null : { lead: a, follow: b };
        known.set(commit, sweep);
      }
      return sweep;
    },
  };
}

function postEdit(threads: readonly Thread[], commit: number): PostEdit | null {
  const edit = {
    addedWords: new Map<number, number>(),
    removedWords: new Map<number, number>(),
    addedNeutral: new Map<number, number>(),
    removedNeutral: new Map<number, number>(),
  };
  let touched = false;
  for (const thread of threads) {
    const at = thread.events.findIndex((event) => event.commit === commit);
    if (at < 1) continue;
    const older = thread.events[at - 1]!.content;
    const newer = thread.events[at]!.content;
    const delta = older === null || newer === null ? null : computeDelta(older, newer);
    if (delta === null) continue;
    touched = true;
    for (const part of ["addedWords", "removedWords", "addedNeutral", "removedNeutral"] as const) {
      for (const [key, n] of delta[part]) edit[part].set(key, (edit[part].get(key) ?? 0) + n);
    }
  }
  return touched ? edit : null;
}

/** All that an edit changed, the other language's post changed the same way: a product renamed, a link moved. */
export function mirrors(edit: Delta, other: PostEdit): boolean {
  const keys =
    edit.addedWords.size + edit.removedWords.size + edit.addedNeutral.size + edit.removedNeutral.size;
  return (
    keys > 0 &&
    within(edit.addedWords, other.addedWords) &&
    within(edit.removedWords, other.removedWords) &&
    within(edit.addedNeutral, other.addedNeutral) &&
    within(edit.removedNeutral, other.removedNeutral)
  );
}

function within(a: Bag, b: Bag): boolean {
  for (const key of a.keys()) if (!b.has(key)) return false;
  return true;
}
