import { isDrift } from "../model/drift.ts";
import type { Severity } from "../model/finding.ts";
import type { UnpairedPost } from "../model/pair.ts";
import type { PairReport, ReportTail, RowReport } from "../model/report.ts";

/** What every list shows of a pair. */
export interface ListedPair {
  readonly id: string;
  readonly sourcePath: string;
  readonly targetPath: string;
  readonly title: string;
  /** Language codes: what was written, and what is to be written. */
  readonly from: string;
  readonly into: string;
}

/** A post whose translation has fallen behind, and for how much work. */
export interface Lagging extends ListedPair {
  readonly changed: number;
  readonly missing: number;
  readonly words: number;
  /** Time of the newest change, ISO 8601; null: not committed yet, and so newer than any. */
  readonly latest: string | null;
  /** False when no row says when it changed. */
  readonly dated: boolean;
  readonly author: string | null;
  readonly subject: string | null;
  readonly draft: boolean;
}

export const OWNER_KINDS = [
  "both-changed",
  "removed-section",
  "original-removed",
  "ambiguous",
  "hardly-the-same",
  "guessed",
  "only-in-translation",
] as const;
export type OwnerKind = (typeof OWNER_KINDS)[number];

/** Something only the owner of the texts can decide. `count` is in rows, or 1 for a post as a whole. */
export interface OwnerItem {
  readonly kind: OwnerKind;
  readonly path: string;
  readonly id: string;
  readonly count: number;
}

export interface Counted extends ListedPair {
  readonly count: number;
}

/** The site by who acts, without any text: small enough to hold for 10,000 pairs. */
export interface ToDo {
  readonly lagging: readonly Lagging[];
  readonly carry: readonly Counted[];
  readonly owner: readonly OwnerItem[];
  /** Critical and functional findings and problems, by code; the worst and most frequent first. */
  readonly wrong: readonly { readonly code: string; readonly severity: Severity; readonly count: number }[];
  readonly unread: { readonly posts: number; readonly words: number };
  readonly untranslated: readonly UnpairedPost[];
  /** Translations that were corrected on their own. */
  readonly polished: readonly Counted[];
  readonly doubtful: readonly Counted[];
  readonly unverified: readonly Counted[];
  readonly deliberate: ReportTail["summary"]["deliberate"];
  readonly independent: number;
  readonly notTranslated: number;
}

export interface ToDoCollector {
  add(report: PairReport): void;
  finish(tail: ReportTail): ToDo;
}

