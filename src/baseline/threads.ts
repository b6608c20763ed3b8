import type { Content, Thread, ThreadEvent } from "../compare/content.ts";
import { mapSections } from "../compare/map-sections.ts";

/** One version of a post as history sees it; `contents` null while the post did not exist. */
export interface PostVersion {
  /** Number of the commit, see model/history; one past the newest for uncommitted content. */
  readonly commit: number;
  readonly contents: readonly Content[] | null;
}

interface OpenThread {
  events: ThreadEvent[];
  replaces: number | null;
}

/** All threads of a post, and which of them today's sections belong to. */
export interface ThreadSet {
  readonly threads: readonly Thread[];
  /** For each section of the newest version the index of its thread. */
  readonly head: readonly number[];
  /** For each version the thread index of each section. */
  readonly byVersion: readonly (readonly number[])[];
}

/** Follows every section of a post through its versions, oldest first. */
export function followSections(versions: readonly PostVersion[]): ThreadSet {
  const threads: OpenThread[] = [];
  const byVersion: number[][] = [];
  let current: number[] = [];
  let contents: readonly Content[] = [];
  for (const version of versions) {
    if (version.contents === null) {
      for (const t of current) close(threads[t]!, version.commit);
      byVersion.push([]);
      continue;
    }
    const next = nextThreads(threads, current, contents, version.contents, version.commit);
    byVersion.push(next);
    current = next;
    contents = version.contents;
  }
  return { threads, head: byVersion.at(-1) ?? [], byVersion };
}

function close(thread: OpenThread, commit: number): void {
  if (thread.events.at(-1)!.content !== null) thread.events.push({ commit, content: null });
}

function nextThreads(
  threads: OpenThread[],
  current: readonly number[],
  older: readonly Content[],
  newer: readonly Content[],
  commit: number,
): number[] {
  const map = mapSections(older, newer);
  const kept = new Set<number>();
  const known = threads.length;
  const next = newer.map((content, j) => {
    const from = map.from[j]!;
    const t =
      from >= 0
        ? current[from]!
        : (revive(threads, known, content) ?? open(threads, current[map.replaced.get(j) ?? -1] ?? null));
    kept.add(t);
    const last = threads[t]!.events.at(-1);
    if (last === undefined || last.content === null || !sameContent(last.content, content)) {
      threads[t]!.events.push({ commit, content });
    }
    return t;
  });
  for (const t of current) if (!kept.has(t)) close(threads[t]!, commit);
  return next;
}

function open(threads: OpenThread[], replaces: number | null): number {
  threads.push({ events: [], replaces });
  return threads.length - 1;
}

/** A section that comes back word for word goes on where it stopped. `known`: threads of earlier versions. */
function revive(threads: readonly OpenThread[], known: number, content: Content): number | null {
  if (content.wordCount < 3) return null;
  for (let t = known - 1; t >= 0; t--) {
    const events = threads[t]!.events;
    const last = events.at(-1)!;
    if (last.content !== null || events.length < 2) continue;
    if (events.at(-2)!.content?.print.words === content.print.words) return t;
  }
  return null;
}

// The heading counts: it is in the words too, but its level and its looks are not.
function sameContent(a: Content, b: Content): boolean {
  return a.print.words === b.print.words && a.print.neutral === b.print.neutral;
}
