import type { Content, Thread } from "../compare/content.ts";
import { computeDelta, neutralBag, neutralKind } from "../compare/delta.ts";
import { TOKEN } from "../text/tokens.ts";

/** An old line of code, link, or number that the translation still has although the original replaced it. */
export interface StaleToken {
  /** Number of the last commit before the original changed it. */
  readonly before: number;
  /** What the original said until then. */
  readonly older: Content;
}

/**
 * Betrays a translation that was made from an older original than the commit order says: such a lag leaves
 * no trace in the history of the files, but the replaced token still stands in the translation. `isSettled` tells of
 * an older content that only its links differ, and that they need no answer.
 */
export function findStaleToken(
  thread: Thread | null,
  lead: Content,
  follow: Content,
  isSettled: (older: Content) => boolean,
): StaleToken | null {
  if (thread === null || thread.events.length < 2) return null;
  const followBag = neutralBag(follow);
  if (followBag.size === 0) return null;
  const leadBag = neutralBag(lead);
  for (let e = thread.events.length - 1; e > 0; e--) {
    const older = thread.events[e - 1]!.content;
    const newer = thread.events[e]!.content;
    if (older === null || newer === null) continue;
    const delta = computeDelta(older, newer);
    if (delta === null) continue;
    for (const kind of HARD_KINDS) {
      const added = keysOf(delta.addedNeutral, kind);
      const removed = keysOf(delta.removedNeutral, kind);
      if (added.length === 0 || removed.length === 0) continue;
      const stands = removed.some((key) => followBag.has(key) && !leadBag.has(key));
      const knowsNew = added.some((key) => followBag.has(key));
      const stillNew = added.some((key) => leadBag.has(key));
      if (!stands || !stillNew || knowsNew) continue;
      if (kind !== TOKEN.link || !isSettled(older)) return { before: thread.events[e - 1]!.commit, older };
    }
  }
  return null;
}

const HARD_KINDS: readonly number[] = [TOKEN.code, TOKEN.inlineCode, TOKEN.link, TOKEN.number];

function keysOf(bag: ReadonlyMap<number, number>, kind: number): number[] {
  return [...bag.keys()].filter((key) => neutralKind(key) === kind);
}