export function collectToDo(): ToDoCollector {
  const lagging: Lagging[] = [];
  const lists = { carry: [] as Counted[], polished: [] as Counted[] };
  const unsure = { doubtful: [] as Counted[], unverified: [] as Counted[] };
  const owner: OwnerItem[] = [];
  const wrong = new Map<string, { severity: Severity; count: number }>();
  let unreadPosts = 0;

  const countWrong = (finding: { readonly code: string; readonly severity: Severity }): void => {
    if (finding.severity === "cosmetic") return;
    const entry = wrong.get(finding.code);
    if (entry === undefined) wrong.set(finding.code, { severity: finding.severity, count: 1 });
    else entry.count++;
  };

  return {
    add(report) {
      const listed = listPair(report);
      const count = (list: Counted[], test: (row: RowReport) => boolean): void => {
        const rows = report.rows.filter(test).length;
        if (rows > 0) list.push({ ...listed, count: rows });
      };
      const ask = (kind: OwnerKind, rows: number): void => {
        if (rows > 0) owner.push({ kind, path: listed.sourcePath, id: listed.id, count: rows });
      };
      const rows = report.rows.map((row) => [whoActs(row), row] as const);
      const behind = rows.filter(([who]) => who === "translator").map(([, row]) => row);
      if (behind.length > 0) lagging.push(listLagging(report, listed, behind));
      count(lists.carry, (row) => whoActs(row) === "tool");
      count(lists.polished, (row) => whoActs(row) === "nobody" && row.state === "target-changed");
      count(unsure.doubtful, (row) => row.doubtful);
      count(unsure.unverified, (row) => whoActs(row) === "nobody" && row.state === "unverified");
      for (const kind of ["both-changed", "removed-section", "only-in-translation"] as const) {
        ask(kind, rows.filter(([who]) => who === kind).length);
      }
      if (report.hardlyTheSame) ask("hardly-the-same", 1);
      else if (report.pair.guessed) ask("guessed", 1);
      if (report.source.machineTranslated || report.target.machineTranslated) unreadPosts++;
      for (const finding of report.findings) countWrong(finding);
      for (const row of report.rows) for (const finding of row.findings) countWrong(finding);
    },
    finish({ summary, unpaired, problems }) {
      for (const { reason, path } of unpaired) {
        if (reason !== "no-counterpart") owner.push({ kind: reason, path, id: path, count: 1 });
      }
      for (const problem of problems) {
        // These two are decisions on pairs, listed as such above.
        if (problem.code !== "hardly-the-same" && problem.code !== "alias-ambiguous") countWrong(problem);
      }
      return {
        lagging: lagging.sort(compareLagging),
        ...lists,
        ...unsure,
        owner,
        wrong: [...wrong]
          .map(([code, entry]) => ({ code, ...entry }))
          .sort((a, b) => severityRank(a.severity) - severityRank(b.severity) || b.count - a.count),
        unread: { posts: unreadPosts, words: summary.wordsToReview },
        untranslated: unpaired.filter(({ reason }) => reason === "no-counterpart"),
        deliberate: summary.deliberate,
        independent: summary.independent,
        notTranslated: summary.notTranslated,
      };
    },
  };
}

type Actor = "translator" | "tool" | "nobody" | "both-changed" | "removed-section" | "only-in-translation";

/** Whose move a row waits for. */
function whoActs(row: RowReport): Actor {
  if (row.doubtful || row.deliberate !== null) return "nobody";
  if (row.state === "missing-in-source") return row.removed ? "removed-section" : "only-in-translation";
  if (!isDrift(row)) return "nobody";
  if (row.carryable) return "tool";
  return row.state === "both-changed" ? "both-changed" : "translator";
}

function listPair({ pair, source }: PairReport): ListedPair {
  return {
    id: pair.id,
    sourcePath: pair.source.path,
    targetPath: pair.target.path,
    title: source.title,
    from: pair.source.language,
    into: pair.target.language,
  };
}

function listLagging(report: PairReport, listed: ListedPair, rows: readonly RowReport[]): Lagging {
  const changes = rows.flatMap((row) => (row.changes.source === null ? [] : [row.changes.source]));
  const newest = changes.reduce<(typeof changes)[number] | null>(
    (best, change) => (best === null || isNewer(change.date, best.date) ? change : best),
    null,
  );
  return {
    ...listed,
    changed: rows.filter((row) => row.state !== "missing-in-target").length,
    missing: rows.filter((row) => row.state === "missing-in-target").length,
    words: rows.reduce((sum, row) => sum + row.wordsToSync, 0),
    latest: newest?.date ?? null,
    dated: newest !== null,
    author: newest?.author ?? null,
    subject: newest?.subject ?? null,
    draft: report.source.draft,
  };
}

const isNewer = (a: string | null, b: string | null): boolean => b !== null && (a === null || a > b);

/** Newest change first; what has no date goes after what has, drafts last of all: nobody reads them yet. */
function compareLagging(a: Lagging, b: Lagging): number {
  return (
    Number(a.draft) - Number(b.draft) ||
    Number(b.dated) - Number(a.dated) ||
    Number(isNewer(b.latest, a.latest)) - Number(isNewer(a.latest, b.latest)) ||
    (a.sourcePath < b.sourcePath ? -1 : 1)
  );
}

const severityRank = (severity: Severity): number => ["critical", "functional", "cosmetic"].indexOf(severity);
