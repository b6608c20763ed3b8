import type { FieldVersion } from "../baseline/field-threads.ts";
import { partnerThreads } from "../baseline/lineage.ts";
import type { PairFacts } from "../baseline/pair-facts.ts";
import type { Transition } from "../baseline/replay.ts";
import { findSweeps } from "../baseline/sweeps.ts";
import type { PostVersion } from "../baseline/threads.ts";
import { doubtSwallowed, type FencedPost } from "../judge/doubt-swallowed.ts";
import { isHardlyTheSame } from "../judge/hardly-the-same.ts";
import { leadsAsSource } from "../judge/original-first.ts";
import { isDrift } from "../model/drift.ts";
import type { SectionFeatures } from "../model/features.ts";
import type { Commit, HistoryMode } from "../model/history.ts";
import type { Pair } from "../model/pair.ts";
import type { Language, Post } from "../model/post.ts";
import type { PairReport, PostHead, RowReport, TrendStep } from "../model/report.ts";
import { alignPair } from "./align-pair.ts";
import { type CheckRun, checkPair } from "./check-pair.ts";
import type { Declared } from "./find-declared.ts";
import { judgeFrontMatter } from "./judge-front-matter.ts";
import { judgeSections } from "./judge-sections.ts";
import { contentsToday, type PairStory, tellStory } from "./pair-story.ts";
import type { StatsView } from "./site-stats.ts";

/** One post of a pair with everything it ever said; the last version is today's. */
export interface PairSide {
  readonly head: PostHead;
  readonly bytes: Uint8Array;
  readonly versions: readonly PostVersion[];
  /** Some older version is not at hand (a partial clone), so that nobody knows what it said. */
  readonly incomplete: boolean;
  /** The commit that today's header declares as its base, and the number of the commit from which on it does. */
  readonly declared: { readonly commit: string; readonly since: number } | null;
  readonly fields: readonly FieldVersion[];
  features(): readonly SectionFeatures[];
}

export interface PairInput {
  readonly pair: Pair;
  readonly source: PairSide;
  readonly target: PairSide;
  /** The original as the posts themselves tell it (front matter, machine marks), not as configured. */
  readonly intrinsicOriginal: Language | null;
  readonly commits: readonly Commit[];
  readonly historyMode: HistoryMode;
  readonly doubtBelow: number;
  /** Null: nobody recorded anything. */
  readonly facts: PairFacts | null;
  /** What the posts declare about each other; null: nothing. */
  readonly declared: Declared | null;
  /** Null: no checks are wanted. */
  readonly checks: CheckRun | null;
  stats(): Promise<StatsView>;
}

/** The pipeline for one pair: align → baseline → judge → checks. */
export async function judgePair(input: PairInput): Promise<PairReport> {
  const story = tellPairStory(input);
  const alignment = await alignPair(story);
  const base = { pair: input.pair, source: input.source.head, target: input.target.head, findings: [] };
  const isConfirmed = input.pair.pairedBy.some(({ kind }) => kind === "linked");
  const [a, b] = [contentsToday(story.lead).length, contentsToday(story.follow).length];
  if (!isConfirmed && isHardlyTheSame(alignment, a, b)) {
    return { ...base, state: "unverified", rows: [], hardlyTheSame: true };
  }
  const fields = judgeFrontMatter(input, story.leadIsSource);
  const sections = judgeSections(story, alignment);
  const rows: RowReport[] = [
    ...doubtSwallowed(
      sections.map(({ report }) => report),
      fencedPost(input.source, input.pair.source),
      fencedPost(input.target, input.pair.target),
    ),
  ];
  if (fields !== null) rows.unshift(fields);
  const checked =
    input.checks === null ? { rows } : await checkPair(input.checks, input, rows, story.leadIsSource);
  const trend = findTrend(
    sections.map(({ transitions }) => transitions),
    input.commits,
  );
  return { ...base, state: pairState(rows), ...checked, hardlyTheSame: false, trend };
}

function tellPairStory(input: PairInput): PairStory {
  const leadIsSource = leadsAsSource(
    input.pair,
    input.intrinsicOriginal,
    born(input.source.versions),
    born(input.target.versions),
  );
  const source = tellStory(input.source, input.pair.source);
  const target = tellStory(input.target, input.pair.target);
  const [lead, follow] = leadIsSource ? [source, target] : [target, source];
  const lineage = partnerThreads(
    { versions: lead.side.versions, threads: lead.threads },
    { versions: follow.side.versions, threads: follow.threads },
  );
  const sweeps = findSweeps(lead.threads.threads, follow.threads.threads);
  return { input, leadIsSource, lead, follow, lineage, sweeps };
}

function fencedPost({ bytes }: PairSide, { frontMatter }: Post): FencedPost {
  return { bytes, bodyStart: frontMatter.range.end };
}

function born(versions: readonly PostVersion[]): number {
  return versions.find((version) => version.contents !== null)?.commit ?? 0;
}

/** When sections fell behind and caught up, oldest first; uncommitted changes have no time and count as now. */
function findTrend(
  rows: readonly (readonly Transition[])[],
  commits: readonly Commit[],
): readonly TrendStep[] {
  return rows
    .flat()
    .flatMap(({ commit, pending }): TrendStep[] => {
      const time = commits[commit]?.time;
      return time === undefined ? [] : [{ time, drifted: pending ? 1 : -1 }];
    })
    .sort((x, y) => x.time - y.time);
}

function pairState(rows: readonly RowReport[]): PairReport["state"] {
  if (rows.some((row) => isDrift(row))) return "drifted";
  const known = rows.some((row) => row.state !== "unverified");
  return known || rows.length === 0 ? "in-sync" : "unverified";
}
