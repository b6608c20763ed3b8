import { isDrift } from "../model/drift.ts";
import type { PairReport, Summary } from "../model/report.ts";
import { STATES, type State } from "../model/verdict.ts";

/** Counts pair by pair, so that no report has to be kept. */
export interface Tally {
  add(report: PairReport): void;
  /** The same for a pair that was counted before, see `countPair`. */
  addCounts(counts: PairCounts): void;
  finish(site: Pick<Summary, "posts" | "independent" | "notTranslated">): Summary;
}

/** What one pair adds to the summary: plain numbers in a fixed order, which the cache keeps. */
export type PairCounts = ArrayLike<number>;

const COUNTED = [
  "drifted",
  "doubtful",
  "wordsToSync",
  "wordsToReview",
  "critical",
  "functional",
  "cosmetic",
  "only",
  "own",
] as const;
type Counted = (typeof COUNTED)[number] | State;
const PLACES = Object.fromEntries([...COUNTED, ...STATES].map((name, i) => [name, i])) as Record<
  Counted,
  number
>;

/** How many numbers `countPair` gives. */
export const PAIR_COUNTS = COUNTED.length + STATES.length;

export function countPair(report: PairReport): PairCounts {
  const counts = new Float64Array(PAIR_COUNTS);
  const add = (name: Counted, n = 1) => {
    counts[PLACES[name]] = counts[PLACES[name]]! + n;
  };
  if (report.state === "drifted") add("drifted");
  for (const finding of report.findings) add(finding.severity);
  const draft = report.source.draft || report.target.draft;
  for (const row of report.rows) {
    for (const finding of row.findings) add(finding.severity);
    if (row.doubtful) add("doubtful");
    else if (row.kind !== "front-matter") add(row.state);
    if (row.deliberate !== null) add(row.deliberate);
    if (!draft && isDrift(row)) add("wordsToSync", row.wordsToSync);
  }
  if (!draft) add("wordsToReview", machineWords(report));
  return counts;
}

export function createTally(): Tally {
  const sums = new Float64Array(PAIR_COUNTS);
  let pairs = 0;
  const addCounts = (counts: PairCounts): void => {
    pairs++;
    for (let i = 0; i < PAIR_COUNTS; i++) sums[i] = sums[i]! + counts[i]!;
  };
  const of = (name: Counted): number => sums[PLACES[name]]!;
  return {
    add: (report) => addCounts(countPair(report)),
    addCounts,
    finish: (site) => ({
      ...site,
      pairs,
      drifted: of("drifted"),
      doubtful: of("doubtful"),
      sections: Object.fromEntries(STATES.map((state) => [state, of(state)])) as Record<State, number>,
      wordsToSync: of("wordsToSync"),
      wordsToReview: of("wordsToReview"),
      findings: { critical: of("critical"), functional: of("functional"), cosmetic: of("cosmetic") },
      deliberate: { only: of("only"), own: of("own") },
    }),
  };
}

/** Words of machine text that no person has been over: every section without a recorded "still right". */
function machineWords(report: PairReport): number {
  let words = 0;
  for (const row of report.rows) {
    if (row.kind === "front-matter") continue;
    const reviewed = row.baseline.by === "fact" && row.baseline.how !== "machine";
    if (reviewed) continue;
    if (report.source.machineTranslated) words += row.source?.wordCount ?? 0;
    if (report.target.machineTranslated) words += row.target?.wordCount ?? 0;
  }
  return words;
}
