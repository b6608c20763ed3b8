import { isDrift } from "../../model/drift.ts";
import type { PairReport, RowReport } from "../../model/report.ts";
import type { ChangeClass, State } from "../../model/verdict.ts";

/** A row of drift, as far as tables need it. */
export interface DriftedRow {
  readonly state: State;
  readonly class: ChangeClass | null;
  readonly carryable: boolean;
  readonly words: number;
  /** Rows with the same value come from one change; null: not known when it changed. */
  readonly sweep: string | null;
  readonly subject: string | null;
}

/** A post that somebody has to look at, without its text. */
export interface DriftedPost {
  readonly id: string;
  readonly title: string;
  readonly sourcePath: string;
  readonly targetPath: string;
  readonly into: string;
  readonly draft: boolean;
  readonly rows: readonly DriftedRow[];
  /** Of the newest change: ISO 8601, null when not committed. */
  readonly latest: string | null;
  readonly dated: boolean;
  readonly author: string | null;
}

/** One change that went through many posts: told once. */
export interface Sweep {
  readonly row: DriftedRow;
  readonly posts: number;
  readonly sections: number;
  readonly words: number;
}

/** From this many posts on, one change is a sweep. */
const FEWEST_SWEPT = 5;
/** Whole reports are held of so many posts: those that may get their text shown. */
const MOST_HELD = 100;

export interface PostCollector {
  add(report: PairReport): void;
  finish(): {
    readonly sweeps: readonly Sweep[];
    /** Newest change first; rows that belong to a sweep are taken out. */
    readonly posts: readonly DriftedPost[];
    /** Reports of the first posts, by pair id and target path. */
    reportOf(post: DriftedPost): PairReport | undefined;
    readonly existing: number;
    readonly resolved: number;
  };
}

/** Looks at drift as a change (`since`) or the whole site made it. Holds no text and few whole reports. */
export function collectPosts(since: boolean): PostCollector {
  const posts: DriftedPost[] = [];
  const held = new Map<string, readonly [DriftedPost, PairReport]>();
  let existing = 0;
  let resolved = 0;
  return {
    add(report) {
      for (const row of report.rows) {
        if (row.change === "existing" && isDrift(row)) existing++;
        if (row.change === "resolved") resolved++;
      }
      const rows = report.rows.filter((row) => isDrift(row) && (!since || row.change === "new"));
      if (rows.length === 0) return;
      const post = makePost(report, rows);
      posts.push(post);
      held.set(keyOf(post), [post, report]);
      if (held.size >= MOST_HELD * 3) dropOldest(held);
    },
    finish() {
      const { sweeps, isSwept } = findSweeps(posts);
      const rest = posts
        .map((post) => ({ ...post, rows: post.rows.filter((row) => !isSwept(row)) }))
        .filter(({ rows }) => rows.length > 0)
        .sort(compareNewest);
      return { sweeps, posts: rest, existing, resolved, reportOf: (post) => held.get(keyOf(post))?.[1] };
    },
  };
}

const keyOf = ({ id, targetPath }: DriftedPost): string => `${id}\n${targetPath}`;

function dropOldest(held: Map<string, readonly [DriftedPost, PairReport]>): void {
  const sorted = [...held].sort(([, [a]], [, [b]]) => compareNewest(a, b));
  for (const [key] of sorted.slice(MOST_HELD)) held.delete(key);
}

function makePost({ pair, source }: PairReport, rows: readonly RowReport[]): DriftedPost {
  const changes = rows.flatMap(({ changes: { source, target } }) => source ?? target ?? []);
  const newest = changes.reduce<(typeof changes)[number] | null>(
    (best, change) => (best === null || isNewer(change.date, best.date) ? change : best),
    null,
  );
  return {
    id: pair.id,
    title: source.title || pair.id,
    sourcePath: pair.source.path,
    targetPath: pair.target.path,
    into: pair.target.language,
    draft: source.draft,
    rows: rows.map(toDriftedRow),
    latest: newest?.date ?? null,
    dated: newest !== null,
    author: newest?.author ?? null,
  };
}

function toDriftedRow(row: RowReport): DriftedRow {
  const change = row.changes.source ?? row.changes.target;
  return {
    state: row.state,
    class: row.class,
    carryable: row.carryable,
    words: row.wordsToSync,
    sweep:
      change === null ? null : [change.commit ?? "", row.state, row.class ?? "", row.carryable].join(" "),
    subject: change?.subject ?? null,
  };
}

/** Only changes that can be told in one line: links, code or numbers. New words differ from post to post. */
function findSweeps(posts: readonly DriftedPost[]): {
  sweeps: readonly Sweep[];
  isSwept: (row: DriftedRow) => boolean;
} {
  const found = new Map<string, { row: DriftedRow; posts: number; sections: number; words: number }>();
  for (const post of posts) {
    const seen = new Set<string>();
    for (const row of post.rows) {
      if (row.sweep === null || row.class !== "neutral") continue;
      const sweep = found.get(row.sweep) ?? { row, posts: 0, sections: 0, words: 0 };
      found.set(row.sweep, sweep);
      if (!seen.has(row.sweep)) sweep.posts++;
      seen.add(row.sweep);
      sweep.sections++;
      sweep.words += row.words;
    }
  }
  const sweeps = [...found].filter(([, sweep]) => sweep.posts >= FEWEST_SWEPT);
  const keys = new Set(sweeps.map(([key]) => key));
  return {
    sweeps: sweeps.map(([, sweep]) => sweep).sort((a, b) => b.posts - a.posts),
    isSwept: ({ sweep }) => sweep !== null && keys.has(sweep),
  };
}

const isNewer = (a: string | null, b: string | null): boolean => b !== null && (a === null || a > b);

/** As the to-do list has it: drafts last, newest change first. */
function compareNewest(a: DriftedPost, b: DriftedPost): number {
  return (
    Number(a.draft) - Number(b.draft) ||
    Number(b.dated) - Number(a.dated) ||
    Number(isNewer(b.latest, a.latest)) - Number(isNewer(a.latest, b.latest)) ||
    (a.sourcePath < b.sourcePath ? -1 : 1)
  );
}
